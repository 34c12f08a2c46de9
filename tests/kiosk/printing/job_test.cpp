#include "kiosk/printing/job.h"

#include "tests/support/catch.h"

using namespace kiosk;

TEST_CASE("a job comes out of the pipe as it went in", "[kiosk][printing]")
{
    PrintOrder order;
    order.what = PrintWhat::Complaint;
    order.english = true;
    order.commune = "Xã Phú Lộc";
    order.decision.assign("Quyết định 409");
    order.reason.assign(std::string(4000, 'x'));
    order.offices = {{"Phòng Tiếp công dân", "", "Tầng 1", "0234", {"Thứ Hai"}, ""}};
    const PrintJob job = job_of(order);
    const auto back = PrintJob::parse(job.bytes().view());
    REQUIRE(back);
    CHECK(*back == job);
    CHECK(back->get("what") == "complaint");
    CHECK(back->get("lang") == "vi");  // an office reads Vietnamese
    CHECK(back->get("office0") == "Phòng Tiếp công dân\nTầng 1\nThứ Hai\n0234");
    CHECK(back->get("nothing").empty());
}

TEST_CASE("what is no job is refused, wherever it is cut", "[kiosk][printing]")
{
    PrintJob job;
    job.set("what", "receipt");
    job.set("code", "48291357026481937597");
    const std::string good{job.bytes().view()};
    REQUIRE(PrintJob::parse(good));
    int taken = 0;
    for (std::size_t cut = 0; cut < good.size(); ++cut)
        taken += PrintJob::parse(good.substr(0, cut)).has_value();
    CHECK(taken == 2);  // after the magic, and between the two fields
    CHECK_FALSE(PrintJob::parse("CPR2"));
    CHECK_FALSE(PrintJob::parse(good + good.substr(4)));  // a field twice
    CHECK_FALSE(PrintJob::parse(std::string{"CPR1\x01w\xff\xff\xff\xff", 10}));
    CHECK_FALSE(PrintJob::parse("CPR1" + std::string(PrintJob::kLongestJob, 'x')));
}

TEST_CASE("a list of people past its term stands on no paper", "[kiosk][printing]")
{
    PrintOrder order;
    order.what = PrintWhat::Document;
    auto document = std::make_shared<offline_cache::Document>();
    document->row.list_of_people = true;
    document->row.shelf = offline_cache::Shelf::Ended;
    document->body = "| Họ tên |\n|---|\n| Nguyễn Văn Mật |\n";
    order.document = document;
    const PrintJob job = job_of(order);
    CHECK(job.get("body").empty());
    CHECK(job.number("hidden") == 1);
    // The store gives no names any more though the posting goes on: the sheet says why it is empty.
    document->row.shelf = offline_cache::Shelf::Current;
    document->body.clear();
    CHECK(job_of(order).number("hidden") == 1);
}

#include "kiosk/shell/render.h"

#include <string>

#include "tests/support/catch.h"

using namespace kiosk;

namespace {

constexpr protocol::Time kNow{std::chrono::seconds{1'795'507'440}};

}  // namespace

TEST_CASE("a record to be rendered is read as the kiosk would show it", "[kiosk][shell][render]")
{
    const auto record = read_record(
        "{\"body\":\"## Thu\u2028\u2028Đạt **78%**.\",\"card\":{\"doc_no\":\"128/BC-UBND\",\"title\":\"Báo "
        "cáo\"},"
        "\"from\":\"2026-11-20\",\"law\":\"D02\",\"pub\":\"20107.ubnd\",\"seq\":412,\"t\":\"disclosure\"}",
        kNow);
    REQUIRE(record);
    const auto& document = *record->view.document;
    CHECK(document.row.title == "Báo cáo");
    CHECK(document.row.number == "128/BC-UBND");
    CHECK(document.row.law == "D02");
    CHECK(document.row.fresh);
    CHECK(document.body == "## Thu\n\nĐạt **78%**.");
    REQUIRE(record->view.card != nullptr);
    CHECK_FALSE(record->english);
}

TEST_CASE("a draft has no place in the log, and brings its minutes", "[kiosk][shell][render]")
{
    const auto record = read_record(
        "{\"card\":{\"title\":\"Họp thôn\"},\"draft\":1,\"index\":7,\"minutes\":\"Bà con đồng "
        "ý.\",\"t\":\"meeting\"}",
        kNow);
    REQUIRE(record);
    CHECK(record->view.document->row.index < 0);
    CHECK(record->view.index < 0);
    CHECK(record->view.document->minutes == "Bà con đồng ý.");
    CHECK(read_record("{\"card\":{},\"t\":\"meeting\"}", kNow)->view.index == 0);
}

TEST_CASE("a record for some villages brings their names", "[kiosk][shell][render]")
{
    const auto record = read_record(
        "{\"card\":{\"scope\":[\"dong-luu\"],\"title\":\"Họp thôn\"},\"t\":\"meeting\","
        "\"villages\":[{\"id\":\"dong-luu\",\"name\":\"Đông Lưu\"}]}",
        kNow);
    REQUIRE(record);
    CHECK(record->view.document->row.scope == std::vector<std::string>{"dong-luu"});
    REQUIRE(record->villages.size() == 1);
    CHECK(record->villages[0].name == "Đông Lưu");
}

TEST_CASE("what is no record is refused by the name of the member", "[kiosk][shell][render]")
{
    const auto why = [](std::string_view json) {
        const auto record = read_record(json, kNow);
        return record ? std::string{"taken"} : record.error().detail;
    };
    CHECK(why("{\"t\":\"disclosure\"}") == "record: card");
    CHECK(why("{\"card\":{},\"t\":\"key\"}") == "record: t");
    CHECK(why("{\"card\":{},\"t\":\"poem\"}") == "record: t");
    CHECK(why("{\"card\":{},\"from\":\"yesterday\",\"t\":\"meeting\"}") == "record: from");
    CHECK(why("{\"body\":1,\"card\":{},\"t\":\"meeting\"}") == "record: body");
    CHECK(why("{\"card\":{},\"id\":\"../x\",\"t\":\"meeting\"}") == "record: id");
    CHECK(why("{\"card\":{\"start\":\"x\"},\"t\":\"meeting\"}") != "taken");
    CHECK(why("{\"card\": {},\"t\":\"meeting\"}") != "taken");  // not canonical
    CHECK(why("") != "taken");
    CHECK(why(std::string(kLongestRecord + 1, ' ')) == "record: too long");
    CHECK(why("{\"card\":{},\"t\":\"meeting\"}") == "taken");
}

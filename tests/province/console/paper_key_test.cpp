#include "province/people/paper_key.h"

#include <string>

#include "protocol/feedback/container.h"
#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using protocol::EnrolmentCode;

namespace {

std::vector<BodyKey> keys_of(const protocol::BoxKey& recipient, const protocol::SigningKey& desk)
{
    std::vector<BodyKey> keys;
    keys.push_back({"20107.ubnd", "desk", protocol::SecretString(desk.text().view())});
    keys.push_back({"20107.ubnd", "recipient", recipient.text("46-20107.ubnd-r1")});
    return keys;
}

}  // namespace

TEST_CASE("a desk's keys come back with both halves of the paper, and with nothing less",
          "[province][recovery]")
{
    People people;
    must(Bodies(people.registry)
             .add({{"46.thanhtra", "Thanh tra", protocol::local_date(people.now), {}, {}}}));
    const auto recipient = protocol::BoxKey::generate();
    const auto desk = protocol::SigningKey::generate("46-20107.ubnd-d1");
    const auto made =
        must(make_paper_key("20107.ubnd", "20107.mttq", "46.thanhtra", keys_of(recipient, desk), people.now));
    Recoveries recoveries(people.registry);
    CHECK_FALSE(must(recoveries.of("20107.ubnd")));
    must(recoveries.put(made.recovery, people.act()));
    const Recovery stored = must(recoveries.of("20107.ubnd")).value();
    CHECK(stored.first_body == "20107.mttq");

    // As somebody types them from paper.
    const PaperKey paper{EnrolmentCode::parse(made.paper.first.groups().view()).value(),
                         EnrolmentCode::parse(made.paper.second.groups().view()).value()};
    CHECK(wrong_half(stored, paper) == WrongHalf::NoneWrong);
    const auto keys = must(open_recovery(stored, paper));
    REQUIRE(keys.size() == 2);
    CHECK(must(protocol::BoxKey::parse(keys[1].text.view())).public_key() == recipient.public_key());
    CHECK(must(protocol::SigningKey::parse(keys[0].text.view())).vkey() == desk.vkey());

    const PaperKey one_half{paper.first, EnrolmentCode::generate()};
    CHECK(wrong_half(stored, one_half) == WrongHalf::Second);
    CHECK_FALSE(open_recovery(stored, one_half));
    const PaperKey turned{paper.second, paper.first};
    CHECK(wrong_half(stored, turned) == WrongHalf::First);
    CHECK_FALSE(open_recovery(stored, turned));

    // A new paper makes the old one worthless; nobody holds both halves, nor the body itself one.
    const auto again =
        must(make_paper_key("20107.ubnd", "46.thanhtra", "20107.mttq", keys_of(recipient, desk), people.now));
    must(recoveries.put(again.recovery, people.act()));
    CHECK_FALSE(open_recovery(must(recoveries.of("20107.ubnd")).value(), paper));
    CHECK_FALSE(make_paper_key("20107.ubnd", "20107.mttq", "20107.mttq", {}, people.now));
    CHECK_FALSE(make_paper_key("20107.ubnd", "20107.ubnd", "46.thanhtra", {}, people.now));
    Recovery nobody = again.recovery;
    nobody.first_body = "99999.ubnd";
    CHECK(recoveries.put(nobody, people.act()).error().fault == protocol::Fault::Refused);
}

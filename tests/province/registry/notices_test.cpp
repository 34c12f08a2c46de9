#include "province/registry/notices.h"

#include <vector>

#include "province/registry/containers.h"
#include "province/registry/drafts.h"
#include "province/registry/inbox.h"
#include "province/registry/resets.h"
#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using namespace std::chrono_literals;

namespace {

/// A writer, an approver, a desk and two administrators of one office, who all want to be told.
struct Told : People {
    Told()
    {
        for (const auto& [login, role] :
             {std::pair{"mai", Role::Writer}, std::pair{"phuoc", Role::Approver},
              std::pair{"hanh", Role::Desk}, std::pair{"bao", Role::Administrator},
              std::pair{"lan", Role::Administrator}}) {
            add(login, "20107.ubnd", role);
            must(Notices(registry).set_address(login, std::string(login) + "@hue.example", act(login)));
        }
    }
    std::vector<std::string> due(std::chrono::seconds after)
    {
        std::vector<std::string> logins;
        for (const auto& one : must(Notices(registry).due(now + after))) logins.push_back(one.login);
        return logins;
    }
    Act at(const std::string& login, std::chrono::seconds after)
    {
        Act one = act(login);
        one.at += after;
        return one;
    }
    std::int64_t sent(std::chrono::seconds after)
    {
        Drafts drafts(registry);
        StoredDraft fresh;
        fresh.body = "20107.ubnd";
        fresh.kind = "disclosure";
        fresh.source = "s";
        const auto n = must(drafts.add(fresh, at("mai", after)));
        must(drafts.send(n, 1, at("mai", after)));
        return n;
    }
};

using Logins = std::vector<std::string>;

}  // namespace

TEST_CASE("whoever has to approve is told once an hour, and only of what is new", "[province][notices]")
{
    Told told;
    Notices notices(told.registry);
    CHECK(told.due(2h).empty());
    const auto n = told.sent(10min);
    CHECK(told.due(30min).empty());  // the address was given half an hour ago
    CHECK(told.due(2h) == Logins{"phuoc"});
    CHECK(must(notices.due(told.now + 2h)).front().address == "phuoc@hue.example");
    CHECK(must(notices.due(told.now + 2h)).front().body_name == "Phú Lộc");
    REQUIRE(must(notices.take("phuoc", told.now + 2h)));
    CHECK_FALSE(must(notices.take("phuoc", told.now + 2h)));  // another process
    CHECK(told.due(9h).empty());                              // nothing new since
    told.sent(2h + 5min);
    CHECK(told.due(2h + 59min).empty());
    CHECK(told.due(3h) == Logins{"phuoc"});
    // It comes back to the writer, and whoever wrote it is not asked to approve.
    must(Drafts(told.registry).send_back(n, 1, "thiếu số", told.at("phuoc", 2h)));
    CHECK(told.due(3h) == Logins{"mai", "phuoc"});
    must(Accounts(told.registry).disable("mai", told.act()));
    must(Accounts(told.registry).end("phuoc", "20107.ubnd", Role::Approver, told.act()));
    CHECK(told.due(3h).empty());
}

TEST_CASE("a reset wants a second administrator; who gives no address is not told", "[province][notices]")
{
    Told told;
    must(Resets(told.registry).ask("mai", "half", told.at("bao", 1min)));
    CHECK(told.due(2h) == Logins{"lan"});
    must(Notices(told.registry).set_address("lan", "", told.act("lan")));
    CHECK(told.due(2h).empty());
    CHECK(must(Notices(told.registry).address_of("lan")).empty());
}

TEST_CASE("sealed reports that nobody sorted remind the desk once a day, for whomever they are",
          "[province][notices]")
{
    Told told;
    must(Containers(told.registry).take("id", "sealed", told.now, [] { return std::string("receipt"); }));
    CHECK(told.due(2h).empty());
    CHECK(told.due(24h) == Logins{"hanh"});
    REQUIRE(must(Notices(told.registry).take("hanh", told.now + 24h)));
    CHECK(told.due(30h).empty());
    CHECK(told.due(48h) == Logins{"hanh"});
    must(Inbox(told.registry).add("20107.ubnd", {}, 1, {}));
    CHECK(told.due(48h).empty());
}

TEST_CASE("a reset is told to the commune's administrators and the province's, whatever office it is for",
          "[province][notices]")
{
    Told told;
    const auto day = protocol::local_date(told.now);
    must(Bodies(told.registry).add({{"46.ubnd", "Thành phố Huế", day, {}, {}}}));
    for (const auto& [login, body] : {std::pair{"tinh", "46.ubnd"}, std::pair{"xuan", "19753.ubnd"}}) {
        told.add(login, body, Role::Administrator);
        must(Notices(told.registry).set_address(login, std::string(login) + "@hue.example", told.act(login)));
    }
    told.add("tuan", "20107.mttq", Role::Desk);
    must(Resets(told.registry).ask("tuan", "half", told.at("bao", 10min)));
    CHECK(told.due(2h) == Logins{"lan", "tinh"});
}

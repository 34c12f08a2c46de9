#include <array>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "province/registry/accounts.h"
#include "province/registry/bodies.h"
#include "province/registry/login_delays.h"
#include "province/registry/resets.h"
#include "province/registry/sessions.h"
#include "province/registry/wrapped_keys.h"
#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using namespace std::chrono_literals;

TEST_CASE("a right counts for its body from when it is given until it is ended", "[province][people]")
{
    People people;
    Accounts accounts(people.registry);
    people.add("lan", "20107.ubnd", Role::Writer);
    REQUIRE(accounts.grant("lan", "20107.mttq", Role::Supervisor, people.act()));
    auto lan = *must(accounts.find("lan"));
    CHECK(lan.roles_for("20107.ubnd") == Roles{Role::Writer});
    CHECK(lan.roles_for("20107.mttq") == Roles{Role::Supervisor});
    CHECK(lan.roles_for("19753.ubnd").empty());
    CHECK_FALSE(lan.needs_second_factor());

    CHECK(accounts.grant("lan", "20107.ubnd", Role::Writer, people.act()).error().fault ==
          protocol::Fault::Refused);
    CHECK(accounts.grant("lan", "no.body", Role::Writer, people.act()).error().fault ==
          protocol::Fault::NotFound);
    CHECK(accounts.grant("nobody", "20107.ubnd", Role::Writer, people.act()).error().fault ==
          protocol::Fault::NotFound);
    REQUIRE(accounts.end("lan", "20107.ubnd", Role::Writer, people.act()));
    CHECK(must(accounts.find("lan"))->roles_for("20107.ubnd").empty());
    // Ended and given again in the same second.
    REQUIRE(accounts.grant("lan", "20107.ubnd", Role::Writer, people.act()));
    CHECK(must(accounts.find("lan"))->roles_for("20107.ubnd").has(Role::Writer));
    CHECK(must(accounts.list("20107")).size() == 1);
    CHECK(must(accounts.list("19753")).empty());
}

TEST_CASE("a login is one person's for ever, and is plain", "[province][people]")
{
    People people;
    Accounts accounts(people.registry);
    people.add("lan", "20107.ubnd", Role::Writer);
    CHECK_FALSE(accounts.add("lan", "Another", people.act()));
    const std::string bad = GENERATE("", "la", "Lan", "lan hue", "lan'--", "1lan", "lan\n",
                                     "abcdefghijklmnopqrstuvwxyzabcdefg", "l\xC3\xA0n");
    CAPTURE(bad);
    CHECK_FALSE(accounts.add(bad, "Name", people.act()));
    CHECK_FALSE(must(accounts.find(bad)));
}

TEST_CASE("disabling, an ended right and a new password end the sessions they must", "[province][people]")
{
    People people;
    Accounts accounts(people.registry);
    Sessions sessions(people.registry);
    people.add("lan", "20107.ubnd", Role::Desk);
    const auto sign_in = [&](const std::string& id) {
        StoredSession session;
        session.id = id;
        session.login = "lan";
        session.body = "20107.ubnd";
        session.stage = Stage::Full;
        REQUIRE(sessions.add(session, {}, people.act()));
    };
    sign_in("a");
    sign_in("b");
    REQUIRE(accounts.set_password("lan", "hash", {}, "b", people.act()));
    CHECK_FALSE(must(sessions.find("a", people.now)));
    CHECK(must(sessions.find("b", people.now)));
    REQUIRE(accounts.end("lan", "20107.ubnd", Role::Desk, people.act()));
    CHECK_FALSE(must(sessions.find("b", people.now)));
    sign_in("c");
    REQUIRE(accounts.disable("lan", people.act()));
    CHECK_FALSE(must(sessions.find("c", people.now)));
}

TEST_CASE("a right that asks for a second factor ends the sessions that were begun without one",
          "[province][people]")
{
    People people;
    Accounts accounts(people.registry);
    Sessions sessions(people.registry);
    people.add("lan", "20107.ubnd", Role::Writer);
    const auto sign_in = [&](const std::string& id) {
        StoredSession session;
        session.id = id;
        session.login = "lan";
        session.body = "20107.ubnd";
        session.stage = Stage::Full;
        REQUIRE(sessions.add(session, {}, people.act()));
    };
    sign_in("a");
    REQUIRE(accounts.grant("lan", "20107.ubnd", Role::Supervisor, people.act()));
    CHECK(must(sessions.find("a", people.now)));  // asks for none
    for (const Role role : {Role::Approver, Role::Desk, Role::Administrator}) {
        sign_in(std::string(role_name(role)));
        REQUIRE(accounts.grant("lan", "20107.ubnd", role, people.act()));
        CHECK_FALSE(must(sessions.find(role_name(role), people.now)));
    }
    REQUIRE(accounts.set_factor("lan", "sealed", 100, people.act()));
    sign_in("b");
    REQUIRE(accounts.grant("lan", "20107.mttq", Role::Desk, people.act()));
    CHECK(must(sessions.find("b", people.now)));
}

TEST_CASE("a session ends when it is not used, when it is old, and soon without its second factor",
          "[province][people]")
{
    People people;
    people.add("lan", "20107.ubnd", Role::Writer);
    Sessions sessions(people.registry);
    StoredSession session;
    session.id = "s";
    session.login = "lan";
    session.stage = Stage::Full;
    REQUIRE(sessions.add(session, {}, people.act()));
    auto now = people.now;
    for (int i = 0; i < 28; ++i) CHECK(must(sessions.find("s", now += 25min)));  // used all the time
    CHECK_FALSE(must(sessions.find("s", now += 25min)));                         // but 12 hours are over
    session.id = "idle";
    REQUIRE(sessions.add(session, {}, people.act()));
    CHECK_FALSE(must(sessions.find("idle", people.now + 31min)));
    session.id = "half";
    session.stage = Stage::Code;
    REQUIRE(sessions.add(session, {}, people.act()));
    CHECK(must(sessions.find("half", people.now + 9min)));
    CHECK_FALSE(must(sessions.find("half", people.now + 11min)));
}

TEST_CASE("a code of the second factor counts once", "[province][people]")
{
    People people;
    people.add("lan", "20107.ubnd", Role::Approver);
    Accounts accounts(people.registry);
    REQUIRE(accounts.set_factor("lan", "sealed", 100, people.act()));
    CHECK_FALSE(accounts.use_step("lan", 100));
    CHECK(accounts.use_step("lan", 101));
    CHECK_FALSE(accounts.use_step("lan", 101));
    CHECK_FALSE(accounts.use_step("lan", 99));
}

TEST_CASE("wrong passwords wait longer each time, and only where they come from", "[province][people]")
{
    CHECK(login_pause(3) == 0s);
    CHECK(login_pause(4) == 2s);
    CHECK(login_pause(8) == 32s);
    CHECK(login_pause(10000) == 15min);
    People people;
    LoginDelays delays(people.registry);
    int looked_at = 0;
    auto now = people.now;
    for (int i = 0; i < 10000; ++i, now += 1s) looked_at += must(delays.begin("stranger", now)) == 0s ? 1 : 0;
    CHECK(looked_at < 25);  // of 10,000 in three hours
    CHECK(must(delays.begin("owner", now)) == 0s);
    REQUIRE(delays.forget("stranger"));
    CHECK(must(delays.begin("stranger", now)) == 0s);
}

TEST_CASE("a reset needs two people and both halves of the code", "[province][people]")
{
    People people;
    for (const auto* login : {"lan", "minh", "hoa"}) people.add(login, "20107.ubnd", Role::Administrator);
    Resets resets(people.registry);
    WrappedKeys keys(people.registry);
    REQUIRE(keys.put({{"lan", "20107.ubnd", "desk", "salt", "sealed"}}, people.act()));
    CHECK(resets.ask("minh", "one", people.act("minh")).error().fault == protocol::Fault::Refused);
    REQUIRE(resets.ask("lan", "one", people.act("minh")));
    const auto open = must(resets.open(people.now));
    REQUIRE(open.size() == 1);
    CHECK_FALSE(open[0].agreed);
    CHECK_FALSE(must(resets.use("lan", "one", "", "hash", people.act("lan"))));
    CHECK_FALSE(resets.agree(open[0].n, "two", people.act("minh")));  // the one who asked
    CHECK_FALSE(resets.agree(open[0].n, "two", people.act("lan")));   // the one it is for
    REQUIRE(resets.agree(open[0].n, "two", people.act("hoa")));
    CHECK_FALSE(resets.agree(open[0].n, "mine", people.act("quan")));
    CHECK_FALSE(must(resets.use("lan", "one", "one", "hash", people.act("lan"))));
    CHECK_FALSE(must(resets.use("minh", "one", "two", "hash", people.act("lan"))));
    CHECK(must(resets.use("lan", "one", "two", "new hash", people.act("lan"))));
    CHECK(must(Accounts(people.registry).find("lan"))->password == "new hash");
    CHECK(must(keys.of("lan")).empty());  // what the old passphrase wrapped is of no use
    CHECK_FALSE(must(resets.use("lan", "one", "two", "again", people.act("lan"))));
}

TEST_CASE("wrong codes spoil no reset, and it is over after a day", "[province][people]")
{
    People people;
    people.add("lan", "20107.ubnd", Role::Writer);
    Resets resets(people.registry);
    REQUIRE(resets.ask("lan", "one", people.act("minh")));
    REQUIRE(resets.agree(1, "two", people.act("hoa")));
    CHECK(must(resets.open(people.now + 25h)).empty());
    auto late = people.act("lan");
    late.at += 25h;
    for (int i = 0; i < 50; ++i) CHECK_FALSE(must(resets.fits("lan", "x", "y", people.now)));
    CHECK(must(resets.fits("lan", "one", "two", people.now)));
    CHECK_FALSE(must(resets.use("lan", "one", "two", "hash", late)));
}

TEST_CASE("an office that ended has a last day and a successor", "[province][people]")
{
    People people;
    Bodies bodies(people.registry);
    const auto day = protocol::local_date(people.now);
    REQUIRE(bodies.end("20107.ubnd", protocol::add_days(day, 30), "19753.ubnd", people.act()));
    const auto body = *must(bodies.find("20107.ubnd"));
    CHECK(body.stands_on(protocol::add_days(day, 30)));
    CHECK_FALSE(body.stands_on(protocol::add_days(day, 31)));
    CHECK(body.successor == "19753.ubnd");
    CHECK(bodies.end("19753.ubnd", day, "19753.ubnd", people.act()).error().fault ==
          protocol::Fault::Refused);
    CHECK(bodies.end("19753.ubnd", day, "nowhere", people.act()).error().fault == protocol::Fault::NotFound);
}

TEST_CASE("many threads change and read at once, and nothing is lost or numbered twice", "[province][people]")
{
    People people;
    constexpr int kThreads = 8;
    constexpr int kEach = 25;
    std::atomic<int> failed{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&people, &failed, t] {
                for (int i = 0; i < kEach; ++i) {
                    if (!Audit(people.registry).note(people.act("t" + std::to_string(t)))) ++failed;
                    if (!Accounts(people.registry).list("")) ++failed;
                }
            });
    }
    CHECK(failed == 0);
    const auto check = must(Audit(people.registry).verify());
    CHECK(check.rows == kThreads * kEach);
    CHECK_FALSE(check.broken_at);
}

TEST_CASE("somebody new comes with a right, or does not come", "[province][people]")
{
    People people;
    Accounts accounts(people.registry);
    CHECK(accounts.add("lan", "Nguyễn Thị Lan", "20107.khong", Role::Desk, people.act()).error().fault ==
          protocol::Fault::NotFound);
    CHECK_FALSE(must(accounts.find("lan")));
    must(accounts.add("lan", "Nguyễn Thị Lan", "20107.ubnd", Role::Desk, people.act()));
    CHECK(must(accounts.find("lan"))->roles_for("20107.ubnd").has(Role::Desk));
}

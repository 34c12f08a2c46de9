#include "province/registry/statistics.h"

#include <string>

#include "province/registry/cases.h"
#include "province/registry/register.h"
#include "province/registry/sealed_cases.h"
#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using protocol::Date;
using protocol::Time;
using By = Statistics::By;

namespace {

constexpr Date day(int month, int number)
{
    return Date{std::chrono::year{2026}, std::chrono::month{static_cast<unsigned>(month)},
                std::chrono::day{static_cast<unsigned>(number)}};
}

/// A province whose desks have opened and answered some reports.
struct Desks : People {
    /// Received at eight; the term is over ten days later. Nothing for `answered`: it waits.
    Case receive(const std::string& body, Date when, const std::string& topic,
                 std::optional<Date> answered = {})
    {
        Case fresh;
        fresh.body = body;
        fresh.report = "report " + std::to_string(++count);
        fresh.lane = "normal";
        fresh.kind = "phan_anh";
        fresh.topic = topic;
        fresh.received_at = protocol::at_local(when, 8);
        fresh.opened_at = protocol::at_local(when, 9);
        Cases cases(registry);
        Act by{fresh.opened_at, "hanh", body, {}, {}};
        const Case opened = must(cases.open(fresh, by));
        if (answered) {
            by.at = protocol::at_local(*answered, 10);
            answer(opened, "answered", by);
        }
        return opened;
    }
    void answer(const Case& of, const std::string& state, const Act& by)
    {
        const auto over = [](const Case& one) {
            return protocol::at_local(protocol::add_days(protocol::local_date(one.clock_at), 11));
        };
        const auto merged = must(Cases(registry).same_as(of)).size();
        must(Cases(registry).answer(of, 0, {state, state, {}, {}, over, merged},
                                    {{"20107", std::string(32, 'a'), ++count, "sealed"}}, by));
    }
    void leave_unopened(const std::string& body, Date when)
    {
        Inbox inbox(registry);
        const auto from = must(inbox.reach(body));
        must(inbox.add(body, from, from.seq + 1,
                       {{"item " + std::to_string(++count), "id", "m", 0, protocol::at_local(when, 8), {}}}));
    }
    std::map<std::string, Tally> counted(const Span& span, By by)
    {
        // Whatever began before the 10th of November is over.
        const Time over = protocol::at_local(day(11, 10));
        return must(Statistics(registry).count(span, by, {over, over, over}));
    }
    int count = 0;
};

const Span kYear{"20107", {}, {}, day(1, 1), day(12, 31)};

}  // namespace

TEST_CASE("what came, what was answered, what was on time, and how long it took, by topic and by month",
          "[province][figures]")
{
    Desks desks;
    desks.receive("20107.ubnd", day(10, 1), "ha_tang", day(10, 4));      // 3 days
    desks.receive("20107.ubnd", day(10, 1), "ha_tang", day(10, 12));     // 11 days: late
    desks.receive("20107.ubnd", day(10, 31), "moi_truong", day(11, 5));  // 5 days, counted for October
    desks.receive("20107.ubnd", day(11, 2), "moi_truong");               // over
    desks.receive("20107.ubnd", day(11, 20), "ha_tang");
    desks.receive("19753.ubnd", day(11, 3), "ha_tang", day(11, 4));
    const auto topics = desks.counted(kYear, By::Topic);
    REQUIRE(topics.size() == 2);
    const Tally& roads = topics.at("ha_tang");
    CHECK(roads.received == 3);
    CHECK(roads.answered == 2);
    CHECK(roads.on_time == 1);
    CHECK(roads.median_days() == 3);
    CHECK(roads.waiting() == 1);
    CHECK(roads.overdue == 0);
    const Tally& nature = topics.at("moi_truong");
    CHECK(nature.overdue == 1);
    CHECK(nature.oldest == protocol::at_local(day(11, 2), 8));
    const auto months = desks.counted(kYear, By::Month);
    REQUIRE(months.size() == 2);
    CHECK(months.at("2026-10").answered == 3);
    CHECK(months.at("2026-11").received == 2);
    CHECK(months.at("2026-11").answered == 0);
    CHECK_FALSE(months.at("2026-11").median_days());

    Span november = kYear;
    november.from = day(11, 1);
    CHECK(desks.counted(november, By::Month).size() == 1);
    const auto province = desks.counted({{}, {}, "46", day(1, 1), day(12, 31)}, By::Office);
    CHECK(province.at("20107.ubnd").received == 5);
    CHECK(province.at("19753.ubnd").received == 1);
    CHECK(desks.counted({{}, {}, "19753", day(1, 1), day(12, 31)}, By::Office).size() == 1);
}

TEST_CASE("an unopened report is counted once, for the committee, though it lies in two inboxes",
          "[province][figures]")
{
    Desks desks;
    desks.leave_unopened("20107.ubnd", day(11, 2));
    desks.leave_unopened("20107.mttq", day(11, 2));
    const auto months = desks.counted(kYear, By::Month);
    CHECK(months.at("2026-11").received == 1);
    CHECK(months.at("2026-11").unopened == 1);
    CHECK(months.at("2026-11").overdue == 1);
    Span front = kYear;
    front.office = "20107.mttq";
    CHECK(desks.counted(front, By::Month).at("2026-11").unopened == 1);
}

TEST_CASE("a report that is opened again waits again, and what was late once is never on time",
          "[province][figures]")
{
    Desks desks;
    const auto at = [](protocol::Date when) {
        return Act{protocol::at_local(when, 8), "hanh", "20107.ubnd", {}, {}};
    };
    const auto roads = [&] { return desks.counted(kYear, By::Topic).at("ha_tang"); };
    // Late, and opened again: its new result is soon there, but its sender lived the first one, too.
    const Case of = desks.receive("20107.ubnd", day(11, 1), "ha_tang", day(11, 20));
    CHECK(roads().on_time == 0);
    must(Cases(desks.registry).reopen(of, {protocol::at_local(day(11, 22), 8), {}, "20107.ubnd", {}, {}}));
    CHECK(roads().answered == 0);
    CHECK(roads().waiting() == 1);
    desks.answer(of, "in_progress", at(day(11, 23)));
    desks.answer(of, "answered", at(day(11, 24)));
    // A second word on the same result changes nothing.
    desks.answer(of, "rejected", at(day(12, 24)));
    CHECK(roads().answered == 1);
    CHECK(roads().on_time == 0);
    CHECK(roads().median_days() == 2);
    must(Cases(desks.registry).reopen(of, {protocol::at_local(day(12, 24), 9), {}, "20107.ubnd", {}, {}}));
    desks.answer(of, "answered", at(day(12, 24)));
    CHECK(roads().on_time == 0);
    // On time, opened again, and on time again.
    const Case good = desks.receive("20107.ubnd", day(11, 1), "ha_tang", day(11, 2));
    CHECK(roads().on_time == 1);
    must(Cases(desks.registry).reopen(good, {protocol::at_local(day(11, 22), 8), {}, "20107.ubnd", {}, {}}));
    CHECK(roads().on_time == 0);
    desks.answer(good, "answered", at(day(11, 24)));
    CHECK(roads().on_time == 1);
    desks.answer(good, "in_progress", at(day(12, 25)));
    CHECK(roads().waiting() == 1);
}

TEST_CASE("a case that was merged is answered with the other, and one that is sealed away is in no count",
          "[province][figures]")
{
    Desks desks;
    const Act by{protocol::at_local(day(11, 5), 8), "hanh", "20107.ubnd", {}, {}};
    const Case main = desks.receive("20107.ubnd", day(11, 1), "ha_tang");
    const Case same = desks.receive("20107.ubnd", day(11, 2), "ha_tang");
    must(Cases(desks.registry).merge(same, 0, main, by));
    CHECK(desks.counted(kYear, By::Topic).at("ha_tang").waiting() == 2);
    desks.answer(main, "answered", by);
    CHECK(desks.counted(kYear, By::Topic).at("ha_tang").answered == 2);
    CHECK(desks.counted(kYear, By::Topic).at("ha_tang").days ==
          std::map<std::int64_t, std::int64_t>{{3, 1}, {4, 1}});

    const Case secret = desks.receive("20107.ubnd", day(11, 1), "moi_truong");
    must(SealedCases(desks.registry).seal(secret, 0, {{"hanh", "toan", "sealed"}, {}, {}, {}, {}}, by));
    for (const By what : {By::Topic, By::Month, By::Office})
        for (const auto& [key, tally] : desks.counted(kYear, what)) CHECK(tally.received == 2);
}

TEST_CASE("the register holds what an inbox received, its result, and nothing that is sealed away",
          "[province][figures]")
{
    Desks desks;
    desks.leave_unopened("20107.ubnd", day(11, 2));
    desks.leave_unopened("20107.ubnd", day(11, 3));
    const auto lines = must(register_of(desks.registry, "20107.ubnd", day(11, 1), day(11, 30), 10));
    REQUIRE(lines.size() == 2);
    CHECK_FALSE(lines[0].line.opened());
    CHECK_FALSE(lines[0].answered_at);
    CHECK(must(register_of(desks.registry, "20107.ubnd", day(11, 3), day(11, 3), 10)).size() == 1);
    CHECK(must(register_of(desks.registry, "20107.ubnd", day(11, 1), day(11, 30), 1)).size() == 1);
    CHECK(must(register_of(desks.registry, "19753.ubnd", day(11, 1), day(11, 30), 10)).empty());
}

#include "province/feedback/due_order.h"

#include <algorithm>
#include <string>
#include <vector>

#include "protocol/law/law_book.h"
#include "province/feedback/terms.h"
#include "province/registry/cases.h"
#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace province;
using protocol::Date;
using protocol::Time;

namespace {

/// One desk whose lines came on different days and wait for different things.
struct WaitingDesk : People {
    /// A report that came so many days ago; `lane` empty: nobody has opened it yet.
    void came(int days_ago, const std::string& lane = {}, const std::string& state = {})
    {
        const std::string item = "item " + std::to_string(++count);
        const Time at = now - std::chrono::hours{24} * days_ago;
        const auto from = must(inbox.reach(body));
        must(inbox.add(body, from, from.seq + 1, {{item, "id", "m", 0, at, {}}}));
        if (lane.empty()) return;
        Case fresh;
        fresh.body = body;
        fresh.report = item;
        fresh.lane = lane;
        fresh.kind = "phan_anh";
        fresh.topic = "khac";
        fresh.received_at = fresh.opened_at = at;
        Cases cases(registry);
        const Act by{at, "hanh", body, {}, {}};
        const Case opened = must(cases.open(fresh, by));
        const auto over = [](const Case& one) { return one.clock_at; };
        if (!state.empty())
            must(cases.answer(opened, 0, {state, state, {}, {}, over},
                              {{"20107", std::string(32, 'a'), count, "sealed"}}, by));
    }
    std::vector<InboxLine> list(Inbox::Show show, const std::optional<DuePlace>& after, int most)
    {
        Inbox::Filter filter;
        filter.show = show;
        const auto today = protocol::local_date(now);
        filter.late = due_before(law, today);
        filter.soon = due_before(law, protocol::add_days(soon_until(law, today), 1));
        return must(lines_by_due(inbox, law, body, filter, after, most));
    }
    /// Page by page, as somebody reads it.
    std::vector<InboxLine> turned(Inbox::Show show, int most)
    {
        std::vector<InboxLine> all;
        std::optional<DuePlace> after;
        for (int page = 0; page < 100; ++page) {
            auto some = list(show, after, most);
            if (some.empty()) break;
            after = parse_due_place(written(due_place(law, some.back())));
            REQUIRE(after);
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }
    const std::string body = "20107.ubnd";
    Inbox inbox{registry};
    protocol::LawBook law = must(protocol::load_law_book(places::assets() + "/law"));
    int count = 0;
};

std::vector<std::int64_t> numbers(const std::vector<InboxLine>& lines)
{
    std::vector<std::int64_t> n;
    for (const InboxLine& line : lines) n.push_back(line.n);
    return n;
}

}  // namespace

TEST_CASE("what is due first stands first, whatever it waits for and whenever it came", "[province][desk]")
{
    WaitingDesk desk;
    for (const int days : {1, 4, 9, 16, 30}) {
        desk.came(days);
        desk.came(days, "normal");
        desk.came(days, "normal", "in_progress");
        desk.came(days, "wrong_info");
        desk.came(days, "wrong_info", "in_progress");
        desk.came(days, "normal", "answered");
    }
    const auto all = desk.list(Inbox::Show::ToDo, std::nullopt, 100);
    CHECK(all.size() == 25);
    CHECK(std::ranges::is_sorted(all, [&](const InboxLine& a, const InboxLine& b) {
        return due_place(desk.law, a) < due_place(desk.law, b);
    }));
    // Fifteen days and ten working days: what came first is not what is due first.
    CHECK_FALSE(std::ranges::is_sorted(all, {}, &InboxLine::received_at));
    for (const int most : {1, 2, 7}) {
        INFO(most);
        CHECK(numbers(desk.turned(Inbox::Show::ToDo, most)) == numbers(all));
    }
    const auto late = desk.turned(Inbox::Show::Late, 3), soon = desk.turned(Inbox::Show::Soon, 3);
    REQUIRE_FALSE(late.empty());
    // Late, then soon, then the rest: each list is a piece of the whole.
    auto begin = numbers(late);
    for (const auto n : numbers(soon)) begin.push_back(n);
    auto whole = numbers(all);
    whole.resize(begin.size());
    CHECK(begin == whole);
}

TEST_CASE("a place in the list is written and read, and nothing else is one", "[province][desk]")
{
    const DuePlace place{Date{std::chrono::year{2026}, std::chrono::December, std::chrono::day{7}},
                         Time{std::chrono::seconds{1'795'399'020}}, 17};
    CHECK(written(place) == "2026-12-07.1795399020.17");
    CHECK(parse_due_place(written(place)) == place);
    for (const auto* wrong :
         {"", "2026-12-07", "2026-12-07.1", "2026-13-07.1.1", "2026-12-07.x.1", "2026-12-07.1.-1"})
        CHECK_FALSE(parse_due_place(wrong));
}

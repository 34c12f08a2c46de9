#include "province/registry/registry.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "province/registry/cases.h"
#include "province/registry/containers.h"
#include "province/registry/replies.h"
#include "province/registry/writer_lock.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_registry.h"

using namespace province;

namespace {

constexpr protocol::Time kThen{std::chrono::seconds{1'795'399'000}};

template <class T>
T must(protocol::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

Registry open(const TempDir& dir) { return must(Registry::open(registry_in(dir.path()))); }

Case fresh(const std::string& report, const std::string& body = "20107.ubnd")
{
    Case out;
    out.body = body;
    out.report = report;
    out.lane = "normal";
    out.kind = "phan_anh";
    out.topic = "duong";
    out.received_at = kThen;
    out.opened_at = kThen;
    return out;
}

Act by(const std::string& body) { return {kThen, "hanh", body, {}, {}}; }

Cases::Answered as(std::string_view state)
{
    return {
        state, state, {}, {}, [](const province::Case& of) { return of.clock_at + std::chrono::hours{1}; }};
}

}  // namespace

TEST_CASE("the registry opens again with what it held, also under a path with spaces", "[province][registry]")
{
    const TempDir dir;
    const auto folder = dir / "a folder  with spaces";
    std::filesystem::create_directory(folder);
    const std::string path = registry_in(folder);
    {
        auto registry = must(Registry::open(path));
        REQUIRE(Containers(registry).take("id", "bytes", kThen, [] { return std::string("receipt"); }));
    }
    if (!on_postgresql()) {
        const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
        CHECK((std::filesystem::status(path).permissions() & others) == std::filesystem::perms::none);
    }
    auto registry = must(Registry::open(path));
    const auto sealed = must(Containers(registry).after(0, 10));
    REQUIRE(sealed.size() == 1);
    CHECK(sealed[0].bytes == "bytes");
    CHECK(sealed[0].received_at == kThen);
}

TEST_CASE("what is no database, or cannot be made, is an error and not a crash", "[province][registry]")
{
    const TempDir dir;
    CHECK_FALSE(Registry::open((dir / "missing/registry.db").string()));
    const auto path = dir / "registry.db";
    std::ofstream(path) << "this is no database, but long enough to be looked at as one: "
                        << std::string(200, 'x');
    const auto opened = Registry::open(path.string());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == protocol::Fault::Storage);
}

TEST_CASE("two processes may store the same report: one receipt counts", "[province][registry]")
{
    const TempDir dir;
    auto one = open(dir);
    auto two = open(dir);
    const auto first = must(Containers(one).take("id", "b", kThen, [] { return std::string("first"); }));
    const auto second = must(Containers(two).take("id", "b", kThen, [] { return std::string("second"); }));
    CHECK(first.fate == Containers::Fate::First);
    CHECK(second.fate == Containers::Fate::Known);
    CHECK(second.receipt == "first");
}

TEST_CASE("cases are numbered without gaps in each body and year", "[province][registry]")
{
    const TempDir dir;
    auto registry = open(dir);
    Cases cases(registry);
    CHECK(must(cases.open(fresh("r1"), by("20107.ubnd"))).number() == "PA-2026-0001");
    CHECK(must(cases.open(fresh("r2"), by("20107.mttq"))).number() == "PA-2026-0002");
    CHECK(must(cases.open(fresh("r3", "19753.ubnd"), by("19753.ubnd"))).number() == "PA-2026-0001");
    Case next_year = fresh("r4");
    next_year.opened_at = protocol::at_local(
        protocol::Date{std::chrono::year{2027}, std::chrono::month{1}, std::chrono::day{1}});
    CHECK(must(cases.open(next_year, by("20107.ubnd"))).number() == "PA-2027-0001");

    // Whoever opens it second gets the case it has.
    CHECK(must(cases.open(fresh("r2"), by("20107.ubnd"))).number() == "PA-2026-0002");
    CHECK(must(cases.by_number("20107.ubnd", 2026, 2))->report == "r2");
    CHECK_FALSE(must(cases.by_number("20107.ubnd", 2026, 3)));
}

TEST_CASE("an answer is filed and the case moves on, both or neither", "[province][registry]")
{
    const TempDir dir;
    auto registry = open(dir);
    Cases cases(registry);
    Replies replies(registry);
    const Case opened = must(cases.open(fresh("r1"), by("20107.ubnd")));
    const std::string lookup(32, 'a');
    CHECK(must(replies.next("20107", lookup)) == 1);
    REQUIRE(cases.answer(opened, 0, as("in_progress"), {{"20107", lookup, 1, "sealed"}}, by("20107.ubnd")));
    CHECK(must(replies.next("20107", lookup)) == 2);
    CHECK(must(cases.by_report("r1"))->state == "in_progress");

    const auto taken =
        cases.answer(opened, 0, as("answered"), {{"20107", lookup, 1, "other"}}, by("20107.mttq"));
    REQUIRE_FALSE(taken);
    CHECK(taken.error().fault == protocol::Fault::Busy);
    CHECK(must(cases.by_report("r1"))->state == "in_progress");
    CHECK(must(replies.sealed("20107", lookup, 1)) == "sealed");
    CHECK_FALSE(must(replies.sealed("20107", lookup, 2)));
    // Another is merged into it after the answers were sealed: nobody is noted as answered who gets nothing.
    const Case other = must(cases.open(fresh("r2"), by("20107.ubnd")));
    REQUIRE(cases.merge(other, 0, opened, by("20107.ubnd")));
    const auto raced = cases.answer(opened, 0, as("answered"), {{"20107", lookup, 2, "x"}}, by("20107.ubnd"));
    REQUIRE_FALSE(raced);
    CHECK(raced.error().fault == protocol::Fault::Refused);
    CHECK_FALSE(must(cases.by_report("r2"))->answered_at);
    REQUIRE(cases.part(other, 0, by("20107.ubnd")));
    CHECK_FALSE(cases.answer(opened, 0, as("dropped table"), {{"20107", lookup, 2, "x"}}, by("20107.ubnd")));
}

TEST_CASE("a step that rests on an older look at the case is refused, and every step stands in its history",
          "[province][registry]")
{
    const TempDir dir;
    auto registry = open(dir);
    Cases cases(registry);
    const Case opened = must(cases.open(fresh("r1"), by("20107.ubnd")));
    must(cases.assign(opened, 1, "lan", by("20107.ubnd")));
    const auto late = cases.assign(opened, 1, "minh", by("20107.ubnd"));
    REQUIRE_FALSE(late);
    CHECK(late.error().fault == protocol::Fault::Refused);
    must(cases.refile(opened, 2, "normal", "moi_truong", "20107-t1", by("20107.ubnd")));
    const auto now = *must(cases.by_report("r1"));
    CHECK(now.assignee == "lan");
    CHECK(now.topic == "moi_truong");
    CHECK(now.clock_at == opened.received_at);
    must(cases.reopen(opened, {kThen + std::chrono::hours{48}, {}, "20107.ubnd", {}, {}}));
    CHECK(must(cases.by_report("r1"))->clock_at == kThen + std::chrono::hours{48});
    const auto events = must(cases.events(opened));
    REQUIRE(events.size() == 4);
    CHECK(events[1].what == "assigned");
    CHECK(events[1].detail == "lan");
    CHECK(events[1].login == "hanh");
    CHECK(events[3].what == "reopened");
    CHECK(must(province::Audit(registry).verify()).rows == 4);
}

TEST_CASE("a case is merged into another of its office, once, never round in a ring", "[province][registry]")
{
    const TempDir dir;
    auto registry = open(dir);
    Cases cases(registry);
    const Case one = must(cases.open(fresh("r1"), by("20107.ubnd")));
    const Case two = must(cases.open(fresh("r2"), by("20107.ubnd")));
    const Case third = must(cases.open(fresh("r3"), by("20107.ubnd")));
    const Case foreign = must(cases.open(fresh("r4", "19753.ubnd"), by("19753.ubnd")));
    const auto merged = [&](const Case& of, const Case& main) {
        return cases.merge(of, 0, main, by("20107.ubnd")).has_value();
    };
    CHECK_FALSE(merged(one, one));
    CHECK_FALSE(merged(one, foreign));
    CHECK(merged(two, one));
    CHECK_FALSE(merged(one, two));
    CHECK_FALSE(merged(one, third));  // it stands for another already
    CHECK_FALSE(merged(third, two));
    CHECK(must(cases.same_as(one)).size() == 1);
    CHECK(must(cases.by_report("r2"))->state == "merged");

    CHECK_FALSE(cases.part(one, 0, by("20107.ubnd")));
    REQUIRE(cases.part(two, 0, by("20107.ubnd")));
    CHECK(must(cases.by_report("r2"))->state == "received");
    CHECK(must(cases.same_as(one)).empty());
    CHECK(merged(one, third));
}

TEST_CASE("a program beside ours never takes itself for the last user of the file", "[province][registry]")
{
    if (on_postgresql()) return;
    const TempDir dir;
    const auto registry = open(dir);
    const auto another = open(dir);  // a further connection of this process
    const auto file = (dir / "registry.db").string();
    const std::string program =
        "python3 -c 'import sqlite3, sys; base = sqlite3.connect(sys.argv[1]); "
        "base.execute(\"SELECT COUNT(*) FROM container\").fetchall(); base.close()' ";
    REQUIRE(std::system((program + "'" + file + "'").c_str()) == 0);
    CHECK(std::filesystem::exists(file + "-wal"));  // the last one deletes it
}

TEST_CASE("quotation marks in values stay values", "[province][registry]")
{
    const TempDir dir;
    auto registry = open(dir);
    Case odd = fresh("r'); DROP TABLE report_case; --");
    odd.topic = "a'b\"c;--";
    CHECK(must(Cases(registry).open(odd, by("x'y"))).topic == odd.topic);
    CHECK(must(Cases(registry).by_number("20107.ubnd", 2026, 1))->topic == odd.topic);
}

TEST_CASE("a case number is read back as it is written", "[province][registry]")
{
    CHECK(parse_case_number("PA-2026-0001") == std::pair{2026, 1});
    CHECK(parse_case_number("PA-2026-12345") == std::pair{2026, 12345});
    const std::string bad = GENERATE("", "PA-2026-", "PA-2026-0000", "PA-26-0001", "pa-2026-0001",
                                     "PA-2026-00a1", "PA-2026-0001 ", "c3048a73514d", "PA-2026-99999999999");
    CAPTURE(bad);
    CHECK_FALSE(parse_case_number(bad));
}

TEST_CASE("with a shared database one process at a time may write the log", "[province][registry]")
{
    const TempDir dir;
    const std::string where = registry_in(dir.path());
    std::optional first = must(province::WriterLock::take(where));
    CHECK(first->holds());
    const auto second = province::WriterLock::take(where);
    // With SQLite the writer's flock decides, not the database.
    CHECK(second.has_value() == !on_postgresql());
    if (!second) CHECK(second.error().fault == protocol::Fault::Busy);
    first.reset();
    auto third = must(province::WriterLock::take(where));
    CHECK(third.holds());
}

TEST_CASE("many reports at once are stored in few transactions, each with its own receipt",
          "[province][registry]")
{
    const TempDir dir;
    auto registry = open(dir);
    constexpr int kSenders = 32;
    std::vector<std::string> receipts(kSenders);
    {
        std::vector<std::jthread> senders;
        for (int i = 0; i < kSenders; ++i)
            senders.emplace_back([&, i] {
                const std::string id = "id" + std::to_string(i / 2);  // each report comes twice
                const auto taken =
                    Containers(registry).take(id, "bytes of " + id, kThen, [&] { return "for " + id; });
                if (taken) receipts[static_cast<std::size_t>(i)] = taken->receipt;
            });
    }
    for (int i = 0; i < kSenders; ++i)
        CHECK(receipts[static_cast<std::size_t>(i)] == "for id" + std::to_string(i / 2));
    const auto stored = must(Containers(registry).after(0, 100));
    REQUIRE(stored.size() == kSenders / 2);
    for (std::size_t i = 0; i < stored.size(); ++i) {
        CHECK(stored[i].seq == static_cast<std::int64_t>(i) + 1);
        CHECK(stored[i].bytes == "bytes of " + stored[i].id);
    }
    CHECK(must(Containers(registry).count()) == kSenders / 2);
}

#include "offline_cache/hall_book.h"

#include <fstream>
#include <string>

#include "offline_cache/sqlite/database.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

using namespace std::chrono_literals;
using offline_cache::AuditLine;
using offline_cache::HallBook;
using offline_cache::LocalNotice;
using offline_cache::ScreenTotal;
using protocol::Fault;
using protocol::Time;

namespace {

constexpr Time kMorning{1'795'400'000s};
const protocol::Date kToday = protocol::local_date(kMorning);

LocalNotice notice(std::string title, int days = 7)
{
    return {0,
            std::move(title),
            "Từ 8 giờ.\nBà con trữ nước trước.",
            kToday,
            protocol::add_days(kToday, days - 1),
            41};
}

}  // namespace

TEST_CASE("local notices outlive a restart, are changed and removed", "[offline_cache][hall_book]")
{
    const TempDir dir;
    std::int64_t first = 0;
    {
        auto book = HallBook::open(dir / "hall.db").value();
        first = book.keep(notice("Cắt nước")).value();
        book.keep(notice("Tiêm phòng")).value();
    }
    auto book = HallBook::open(dir / "hall.db").value();
    auto kept = book.notices().value();
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].title == "Cắt nước");
    CHECK(kept[0].after == 41);
    kept[0].title = "Cắt nước thôn Hòa Vang";
    CHECK(book.keep(kept[0]).value() == first);
    CHECK(book.notices().value()[0] == kept[0]);
    REQUIRE(book.remove(first));
    REQUIRE(book.remove(first));
    CHECK(book.notices().value().size() == 1);
    CHECK(book.keep(kept[0]).error().fault == Fault::NotFound);
}

TEST_CASE("a notice without title, too long, or of wrong days is refused, and so is a sixth",
          "[offline_cache][hall_book]")
{
    const TempDir dir;
    auto book = HallBook::open(dir / "hall.db").value();
    CHECK(book.keep(notice("")).error().fault == Fault::Malformed);
    CHECK(book.keep(notice(std::string(201, 'a'))).error().fault == Fault::Malformed);
    CHECK(book.keep(notice("x", 0)).error().fault == Fault::Malformed);
    CHECK(book.keep(notice("x", 31)).error().fault == Fault::Malformed);
    auto long_text = notice("x");
    long_text.text.assign(2001, 'a');
    CHECK(book.keep(long_text).error().fault == Fault::Malformed);
    for (int i = 0; i < 5; ++i) book.keep(notice("x")).value();
    CHECK(book.keep(notice("x")).error().fault == Fault::Refused);
}

TEST_CASE("audit lines are kept in order, the newest 2,000 of them", "[offline_cache][hall_book]")
{
    const TempDir dir;
    auto book = HallBook::open(dir / "hall.db").value();
    for (int i = 1; i <= 2010; ++i)
        REQUIRE(book.note(kMorning + std::chrono::seconds{i}, "line " + std::to_string(i)));
    const auto newest = book.audit(2).value();
    REQUIRE(newest.size() == 2);
    CHECK(newest[0] == AuditLine{kMorning + 2010s, "line 2010"});
    const auto all = book.audit(100'000).value();
    CHECK(all.size() == 2000);
    CHECK(all.back().what == "line 11");
}

TEST_CASE("daily totals add up, and a number under ten leaves the machine as zero",
          "[offline_cache][hall_book]")
{
    const TempDir dir;
    auto book = HallBook::open(dir / "hall.db").value();
    REQUIRE(book.count(kToday, {{"list", 6, 5, 1}, {"search", 3, 3, 0}}));
    REQUIRE(book.count(kToday, {{"list", 6, 5, 0}}));
    REQUIRE(book.count(protocol::add_days(kToday, 1), {{"list", 50, 50, 0}}));
    const auto totals = book.totals(kToday).value();
    REQUIRE(totals.size() == 2);
    CHECK(totals[0] == ScreenTotal{"list", 12, 10, 0});
    CHECK(totals[1] == ScreenTotal{"search", 0, 0, 0});
}

TEST_CASE("of a day that is over no number under ten is left in the file", "[offline_cache][hall_book]")
{
    const TempDir dir;
    const auto file = dir / "hall.db";
    auto book = HallBook::open(file).value();
    REQUIRE(book.count(kToday, {{"guidance", 1, 1, 0}, {"list", 12, 9, 3}}));
    auto disk = offline_cache::sqlite::Database::open(file).value();
    const auto kept = [&](const char* column) {
        return disk.number("SELECT sum(" + std::string{column} + ") FROM total").value();
    };
    CHECK(kept("shown") == 13);  // the day goes on
    REQUIRE(book.count(protocol::add_days(kToday, 1), {{"list", 10, 10, 0}}));
    CHECK(kept("shown") == 12 + 10);
    CHECK(kept("gone") == 10);
    CHECK(kept("timed_out") == 0);
}

TEST_CASE("a day's totals are finished once a later day has some", "[offline_cache][hall_book]")
{
    const TempDir dir;
    auto book = HallBook::open(dir / "hall.db").value();
    const auto later = protocol::add_days(kToday, 3);
    CHECK_FALSE(book.finished_after(protocol::local_date({})).value());
    REQUIRE(book.count(kToday, {{"list", 20, 20, 0}}));
    CHECK_FALSE(
        book.finished_after(protocol::local_date({})).value());  // the last hour may still be in memory
    REQUIRE(book.count(later, {{"list", 20, 20, 0}}));
    CHECK(book.finished_after(protocol::local_date({})).value() == kToday);
    CHECK(book.finished_after(protocol::add_days(kToday, -1)).value() == kToday);
    CHECK_FALSE(book.finished_after(kToday).value());
}

TEST_CASE("wrong PINs are remembered over a power cut", "[offline_cache][hall_book]")
{
    const TempDir dir;
    {
        auto book = HallBook::open(dir / "hall.db").value();
        CHECK(book.wrong_pins().value() == 0);
        REQUIRE(book.set_wrong_pins(5));
    }
    CHECK(HallBook::open(dir / "hall.db").value().wrong_pins().value() == 5);
}

TEST_CASE("a damaged book is moved aside and a new one begun; --audit leaves it as it is",
          "[offline_cache][hall_book]")
{
    const TempDir dir;
    std::ofstream{dir / "hall.db"} << "this is no database at all, only words of somebody";
    CHECK(HallBook::open_existing(dir / "hall.db").error().fault == Fault::Malformed);
    auto book = HallBook::open(dir / "hall.db").value();
    CHECK(book.notices().value().empty());
    CHECK(std::filesystem::exists(dir / "hall.db.aside-1"));
    CHECK(HallBook::open_existing(dir / "none.db").error().fault == Fault::NotFound);
}

TEST_CASE("what is long over is dropped", "[offline_cache][hall_book]")
{
    const TempDir dir;
    auto book = HallBook::open(dir / "hall.db").value();
    book.keep(notice("Cắt nước")).value();
    REQUIRE(book.count(kToday, {{"list", 20, 20, 0}}));
    REQUIRE(book.forget_old(protocol::add_days(kToday, 36)));
    CHECK(book.notices().value().size() == 1);
    REQUIRE(book.forget_old(protocol::add_days(kToday, 37)));
    CHECK(book.notices().value().empty());
    REQUIRE(book.forget_old(protocol::add_days(kToday, 401)));
    CHECK(book.totals(kToday).value().empty());
}

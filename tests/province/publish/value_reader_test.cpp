#include "province/publish/value_reader.h"

#include "tests/support/catch.h"

using province::read_date;
using province::read_moment;

namespace {
constexpr protocol::Date kToday{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{24}};
}

TEST_CASE("dates are read as written or counted from today", "[province][publish]")
{
    CHECK(protocol::format_date(*read_date("2026-12-01", kToday)) == "2026-12-01");
    CHECK(protocol::format_date(*read_date("+0d", kToday)) == "2026-11-24");
    CHECK(protocol::format_date(*read_date("+7d", kToday)) == "2026-12-01");
    CHECK(protocol::format_date(*read_date("-40d", kToday)) == "2026-10-15");
    for (const auto* bad : {"", "+d", "3d", "+3", "+-3d", "+3 d", "2026-02-29", "24/11/2026", "+99999d"}) {
        CAPTURE(bad);
        CHECK_FALSE(read_date(bad, kToday));
    }
}

TEST_CASE("moments are local, and a date alone means the second asked for", "[province][publish]")
{
    CHECK(read_moment("2026-11-25 19:00", kToday, 0) ==
          protocol::at_local(protocol::add_days(kToday, 1), 19));
    CHECK(read_moment("+1d 19:00", kToday, 0) == protocol::at_local(protocol::add_days(kToday, 1), 19));
    CHECK(read_moment("+0d", kToday, 86399) == protocol::at_local(kToday, 23, 59) + std::chrono::seconds{59});
    for (const auto* bad : {"+1d 24:00", "+1d 19:60", "+1d 7:00", "+1d 19:00:01", "19:00", "+1d  19:00"}) {
        CAPTURE(bad);
        CHECK_FALSE(read_moment(bad, kToday, 0));
    }
}

TEST_CASE("codes have no words in them", "[province][publish]")
{
    CHECK(province::is_code("D03.tien-do"));
    CHECK(province::is_code("PDP:erasure-order"));
    CHECK(province::is_code("att:0"));
    for (const auto* bad : {"", "tiến-độ", "a b", "-a", ".a"}) CHECK_FALSE(province::is_code(bad));
}

#include "offline_cache/asked.h"

#include <string>

#include "tests/support/catch.h"

using offline_cache::Asked;
using offline_cache::read_asked;
using protocol::Date;

namespace {

/// A Friday.
const Date kToday = protocol::parse_date("2026-11-27").value();

std::string days(std::string_view line)
{
    const Asked asked = read_asked(line, kToday);
    if (!asked.days) return "";
    const std::string first = protocol::format_date(asked.days->first);
    const std::string last = protocol::format_date(asked.days->last);
    return first == last ? first : first + " … " + last;
}

}  // namespace

TEST_CASE("days are read as people write them", "[offline_cache][asked]")
{
    CHECK(days("23/11/2026") == "2026-11-23");
    CHECK(days("họp ngày 23-11-2026") == "2026-11-23");
    CHECK(days("3.9.26,") == "2026-09-03");
    CHECK(days("23/11") == "2026-11-23");
    CHECK(days("tháng 11") == "2026-11-01 … 2026-11-30");
    CHECK(days("thang 2/2027") == "2027-02-01 … 2027-02-28");
}

TEST_CASE("a day without its year is the nearest one", "[offline_cache][asked]")
{
    CHECK(days("5/1") == "2027-01-05");
    CHECK(days("20/10") == "2026-10-20");
    CHECK(days("tháng 1") == "2027-01-01 … 2027-01-31");
    CHECK(days("29/2") == "");  // in none of the three years about this one
}

TEST_CASE("days have everyday names, with and without marks", "[offline_cache][asked]")
{
    CHECK(days("hôm nay") == "2026-11-27");
    CHECK(days("hom qua") == "2026-11-26");
    CHECK(days("họp ngày mai") == "2026-11-28");
    CHECK(days("Tuần này") == "2026-11-23 … 2026-11-29");
    CHECK(days("tuan sau") == "2026-11-30 … 2026-12-06");
    CHECK(days("tháng này") == "2026-11-01 … 2026-11-30");
    CHECK(days("thang truoc") == "2026-10-01 … 2026-10-31");
    CHECK(days("next week") == "2026-11-30 … 2026-12-06");
    CHECK(days("hôm") == "");
}

TEST_CASE("legal items are read by their code, the rest stays words", "[offline_cache][asked]")
{
    CHECK(read_asked("D03", kToday).law == "D03");
    CHECK(read_asked("d7 trợ cấp", kToday).law == "D07");
    CHECK(read_asked("d7 trợ cấp", kToday).rest == "trợ cấp");
    CHECK(read_asked("dq", kToday).law == "DQ");
    CHECK(read_asked("họp dân tuần này ở Đông Lưu", kToday).rest == "họp dân ở Đông Lưu");
    for (const char* none : {"D15", "D0", "d", "da", "D03x", "d030"}) {
        INFO(none);
        CHECK(read_asked(none, kToday).law.empty());
        CHECK(read_asked(none, kToday).rest == none);
    }
}

TEST_CASE("numbers of documents and sums of money are no days", "[offline_cache][asked]")
{
    for (const char* none : {"34/2007", "145/2020/NĐ-CP", "11/2049", "10.000", "120-KL/TW", "31/4", "32/1",
                             "0/5", "1/2/3/4", "23/11/", "/11", "99999/1", "12/13/2026", ""}) {
        INFO(none);
        CHECK_FALSE(read_asked(none, kToday).any());
    }
}

TEST_CASE("any bytes at all are read without a crash", "[offline_cache][asked]")
{
    std::uint32_t seed = 11;
    for (int round = 0; round < 5000; ++round) {
        std::string line;
        for (int i = 0; i < 14; ++i) {
            seed = seed * 1664525 + 1013904223;
            constexpr std::string_view kAlphabet = "0123456789/-. dDqthangngày\xff\xe1";
            line += kAlphabet[(seed >> 16U) % kAlphabet.size()];
        }
        (void)read_asked(line, kToday);
    }
    SUCCEED();
}

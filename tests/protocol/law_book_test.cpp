#include "protocol/law/law_book.h"

#include <string>

#include "tests/support/catch.h"
#include "tests/support/places.h"

using protocol::Date;
using protocol::DueDay;
using protocol::LawBook;

namespace {

Date day(const char* text) { return protocol::parse_date(text).value(); }

LawBook real_book()
{
    auto book = protocol::load_law_book(places::assets() + "/law");
    REQUIRE(book);
    return std::move(*book);
}

}  // namespace

TEST_CASE("working days leave out the first day, weekends and holidays", "[protocol][law]")
{
    const LawBook book = real_book();
    const auto& calendar = book.calendar();
    // Monday 23/11/2026: five working days end on Monday 30/11.
    CHECK(calendar.after_working_days(day("2026-11-23"), 5) == DueDay{day("2026-11-30"), false});
    // On a Saturday the count begins with Monday.
    CHECK(calendar.after_working_days(day("2026-11-28"), 1) == DueDay{day("2026-11-30"), false});
    // Over 2/9/2026, which was made a long weekend: 31/8 and 1/9 off, Saturday 22/8 worked.
    CHECK(calendar.after_working_days(day("2026-08-28"), 1).day == day("2026-09-03"));
    CHECK(calendar.after_working_days(day("2026-08-21"), 1).day == day("2026-08-22"));
    // Tết Bính Ngọ: 16 to 20/2/2026.
    CHECK(calendar.after_working_days(day("2026-02-12"), 2).day == day("2026-02-23"));
}

TEST_CASE("a day counted across holidays that are not decided yet is said to move", "[protocol][law]")
{
    const LawBook book = real_book();
    const auto over_tet = book.calendar().after_working_days(day("2027-02-01"), 10);
    CHECK(over_tet == DueDay{day("2027-02-22"), true});
    CHECK_FALSE(book.calendar().after_working_days(day("2027-01-04"), 5).may_move);
    // Of a year without a row only the days of every year are known.
    CHECK(book.calendar().after_working_days(day("2029-04-27"), 1) == DueDay{day("2029-05-02"), false});
    CHECK(book.calendar().after_working_days(day("2029-01-29"), 10).may_move);
}

TEST_CASE("a term in calendar days that ends on a day off ends on the next working day", "[protocol][law]")
{
    const LawBook book = real_book();
    CHECK(book.calendar().after_days(day("2026-11-27"), 15).day == day("2026-12-14"));
    CHECK(book.calendar().after_days(day("2026-11-23"), 15).day == day("2026-12-08"));
}

TEST_CASE("the clocks of reports are counted as the rule book says", "[protocol][law]")
{
    const LawBook book = real_book();
    const Date received = day("2026-11-20");
    const auto* feedback = book.term("T37", received);
    REQUIRE(feedback != nullptr);
    CHECK(feedback->working);
    CHECK(feedback->act.empty());  // no law sets it
    CHECK(book.first_due(*feedback, received).day == day("2026-11-27"));
    CHECK(book.due(*feedback, received).day == day("2026-12-04"));
    const auto* wrong = book.term("T38", received);
    REQUIRE(wrong != nullptr);
    CHECK_FALSE(wrong->working);
    CHECK_FALSE(wrong->act.empty());
    CHECK(book.due(*wrong, received).day == day("2026-12-07"));
    CHECK(book.term("T07", received) == nullptr);  // its words are not counted by a program
}

TEST_CASE("a case is judged by the rule in force on the day it began", "[protocol][law]")
{
    const auto book = protocol::parse_law_book(
        "[[deadline]]\nid = \"T1\"\nworking_days = 5\nvalid_to = 2026-06-30\n"
        "[[deadline]]\nid = \"T1\"\ndays = 7\nvalid_from = \"2026-07-01\"\n",
        "fixed = []\n");
    REQUIRE(book);
    CHECK(book->term("T1", day("2026-06-30"))->days == 5);
    CHECK(book->term("T1", day("2026-07-01"))->days == 7);
}

TEST_CASE("a damaged rule book is refused with its line", "[protocol][law]")
{
    const auto fault = [](std::string_view deadlines, std::string_view calendar) {
        const auto book = protocol::parse_law_book(deadlines, calendar);
        REQUIRE_FALSE(book);
        CHECK(book.error().fault == protocol::Fault::Malformed);
        return book.error().detail;
    };
    const std::string good = "[[deadline]]\nid = \"T1\"\ndays = 5\n";
    CHECK(fault("[[deadline]]\nid = \"T1\"\ndays = 0\n", "").starts_with("deadlines.toml:1"));
    CHECK(fault("[[deadline]]\ndays = 5\n", "").starts_with("deadlines.toml:1"));
    CHECK(fault("[[deadline", "").starts_with("deadlines.toml"));
    CHECK(fault(good, "fixed = [\"13-01\"]\n").starts_with("calendar.toml:1"));
    CHECK(fault(good, "[[year]]\noff = [\"2026-01-01\"]\n").starts_with("calendar.toml"));
    CHECK(fault(good, "[[year]]\nyear = 2026\noff = [\"hôm nay\"]\n").starts_with("calendar.toml"));
}

TEST_CASE("the rule book names the term in which a wrong publication is answered, and its law in words",
          "[protocol][law]")
{
    const LawBook book = real_book();
    const protocol::Term* term = book.rule("wrong_info", day("2026-11-23"));
    REQUIRE(term != nullptr);
    CHECK(term->days > 0);
    CHECK_FALSE(term->law.empty());
    CHECK_FALSE(term->law_en.empty());
    CHECK(term->law_en != term->law);
    CHECK(book.rule("wrong_info", day("2018-06-30")) == nullptr);  // the law was not in force
    CHECK(book.rule("nothing of the kind", day("2026-11-23")) == nullptr);
}

TEST_CASE("of a rule that was changed the row in force on the day counts", "[protocol][law]")
{
    const auto book = protocol::parse_law_book(
        "[[deadline]]\nid = \"T1\"\nrule = \"wrong_info\"\ndays = 10\nlaw = \"a\"\nvalid_to = "
        "2018-06-30\n"
        "[[deadline]]\nid = \"T2\"\nrule = \"wrong_info\"\nworking_days = 15\nlaw = \"b\"\nvalid_from = "
        "2018-07-01\n",
        "");
    REQUIRE(book);
    CHECK(book->rule("wrong_info", day("2018-06-30"))->law == "a");
    CHECK(book->rule("wrong_info", day("2018-07-01"))->working);
    CHECK(book->rule("wrong_info", day("2018-07-01"))->law_en == "b");
}

TEST_CASE("a rule without its days or its law's name is refused with its line", "[protocol][law]")
{
    const auto why = [](const char* row) {
        const auto book = protocol::parse_law_book(
            std::string{"[[deadline]]\nid = \"T1\"\nrule = \"wrong_info\"\n"} + row, "");
        return book ? std::string{"taken"} : book.error().detail;
    };
    CHECK(why("law = \"x\"\n") == "deadlines.toml:1: days out of bounds");
    CHECK(why("days = 500\nlaw = \"x\"\n") == "deadlines.toml:1: days out of bounds");
    CHECK(why("days = 15\n") == "deadlines.toml:1: a rule without its law's name");
    CHECK(why("days = 15\nlaw = \"x\"\n") == "taken");
}

#include "kiosk/screens/office_hours.h"

#include "kiosk/screens/draw.h"
#include "protocol/law/law_book.h"
#include "tests/kiosk/screens/samples.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;
using protocol::Date;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kMonday = 0, kFriday = 4, kSaturday = 5, kSunday = 6;
constexpr Date kTuesday{2026y, std::chrono::November, 24d};

std::optional<Date> next(std::string_view words, Date today = kTuesday)
{
    return next_reception(words, today, nullptr);
}

const protocol::WorkCalendar& calendar()
{
    static const auto kLaw = protocol::load_law_book(places::assets() + "/law").value();
    return kLaw.calendar();
}

}  // namespace

TEST_CASE("hours written as people write them become a week", "[kiosk][screens][hours]")
{
    const std::vector<std::string> lines{
        "Thứ Hai đến thứ Sáu: 7 giờ 30 - 11 giờ 30, 13 giờ 30 - 17 giờ",
        "Thứ Bảy: 7 giờ 30 - 11 giờ, quầy 1 và quầy 2",
    };
    const WeekHours week = week_hours(lines);
    CHECK(week.any());
    const std::vector<Hours> workday{{450, 690}, {810, 1020}};
    CHECK(week.days[kMonday] == workday);
    CHECK(week.days[kFriday] == workday);
    CHECK(week.days[kSaturday] == std::vector<Hours>{{450, 660}});
    CHECK(week.notes[kSaturday] == "quầy 1 và quầy 2");
    CHECK(week.days[kSunday].empty());
    CHECK(week.words.empty());
}

TEST_CASE("other ways to write hours are understood", "[kiosk][screens][hours]")
{
    const std::vector<std::string> lines{"T2–T6: 7:30–11:30; 13h30–17h", "Thứ Bảy, Chủ Nhật: 8h-10h"};
    const WeekHours week = week_hours(lines);
    CHECK(week.days[kMonday] == std::vector<Hours>{{450, 690}, {810, 1020}});
    CHECK(week.days[kSunday] == std::vector<Hours>{{480, 600}});
}

TEST_CASE("what is no hours stays words", "[kiosk][screens][hours]")
{
    for (const std::string line : {"Cán bộ trực: thứ Hai đến thứ Sáu, giờ hành chính", "Sáng 7:30–11:30",
                                   "Thứ Hai: cả ngày", "Thứ Sáu đến thứ Hai: 7 giờ - 8 giờ",
                                   "Thứ Hai: 11 giờ - 7 giờ", "Thứ Hai: 7 giờ 90 - 11 giờ", "", "Thứ"}) {
        INFO(line);
        const WeekHours week = week_hours(std::vector<std::string>{line});
        CHECK_FALSE(week.any());
        CHECK(week.words == std::vector<std::string>{line});
    }
}

TEST_CASE("the next reception day is named from the words", "[kiosk][screens][hours]")
{
    const Date thursday{2026y, std::chrono::November, 26d};
    CHECK(next("thứ Năm hằng tuần") == thursday);
    CHECK(next("Thứ Ba hằng tuần, từ 7 giờ 30") == kTuesday);  // today still counts
    CHECK(next("ngày 5 và ngày 20 hằng tháng") == Date{2026y, std::chrono::December, 5d});
    CHECK(next("ngày 5 và 20 hằng tháng", Date{2026y, std::chrono::December, 6d}) ==
          Date{2026y, std::chrono::December, 20d});
    const std::string_view chairman =
        "Chủ tịch tiếp ngày thứ Năm tuần thứ nhất và tuần thứ ba hằng tháng, từ 7 giờ 30";
    CHECK(next(chairman) == Date{2026y, std::chrono::December, 3d});
    CHECK(next(chairman, Date{2026y, std::chrono::December, 4d}) == Date{2026y, std::chrono::December, 17d});
    CHECK(next("ngày 31 hằng tháng", Date{2027y, std::chrono::February, 1d}) ==
          Date{2027y, std::chrono::March, 31d});
}

TEST_CASE("hours of the week do not hold on a holiday", "[kiosk][screens][hours]")
{
    const auto kind = [](Date day) { return office_day(&calendar(), day); };
    CHECK(kind(kTuesday) == OfficeDay::Usual);
    CHECK(kind(Date{2026y, std::chrono::November, 28d}) == OfficeDay::Usual);    // a Saturday as any other
    CHECK(kind(Date{2026y, std::chrono::September, 2d}) == OfficeDay::Holiday);  // National Day
    CHECK(kind(Date{2026y, std::chrono::February, 17d}) == OfficeDay::Holiday);  // Tết
    CHECK(kind(Date{2026y, std::chrono::February, 21d}) != OfficeDay::Usual);    // the Saturday in it
    CHECK(kind(Date{2031y, std::chrono::February, 4d}) == OfficeDay::Unknown);   // Tết of a year to come
    CHECK(office_day(nullptr, Date{2026y, std::chrono::September, 2d}) == OfficeDay::Usual);

    const std::string_view weekly = "thứ Tư hằng tuần";
    CHECK(next_reception(weekly, Date{2026y, std::chrono::September, 1d}, &calendar()) ==
          Date{2026y, std::chrono::September, 9d});
    CHECK_FALSE(next_reception(weekly, Date{2031y, std::chrono::February, 3d}, &calendar()));
}

TEST_CASE("no office is said to be open on a holiday", "[kiosk][screens][hours]")
{
    kiosk::State state = samples::named("document_contact");
    state.law =
        std::make_shared<const protocol::LawBook>(protocol::load_law_book(places::assets() + "/law").value());
    const auto open_at = [&](Date day) {
        state.wall = protocol::at_local(day, 9);
        state.floor = state.wall - 24h;
        UiDriver driver{[&](Ui& ui) { (void)draw(state, ui); }, 1080, 1920, {}, samples::words("vi")};
        driver.frame();
        std::string page;
        for (const TextNote& note : driver.items().texts()) page += note.text + '\n';
        return page.find("Đang mở cửa") != std::string::npos;
    };
    CHECK(open_at(kTuesday));
    CHECK_FALSE(open_at(Date{2026y, std::chrono::September, 2d}));
}

TEST_CASE("words that name no day give none", "[kiosk][screens][hours]")
{
    for (const std::string_view words : {"", "trong giờ hành chính", "từ 7 giờ 30", "phòng 5, tầng 2",
                                         "ngày 40 hằng tháng", "tuần thứ ba"}) {
        INFO(words);
        CHECK_FALSE(next(words));
    }
}

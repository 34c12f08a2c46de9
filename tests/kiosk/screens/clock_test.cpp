#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/draw.h"
#include "kiosk/screens/times.h"
#include "tests/kiosk/screens/samples.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

/// All that stands on a page, on a screen tall enough for every word of it.
std::string everything_on(const State& state)
{
    UiDriver driver{[&](Ui& ui) { (void)draw(state, ui); }, 1080, 12'000, {}, samples::words("vi")};
    driver.frame();
    std::string all;
    for (const TextNote& note : driver.items().texts()) all += note.text + '\n';
    return all;
}

/// Words that say how far a day is from today, or that a term is over: as they stand around their number.
struct Counting {
    std::string before, after;
};
std::vector<Counting> countings()
{
    std::vector<Counting> all;
    for (const char* key : {"away.in_days", "answer.due.over.many", "project.today"}) {
        const std::string words{samples::words("vi").get(key)};
        const auto from = words.find('{');
        const auto to = words.find('}');
        all.push_back({words.substr(0, from), words.substr(to + 1)});
    }
    all.push_back({std::string{samples::words("vi").get("project.late")} + '\n', ""});
    all.push_back({std::string{samples::words("vi").get("contact.today")} + '\n', ""});
    all.push_back({std::string{samples::words("vi").get("mark.over")} + '\n', ""});
    all.push_back({"Đang mở cửa", ""});
    return all;
}

bool counts(const std::string& page, const Counting& what)
{
    for (auto at = page.find(what.before); at != std::string::npos; at = page.find(what.before, at + 1)) {
        const auto end = page.find_first_not_of("0123456789/", at + what.before.size());
        if (end != std::string::npos && page.compare(end, what.after.size(), what.after) == 0) return true;
    }
    return false;
}

/// Every page, and a report that waits for its answer for too long.
std::vector<samples::Sample> pages()
{
    std::vector<samples::Sample> all = samples::all();
    State late = samples::named("answer_waiting");
    late.lookup->found->stage = CaseStage::Sent;
    late.lookup->found->received = samples::kAfternoon - std::chrono::hours{24 * 40};
    all.push_back({"late", std::move(late)});
    for (const char* name : {"document_meeting", "meetings"}) {
        State past = samples::named(name);
        past.wall += std::chrono::hours{24 * 30};
        all.push_back({std::string{"past "} + name, std::move(past)});
    }
    return all;
}

}  // namespace

TEST_CASE("a meeting whose time has passed says so by itself", "[kiosk][screens][clock]")
{
    const auto said = [](const State& state, const char* key) {
        return everything_on(state).find(samples::words("vi").get(key)) != std::string::npos;
    };
    State state = samples::named("document_meeting");
    const auto begins = *state.view<DocumentView>().document->row.start;
    const auto ends = state.view<DocumentView>().document->row.end.value_or(begins + std::chrono::hours{4});
    state.wall = ends - std::chrono::minutes{1};
    CHECK_FALSE(said(state, "meeting.over"));
    state.wall = ends + std::chrono::minutes{1};
    CHECK(said(state, "meeting.over"));
    CHECK(said(state, "mark.over"));
    CHECK_FALSE(said(state, "away.today"));

    State list = samples::named("meetings");
    CHECK_FALSE(said(list, "mark.over"));
    list.wall += std::chrono::hours{24 * 30};
    CHECK(said(list, "mark.over"));
    CHECK_FALSE(said(list, "mark.moved"));
    CHECK(said(list, "mark.cancelled"));
    CHECK(said(list, "mark.held"));
}

TEST_CASE("with a wrong clock no page shows it, counts days to a term or says that one is over",
          "[kiosk][screens][clock]")
{
    UiDriver vietnamese{[](Ui&) {}};
    std::string with_a_good_one;
    for (const samples::Sample& sample : pages()) {
        with_a_good_one += everything_on(sample.state);
        State wrong = sample.state;
        wrong.wall = wrong.floor - std::chrono::hours{24 * 900};
        wrong.health.clock_wrong = true;
        const std::string page = everything_on(wrong);
        for (const Counting& what : countings()) {
            INFO(sample.name << ": “" << what.before << "”");
            CHECK_FALSE(counts(page, what));
        }
        INFO(sample.name);
        const protocol::Date day = protocol::local_date(wrong.wall);
        const std::string shown = short_date(vietnamese.ui(), day);
        CHECK((wrong.staff || page.find(shown) == std::string::npos));
    }
    for (const Counting& what : countings()) {
        INFO("said nowhere, so that nothing is tested: “" << what.before << "”");
        CHECK(counts(with_a_good_one, what));
    }
}

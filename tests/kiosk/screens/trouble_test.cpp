#include <functional>
#include <string>
#include <vector>

#include "kiosk/screens/draw.h"
#include "tests/kiosk/screens/samples.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

struct Trouble {
    const char* what;
    std::function<void(State&)> happens;
    std::vector<std::string> said;    ///< on every page with a frame
    std::vector<std::string> unsaid;  ///< on none of them
};

std::string without_marks(std::string text)
{
    for (auto at = text.find("**"); at != std::string::npos; at = text.find("**")) text.erase(at, 2);
    return text;
}

/// What a text says up to what is filled in.
std::string beginning(std::string_view key)
{
    const std::string text = without_marks(std::string{samples::words("vi").get(key)});
    return text.substr(0, text.find('{'));
}

void old_information(State& state, std::chrono::hours age)
{
    state.health.online = false;
    state.health.information = state.wall - age;
}

std::vector<Trouble> troubles()
{
    const std::string offline = beginning("banner.offline");
    const std::string until = beginning("information.until");
    return {
        {"no network", [](State& s) { old_information(s, 6h); }, {offline, until + "09:04"}, {}},
        {"a day old", [](State& s) { old_information(s, 25h); }, {until + "14:04, 23/11/2026"}, {}},
        {"a day old though somebody answers",
         [](State& s) {
             old_information(s, 25h);
             s.health.online = true;
         },
         {until + "14:04, 23/11/2026"},
         {offline}},
        {"a week old", [](State& s) { old_information(s, 8 * 24h); }, {beginning("banner.week")}, {}},
        {"a month old", [](State& s) { old_information(s, 31 * 24h); }, {beginning("banner.month")}, {}},
        {"wrong clock",
         [](State& s) {
             old_information(s, 31 * 24h);
             s.health.clock_wrong = true;
         },
         {offline, until + "15:04, 24/10/2026"},
         {beginning("banner.week"), beginning("banner.month")}},
        {"disk full", [](State& s) { s.health.storage_trouble = true; }, {beginning("banner.storage")}, {}},
        {"history changed", [](State& s) { s.health.history_alarm = true; }, {beginning("banner.alarm")}, {}},
    };
}

}  // namespace

TEST_CASE("what is wrong with the machine is said on every page", "[kiosk][screens][trouble]")
{
    for (const Trouble& trouble : troubles()) {
        int pages = 0;
        for (const samples::Sample& sample : samples::all()) {
            State state = sample.state;
            // One thing is said: an alarm before all, the first sync before how old things are, a week's age
            // before a full disk.
            const auto& news = state.health.information;
            const bool old = news && state.wall - *news >= 7 * 24h;
            if (state.health.history_alarm || state.health.sync_total > 0 || old) continue;
            trouble.happens(state);
            UiDriver driver{[&](Ui& ui) { (void)draw(state, ui); }, 1080, 1920, {}, samples::words("vi")};
            driver.frame();
            if (driver.items().find("frame.size") == nullptr) continue;  // attract, setup, a question over it
            ++pages;
            std::string page;
            for (const TextNote& note : driver.items().texts()) page += without_marks(note.text) + '\n';
            INFO(trouble.what << " on " << sample.name);
            // That page says of itself what a full disk keeps it from.
            const bool itself = sample.name == "feedback_closed" && state.health.storage_trouble;
            for (const std::string& words :
                 itself ? std::vector{std::string{samples::words("vi").get("feedback.closed.storage")}}
                        : trouble.said) {
                INFO(words);
                CHECK(page.find(words) != std::string::npos);
            }
            for (const std::string& words : trouble.unsaid) {
                INFO(words);
                CHECK(page.find(words) == std::string::npos);
            }
        }
        CHECK(pages > 30);
    }
}

#include <string>
#include <string_view>

#include "kiosk/screens/draw.h"
#include "kiosk/screens/times.h"
#include "tests/kiosk/screens/samples.h"
#include "tests/support/ui_driver.h"

// What a page tells and offers, whatever its layout.

using namespace kiosk;

TEST_CASE("a draft says until when people may object, and takes what they say", "[kiosk][screens]")
{
    const auto* paper = std::get_if<protocol::Disclosure>(
        &samples::named("document_draft").view<DocumentView>().card->details);
    UiDriver driver{[](Ui& ui) { (void)draw(samples::named("document_draft"), ui); },
                    1080,
                    1920,
                    {},
                    samples::words("vi")};
    driver.frame();
    std::string page;
    for (const TextNote& note : driver.items().texts()) page += note.text + '\n';
    for (const auto& date : {paper->comment_until, paper->effective, paper->expires})
        CHECK(page.find(short_date(driver.ui(), *date)) != std::string::npos);
    CHECK(page.find("còn 12 ngày") != std::string::npos);
    CHECK(driver.items().find("document.opinion") != nullptr);

    State late = samples::named("document_draft");
    late.wall += std::chrono::hours{24 * 13};
    UiDriver over{[&](Ui& ui) { (void)draw(late, ui); }, 1080, 1920, {}, samples::words("vi")};
    over.frame();
    CHECK(over.items().find("document.opinion") == nullptr);
}

TEST_CASE("under English a day is told by the name of its month", "[kiosk][screens]")
{
    const State state = samples::as_wished(samples::named("document_draft"), 0, false, false, true);
    const auto* paper = std::get_if<protocol::Disclosure>(&state.view<DocumentView>().card->details);
    UiDriver driver{
        [&](Ui& ui) { (void)draw(state, ui); }, 1080, 1920, {.english = true}, samples::words("en")};
    driver.frame();
    std::string page;
    for (const TextNote& note : driver.items().texts()) page += note.text + '\n';
    const std::string year = std::to_string(static_cast<int>(paper->comment_until->year()));
    CHECK(page.find(" Dec " + year) != std::string::npos);
    CHECK(page.find("/12/" + year) == std::string::npos);

    const protocol::Date third{std::chrono::year{2026}, std::chrono::December, std::chrono::day{3}};
    CHECK(short_date(driver.ui(), third) == "3 Dec 2026");
    CHECK(day_and_month(driver.ui(), third) == "3 Dec");
    CHECK(long_date(driver.ui(), third) == "Thursday, 3 Dec 2026");
}

TEST_CASE("a legal item is found by its name in either language", "[kiosk][screens]")
{
    const auto offers = [](std::string_view typed, bool english) {
        State state = samples::as_wished(samples::named("search"), 0, false, false, english);
        state.search.set_text(typed);
        UiDriver driver{[&](Ui& ui) { (void)draw(state, ui); },
                        1080,
                        1920,
                        {.english = english},
                        samples::words(english ? "en" : "vi")};
        driver.set_other(samples::words(english ? "vi" : "en"));
        return driver.items().find("search.law.D02") != nullptr;
    };
    for (const bool english : {false, true}) {
        INFO((english ? "English" : "Vietnamese"));
        CHECK(offers("ngan sach", english));
        CHECK(offers("budget", english));
        CHECK(offers("d02", english));
        CHECK_FALSE(offers("udget", english));
    }
}

TEST_CASE("what is wrong can be said of every record, also where opinions are asked for", "[kiosk][screens]")
{
    for (const char* name : {"document_disclosure", "document_project", "document_meeting",
                             "document_consultation", "document_draft"}) {
        const State& state = samples::named(name);
        UiDriver driver{[&](Ui& ui) { (void)draw(state, ui); }, 1080, 1920, {}, samples::words("vi")};
        driver.frame();
        INFO(name);
        CHECK(driver.items().find("document.report") != nullptr);
    }
}

TEST_CASE("every page of a record says in English that it is in Vietnamese only", "[kiosk][screens]")
{
    for (const char* name : {"document_disclosure", "document_withdrawn"}) {
        const State state = samples::as_wished(samples::named(name), 0, false, false, true);
        UiDriver driver{
            [&](Ui& ui) { (void)draw(state, ui); }, 1080, 1920, {.english = true}, samples::words("en")};
        driver.frame();
        std::string page;
        for (const TextNote& note : driver.items().texts()) page += note.text + '\n';
        INFO(name);
        CHECK(page.find(samples::words("en").get("document.vietnamese_only")) != std::string::npos);
    }
}

TEST_CASE("names that may be read no longer leave a sentence, not a gap", "[kiosk][screens]")
{
    UiDriver driver{[](Ui& ui) { (void)draw(samples::named("document_people"), ui); },
                    1080,
                    1920,
                    {},
                    samples::words("vi")};
    driver.frame();
    std::string page;
    for (const TextNote& note : driver.items().texts()) page += note.text + '\n';
    CHECK(page.find(samples::words("vi").get("document.people_hidden")) != std::string::npos);
}

TEST_CASE("who may not report here learns on screen where to go and when", "[kiosk][screens]")
{
    for (const char* name : {"guidance_denunciation", "guidance_complaint"}) {
        const State& state = samples::named(name);
        UiDriver driver{[&](Ui& ui) { (void)draw(state, ui); }, 1080, 6000, {}, samples::words("vi")};
        driver.frame();
        std::string page;
        for (const TextNote& note : driver.items().texts()) page += note.text + '\n';
        INFO(name);
        REQUIRE_FALSE(state.help.empty());
        const HelpOffice& office = state.help.front();
        for (const std::string& words : {office.office, office.room, office.hours.front(), office.phone})
            CHECK(page.find(words) != std::string::npos);
    }
}

TEST_CASE("an answer waited for tells the legal term of a report of a mistake beside the usual one",
          "[kiosk][screens]")
{
    State state = samples::named("answer_waiting");
    state.lookup->found->stage = CaseStage::Sent;
    state.lookup->found->received = samples::kAfternoon;
    UiDriver driver{[&](Ui& ui) { (void)draw(state, ui); }, 1080, 6000, {}, samples::words("vi")};
    driver.frame();
    std::string page;
    for (const TextNote& note : driver.items().texts()) page += note.text + '\n';
    const protocol::Date from = protocol::local_date(samples::kAfternoon);
    const protocol::Term* term = state.law->rule("wrong_info", from);
    REQUIRE(term != nullptr);
    CHECK(page.find(term->law) != std::string::npos);
    CHECK(page.find("chậm nhất ngày " + short_date(driver.ui(), state.law->due(*term, from).day)) !=
          std::string::npos);
    CHECK(page.find(samples::words("vi").get("answer.due.opinion")) != std::string::npos);
}

TEST_CASE("that the disk is full is said once on the page that takes no report", "[kiosk][screens]")
{
    State state = samples::named("feedback_closed");
    state.health.storage_trouble = true;
    state.feedback_closed = FeedbackClosed::Storage;
    UiDriver driver{[&](Ui& ui) { (void)draw(state, ui); }, 1080, 1920, {}, samples::words("vi")};
    driver.frame();
    const std::string sentence{samples::words("vi").get("feedback.closed.storage")};
    int said = 0;
    for (const TextNote& note : driver.items().texts())
        if (note.text.find(sentence) != std::string::npos) ++said;
    CHECK(said == 1);
}

TEST_CASE("where nobody can read it, nothing about an official is begun", "[kiosk][screens]")
{
    State state = samples::named("feedback_topic");
    state.feedback_closed = FeedbackClosed::Official;
    UiDriver driver{[&](Ui& ui) { (void)draw(state, ui); }, 1080, 1920, {}, samples::words("vi")};
    driver.frame();
    CHECK(driver.items().find("feedback.official") == nullptr);
    std::string page;
    for (const TextNote& note : driver.items().texts()) page += note.text + ' ';
    CHECK(page.find(samples::words("vi").get("feedback.official.closed")) != std::string::npos);
}

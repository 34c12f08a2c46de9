#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "kiosk/screens/draw.h"
#include "kiosk/ui/transcript.h"
#include "tests/kiosk/screens/samples.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

struct Told {
    std::vector<std::string> texts;
    std::vector<bool> digits;
    std::vector<Item> items;
};

Told told(const State& state, Hear what, bool landscape = false, bool english = false)
{
    Told result;
    bool listening = false;
    UiDriver driver{[&](Ui& ui) {
                        if (listening) listen(ui, what);
                        (void)draw(state, ui);
                        if (!listening) return;
                        for (const Passage& passage : heard(ui)) {
                            result.texts.emplace_back(passage.text.view());
                            result.digits.push_back(passage.digits);
                        }
                        listening = false;
                    },
                    landscape ? 1920.0F : 1080.0F,
                    landscape ? 1080.0F : 1920.0F,
                    {},
                    samples::words(english ? "en" : "vi")};
    listening = true;
    driver.frame();
    result.items = driver.items().all();
    return result;
}

std::string all_of(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts) all += text + "\n";
    return all;
}

bool is_key(const Item& item) { return item.kind == ItemKind::KeyboardKey || item.name.starts_with("key."); }

}  // namespace

TEST_CASE("every page can speak itself, and says every target that can be touched",
          "[kiosk][screens][speech]")
{
    for (const samples::Sample& sample : samples::all()) {
        if (sample.name == "attract") continue;  // one touch anywhere
        // A panel over the page speaks by itself to who listens.
        const bool panel = sample.name == "home_warning" || sample.name == "feedback_leaving" ||
                           sample.name.starts_with("print_");
        for (const bool landscape : {false, true}) {
            const Told page = told(sample.state, Hear::Page, landscape);
            CAPTURE(sample.name, landscape);
            CHECK_FALSE(page.texts.empty());
            CHECK(panel != std::any_of(page.items.begin(), page.items.end(),
                                       [](const Item& item) { return item.name == "frame.read"; }));
            const std::string all = all_of(page.texts);
            for (const Item& item : page.items) {
                if (is_key(item) || item.kind == ItemKind::Scroll || !item.enabled || item.label.empty())
                    continue;
                // A field that holds something shows that in place of its label.
                const bool field = item.name.find("field") != std::string::npos ||
                                   item.name == "feedback.name" || item.name == "feedback.phone";
                CAPTURE(item.name, item.label);
                if (!field) CHECK(all.find(item.label) != std::string::npos);
            }
        }
    }
}

TEST_CASE("the title comes first and the tools come last", "[kiosk][screens][speech]")
{
    for (const bool landscape : {false, true}) {
        const Told page = told(samples::named("lookup"), Hear::Page, landscape);
        REQUIRE(page.texts.size() > 4);
        CHECK(page.texts.front() == samples::words("vi").get("lookup.title"));
        CHECK(std::find(page.texts.end() - 8, page.texts.end(), samples::words("vi").get("tool.size")) !=
              page.texts.end());
    }
}

TEST_CASE("a document is told to its end though one sees only its beginning", "[kiosk][screens][speech]")
{
    for (const samples::Sample& sample : samples::all()) {
        if (!sample.name.starts_with("document_")) continue;
        const auto& view = sample.state.view<DocumentView>();
        if (!view.document || view.document->body.empty() || view.document->withdrawal) continue;
        if (view.document->row.list_of_people) continue;
        const std::string all = all_of(told(sample.state, Hear::Page).texts);
        // The last word of the body, marks and markup left out.
        std::string body = view.document->body;
        while (!body.empty() && std::string_view{" \n.|*_"}.find(body.back()) != std::string_view::npos)
            body.pop_back();
        const std::string last = body.substr(body.find_last_of(" \n|*") + 1);
        CAPTURE(sample.name, last);
        CHECK(all.find(last) != std::string::npos);
    }
}

TEST_CASE("a document for some villages says for which", "[kiosk][screens][speech]")
{
    State state = samples::named("document_disclosure");
    auto& view = std::get<DocumentView>(state.visits.back().view);
    const std::string all_alike = all_of(told(state, Hear::Page).texts);
    CHECK(all_alike.find(samples::words("vi").get("document.scope")) == std::string::npos);
    auto document = std::make_shared<offline_cache::Document>(*view.document);
    document->row.scope = {"dong-luu", "hoa-vang"};
    view.document = document;
    state.places = {{"an-bang", "An Bàng"}, {"dong-luu", "Đông Lưu"}, {"hoa-vang", "Hòa Vang"}};
    const std::string all = all_of(told(state, Hear::Page).texts);
    CHECK(all.find("Đông Lưu, Hòa Vang") != std::string::npos);
    CHECK(all.find(samples::words("vi").get("document.scope")) != std::string::npos);
}

TEST_CASE("what a resident wrote is said only when he asks for it by itself", "[kiosk][screens][speech]")
{
    for (const char* name : {"feedback_text", "feedback_name", "feedback_phone", "feedback_review"}) {
        const State& state = samples::named(name);
        const std::string page = all_of(told(state, Hear::Page).texts);
        const std::string text{state.draft->text.text().substr(0, 24)};
        CAPTURE(name);
        REQUIRE_FALSE(text.empty());
        CHECK(page.find(text) == std::string::npos);
    }
    const State& review = samples::named("feedback_review");
    const std::string own = all_of(told(review, Hear::Own).texts);
    CHECK(own.find(std::string{review.draft->text.text()}) != std::string::npos);
    CHECK(own.find(samples::words("vi").get("tool.size")) == std::string::npos);
}

TEST_CASE("the words of a complaint, and of what is not done, can be heard too", "[kiosk][screens][speech]")
{
    for (const char* name : {"complaint_review", "reopen"}) {
        State state = samples::named(name);
        const bool complaint = state.complaint.has_value();
        if (!complaint) state.lookup->unfinished.set_text("Mương vẫn ngập sau cơn mưa hôm qua.");
        const std::string typed{(complaint ? state.complaint->reason : state.lookup->unfinished).text()};
        CAPTURE(name);
        const Told page = told(state, Hear::Page);
        CHECK(std::any_of(page.items.begin(), page.items.end(),
                          [](const Item& item) { return item.name == "frame.read_own"; }));
        CHECK(all_of(page.texts).find(typed) == std::string::npos);
        CHECK(all_of(told(state, Hear::Own).texts).find(typed) != std::string::npos);
    }
}

TEST_CASE("the receipt's digits are said on request, one by one in their five groups",
          "[kiosk][screens][speech]")
{
    const State& state = samples::named("receipt_saved");
    const std::string_view code = state.receipt->code->view();
    const std::string page = all_of(told(state, Hear::Page).texts);
    const Told own = told(state, Hear::Own);
    REQUIRE(own.texts.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(own.texts[i] == code.substr(4 * i, 4));
        CHECK(own.digits[i]);
        CHECK(page.find(std::string{code.substr(4 * i, 4)}) == std::string::npos);
    }
}

TEST_CASE("the answer is said only when asked for by itself", "[kiosk][screens][speech]")
{
    const State& state = samples::named("answer");
    const std::string answer{state.lookup->found->replies.front().text->view()};
    CHECK(all_of(told(state, Hear::Page).texts).find(answer.substr(0, 30)) == std::string::npos);
    CHECK(all_of(told(state, Hear::Own).texts).find(answer.substr(0, 30)) != std::string::npos);
}

TEST_CASE("digits being typed are never said", "[kiosk][screens][speech]")
{
    for (const Hear what : {Hear::Page, Hear::Own})
        for (const std::string& text : told(samples::named("lookup"), what).texts) {
            CAPTURE(text);
            CHECK_FALSE((text.size() == 1 && text[0] >= '0' && text[0] <= '9'));
        }
}

#include <string>

#include "kiosk/screens/draw.h"
#include "protocol/base/text.h"
#include "tests/kiosk/screens/samples.h"
#include "tests/support/ui_driver.h"

using namespace kiosk;

namespace {

constexpr float kSlack = 0.3F;  ///< whole pixels at 4 px/mm

struct Setting {
    bool landscape;
    int text_step;
    bool contrast;
    bool lowered;
    bool english;
};

std::string describe(const Setting& s, const std::string& page, const std::string& what)
{
    return page + (s.landscape ? " landscape" : " portrait") + " size " + std::to_string(s.text_step) +
           (s.contrast ? " contrast" : "") + (s.lowered ? " lowered" : "") + (s.english ? " en" : " vi") +
           ": " + what;
}

UiDriver open(const Setting& setting)
{
    Look look;
    look.text_step = setting.text_step;
    look.contrast = setting.contrast;
    look.lowered = setting.lowered;
    look.english = setting.english;
    return UiDriver{[](Ui&) {}, setting.landscape ? 1920.0F : 1080.0F, setting.landscape ? 1080.0F : 1920.0F,
                    look, samples::words(setting.english ? "en" : "vi")};
}

void check_sizes(const Items& items, const Setting& setting, const std::string& page)
{
    for (const Item& item : items.all()) {
        if (item.kind == ItemKind::Scroll) continue;
        const float least = item.kind == ItemKind::KeyboardKey ? 16.0F : 20.0F;
        INFO(describe(setting, page, item.name)
             << " " << item.mm.width() << " x " << item.mm.height() << " mm");
        CHECK(item.mm.width() >= least - kSlack);
        if (!item.cut) CHECK(item.mm.height() >= least - kSlack);
        if (item.text_mm > 0) CHECK(item.text_mm >= 4.8F - 0.1F);
    }
}

void check_edges(const Items& items, const Ui& ui, const Setting& setting, const std::string& page)
{
    const Rect safe = ui.safe().inset(-1.5F);
    const Rect reach = ui.reach().inset(-1.5F);
    for (const Item& item : items.all()) {
        INFO(describe(setting, page, item.name));
        CHECK(safe.contains(item.px));
        if (setting.lowered && item.kind != ItemKind::Scroll) CHECK(item.px.y0 >= reach.y0);
    }
}

void check_gaps(const Items& items, const Setting& setting, const std::string& page)
{
    const auto& all = items.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].kind == ItemKind::Scroll) continue;
        for (std::size_t k = i + 1; k < all.size(); ++k) {
            if (all[k].kind == ItemKind::Scroll) continue;
            const Rect grown = all[i].mm.inset(-(3.0F - kSlack));
            if (!grown.overlaps(all[k].mm)) continue;
            INFO(describe(setting, page, all[i].name + " and " + all[k].name));
            CHECK_FALSE(grown.overlaps(all[k].mm));
        }
    }
}

void check_labels(const Items& items, const Setting& setting, const std::string& page)
{
    for (const Item& item : items.all()) {
        if (item.kind == ItemKind::Scroll || item.label_px.empty() || item.cut) continue;
        INFO(describe(setting, page, item.name) << " “" << item.label << "”");
        CHECK(item.px.inset(-1.5F).contains(item.label_px));
    }
}

void check_texts(const Ui& ui, const Setting& setting, const std::string& page)
{
    for (const TextNote& note : ui.items().texts()) {
        INFO(describe(setting, page, note.text));
        CHECK(note.cap_mm >= 4.8F - 0.1F);
        // A key instead of words, or a place nobody filled.
        CHECK(note.text.find('{') == std::string::npos);
        const bool looks_like_key = samples::words("vi").has(note.text);
        CHECK_FALSE(looks_like_key);
    }
}

void check_pages(const Setting& setting)
{
    UiDriver driver = open(setting);
    Ui& ui = driver.ui();
    double now = 1000;
    for (const samples::Sample& sample : samples::all()) {
        const State state = samples::as_wished(sample.state, setting.text_step, setting.contrast,
                                               setting.lowered, setting.english);
        ui.forget();
        for (int i = 0; i < 3; ++i) {
            now += 0.02;
            ui.begin(setting.landscape ? 1920.0F : 1080.0F, setting.landscape ? 1080.0F : 1920.0F, now);
            (void)draw(state, ui);
            ui.end();
        }
        check_sizes(ui.items(), setting, sample.name);
        check_edges(ui.items(), ui, setting, sample.name);
        check_gaps(ui.items(), setting, sample.name);
        check_labels(ui.items(), setting, sample.name);
        check_texts(ui, setting, sample.name);
    }
}

}  // namespace

TEST_CASE("every page keeps the rules of touch and reading at every size, way up and language",
          "[kiosk][screens][rules]")
{
    const bool landscape = GENERATE(false, true);
    const int text_step = GENERATE(0, 1, 2);
    const bool lowered = GENERATE(false, true);
    const bool english = GENERATE(false, true);
    // Colours change no measure: one setting of each size is enough to see that.
    const bool contrast = english != lowered;
    check_pages({landscape, text_step, contrast, lowered, english});
}

TEST_CASE("home offers six doors and every page has a way home", "[kiosk][screens][rules]")
{
    for (const samples::Sample& sample : samples::all()) {
        UiDriver driver{[&](Ui& ui) { (void)draw(sample.state, ui); }, 1080, 1920, {}, samples::words("vi")};
        driver.frame();
        INFO(sample.name);
        const Screen screen = sample.state.screen();
        const bool stands_alone = screen == Screen::Home || screen == Screen::Attract ||
                                  screen == Screen::Setup || screen == Screen::Receipt ||
                                  sample.state.idle == Idle::Warning || sample.state.print.has_value() ||
                                  sample.state.leaving.has_value();
        CHECK((driver.items().find("frame.home") != nullptr) != stands_alone);
        CHECK((driver.items().find("back") != nullptr) != stands_alone);
    }
    UiDriver home{
        [&](Ui& ui) { (void)draw(samples::named("home"), ui); }, 1080, 1920, {}, samples::words("vi")};
    int tiles = 0;
    for (const Item& item : home.items().all()) tiles += item.name.rfind("home.tile.", 0) == 0;
    CHECK(tiles == 6);
}

TEST_CASE("no page shows a letter the font does not have", "[kiosk][screens][rules]")
{
    UiDriver driver{[](Ui&) {}};
    for (const char* language : {"vi", "en"}) {
        const protocol::Strings& words = samples::words(language);
        for (const std::string_view key : words.keys()) {
            const std::string_view text = words.get(key);
            for (std::size_t at = 0; at < text.size();) {
                const char32_t letter = protocol::next_code_point(text, at);
                if (letter < 0x20) continue;
                INFO(key);
                CHECK(driver.ui().fonts().has(FontSize::File::Regular, letter));
                CHECK(driver.ui().fonts().has(FontSize::File::Bold, letter));
            }
        }
    }
}

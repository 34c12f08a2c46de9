#include "kiosk/shell/tour.h"

#include <array>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/platform/display.h"
#include "kiosk/screens/draw.h"
#include "kiosk/shell/listening.h"
#include "kiosk/shell/options.h"
#include "kiosk/shell/tour_scenes.h"
#include "kiosk/speech/speaker.h"
#include "kiosk/ui/ui.h"
#include "protocol/base/text.h"

namespace kiosk {

using nlohmann::json;
using protocol::Fault;
using protocol::Result;

namespace {

/// Layout stands after the second frame; the third is what a person sees.
constexpr int kFrames = 3;
/// The page glides to the sentence that is read.
constexpr int kReadingFrames = 60;

/// The 21.5" screens that the pictures are judged at, and the smallest supported ones (kiosk.md §2), whose
/// measures count but whose colours and pictures say nothing new.
struct Monitor {
    const char* name;
    const char* orientation;
    int width;
    int height;
    float px_per_mm;
    bool pictured;
};
constexpr std::array<Monitor, 4> kMonitors{{{"21.5", "portrait", 1080, 1920, 4.03F, true},
                                            {"21.5", "landscape", 1920, 1080, 4.03F, true},
                                            {"17.3", "portrait", 1080, 1920, 5.01F, false},
                                            {"15.6", "landscape", 1920, 1080, 5.56F, false}}};

std::string size_name(TextSize size)
{
    return size == TextSize::Normal ? "normal" : size == TextSize::Large ? "large" : "largest";
}

/// What the picture's name says of how the page is seen; empty: as it stands by default.
/// nullopt: several things at once, for which there is no picture.
std::optional<std::string> variant(const Preferences& seen)
{
    const Preferences usual;
    const int changes = (seen.language != usual.language) + (seen.text_size != usual.text_size) +
                        (seen.contrast != usual.contrast) + (seen.lowered != usual.lowered);
    if (changes == 0) return "";
    if (changes > 1 || seen.text_size == TextSize::Large) return std::nullopt;
    if (seen.language != usual.language) return ".en";
    if (seen.contrast) return ".contrast";
    if (seen.lowered) return ".lowered";
    return ".largest";
}

double tenths(float value) { return std::round(static_cast<double>(value) * 10) / 10; }

json rectangle(const Rect& rect)
{
    return {tenths(rect.x0), tenths(rect.y0), tenths(rect.width()), tenths(rect.height())};
}

const char* kind_name(ItemKind kind)
{
    switch (kind) {
        case ItemKind::Target:
            return "target";
        case ItemKind::KeyboardKey:
            return "key";
        case ItemKind::Scroll:
            return "scroll";
    }
    return "";
}

json targets(const Items& items)
{
    json list = json::array();
    for (const Item& item : items.all())
        list.push_back({{"name", item.name},
                        {"label", item.label},
                        {"kind", kind_name(item.kind)},
                        {"enabled", item.enabled},
                        {"px", rectangle(item.px)},
                        {"label_px", rectangle(item.label_px)},
                        {"mm", rectangle(item.mm)},
                        {"text_mm", tenths(item.text_mm)},
                        {"cut", item.cut}});
    return list;
}

/// The fonts lack one of its letters: a box would be shown.
bool lacks_letter(const Fonts& fonts, std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = protocol::next_code_point(text, at);
        if (letter >= 0x20 && !fonts.has(FontSize::File::Regular, letter)) return true;
    }
    return false;
}

std::string hex(Colour colour)
{
    constexpr std::string_view kDigits{"0123456789abcdef"};
    std::string text;
    for (const unsigned value : {colour.r, colour.g, colour.b}) {
        text += kDigits[value / 16];
        text += kDigits[value % 16];
    }
    return text;
}

json texts(const Items& items, const Fonts& fonts)
{
    json list = json::array();
    for (const TextNote& note : items.texts())
        list.push_back({{"text", note.text},
                        {"px", rectangle(note.px)},
                        {"cap_mm", tenths(note.cap_mm)},
                        {"cut", note.cut},
                        {"lines", note.lines},
                        {"bold", note.bold},
                        {"ink", hex(note.ink)},
                        {"ground", hex(note.ground)},
                        {"leading", std::round(static_cast<double>(note.leading) * 100) / 100},
                        {"missing_glyph", lacks_letter(fonts, note.text)}});
    return list;
}

std::vector<Preferences> every_way_to_see()
{
    std::vector<Preferences> all;
    for (const Language language : {Language::Vietnamese, Language::English})
        for (const TextSize size : {TextSize::Normal, TextSize::Large, TextSize::Largest})
            for (const bool contrast : {false, true})
                for (const bool lowered : {false, true}) {
                    Preferences one;
                    one.language = language;
                    one.text_size = size;
                    one.contrast = contrast;
                    one.lowered = lowered;
                    all.push_back(one);
                }
    return all;
}

class Tour {
public:
    Tour(const std::filesystem::path& folder, TourStore& store, Fonts fonts, const Catalogues& catalogues)
        : folder_(folder),
          store_(store),
          catalogues_(catalogues),
          ui_(std::move(fonts), catalogues.vietnamese)
    {
        ui_.items().record_texts(true);
    }

    Result<TourCounts> make()
    {
        auto display = Display::offscreen(kMonitors[0].width, kMonitors[0].height);
        if (!display) return tl::unexpected{display.error()};
        for (const Monitor& monitor : kMonitors) {
            (*display)->resize(monitor.width, monitor.height);
            for (const TourScene& scene : tour_scenes())
                for (const Preferences& seen : every_way_to_see())
                    if (monitor.pictured || !seen.contrast)
                        if (auto drawn = page(**display, monitor, scene, seen); !drawn)
                            return tl::unexpected{drawn.error()};
        }
        const auto path = folder_ / "tour.json";
        std::ofstream file{path, std::ios::binary};
        file << json{{"pages", std::move(pages_)}}.dump(1, ' ', false, json::error_handler_t::replace)
             << '\n';
        file.close();
        if (!file) return protocol::fail(Fault::Storage, path.string() + ": cannot be written");
        return counts_;
    }

private:
    Result<void> page(Display& display, const Monitor& monitor, const TourScene& scene,
                      const Preferences& seen)
    {
        TourWalk walk{store_, seen};
        if (!scene.go(walk)) return {};
        walk.state.preferences = seen;
        ui_.forget();
        ui_.page_changed();
        ui_.set_look(look_of(seen, monitor.px_per_mm));
        ui_.set_strings(catalogues_.of(seen.language), catalogues_.beside(seen.language));
        Listening listening;
        const int frames = walk.state.speech ? kReadingFrames : kFrames;
        for (int i = 0; i < frames; ++i) {
            now_ += 1.0 / 60;
            ui_.begin(static_cast<float>(monitor.width), static_cast<float>(monitor.height), now_);
            listening.before_frame(walk.state, ui_);
            // Lists say what rows they show; they get them, as in the running program.
            if (const Action action = draw(walk.state, ui_); is_by_itself(action)) walk.act(action);
            listening.after_frame(walk.state, ui_, [&](auto number, const auto& passages, Tongue page) {
                walk.read(number, Script::of(passages, page, lexicons_));
            });
            ui_.end();
        }

        json page{{"scene", scene.name},
                  {"screen", screen_name(walk.state.screen())},
                  {"size", monitor.name},
                  {"orientation", monitor.orientation},
                  {"px_per_mm", tenths(monitor.px_per_mm * 100) / 100},
                  {"width", monitor.width},
                  {"height", monitor.height},
                  {"safe", rectangle(ui_.safe())},
                  {"reach", rectangle(ui_.reach())},
                  {"language", seen.language == Language::English ? "en" : "vi"},
                  {"text_size", size_name(seen.text_size)},
                  {"contrast", seen.contrast},
                  {"lowered", seen.lowered},
                  {"targets", targets(ui_.items())},
                  {"texts", texts(ui_.items(), ui_.fonts())}};
        if (const auto look = monitor.pictured ? variant(seen) : std::nullopt) {
            const std::string name = std::string{scene.name} + "." + monitor.orientation + *look + ".png";
            display.show(ui_.draw_data(), ui_.fonts());
            if (auto saved = display.save_png((folder_ / name).string()); !saved) return saved;
            page["png"] = name;
            ++counts_.pictures;
        } else {
            ui_.fonts().between_frames();
        }
        pages_.push_back(std::move(page));
        ++counts_.pages;
        return {};
    }

    std::filesystem::path folder_;
    TourStore& store_;
    const Catalogues& catalogues_;
    Ui ui_;
    Script::Lexicons lexicons_ = load_lexicons(assets_folder());
    double now_ = 0;
    json pages_ = json::array();
    TourCounts counts_;
};

}  // namespace

Result<TourCounts> make_tour(const std::filesystem::path& folder, TourStore& store, Fonts fonts,
                             const Catalogues& catalogues)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return protocol::fail(Fault::Storage, folder.string() + ": " + error.message());
    return Tour{folder, store, std::move(fonts), catalogues}.make();
}

}  // namespace kiosk

#include "kiosk/screens/frame.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/names.h"
#include "kiosk/screens/speech_tools.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/tools.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

/// The one thing about the machine that a reader must know on every page (kiosk.md §7), or nothing.
struct Trouble {
    Tone tone = Tone::Plain;
    Icon icon = Icon::None;
    std::string words;
};

Trouble trouble(const State& state, const Ui& ui)
{
    const Health& health = state.health;
    const std::string date =
        health.information ? short_date(ui, protocol::local_date(*health.information)) : std::string{};
    if (health.history_alarm) return {Tone::Danger, Icon::Warning, std::string{ui.tr("banner.alarm")}};
    switch (age(state)) {
        case Age::Month:
            return {Tone::Danger, Icon::Clock, ui.tr("banner.month", {{"date", date}})};
        case Age::Week:
            return {Tone::Warn, Icon::Clock, ui.tr("banner.week", {{"date", date}})};
        default:
            break;
    }
    // The page that takes no report says it itself.
    if (health.storage_trouble && state.screen() != Screen::FeedbackClosed)
        return {Tone::Warn, Icon::Storage, std::string{ui.tr("banner.storage")}};
    return {};
}

void trouble_banner(const State& state, Ui& ui, Rect& area)
{
    const Trouble what = trouble(state, ui);
    if (what.words.empty()) return;
    const float height = banner_height(ui, area.width(), what.words);
    banner(ui, area.cut_top(height, part_gap(ui)), what.tone, what.icon, what.words);
}

/// Something small to say that asks for no colour: offline, or a day old.
void quiet_note(const State& state, Ui& ui, Rect& area)
{
    const Health& health = state.health;
    if (!health.contact_known) return;
    const bool old = age(state) == Age::Day;
    if (health.online && !old) return;
    std::string words{health.online ? std::string_view{} : ui.tr("banner.offline")};
    if (health.information)
        words += (words.empty() ? "" : " · ") + since_when(ui, today(state), *health.information);
    const float height = note_height(ui, area.width(), words);
    note(ui, area.cut_top(height, ui.mm(2)), health.online ? Icon::Clock : Icon::Offline, words, Tone::Plain);
}

/// Pages on which words of the commune stand, which are Vietnamese whatever the interface is. A document says
/// so beside its title.
bool holds_commune_words(Screen screen)
{
    switch (screen) {
        case Screen::Home:
        case Screen::List:
        case Screen::Meetings:
        case Screen::Search:
        case Screen::Pages:
        case Screen::Help:
        case Screen::Guidance:
        case Screen::Notices:
        case Screen::FeedbackOption:
        case Screen::Answer:
            return true;
        default:
            return false;
    }
}

/// Left out where it would take the page's room.
void language_note(const State& state, Ui& ui, Rect& area)
{
    if (!ui.look().english || !holds_commune_words(state.screen())) return;
    if (!ui.portrait() && ui.text_scale() > 1) return;
    const std::string_view words = ui.tr("frame.vietnamese");
    const float height = note_height(ui, area.width(), words);
    if (height * 16 < area.height())
        note(ui, area.cut_top(height, ui.mm(2)), Icon::Language, words, Tone::Plain);
}

void ask(std::string_view name, Action& action)
{
    if (const auto of_reading = speech_tool_action(name)) action = *of_reading;
    if (name == "back") action = act::Back{};
    if (name == "frame.home") action = act::GoHome{};
    if (name == "frame.read") action = act::ReadAloud{};
    if (name == "frame.read_own") action = act::ReadAloud{.own = true};
    if (name == "frame.search") action = act::OpenSearch{};
    if (name == "frame.size") action = act::NextTextSize{};
    if (name == "frame.contrast") action = act::ToggleContrast{};
    if (name == "frame.lowered") action = act::ToggleLowered{};
    if (name == "frame.language") action = act::ToggleLanguage{};
    if (name == "frame.help") action = act::OpenHelp{};
}

/// A text of several lines is being typed on a wide page: it needs the height to be seen while it grows. The
/// largest letters need the width more.
bool types_a_text(const State& state, const Ui& ui)
{
    if (ui.portrait() || ui.text_scale() > 1.5F || state.field(state.focus) == nullptr) return false;
    const Screen screen = state.screen();
    return screen == Screen::FeedbackText || screen == Screen::Complaint || screen == Screen::Reopen;
}

/// The tools stand at the foot of the page, everywhere at the same place (kiosk.md §1). Where height is dear,
/// on a low screen, within a seated person's reach or above a text that is typed, they stand at the edge of a
/// wide page and leave it its height.
bool keeps_width(const State& state, const Ui& ui)
{
    if (ui.lowered() || types_a_text(state, ui)) return false;
    // The search page stands in two columns already.
    return !is_low(ui) || state.screen() == Screen::Search;
}

/// Pages on which a tool that is missing leaves its place empty, so that the others stay where they are. Home
/// and what the staff see have fewer tools, all alike.
bool keeps_places(const State& state, const Ui& ui, const FrameStyle& style)
{
    // On a low screen the receipt needs the width.
    if (is_low(ui) && !ui.lowered() && !style.leave) return false;
    return !style.home && state.screen() != Screen::Setup && !is_staff(state.screen());
}

/// An upright screen of 17.3": long words do not fit beside each other.
bool is_slim(const Ui& ui) { return ui.portrait() && ui.area().width() < ui.mm(240); }

/// `brief`: beside as many others, or at the edge of the page, long words do not fit.
std::vector<Tool> tools_of(const State& state, Ui& ui, const FrameStyle& style, bool brief)
{
    const Preferences& wish = state.preferences;
    const auto word = [&](std::string_view usual, std::string_view shorter) {
        return ui.tr(brief ? shorter : usual);
    };
    std::vector<Tool> all;
    const auto put = [&](bool there, const Tool& tool) { all.push_back(there ? tool : Tool{}); };
    const bool leaves = style.leave && !style.home;
    const auto ways_out = [&] {
        if (ui.lowered()) put(leaves, {"back", ui.tr("tool.back"), Icon::Back});
        put(leaves, {"frame.home", word("tool.home", "tool.home.short"), Icon::Home});
    };
    if (page_is_read(state)) {
        // The ways out of the page stand where they stood before it was read.
        const std::vector<Tool> speech = speech_tools(state, ui);
        all.push_back(speech.front());
        if (leaves) ways_out();
        all.insert(all.end(), speech.begin() + 1, speech.end());
        return all;
    }
    // Without a voice or a device to hear it there is no such button (kiosk.md §6).
    const bool sound = state.health.sound;
    if (sound) put(true, {"frame.read", word("tool.read", "tool.read.short"), Icon::ReadAloud});
    ways_out();
    // Where only this resident's own words stand, searching would wipe them; its place goes to reading them.
    if (sound && !style.own.empty())
        put(true, {"frame.read_own", ui.tr(style.own), Icon::ReadAloud});
    else
        put(leaves && style.search && state.screen() != Screen::Search,
            {"frame.search", ui.tr("tool.search"), Icon::Search});
    put(state.screen() != Screen::Help && state.screen() != Screen::Setup && !is_staff(state.screen()),
        {"frame.help", ui.tr("tool.help"), Icon::Staff});
    all.push_back({"frame.size", ui.tr("tool.size"), Icon::TextSize, wish.text_size != TextSize::Normal});
    // These two say what they would do now: nothing of that is on.
    all.push_back({"frame.contrast",
                   wish.contrast ? word("tool.light", "tool.light.short") : ui.tr("tool.contrast"),
                   Icon::Contrast});
    all.push_back({"frame.lowered", ui.tr(wish.lowered ? "tool.raised" : "tool.lowered"),
                   wish.lowered ? Icon::Raise : Icon::Lower});
    all.push_back({"frame.language", word("tool.language", "tool.language.short"), Icon::Language});
    if (!keeps_places(state, ui, style))
        std::erase_if(all, [](const Tool& tool) { return tool.name.empty(); });
    return all;
}

void tools(const State& state, Ui& ui, const FrameStyle& style, Rect& area, Action& action)
{
    const SpokenAs last{ui, SpokenPlace::Tools};
    std::optional<Unspoken> controls;
    if (page_is_read(state)) controls.emplace(ui);
    const bool across = ui.portrait() || keeps_width(state, ui);
    const std::vector<Tool> all = tools_of(state, ui, style, !ui.portrait() && (!across || ui.lowered()));
    if (across) {
        const float height = tool_bar_height(ui, all.size(), area.width());
        const Rect bar = area.cut_bottom(height, part_gap(ui));
        if (const auto touched = tool_bar(ui, bar, all)) ask(all[*touched].name, action);
        return;
    }
    const Rect rail = area.cut_right(tool_rail_width(ui, all.size(), area.height()), ui.mm(6));
    if (const auto touched = tool_rail(ui, rail, all)) ask(all[*touched].name, action);
}

}  // namespace

Now now_words(const State& state, const Ui& ui)
{
    const auto day = today(state);
    if (!day) return {};
    return {clock_text(state.wall), long_date(ui, *day)};
}

Rect Page::reading() const { return upper.empty() ? body : Rect{body.x0, upper.y0, body.x1, body.y1}; }

void Page::sink(float height)
{
    if (!upper.empty()) upper.y0 = std::max(upper.y0, upper.y1 - height);
}

float part_gap(const Ui& ui) { return ui.mm(4); }

bool is_low(const Ui& ui) { return !ui.portrait() && ui.area().height() < ui.mm(200); }

Page frame(const State& state, Ui& ui, const FrameStyle& style, Action& action)
{
    const auto [clock, date] = now_words(state, ui);
    Page page;
    page.body = ui.safe();
    if (ui.lowered()) {
        page.body = ui.reach();
        page.upper = ui.safe();
        page.upper.y1 = page.body.y0 - part_gap(ui);
    }
    tools(state, ui, style, page.body, action);

    Rect& top = page.words();
    const Rect head = top.cut_top(header_height(ui), part_gap(ui));
    if (style.home || ui.lowered()) {
        // Seated before a wide page there is no room for its name but in the place of the commune's.
        const bool low = ui.lowered() && !ui.portrait() && !style.home;
        const std::string commune = commune_name(state, ui);
        const std::string_view below = ui.tr(is_slim(ui) ? "home.subtitle.short" : "home.subtitle");
        home_header(ui, head, low ? style.title : commune, low ? std::string_view{commune} : below, clock,
                    date);
    } else {
        const std::string_view back = style.leave ? ui.tr("tool.back") : std::string_view{};
        const HeaderText all{back, style.title, clock, date};
        if (header(ui, head, style.own_head ? HeaderText{.back = back} : all) == HeaderAsk::Back)
            action = act::Back{};
        page.head = head;
        if (!back.empty()) page.head.cut_left(header_back_width(ui, back), ui.mm(4));
    }
    if (ui.lowered() && ui.portrait() && !style.home)
        paragraph(ui, page.upper, style.title, {.face = Face::Title, .max_lines = 2, .leading = 1.3F},
                  part_gap(ui));
    if (!style.home) quiet_note(state, ui, top);
    language_note(state, ui, top);
    if (state.voice_failed == state.visit().number) {
        const std::string_view words = ui.tr("speech.failed");
        note(ui, top.cut_top(note_height(ui, top.width(), words), ui.mm(2)), Icon::Warning, words,
             Tone::Warn);
    }
    trouble_banner(state, ui, top);
    return page;
}

void information_line(const State& state, Ui& ui, Rect& area)
{
    const Health& health = state.health;
    // Where height is dear, the banner above says it already.
    const bool told = age(state) == Age::Week || age(state) == Age::Month || health.history_alarm;
    if (told && (ui.text_scale() > 1.5F || (is_low(ui) && !ui.lowered()))) return;
    std::string words;
    Icon picture = Icon::Verified;
    Tone tone = Tone::Good;
    if (health.sync_total > 0 && health.sync_done < health.sync_total) {
        words = ui.tr("information.syncing",
                      {{"percent", std::to_string(health.sync_done * 100 / health.sync_total)}});
        picture = Icon::Sync;
        tone = Tone::Plain;
    } else if (!health.information) {
        words =
            ui.tr(health.contact_known && !health.online ? "information.none_offline" : "information.none");
        picture = Icon::Sync;
        tone = Tone::Plain;
    } else {
        const std::string when = since_when(ui, today(state), *health.information);
        const bool offline = health.contact_known && !health.online;
        words = std::string{ui.tr(offline ? "information.offline" : "information.verified")} + " · " + when;
        if (offline) {
            picture = Icon::Offline;
            tone = Tone::Plain;
        }
    }
    const float height = note_height(ui, area.width(), words);
    note(ui, area.cut_top(height, part_gap(ui)), picture, words, tone);
}

}  // namespace kiosk

#include <string>
#include <vector>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/speech_tools.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr float kMeasureMm = 260;
constexpr float kTypingMm = 330;  ///< of fields and keys alike

/// This page has no tools; it can be read aloud all the same.
void draw_listen(const State& state, Ui& ui, Rect place, Action& action)
{
    if (!state.health.sound) return;
    if (page_is_read(state)) {
        const Unspoken controls{ui};
        const std::vector<Tool> tools = speech_tools(state, ui);
        if (const auto touched = tool_bar(ui, place, tools))
            action = speech_tool_action(tools[*touched].name).value_or(Action{});
        return;
    }
    const SpokenAs last{ui, SpokenPlace::Tools};
    const ButtonStyle style{.kind = ButtonKind::Quiet, .icon = Icon::ReadAloud};
    const std::string_view label = ui.tr("tool.read");
    if (button(ui, place.cut_left(button_width(ui, label, style)), "frame.read", label, style))
        action = act::ReadAloud{};
}

float labelled_height(const Ui& ui) { return line_height(ui, Face::Small, 1.4F) + field_height(ui); }

void draw_labelled(const State& state, Ui& ui, Rect place, Field field, std::string_view name,
                   std::string_view label, std::string_view example, Action& action)
{
    line(ui, place.cut_top(line_height(ui, Face::Small, 1.4F)), label, {.face = Face::Small, .quiet = true});
    draw_field(state, ui, place, field, name, example, false, action);
}

void draw_enrol_buttons(const State& state, Ui& ui, const std::vector<Rect>& two, Action& action)
{
    const bool asking = state.enrolling->stage != Enrolling::Stage::Typing;
    if (button(ui, two[0], "setup.stick", ui.tr("setup.enrol.stick"),
               {.icon = Icon::Storage, .enabled = !asking}))
        action = act::EnrolFromStick{};
    if (button(ui, two[1], "setup.enrol", ui.tr(asking ? "setup.enrol.asking" : "setup.enrol.go"),
               {.kind = ButtonKind::Primary,
                .icon = Icon::Key,
                .enabled = !asking && !state.enrolling->code.text().empty()}))
        action = act::Enrol{};
}

void draw_enrol_fields(const State& state, Ui& ui, const Rect& address, const Rect& code, Action& action)
{
    const bool wide = !ui.portrait();
    draw_labelled(state, ui, address, Field::EnrolAddress, "setup.address",
                  ui.tr(wide ? "setup.enrol.address.short" : "setup.enrol.address"),
                  "https://kiosk.hue.example", action);
    draw_labelled(state, ui, code, Field::EnrolCode, "setup.code",
                  ui.tr(wide ? "setup.enrol.code.short" : "setup.enrol.code"),
                  "ABCDE-FGHIJ-KLMNO-PQRST-UVWXYZ", action);
}

/// Each field with its own button beside it.
void draw_two_rows(const State& state, Ui& ui, Rect& whole, Action& action)
{
    Rect fields = whole.cut_bottom(2 * labelled_height(ui) + part_gap(ui), part_gap(ui));
    const auto above = columns(fields.cut_top(labelled_height(ui), part_gap(ui)), {2.4F, 1.0F}, part_gap(ui));
    const auto below = columns(fields, {2.4F, 1.0F}, part_gap(ui));
    draw_enrol_fields(state, ui, above[0], below[0], action);
    Rect stick = above[1];
    Rect go = below[1];
    draw_enrol_buttons(state, ui, {stick.cut_bottom(field_height(ui)), go.cut_bottom(field_height(ui))},
                       action);
}

/// A low screen has height for one row above the keys and width for all in it.
void draw_one_row(const State& state, Ui& ui, Rect& whole, Action& action)
{
    const auto row =
        columns(whole.cut_bottom(labelled_height(ui), part_gap(ui)), {0.8F, 1.6F, 0.6F, 0.65F}, part_gap(ui));
    draw_enrol_fields(state, ui, row[0], row[1], action);
    Rect stick = row[2];
    Rect go = row[3];
    draw_enrol_buttons(state, ui, {stick.cut_bottom(button_height(ui)), go.cut_bottom(button_height(ui))},
                       action);
}

/// Address and code, with the keyboard: what a technician types from the console's page.
void draw_typing(const State& state, Ui& ui, Rect whole, Action& action)
{
    const Enrolling& enrolling = *state.enrolling;
    whole = whole.measure(ui.mm(kTypingMm));
    draw_keyboard(state, ui, whole.cut_bottom(typing_height(state, ui, whole.width(), true), part_gap(ui)),
                  true, action);
    if (ui.portrait()) {
        const auto two =
            columns(whole.cut_bottom(button_height(ui), part_gap(ui)), {1.0F, 1.4F}, part_gap(ui));
        draw_enrol_buttons(state, ui, two, action);
        Rect fields = whole.cut_bottom(2 * labelled_height(ui) + part_gap(ui), part_gap(ui));
        const Rect address = fields.cut_top(labelled_height(ui), part_gap(ui));
        draw_enrol_fields(state, ui, address, fields, action);
    } else if (whole.height() > 3 * labelled_height(ui)) {
        draw_two_rows(state, ui, whole, action);
    } else {
        draw_one_row(state, ui, whole, action);
    }
    Rect area = whole;

    if (!enrolling.trouble.empty()) {
        const std::string_view words = ui.tr("setup.trouble." + enrolling.trouble);
        const float height = banner_height(ui, area.width(), words);
        if (height <= area.height())
            banner(ui, area.cut_bottom(height, part_gap(ui)), Tone::Warn, Icon::Warning, words);
    }
    // The largest letters leave a low screen room for one thing above the keys.
    const float title = line_height(ui, Face::Title, 1.3F);
    if (title <= area.height())
        paragraph(ui, area, ui.tr("setup.enrol.title"), {.face = Face::Title, .leading = 1.3F}, ui.mm(3));
    if (enrolling.trouble.empty() && 2 * line_height(ui, Face::Body) <= area.height())
        paragraph(ui, area, ui.tr("setup.words"), {.quiet = true}, part_gap(ui));
}

/// The six digits that the technician's screen must show too.
void draw_comparing(const State& state, Ui& ui, Rect area)
{
    const Enrolling& enrolling = *state.enrolling;
    const bool done = enrolling.stage == Enrolling::Stage::Done;
    (void)area.cut_top(ui.mm(ui.portrait() ? 40 : 4));
    const float height =
        statement(ui, area, done ? Icon::CheckCircle : Icon::Key, done ? Tone::Good : Tone::Primary,
                  ui.tr(done ? "setup.enrol.done" : "setup.enrol.compare"),
                  ui.tr(done ? "setup.enrol.done_words" : "setup.enrol.compare_words"));
    (void)area.cut_top(height, ui.mm(10));
    if (enrolling.digits.size() != 6 || done) return;
    const Rect place = area.cut_top(line_height(ui, Face::Huge, 1.35F));
    const std::string digits = enrolling.digits.substr(0, 3) + "  " + enrolling.digits.substr(3);
    line(ui, place, digits, {.face = Face::Huge, .align = Align::Centre});
    const float k = ui.look().px_per_mm;
    ui.items().note({"setup.digits",
                     enrolling.digits,
                     place,
                     place,
                     {place.x0 / k, place.y0 / k, place.x1 / k, place.y1 / k},
                     true,
                     ui.cap_mm(Face::Huge),
                     ItemKind::Scroll});
}

/// What is wrong with the configuration or the store, and what to do.
void draw_problem(const State& state, Ui& ui, Rect area)
{
    const bool store = state.setup.problem == SetupProblem::NoStore;
    const std::string_view title = ui.tr(store ? "setup.store" : "setup.bad");
    (void)area.cut_top(ui.mm(ui.portrait() ? 40 : 4));
    const float height = statement(ui, area, Icon::Settings, Tone::Primary, title, ui.tr("setup.words"));
    (void)area.cut_top(height, ui.mm(10));
    Flow flow{ui, area};
    const Setup& setup = state.setup;
    if (!setup.refusal.empty()) {
        const std::string line = std::to_string(setup.line);
        flow.entry(Icon::Warning,
                   ui.tr(setup.refusal,
                         {{"line", line}, {"key", setup.key}, {"least", setup.least}, {"most", setup.most}}),
                   Tone::Warn);
    }
    if (!store) {
        flow.entry(Icon::Staff, ui.tr("setup.do.file"));
        flow.entry(Icon::Sync, ui.tr("setup.do.restart"));
    } else {
        flow.entry(Icon::Storage, ui.tr("setup.do.disk"));
    }
    // The file's name is for technicians: it stands where the steps leave room.
    if (flow.used() + 2 * line_height(ui, Face::Small) < area.height())
        flow.words(setup.detail, {.face = Face::Small, .quiet = true});
}

}  // namespace

Action draw_setup(const State& state, Ui& ui)
{
    Action action;
    Rect whole = ui.safe();
    Rect foot = whole.cut_bottom(tool_bar_height(ui), ui.mm(4));
    if (state.enrolling && state.enrolling->anew && state.enrolling->stage != Enrolling::Stage::Done) {
        const ButtonStyle style{.kind = ButtonKind::Quiet, .icon = Icon::Back};
        const std::string_view label = ui.tr("setup.enrol.keep");
        if (button(ui, foot.cut_right(button_width(ui, label, style), part_gap(ui)), "setup.keep", label,
                   style))
            action = act::KeepEnrolment{};
    }
    draw_listen(state, ui, foot, action);
    const Rect area = whole.measure(ui.mm(kMeasureMm));
    if (!state.enrolling)
        draw_problem(state, ui, area);
    else if (state.enrolling->stage == Enrolling::Stage::Typing ||
             state.enrolling->stage == Enrolling::Stage::Asking)
        draw_typing(state, ui, whole, action);
    else
        draw_comparing(state, ui, area);
    return action;
}

}  // namespace kiosk

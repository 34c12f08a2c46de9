#include <array>
#include <cmath>
#include <string>

#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/measure.h"
#include "kiosk/ui/stepper.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

std::string one_decimal(const Ui& ui, double value)
{
    const auto tenths = static_cast<long long>(std::lround(value * 10));
    return std::to_string(tenths / 10) + std::string{ui.tr("number.point")} + std::to_string(tenths % 10);
}

void draw_keep(const State& state, Ui& ui, Rect& area, Action& action)
{
    const Rect place = area.cut_bottom(button_height(ui), part_gap(ui));
    if (button(ui, place, "staff_measure.keep", ui.tr("staff.measure.keep"),
               {.kind = ButtonKind::Primary, .icon = Icon::Check}))
        action = staff::Action{staff::KeepTerminal{}};
    if (!state.staff->failed) return;
    const std::string_view words = ui.tr("staff.measure.failed");
    banner(ui, area.cut_bottom(banner_height(ui, area.width(), words), part_gap(ui)), Tone::Danger,
           Icon::Error, words);
}

/// `key`: staff.step.measure, larger and smaller; staff.step.reach, up and down.
std::array<StepButton, 4> steps_of(const Ui& ui, const std::string& key, double wide, double fine)
{
    return {{{ui.tr(key + ".less"), -wide},
             {ui.tr(key + ".little_less"), -fine},
             {ui.tr(key + ".little_more"), fine},
             {ui.tr(key + ".more"), wide}}};
}

}  // namespace

/// A bank card is laid on the outline; what fits it is what a millimetre has in pixels.
Action draw_staff_ruler(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("staff.door.ruler"), .search = false}, action);
    if (!state.staff) return action;
    const double now = state.staff->measured.px_per_mm > 0 ? state.staff->measured.px_per_mm
                                                           : static_cast<double>(ui.look().px_per_mm);
    Rect side = ui.portrait() ? page.body : page.body.cut_right(page.body.width() * 0.5F, ui.mm(6));
    draw_keep(state, ui, side, action);
    const std::string value =
        ui.tr("staff.ruler.value", {{"px", one_decimal(ui, now * kCardWidthMm)},
                                    {"screen", std::to_string(std::lround(ui.area().width() / now))},
                                    {"high", std::to_string(std::lround(ui.area().height() / now))}});
    const float height = stepper_height(ui, side.width(), ui.tr("staff.ruler.card"), value);
    const Rect place = ui.portrait() ? side.cut_bottom(height, part_gap(ui)) : side.cut_top(height);
    // One step of the fine buttons is a pixel of the card's width.
    if (const auto by = stepper(ui, place, "staff_ruler", ui.tr("staff.ruler.card"), value,
                                steps_of(ui, "staff.step.measure", 10 / kCardWidthMm, 1 / kCardWidthMm)))
        action = staff::Action{staff::SetScale{within_scale(now + *by, static_cast<int>(ui.area().width()),
                                                            static_cast<int>(ui.area().height()))}};
    Rect& words = page.upper.empty() ? (ui.portrait() ? side : page.body) : page.upper;
    paragraph(ui, words, ui.tr("staff.ruler.words"), {}, part_gap(ui));
    Rect& rest = ui.portrait() ? side : page.body;
    card_outline(ui, page.upper.height() > rest.height() ? page.upper : rest,
                 static_cast<float>(now * kCardWidthMm), static_cast<float>(now * kCardHeightMm),
                 ui.tr("staff.ruler.here"));
    return action;
}

/// The line is moved until a tape measure says 1,220 mm above the floor (kiosk.md §2).
Action draw_staff_reach(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("staff.door.reach"), .search = false}, action);
    if (!state.staff) return action;
    const auto scale = static_cast<double>(ui.look().px_per_mm);
    const double screen_mm = ui.area().height() / scale;
    const double now =
        state.staff->measured.reach_mm > 0 ? state.staff->measured.reach_mm : screen_mm * 2 / 3;
    Rect side = ui.portrait() ? page.body : page.body.cut_right(page.body.width() * 0.5F, ui.mm(6));
    draw_keep(state, ui, side, action);
    const std::string value = ui.tr("staff.reach.value", {{"mm", std::to_string(std::lround(now))}});
    const float height = stepper_height(ui, side.width(), ui.tr("staff.reach.line"), value);
    if (const auto by = stepper(ui, side.cut_bottom(height, part_gap(ui)), "staff_reach",
                                ui.tr("staff.reach.line"), value, steps_of(ui, "staff.step.reach", 25, 2)))
        action =
            staff::Action{staff::SetReach{within_reach(now + *by, ui.area().width() / scale, screen_mm)}};
    Rect words = page.upper.empty() ? (ui.portrait() ? side : page.body) : page.upper;
    const float level = std::round(ui.area().y1 - static_cast<float>(now * scale));
    // The words stand clear of the line: below it where it would cross them.
    const float needed = text_height(ui, words.width(), ui.tr("staff.reach.words"));
    const bool crossed =
        words.y0 < level + ui.mm(4) && words.y0 + needed > level - chip_height(ui) - ui.mm(4);
    if (crossed && level + ui.mm(4) + needed <= words.y1) words.y0 = level + ui.mm(4);
    (void)text(ui, words, ui.tr("staff.reach.words"));
    level_line(ui, level, ui.tr("staff.reach.mark"));
    return action;
}

}  // namespace kiosk

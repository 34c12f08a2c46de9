#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"
#include "protocol/feedback/message.h"

namespace kiosk {

namespace {

constexpr std::string_view kMarks = "rate.mark.";

/// Best first, as people answer; the row's number counts the other way than the mark.
constexpr std::array<std::string_view, protocol::kHighestMark> kWords{
    "rate.very_good", "rate.good", "rate.fair", "rate.poor", "rate.very_poor"};
constexpr std::size_t row_of(int mark) { return static_cast<std::size_t>(protocol::kHighestMark - mark); }
constexpr int mark_of(std::size_t row) { return protocol::kHighestMark - static_cast<int>(row); }

void draw_marks(const Lookup& lookup, Ui& ui, const Rect& area, std::uint64_t key, Action& action)
{
    std::vector<std::string_view> labels;
    for (const std::string_view word : kWords) labels.push_back(ui.tr(word));
    const auto chosen = lookup.mark != 0 ? std::optional{row_of(lookup.mark)} : std::nullopt;
    if (const auto touched = draw_choices(ui, area, kMarks, key, labels, chosen))
        action = act::ChooseMark{mark_of(*touched)};
}

/// Who runs the machine, what becomes of the mark (kiosk.md §4), or that it could not be kept.
void draw_how(const State& state, Ui& ui, Rect& area, float most)
{
    if (!state.lookup->reopen_failed)
        return draw_said(ui, area, Icon::Lock, ui.tr("rate.words", {{"commune", commune_inside(state, ui)}}),
                         ui.tr("rate.words.short", {{"commune", commune_inside(state, ui)}}), most);
    const std::string_view failed = ui.tr("rate.failed");
    banner(ui, area.cut_top(banner_height(ui, area.width(), failed), part_gap(ui)), Tone::Danger, Icon::Error,
           failed);
}

void draw_send(const Lookup& lookup, Ui& ui, const Rect& place, Action& action)
{
    const ButtonStyle style{
        .kind = ButtonKind::Primary, .icon = Icon::Lock, .enabled = lookup.mark != 0 && !lookup.reopening};
    if (button(ui, place, "rate.send", ui.tr(lookup.reopening ? "review.sending" : "review.send"), style))
        action = act::SendRate{};
}

}  // namespace

Action draw_rate(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("rate.title")}, action);
    if (!state.lookup) return action;
    const Lookup& lookup = *state.lookup;
    Rect& words = page.words();
    paragraph(ui, words, ui.tr("rate.ask"), {.face = Face::Title, .leading = 1.3F}, ui.mm(3));
    const std::uint64_t key = state.visit().number;
    if (ui.portrait()) {
        draw_how(state, ui, words, words.height() * 0.3F);
        Rect foot = page.body.cut_bottom(button_height(ui), part_gap(ui));
        if (scrolls(ui, kMarks, key))
            page_buttons(ui, foot.cut_left(foot.width() * 0.36F, part_gap(ui)), kMarks, key);
        draw_send(lookup, ui, foot, action);
        draw_marks(lookup, ui, page.body, key, action);
        return action;
    }
    const auto halves = columns(page.body, {1.2F, 1.0F}, ui.mm(6));
    Rect side = halves[1];
    draw_send(lookup, ui, side.cut_bottom(button_height(ui), part_gap(ui)), action);
    if (scrolls(ui, kMarks, key))
        page_buttons(ui, side.cut_bottom(button_height(ui), part_gap(ui)), kMarks, key);
    draw_how(state, ui, side, side.height());
    draw_marks(lookup, ui, halves[0], key, action);
    return action;
}

}  // namespace kiosk

#include <algorithm>
#include <string>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kOptions = "options";

/// One answer a row, and one for those who find theirs in none of them.
void draw_options(const Draft& draft, Ui& ui, const Rect& area, std::uint64_t key, Action& action)
{
    const std::vector<std::string>& options = draft.about->options;
    const float gap = part_gap(ui);
    const auto label = [&](std::size_t i) {
        return i < options.size() ? std::string_view{options[i]} : ui.tr("feedback.option.own");
    };
    float height = 0;
    for (std::size_t i = 0; i <= options.size(); ++i)
        height += choice_height(ui, area.width(), label(i), {}) + gap;
    const ScrollArea scroll{ui, area, kOptions, key, height - gap};
    Rect rest = scroll.content();
    for (std::size_t i = 0; i <= options.size(); ++i) {
        const Rect place = rest.cut_top(choice_height(ui, area.width(), label(i), {}), gap);
        if (!scroll.visible(place)) continue;
        if (choice(ui, place, "feedback.option." + std::to_string(i + 1), label(i), {}, draft.option == i))
            action = act::ChooseOption{i};
    }
}

}  // namespace

Action draw_feedback_option(const State& state, Ui& ui)
{
    Action action;
    const std::string title = state.draft ? form_title(*state.draft, ui, 1) : std::string{};
    Page page = frame(state, ui, {.title = title}, action);
    if (!state.draft || !state.draft->about) return action;
    const Draft& draft = *state.draft;
    Rect& words = page.words();
    draw_form_steps(ui, words, 1);
    const bool large = ui.text_scale() > 1.5F;
    paragraph(ui, words, ui.tr("feedback.ask.option"), {.face = Face::Title, .leading = 1.3F}, ui.mm(2));
    if (!large || ui.portrait() == page.upper.empty())
        paragraph(ui, words, draft.about->title, {.face = Face::SmallBold, .quiet = true, .max_lines = 2},
                  ui.mm(3));
    const std::uint64_t key = state.visit().number;
    if (ui.portrait()) {
        draw_promise(state, ui, words, words.height() * 0.3F);
        Rect foot = page.body.cut_bottom(button_height(ui), part_gap(ui));
        if (scrolls(ui, kOptions, key))
            page_buttons(ui, foot.cut_left(foot.width() * 0.36F, part_gap(ui)), kOptions, key);
        draw_next(state, ui, foot, action);
        draw_options(draft, ui, page.body, key, action);
        return action;
    }
    const auto halves = columns(page.body, {1.5F, 1.0F}, ui.mm(6));
    Rect side = halves[1];
    draw_next(state, ui, side.cut_bottom(button_height(ui), part_gap(ui)), action);
    if (scrolls(ui, kOptions, key))
        page_buttons(ui, side.cut_bottom(button_height(ui), part_gap(ui)), kOptions, key);
    draw_promise(state, ui, side, side.height());
    draw_options(draft, ui, halves[0], key, action);
    return action;
}

}  // namespace kiosk

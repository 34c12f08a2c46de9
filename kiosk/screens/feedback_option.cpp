#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kOptions = "feedback.option.";

/// What the consultation offers, and one for those who find theirs in none of it.
void draw_options(const Draft& draft, Ui& ui, const Rect& area, std::uint64_t key, Action& action)
{
    std::vector<std::string_view> labels(draft.about->options.begin(), draft.about->options.end());
    labels.push_back(ui.tr("feedback.option.own"));
    if (const auto touched = draw_choices(ui, area, kOptions, key, labels, draft.option))
        action = act::ChooseOption{*touched};
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
    const std::string_view ask = ui.tr("feedback.ask.option");
    const std::string_view about =
        !large || ui.portrait() == page.upper.empty() ? std::string_view{draft.about->title} : "";
    const TextStyle large_style{.face = Face::Title, .leading = 1.3F};
    const TextStyle second{.face = Face::SmallBold, .quiet = true, .max_lines = 2};
    const float most =
        words.height() * 0.3F;  // of the promise, which on a wide page stands beside the answers
    page.sink(text_height(ui, words.width(), ask, large_style) + ui.mm(2) +
              (about.empty() ? 0 : text_height(ui, words.width(), about, second) + ui.mm(3)) +
              (ui.portrait() ? promise_height(state, ui, words.width(), most) : 0));
    paragraph(ui, words, ask, large_style, ui.mm(2));
    if (!about.empty()) paragraph(ui, words, about, second, ui.mm(3));
    const std::uint64_t key = state.visit().number;
    if (ui.portrait()) {
        draw_promise(state, ui, words, most);
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

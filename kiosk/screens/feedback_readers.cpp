#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

struct Way {
    Contact contact;
    std::string_view key;
};
constexpr Way kWays[]{{Contact::Anonymous, "feedback.contact.none"},
                      {Contact::Name, "feedback.contact.name"},
                      {Contact::Phone, "feedback.contact.phone"},
                      {Contact::NameAndPhone, "feedback.contact.both"}};

bool wants_name(const Draft& draft)
{
    return draft.contact == Contact::Name || draft.contact == Contact::NameAndPhone;
}
bool wants_phone(const Draft& draft)
{
    return draft.contact == Contact::Phone || draft.contact == Contact::NameAndPhone;
}

/// The field that was asked for; touching it brings the keyboard.
void draw_asked(const State& state, Ui& ui, const Rect& place, Field field, Action& action)
{
    const bool name = field == Field::Name;
    draw_field(state, ui, place, field, name ? "feedback.name" : "feedback.phone",
               ui.tr(name ? "feedback.name" : "feedback.phone"), false, action);
}

/// Keyboard or digits for the field in focus, at the foot of `body`.
void draw_keys(const State& state, Ui& ui, Rect& body, Action& action)
{
    if (state.focus == Field::Phone) {
        Rect pad = body.cut_bottom(number_pad_height(ui, body.width()), part_gap(ui));
        draw_digits(ui, pad, action);
    } else {
        const float keys = typing_height(state, ui, body.width(), true);
        draw_keyboard(state, ui, body.cut_bottom(keys, part_gap(ui)), true, action);
    }
}

/// A low screen has one row beside the keys: fields, and the ways on.
void draw_low_typing(const State& state, Ui& ui, Rect body, Action& action)
{
    const Draft& draft = *state.draft;
    draw_keys(state, ui, body, action);
    Rect row = body.cut_top(button_height(ui));
    draw_next(state, ui, row.cut_right(row.width() * 0.26F, part_gap(ui)), action);
    if (button(ui, row.cut_right(row.width() * 0.28F, part_gap(ui)), "feedback.choices",
               ui.tr("feedback.choices"), {.icon = Icon::Back}))
        action = act::Focus{Field::None};
    if (wants_name(draft) && wants_phone(draft))
        draw_asked(state, ui, row.cut_right(row.width() * 0.45F, part_gap(ui)), Field::Phone, action);
    draw_asked(state, ui, row, wants_name(draft) ? Field::Name : Field::Phone, action);
}

/// Where the two ways on stand while something is typed: below the keys, on a wide page beside them.
std::vector<Rect> draw_keys_and_foot(const State& state, Ui& ui, Rect& body, Action& action)
{
    if (ui.portrait()) {
        const Rect foot = body.cut_bottom(button_height(ui), part_gap(ui));
        draw_keys(state, ui, body, action);
        return columns(foot, {1.0F, 1.4F}, part_gap(ui));
    }
    if (state.focus != Field::Phone) {
        Rect beside = draw_keys_at_foot(state, ui, body, true, action);
        return stacked_buttons(ui, beside, 2);
    }
    Rect pad = body.cut_bottom(number_pad_height(ui, body.width()), part_gap(ui));
    Rect beside = pad.cut_right(pad.width() * 0.38F, ui.mm(6));
    draw_digits(ui, pad, action);
    return stacked_buttons(ui, beside, 2);
}

/// While a name or number is typed nothing else is asked.
void draw_typing(const State& state, Ui& ui, Page& page, Action& action)
{
    const Draft& draft = *state.draft;
    Rect& body = page.body;
    const std::vector<Rect> foot = draw_keys_and_foot(state, ui, body, action);
    if (button(ui, foot[0], "feedback.choices", ui.tr("feedback.choices"), {.icon = Icon::Back}))
        action = act::Focus{Field::None};
    draw_next(state, ui, foot[1], action);
    const bool both = wants_name(draft) && wants_phone(draft);
    Rect& words = page.words();
    const std::string_view promise = ui.tr("feedback.contact.words");
    const float height = text_height(ui, words.width(), promise);
    const bool room = words.height() >= field_height(ui) + height + 2 * part_gap(ui);
    page.sink(height);
    if (room) paragraph(ui, words, promise, {.quiet = true}, part_gap(ui));
    if (both && !ui.portrait()) {
        const auto two = columns(body.cut_top(field_height(ui), part_gap(ui)), {1.4F, 1.0F}, part_gap(ui));
        draw_asked(state, ui, two[0], Field::Name, action);
        draw_asked(state, ui, two[1], Field::Phone, action);
        return;
    }
    if (wants_name(draft))
        draw_asked(state, ui, body.cut_top(field_height(ui), part_gap(ui)), Field::Name, action);
    if (wants_phone(draft))
        draw_asked(state, ui, body.cut_top(field_height(ui), part_gap(ui)), Field::Phone, action);
}

/// Widest label decides, so that all four choices look alike.
float way_height(Ui& ui, float width)
{
    float height = 0;
    for (const Way& way : kWays) height = std::max(height, choice_height(ui, width, ui.tr(way.key), {}));
    return height;
}

std::string_view public_detail(const Ui& ui)
{
    const bool roomy = ui.portrait() || (ui.text_scale() < 1.5F && !is_low(ui));
    return ui.tr(roomy ? "feedback.public.detail" : "feedback.public.detail.short");
}

float public_choice_height(Ui& ui, float width)
{
    return choice_height(ui, width, ui.tr("feedback.public"), public_detail(ui));
}

void draw_public(const Draft& draft, Ui& ui, const Rect& place, Action& action)
{
    if (choice(ui, place, "feedback.public", ui.tr("feedback.public"), public_detail(ui), draft.public_answer,
               false))
        action = act::SetPublicAnswer{!draft.public_answer};
}

/// A low screen: the public answer stands beside the way on.
void draw_low_foot(const State& state, Ui& ui, Rect& body, Action& action)
{
    const float wide = columns(body, {1.7F, 1.0F}, part_gap(ui))[0].width();
    const float height = std::max(button_height(ui), public_choice_height(ui, wide));
    const auto two = columns(body.cut_bottom(height, part_gap(ui)), {1.7F, 1.0F}, part_gap(ui));
    draw_public(*state.draft, ui, two[0], action);
    Rect next = two[1];
    draw_next(state, ui, next.cut_bottom(button_height(ui)), action);
}

/// A wide page of the largest letters, or a low one: its title asks, the bars tell the step.
bool asks_in_title(const Ui& ui) { return !ui.portrait() && (ui.text_scale() > 1.5F || is_low(ui)); }

void draw_choices(const State& state, Ui& ui, Page& page, Action& action)
{
    const Draft& draft = *state.draft;
    Rect& body = page.body;
    const bool low = is_low(ui) && !ui.lowered();
    if (low)
        draw_low_foot(state, ui, body, action);
    else
        draw_next(state, ui, body.cut_bottom(button_height(ui), part_gap(ui)), action);
    Rect& words = page.words();
    const std::string_view readers =
        ui.tr(draft.lane == Lane::Official ? "feedback.readers.official" : "feedback.readers.normal");
    page.sink(banner_height(ui, words.width(), readers));
    words.cut_top(banner(ui, words, Tone::Primary, Icon::Lock, readers), part_gap(ui));

    const float gap = part_gap(ui);
    const float public_height = low ? 0 : public_choice_height(ui, body.width());
    const bool roomy = ui.portrait() && body.height() > 6 * (button_height(ui) + gap) + public_height;
    const int across = roomy ? 1 : 2;
    const float height =
        std::max(way_height(ui, columns(body, across, gap)[0].width()), roomy ? button_height(ui) : 0);
    if (!asks_in_title(ui))
        paragraph(ui, body, ui.tr("feedback.ask.contact"), {.face = Face::BodyBold}, ui.mm(3));
    for (std::size_t i = 0; i < 4; i += static_cast<std::size_t>(across)) {
        const auto places = columns(body.cut_top(height, gap), across, gap);
        for (std::size_t k = 0; k < places.size(); ++k) {
            const Way& way = kWays[i + k];
            if (choice(ui, places[k], way.key, ui.tr(way.key), {}, draft.contact == way.contact))
                action = act::SetContact{way.contact};
        }
    }
    const auto asked = [&](Field field) {
        if (body.height() >= field_height(ui) + gap + public_height)
            draw_asked(state, ui, body.cut_top(field_height(ui), gap), field, action);
    };
    if (wants_name(draft)) asked(Field::Name);
    if (wants_phone(draft)) asked(Field::Phone);
    if (!low) draw_public(draft, ui, body.cut_top(public_height, gap), action);
}

}  // namespace

Action draw_feedback_readers(const State& state, Ui& ui)
{
    Action action;
    const bool typing = state.focus == Field::Name || state.focus == Field::Phone;
    const bool low = is_low(ui) && !ui.lowered();
    std::string title = state.draft ? form_title(*state.draft, ui, 3) : std::string{};
    if (typing && low)
        title = ui.tr("feedback.contact.words");
    else if (!typing && asks_in_title(ui))
        title = ui.tr("feedback.ask.contact");
    Page page = frame(state, ui, {.title = title}, action);
    if (!state.draft) return action;
    if (typing && low) return draw_low_typing(state, ui, page.body, action), action;
    // The keyboard needs the height of a low screen; the title says the step as well.
    if (!typing || ui.portrait()) draw_form_steps(ui, page.words(), 3);
    if (typing)
        draw_typing(state, ui, page, action);
    else
        draw_choices(state, ui, page, action);
    return action;
}

}  // namespace kiosk

#include <algorithm>
#include <string>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

/// The code as people read it: groups of four.
std::string in_groups(std::string_view digits)
{
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % kGroupLength == 0) out += ' ';
        out += digits[i];
    }
    return out;
}

/// At the largest letters the digits come first: what explains them is a step smaller.
bool low(const Ui& ui) { return ui.lowered() && ui.text_scale() > 1.5F; }
Face second_face(const Ui& ui)
{
    return low(ui) ? Face::Least : ui.text_scale() > 1.5F || is_low(ui) ? Face::Small : Face::Body;
}

/// Largest letters, or a low screen: the head line of the page says what became of the report.
bool tight(const Ui& ui) { return !ui.portrait() && !ui.lowered() && (ui.text_scale() > 1.5F || is_low(ui)); }

std::string_view head_key(const Receipt& receipt)
{
    if (receipt.lane == Lane::Opinion) return receipt.sent ? "receipt.sent.opinion" : "receipt.saved.opinion";
    return receipt.sent ? "receipt.sent" : "receipt.saved";
}

std::string_view page_title(const State& state, const Ui& ui)
{
    if (state.receipt && tight(ui)) return ui.tr(head_key(*state.receipt));
    const bool opinion = state.receipt && state.receipt->lane == Lane::Opinion;
    return ui.tr(opinion ? "receipt.title.opinion" : "receipt.title");
}

void draw_head(const Receipt& receipt, Ui& ui, Rect& area)
{
    const std::string_view words = ui.tr(receipt.sent ? "receipt.sent.words" : "receipt.saved.words");
    const std::string_view title = tight(ui) ? std::string_view{} : ui.tr(head_key(receipt));
    const float round = ui.mm(14);
    const float gap = ui.mm(5);
    const float wide = area.width() - round - gap;
    const TextStyle title_style{.face = Face::Title, .leading = 1.3F};
    const float height = text_height(ui, wide, title, title_style) + ui.mm(2) +
                         text_height(ui, wide, words, {.face = second_face(ui), .quiet = true});
    Rect head = area.cut_top(std::max(height, round), part_gap(ui));
    const Rect mark = head.cut_left(round, gap).with_height(round);
    icon(ui, mark, Icon::CheckCircle, round, tone_ink(ui.theme(), Tone::Good));
    if (!title.empty()) paragraph(ui, head, title, title_style, ui.mm(2));
    paragraph(ui, head, words, {.face = second_face(ui), .quiet = true}, 0);
}

float code_height(const Receipt& receipt, Ui& ui, float width)
{
    const float pad = card_padding(ui);
    const float wide = width - 2 * pad;
    const TextStyle style{.face = second_face(ui), .align = Align::Centre};
    return 2 * pad + text_height(ui, wide, ui.tr("receipt.warning"), style) + ui.mm(4) +
           digit_groups_height(ui, wide, receipt.code->view());
}

/// Five groups on a card, and the sentence that matters most on this page.
void draw_code(const Receipt& receipt, Ui& ui, Rect& area)
{
    const std::string_view digits = receipt.code->view();
    const std::string_view warning = ui.tr("receipt.warning");
    const Rect place = area.cut_top(code_height(receipt, ui, area.width()), part_gap(ui));
    Rect inside = card(ui, place);
    paragraph(ui, inside, warning, {.face = second_face(ui), .align = Align::Centre, .quiet = true},
              ui.mm(4));
    {
        // Whoever stands behind would hear it: only when asked for by itself (kiosk.md §5).
        const OwnWords own{ui};
        (void)digit_groups(ui, inside, digits);
    }
    std::string label = in_groups(digits);
    const float k = ui.look().px_per_mm;
    ui.items().note({"receipt.code",
                     label,
                     place,
                     inside,
                     {place.x0 / k, place.y0 / k, place.x1 / k, place.y1 / k},
                     true,
                     ui.cap_mm(Face::Huge),
                     ItemKind::Scroll});
    protocol::wipe(label);
}

std::string_view type_back_key(const Receipt& receipt)
{
    return receipt.check == TypedBack::Right   ? "receipt.right"
           : receipt.check == TypedBack::Wrong ? "receipt.wrong"
                                               : "receipt.type_back";
}

Face type_back_face(const Ui& ui) { return low(ui) ? Face::Least : Face::BodyBold; }

float type_back_height(const Receipt& receipt, Ui& ui, float width)
{
    return text_height(ui, width, ui.tr(type_back_key(receipt)), {.face = type_back_face(ui)}) + ui.mm(30);
}

void draw_type_back(const Receipt& receipt, Ui& ui, Rect& area)
{
    const Tone tone = receipt.check == TypedBack::Right   ? Tone::Good
                      : receipt.check == TypedBack::Wrong ? Tone::Danger
                                                          : Tone::Plain;
    const Colour ink = tone == Tone::Plain ? ui.theme().ink : tone_ink(ui.theme(), tone);
    paragraph(ui, area, ui.tr(type_back_key(receipt)),
              {.face = type_back_face(ui), .align = Align::Centre, .colour = &ink}, ui.mm(3));
    (void)digit_boxes(ui, area, receipt.typed_back.text(), static_cast<int>(kGroupLength),
                      receipt.check == TypedBack::Wrong);
}

/// One over the other where the place is taller than wide.
void draw_done(const State& state, Ui& ui, Rect place, Action& action)
{
    const bool checked = state.receipt->check == TypedBack::Right;
    const bool stacked = place.height() >= 2 * button_height(ui) + part_gap(ui);
    if (printable(state, PrintWhat::Receipt)) {
        const auto two = stacked ? rows(place, 2, part_gap(ui)) : columns(place, 2, part_gap(ui));
        place = two[1];
        if (button(ui, two[0], "receipt.print", ui.tr("receipt.print"),
                   {.kind = checked ? ButtonKind::Secondary : ButtonKind::Primary, .icon = Icon::Print}))
            action = act::Print{PrintWhat::Receipt};
    }
    if (button(ui, place, "receipt.done", ui.tr(checked ? "receipt.done" : "receipt.leave"),
               {.kind = checked ? ButtonKind::Primary : ButtonKind::Secondary, .icon = Icon::Check}))
        action = act::CloseReceipt{};
}

}  // namespace

Action draw_receipt(const State& state, Ui& ui)
{
    Action action;
    Page page =
        frame(state, ui, {.title = page_title(state, ui), .leave = false, .own = "tool.own.code"}, action);
    if (!state.receipt || !state.receipt->code) return action;
    const Receipt& receipt = *state.receipt;
    Rect& body = page.body;
    if (ui.portrait()) {
        draw_done(state, ui, body.cut_bottom(button_height(ui), part_gap(ui)), action);
        draw_digits(ui, body.cut_bottom(number_pad_height(ui, body.width()), part_gap(ui)), action);
        Rect room = page.reading();
        draw_head(receipt, ui, room);
        draw_code(receipt, ui, room);
        // Just above the digits it is typed with.
        Rect back = room.cut_bottom(std::min(room.height(), type_back_height(receipt, ui, room.width())));
        draw_type_back(receipt, ui, back);
        return action;
    }
    if (is_low(ui) && !ui.lowered()) {
        // The code on one line across the page; below it what it is typed back with, side by side.
        draw_head(receipt, ui, body);
        draw_code(receipt, ui, body);
        const auto three = columns(body, {1.0F, 1.25F, 0.7F}, part_gap(ui));
        Rect back = three[0];
        draw_type_back(receipt, ui, back);
        draw_digits(ui,
                    three[1].with_height(std::min(body.height(), number_pad_height(ui, three[1].width()))),
                    action);
        draw_done(state, ui,
                  three[2].with_height(std::min(body.height(), 2 * button_height(ui) + part_gap(ui))),
                  action);
        return action;
    }
    Rect right = body.cut_right(body.width() * 0.46F, ui.mm(8));
    draw_done(state, ui, right.cut_bottom(button_height(ui), part_gap(ui)), action);
    draw_digits(ui, right.cut_bottom(number_pad_height(ui, right.width()), part_gap(ui)), action);
    draw_head(receipt, ui, page.words());
    draw_code(receipt, ui, body);
    draw_type_back(receipt, ui, right);
    return action;
}

}  // namespace kiosk

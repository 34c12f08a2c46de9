#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/inside.h"
#include "kiosk/ui/label.h"
#include "kiosk/ui/paint.h"

namespace kiosk {

namespace {

struct ButtonColours {
    Colour fill;
    Colour line;
    Colour ink;
    Colour picture;
    bool outlined = true;
};

ButtonColours colours_of(const Ui& ui, const ButtonStyle& style, bool pressed)
{
    const Theme& t = ui.theme();
    if (!style.enabled) return {t.disabled, t.line, t.on_disabled, t.on_disabled, false};
    switch (style.kind) {
        case ButtonKind::Primary:
            return {pressed ? t.primary_down : t.primary, t.primary, t.on_primary, t.on_primary, false};
        case ButtonKind::Danger:
            return {t.danger, t.danger, t.on_danger, t.on_danger, false};
        case ButtonKind::Secondary:
            return {pressed || style.selected ? t.soft : t.surface, t.primary, t.on_soft, t.on_soft, true};
        case ButtonKind::Quiet:
            if (style.selected) return {t.soft, t.primary, t.on_soft, t.on_soft, true};
            return {pressed ? t.soft : t.surface, pressed ? t.primary : t.line, t.ink, t.primary, true};
        case ButtonKind::Plain:
            return {pressed ? t.soft : Colour{0, 0, 0, 0}, t.line, t.primary, t.primary, false};
    }
    return {t.surface, t.line, t.ink, t.primary, true};
}

/// Where picture and words of a button go.
struct ButtonPlan {
    Rect picture;
    Rect words;
    float picture_size = 0;
    FittedLabel label;
};

ButtonPlan plan_stacked(Ui& ui, const Rect& inner, std::string_view label, const Label& wanted)
{
    ButtonPlan plan;
    // Grows with the letters as far as the place allows.
    const float grown = ui.mm(9.5F) * std::clamp(0.8F * ui.text_scale(), 1.0F, 1.35F);
    plan.picture_size = std::min(grown, inner.height() * 0.5F);
    const float gap = ui.mm(0.5F);
    plan.label = fit_label(ui, inner.width(), inner.height() - plan.picture_size - gap, label, wanted);
    const float used = plan.picture_size + gap + plan.label.height;
    Rect rest = inner;
    rest.cut_top(std::max(0.0F, (inner.height() - used) / 2));
    plan.picture = rest.cut_top(plan.picture_size, gap);
    plan.words = rest.cut_top(plan.label.height);
    return plan;
}

ButtonPlan plan_row(Ui& ui, const Rect& inner, std::string_view label, const Label& wanted,
                    const ButtonStyle& style)
{
    ButtonPlan plan;
    const bool has_picture = style.icon != Icon::None;
    plan.picture_size =
        has_picture ? std::min(std::round(ui.font(wanted.face).em * 1.3F), inner.height()) : 0;
    if (has_picture && style.picture_mm > 0) plan.picture_size = ui.mm(style.picture_mm);
    if (label.empty()) {
        plan.picture_size = std::min(inner.width(), inner.height()) * 0.75F;
        plan.picture = inner;
        plan.words = inner.with_height(0);
        return plan;
    }
    const float gap = has_picture ? ui.mm(2.5F) : 0;
    const float room = inner.width() - plan.picture_size - gap;
    plan.label = fit_label(ui, room, inner.height(), label, wanted);
    const float used = plan.picture_size + gap + plan.label.width;
    Rect rest = inner;
    const float margin = std::floor(std::max(0.0F, (inner.width() - used) / 2));
    rest.cut_left(margin);
    rest.cut_right(margin);
    plan.picture =
        style.icon_after ? rest.cut_right(plan.picture_size, gap) : rest.cut_left(plan.picture_size, gap);
    plan.words = rest;
    return plan;
}

Rect button_inner(const Ui& ui, const Rect& rect, const ButtonStyle& style)
{
    return rect.inset(ui.mm(style.stacked ? 1.2F : 4.0F), ui.mm(1.2F));
}

Label button_label(const ButtonStyle& style)
{
    Label label{.face = style.stacked ? Face::SmallBold : Face::BodyBold, .leading = 1.22F};
    if (style.icon != Icon::None && !style.stacked) label.align = Align::Left;
    label.most_mm = style.most_mm;
    return label;
}

ButtonPlan plan_button(Ui& ui, const Rect& rect, std::string_view label, const ButtonStyle& style)
{
    const Rect inner = button_inner(ui, rect, style);
    const Label wanted = button_label(style);
    if (style.stacked && style.icon != Icon::None) return plan_stacked(ui, inner, label, wanted);
    return plan_row(ui, inner, label, wanted, style);
}

/// A rounded square behind a picture: tiles, choices.
void picture_square(Ui& ui, const Rect& rect, Icon which, Colour back, Colour front)
{
    paint::fill(ui, rect, back, paint::radius(ui));
    icon(ui, rect, which, std::round(rect.height() * 0.6F), front);
}

}  // namespace

float button_label_mm(Ui& ui, const Rect& rect, std::string_view label, const ButtonStyle& style)
{
    return plan_button(ui, rect, label, style).label.cap_mm;
}

bool button(Ui& ui, const Rect& rect, std::string_view name, std::string_view label, const ButtonStyle& style)
{
    const Label wanted = button_label(style);
    const ButtonPlan plan = plan_button(ui, rect, label, style);
    Ui::TargetOptions options;
    options.enabled = style.enabled;
    options.text_mm = label.empty() ? 0 : plan.label.cap_mm;
    options.label_px = plan.words.centred(plan.label.width, plan.label.height);
    const Ui::Touched touched = ui.target(rect, name, label, options);

    const ButtonColours colours = colours_of(ui, style, touched.pressed);
    const float radius = paint::radius(ui);
    paint::fill(ui, rect, colours.fill, radius);
    const bool thin = style.kind == ButtonKind::Quiet && !style.selected;
    if (colours.outlined) {
        paint::outline(ui, rect, colours.line, thin ? paint::hairline(ui) : paint::stroke(ui), radius);
    }
    if (style.icon != Icon::None) icon(ui, plan.picture, style.icon, plan.picture_size, colours.picture);
    Label words = wanted;
    words.colour = colours.ink;
    if (!label.empty()) draw_label(ui, plan.words, label, words, plan.label);
    return touched.fired;
}

float button_height(const Ui& ui) { return ui.mm(std::max(24.0F, 20.0F * ui.text_scale())); }

float button_width(Ui& ui, std::string_view label, const ButtonStyle& style)
{
    const float words = text_width(ui, label, Face::BodyBold);
    const float picture = style.icon == Icon::None ? 0 : ui.font(Face::BodyBold).em * 1.3F + ui.mm(2.5F);
    return std::max(ui.mm(20), std::ceil(words + picture) + 2 * ui.mm(4.5F));
}

bool tile(Ui& ui, const Rect& rect, std::string_view name, const TileText& words)
{
    const Theme& t = ui.theme();
    const float bar = ui.mm(2);
    Rect inner = rect.inset(ui.mm(5), ui.mm(4));
    inner.x0 = rect.x0 + bar + ui.mm(5);
    const bool roomy = rect.height() > ui.mm(56) * ui.text_scale();
    const bool large = ui.text_scale() > 1.5F;
    const Face title_face = roomy && ui.look().text_step == 0 ? Face::Display : Face::Title;
    const float small_line = line_height(ui, Face::Small, 1.35F);
    const float gap = ui.mm(roomy ? 4 : 2);
    // The largest letters: the name comes first and takes two lines, then what is found there, then the
    // count, the picture last.
    Label title{title_face, large ? 2 : 1, Align::Left, t.ink, large ? 1.15F : 1.25F};
    const float one_line = line_height(ui, title_face, title.leading);
    const float title_room = large ? std::max(one_line, inner.height() - small_line) : one_line;
    Ui::Inside& in = ui.inside();
    in.next_tile_title_mm =
        std::min(in.next_tile_title_mm, fit_label(ui, inner.width(), title_room, words.title, title).cap_mm);
    title.most_mm = in.tile_title_mm;
    const FittedLabel fitted = fit_label(ui, inner.width(), title_room, words.title, title);
    const float title_line = fitted.height;
    const float told = title_line + (large ? small_line : 0);  // what stands before count and picture
    const float most_square = std::min(ui.mm(roomy ? 18 : 14), inner.height() * 0.42F);
    const float square = large && most_square + gap + told > inner.height() ? 0 : most_square;
    // A low door has no room for a count above its name.
    const float chip_head = std::max(square, chip_height(ui));
    // Doors of a grid differ by a pixel; all of them have their count, or none.
    const bool counts = !words.badge.empty() && chip_head + gap + told <= inner.height() + 1;
    const float head = counts ? chip_head : square;
    const float below_head = head > 0 ? gap : 0;
    const int fitting =
        static_cast<int>((inner.height() - head - below_head - title_line + small_line * 0.2F) / small_line);
    const int most_lines = large && inner.height() < ui.mm(70) ? 1 : 2;
    Label below{Face::Small, std::clamp(fitting, 1, most_lines), Align::Left, t.quiet, 1.35F};
    const float line_space = small_line * static_cast<float>(std::clamp(fitting, 0, below.max_lines));
    if (large && fitting > 0) {
        in.next_tile_line_mm = std::min(in.next_tile_line_mm,
                                        fit_label(ui, inner.width(), line_space, words.line, below).cap_mm);
        below.most_mm = in.tile_line_mm;
    }
    const std::string_view line = words.badge_matters && !counts ? words.badge : words.line;
    const FittedLabel fitted_line = fit_label(ui, inner.width(), line_space, line, below);
    const float line_room = fitting > 0 ? fitted_line.height : 0;
    // What is left over stands above and below, a little more below.
    inner.cut_top(
        std::max(0.0F, std::floor((inner.height() - head - below_head - title_line - line_room) * 0.45F)));
    Rect top = inner.cut_top(head, below_head);

    Ui::TargetOptions options;
    options.text_mm = ui.cap_mm(Face::Small);
    options.label_px = {inner.x0, inner.y0, inner.x0 + fitted.width, inner.y1};
    const Ui::Touched touched = ui.target(rect, name, words.title, options);

    const float radius = paint::radius(ui);
    paint::shadow(ui, rect, radius);
    // The bar follows the rounded corner: a coloured card under a white one.
    paint::fill(ui, {rect.x0, rect.y0, rect.x0 + bar + radius + 2, rect.y1}, t.primary, radius,
                paint::Corners::Left);
    const Rect face{rect.x0 + bar, rect.y0, rect.x1, rect.y1};
    paint::fill(ui, face, touched.pressed ? t.soft : t.surface, radius);
    if (t.dark) paint::outline(ui, rect, t.line, paint::hairline(ui), radius);

    if (square > 0)
        picture_square(ui, top.cut_left(square, ui.mm(3)).centred(square, square), words.icon, t.soft,
                       t.on_soft);
    if (counts)
        chip(ui, top, words.badge, Tone::Primary, Icon::None, square > 0 ? Align::Right : Align::Left);
    draw_label(ui, inner.cut_top(title_line), words.title, title, fitted);
    if (fitting > 0) draw_label(ui, inner.cut_top(line_room), line, below, fitted_line);
    return touched.fired;
}

namespace {

struct ChoicePlan {
    Rect picture;
    Rect words;
    Label wanted;
    FittedLabel fitted;
    bool wide = false;  ///< the word stands beside its picture
};

ChoicePlan plan_choice(Ui& ui, const Rect& rect, std::string_view label, float most_mm)
{
    const Rect inner = rect.inset(ui.mm(3.5F), ui.mm(3));
    ChoicePlan plan;
    plan.wide = rect.width() > 1.9F * rect.height();
    plan.wanted = {Face::BodyBold, 3, plan.wide ? Align::Left : Align::Centre, ui.theme().ink, 1.25F};
    plan.wanted.most_mm = most_mm;
    const float square = plan.wide ? std::min({ui.mm(18), inner.height(), inner.width() * 0.24F})
                                   : std::clamp(inner.height() * 0.36F,
                                                std::min(ui.mm(14), inner.height() * 0.45F), ui.mm(26));
    plan.words = inner;
    if (plan.wide) {
        plan.picture = plan.words.cut_left(square, ui.mm(4)).centred(square, square);
    } else {
        const float gap = ui.mm(2.5F);
        const FittedLabel size =
            fit_label(ui, inner.width(), inner.height() - square - gap, label, plan.wanted);
        // Room for two lines in every tile, so that the pictures of a row stand in a row.
        const float two = 2 * line_height(ui, Face::BodyBold, 1.25F);
        const float room = std::max(size.height, std::min(two, inner.height() - square - gap));
        plan.words.cut_top(std::max(0.0F, (inner.height() - square - gap - room) / 2));
        plan.picture = plan.words.cut_top(square, gap).centred(square, square);
        plan.words = plan.words.with_height(size.height);
    }
    plan.fitted = fit_label(ui, plan.words.width(), plan.words.height(), label, plan.wanted);
    return plan;
}

}  // namespace

float choice_tile_label_mm(Ui& ui, const Rect& rect, std::string_view label)
{
    return plan_choice(ui, rect, label, Label{}.most_mm).fitted.cap_mm;
}

bool choice_tile(Ui& ui, const Rect& rect, std::string_view name, std::string_view label, Icon which,
                 bool selected, float most_mm)
{
    const Theme& t = ui.theme();
    const ChoicePlan plan = plan_choice(ui, rect, label, most_mm);
    Ui::TargetOptions options;
    options.text_mm = plan.fitted.cap_mm;
    options.label_px = plan.words.centred(plan.fitted.width, plan.fitted.height);
    if (plan.wide) options.label_px = options.label_px.moved(plan.words.x0 - options.label_px.x0, 0);
    const Ui::Touched touched = ui.target(rect, name, label, options);

    const float radius = paint::radius(ui);
    paint::shadow(ui, rect, radius);
    paint::fill(ui, rect, touched.pressed || selected ? t.soft : t.surface, radius);
    if (selected)
        paint::outline(ui, rect, t.primary, paint::stroke(ui), radius);
    else if (t.dark)
        paint::outline(ui, rect, t.line, paint::hairline(ui), radius);
    const bool inverse = selected || touched.pressed;
    picture_square(ui, plan.picture, which, inverse ? t.primary : t.soft, inverse ? t.on_primary : t.on_soft);
    draw_label(ui, plan.words, label, plan.wanted, plan.fitted);
    return touched.fired;
}

Rect card(Ui& ui, const Rect& rect, const CardStyle& style)
{
    const Theme& t = ui.theme();
    const float radius = paint::radius(ui);
    if (style.soft) {
        paint::fill(ui, rect, tone_soft(t, style.tone), radius);
        if (t.dark) paint::outline(ui, rect, tone_ink(t, style.tone), paint::hairline(ui), radius);
        return rect.inset(card_padding(ui));
    }
    paint::shadow(ui, rect, radius);
    Rect inner = rect.inset(card_padding(ui));
    if (style.accent) {
        const float bar = ui.mm(2);
        const Colour colour = style.tone == Tone::Primary ? t.primary : tone_ink(t, style.tone);
        paint::fill(ui, {rect.x0, rect.y0, rect.x0 + bar + radius + 2, rect.y1}, colour, radius,
                    paint::Corners::Left);
        paint::fill(ui, {rect.x0 + bar, rect.y0, rect.x1, rect.y1}, t.surface, radius);
        inner.x0 += bar;
    } else {
        paint::fill(ui, rect, t.surface, radius);
    }
    if (t.dark) paint::outline(ui, rect, t.line, paint::hairline(ui), radius);
    return inner;
}

float card_padding(const Ui& ui) { return ui.mm(6); }

bool choice(Ui& ui, const Rect& rect, std::string_view name, std::string_view label, std::string_view detail,
            bool selected, bool round)
{
    const Theme& t = ui.theme();
    Rect inner = rect.inset(ui.mm(4), ui.mm(3));
    const float box = std::round(ui.mm(9) * ui.text_scale());
    const Rect mark = inner.cut_left(box, ui.mm(4));
    TextStyle title;
    title.face = Face::BodyBold;
    title.leading = 1.3F;
    TextStyle second;
    second.face = Face::Small;
    second.quiet = true;
    const float title_height = text_height(ui, inner.width(), label, title);
    const float used = title_height + text_height(ui, inner.width(), detail, second);
    inner.cut_top(std::max(0.0F, std::floor((inner.height() - used) / 2)));

    Ui::TargetOptions options;
    options.text_mm = ui.cap_mm(detail.empty() ? Face::BodyBold : Face::Small);
    options.label_px = inner.with_height(std::min(used, inner.height()));
    const Ui::Touched touched = ui.target(rect, name, label, options);

    const float radius = paint::radius(ui);
    paint::fill(ui, rect, selected || touched.pressed ? t.soft : t.surface, radius);
    paint::outline(ui, rect, selected ? t.primary : t.line,
                   selected ? paint::stroke(ui) : paint::hairline(ui), radius);
    const Icon which =
        round ? (selected ? Icon::RadioOn : Icon::RadioOff) : (selected ? Icon::BoxOn : Icon::BoxOff);
    icon(ui, mark, which, box, selected ? t.on_soft : t.quiet);
    text(ui, inner.cut_top(title_height), label, title);
    text(ui, inner, detail, second);
    return touched.fired;
}

float choice_height(Ui& ui, float width, std::string_view label, std::string_view detail)
{
    const float room = width - 2 * ui.mm(4) - std::round(ui.mm(9) * ui.text_scale()) - ui.mm(4);
    TextStyle title;
    title.face = Face::BodyBold;
    title.leading = 1.3F;
    TextStyle second;
    second.face = Face::Small;
    return std::max(ui.mm(20), text_height(ui, room, label, title) + text_height(ui, room, detail, second) +
                                   2 * ui.mm(3.5F));
}

}  // namespace kiosk

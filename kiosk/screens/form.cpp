#include "kiosk/screens/form.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/fields.h"
#include "kiosk/input/word_list.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

/// Where even the keys hardly fit, the switch between typing methods gives way; first on a single line.
bool room_for_methods(const Ui& ui, bool one_line)
{
    if (one_line && is_low(ui) && ui.lowered()) return false;
    return ui.portrait() || !ui.lowered() || ui.text_scale() < 1.5F;
}

constexpr int kPages = 4;

constexpr ButtonStyle kNext{.kind = ButtonKind::Primary, .icon = Icon::Forward, .icon_after = true};

bool sentence_begins(const TextEdit* edit)
{
    if (edit == nullptr) return false;
    std::string_view before = edit->text().substr(0, edit->caret());
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    if (before.empty()) return true;
    const char last = before.back();
    return (last == '.' || last == '!' || last == '?' || last == '\n') && before.size() < edit->caret();
}

KeyboardStyle style_of(const State& state, const Ui& ui, bool one_line)
{
    KeyboardStyle style;
    style.method = state.method;
    style.methods = room_for_methods(ui, one_line) && !flow::plain_letters(state.focus);
    style.enter = !one_line;
    style.space_label = ui.tr("key.space");
    const TextEdit* edit = state.field(state.focus);
    style.capital = !one_line && sentence_begins(edit);
    if (edit == nullptr || !style.methods) return style;
    using WordBar = KeyboardStyle::WordBar;
    if (!edit->selection().empty())
        style.word_bar = WordBar::Selected;
    else if (edit->placed() && !edit->word_at_caret().empty())
        style.word_bar = WordBar::InWord;
    return style;
}

/// A narrow column has no room for a picture beside the words.
bool is_narrow(const Ui& ui, float width) { return width < ui.mm(70); }

const TextStyle kSaidNarrow{.face = Face::Small, .quiet = true, .rich = true};

float height_said(Ui& ui, float width, std::string_view words)
{
    return is_narrow(ui, width) ? text_height(ui, width, words, kSaidNarrow) : note_height(ui, width, words);
}

struct Promise {
    std::string full, brief;
};
Promise promise_of(const State& state, const Ui& ui)
{
    const bool official = state.draft && state.draft->lane == Lane::Official;
    const std::string key = official ? "feedback.promise.official" : "feedback.promise.normal";
    const std::string commune = commune_inside(state, ui);
    return {ui.tr(key, {{"commune", commune}}), ui.tr(key + ".short", {{"commune", commune}})};
}

}  // namespace

std::string form_title(const Draft& draft, const Ui& ui, int page)
{
    const std::string_view key = draft.lane == Lane::Opinion     ? "feedback.title.opinion"
                                 : draft.lane == Lane::WrongInfo ? "feedback.title.wrong"
                                                                 : "feedback.title";
    return ui.tr(key, {{"n", std::to_string(page)}, {"all", std::to_string(kPages)}});
}

void draw_form_steps(Ui& ui, Rect& area, int page)
{
    steps(ui, area.cut_top(ui.mm(3), part_gap(ui)), page, kPages);
}

void draw_said(Ui& ui, Rect& area, Icon icon, std::string_view full, std::string_view brief, float most)
{
    const std::string_view words = height_said(ui, area.width(), full) <= most ? full : brief;
    if (is_narrow(ui, area.width())) return paragraph(ui, area, words, kSaidNarrow, part_gap(ui));
    note(ui, area.cut_top(note_height(ui, area.width(), words), part_gap(ui)), icon, words);
}

float said_height(Ui& ui, float width, std::string_view full, std::string_view brief, float most)
{
    const float height = height_said(ui, width, full);
    return height <= most ? height : height_said(ui, width, brief);
}

void draw_promise(const State& state, Ui& ui, Rect& area, float most)
{
    const Promise promise = promise_of(state, ui);
    draw_said(ui, area, Icon::Lock, promise.full, promise.brief, most);
}

float promise_height(const State& state, Ui& ui, float width, float most)
{
    const Promise promise = promise_of(state, ui);
    return said_height(ui, width, promise.full, promise.brief, most);
}

std::optional<std::size_t> draw_choices(Ui& ui, const Rect& area, std::string_view name, std::uint64_t key,
                                        const std::vector<std::string_view>& labels,
                                        std::optional<std::size_t> chosen)
{
    const float gap = part_gap(ui);
    float height = 0;
    for (const std::string_view label : labels) height += choice_height(ui, area.width(), label, {}) + gap;
    const ScrollArea scroll{ui, area, name, key, height - gap};
    Rect rest = scroll.content();
    std::optional<std::size_t> touched;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Rect place = rest.cut_top(choice_height(ui, area.width(), labels[i], {}), gap);
        if (!scroll.visible(place)) continue;
        if (choice(ui, place, std::string{name} + std::to_string(i + 1), labels[i], {}, chosen == i))
            touched = i;
    }
    return touched;
}

void draw_next(const State& state, Ui& ui, const Rect& place, Action& action, float most_mm)
{
    ButtonStyle style = kNext;
    style.enabled = page_complete(state);
    style.most_mm = most_mm;
    if (button(ui, place, "feedback.next", ui.tr("feedback.next"), style)) action = act::NextPage{};
}

float next_label_mm(Ui& ui, const Rect& place)
{
    return button_label_mm(ui, place, ui.tr("feedback.next"), kNext);
}

float typing_height(const State& state, const Ui& ui, float width, bool one_line)
{
    return keyboard_height(ui, width, style_of(state, ui, one_line));
}

void draw_keyboard(const State& state, Ui& ui, const Rect& rect, bool one_line, Action& action)
{
    KeyboardStyle style = style_of(state, ui, one_line);
    std::vector<std::string> words;
    const TextEdit* edit = state.field(state.focus);
    // A person's own name is nothing to guess at, and what is covered must not be told by its endings.
    const bool covered = state.focus == Field::Feedback && state.draft->shoulder;
    if (edit != nullptr && style.methods && state.focus != Field::Name && !covered)
        words = suggest({&state.villages, state.common_words.get()}, edit->before_caret());
    style.suggestions = words;
    KeyboardAsk asked = keyboard(ui, rect, style);
    if (auto* key = std::get_if<Key>(&asked)) action = act::Press{std::move(*key)};
    if (const auto* method = std::get_if<InputMethod>(&asked)) action = act::UseMethod{*method};
    if (auto* held = std::get_if<HeldKey>(&asked);
        held != nullptr && state.focus == Field::Search && std::holds_alternative<std::monostate>(action))
        action = act::Foresee{std::move(held->key)};
}

Rect draw_keys_at_foot(const State& state, Ui& ui, Rect& body, bool one_line, Action& action)
{
    Rect foot = body.cut_bottom(typing_height(state, ui, body.width(), one_line), part_gap(ui));
    Rect right;
    if (!ui.portrait()) {
        // Ten keys of 16 mm and their gaps, at least.
        const float keys = std::max(ui.mm(190), std::round(foot.width() * 0.62F));
        right = foot.cut_right(foot.width() - keys - ui.mm(6), ui.mm(6));
    }
    draw_keyboard(state, ui, foot, one_line, action);
    return right;
}

std::vector<Rect> stacked_buttons(const Ui& ui, Rect& place, int count)
{
    const auto many = static_cast<float>(count);
    const float gaps = (many - 1) * part_gap(ui);
    const float wanted = many * button_height(ui) + gaps;
    // What stands above them keeps its place as long as they can be touched.
    return rows(place.cut_bottom(std::min(wanted, place.height()), part_gap(ui)), count, part_gap(ui));
}

bool scrolls(Ui& ui, std::string_view name, std::uint64_t key)
{
    const ScrollPlace place = scroll_place(ui, name, key);
    return place.can_up || place.can_down;
}

std::string correction_words(const State& state, const Ui& ui)
{
    const protocol::Term* term = correction_term(state);
    if (!state.draft || state.draft->lane != Lane::WrongInfo || term == nullptr) return {};
    const std::string& law = ui.look().english ? term->law_en : term->law;
    return ui.tr(term->working ? "wrong_info.working_days" : "wrong_info.days",
                 {{"law", law}, {"n", std::to_string(term->days)}});
}

Rect fitting_card(Ui& ui, const Rect& room, std::string_view name, std::uint64_t key)
{
    const float content = scroll_content_height(ui, name, key);
    const float height = content > 0 ? content + 2 * card_padding(ui) : room.height();
    return card(ui, room.with_height(std::min(room.height(), std::max(height, ui.mm(40)))));
}

void draw_digits(Ui& ui, const Rect& rect, Action& action)
{
    auto asked = number_pad(ui, rect);
    if (auto* key = std::get_if<Key>(&asked)) action = act::Press{std::move(*key)};
}

void draw_field(const State& state, Ui& ui, const Rect& rect, Field field, std::string_view name,
                std::string_view placeholder, bool multiline, Action& action)
{
    const TextEdit* edit = state.field(field);
    if (edit == nullptr) return;
    FieldStyle style;
    style.placeholder = placeholder;
    style.icon = field == Field::Search ? Icon::Search : Icon::None;
    style.focused = state.focus == field;
    style.multiline = multiline;
    style.band = field == Field::Feedback && state.draft->shoulder;
    if (const auto byte = text_field(ui, rect, name, *edit, style)) action = act::PlaceCaret{field, *byte};
    if (!multiline) return;
    const OwnWords own{ui};
    say(ui, rect, edit->text());
}

}  // namespace kiosk

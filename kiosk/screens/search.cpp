#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/row_words.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/label.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"
#include "offline_cache/asked.h"
#include "protocol/base/secret.h"
#include "protocol/base/text.h"

namespace kiosk {

using offline_cache::SearchHit;
using offline_cache::SearchResult;

namespace {

constexpr std::string_view kHits = "search";
constexpr std::array<std::string_view, 15> kLaws{"D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08",
                                                 "D09", "D10", "D11", "D12", "D13", "D14", "DQ"};

/// Each answer begins at its top; Back from a document finds the place where it was left.
std::uint64_t scroll_key(const State& state)
{
    return (std::uint64_t{state.visit().number} << 32U) + state.view<SearchView>().answered;
}

std::vector<Range> ranges(const std::vector<offline_cache::TextRange>& marks, std::size_t behind = 0)
{
    std::vector<Range> out;
    for (const auto& mark : marks) out.push_back({behind + mark.begin, behind + mark.end});
    return out;
}

/// "Trong tệp bao-cao.pdf: "; a long name keeps its beginning.
std::string where_found(const Ui& ui, std::string_view file)
{
    constexpr std::size_t kLongest = 30;
    std::string name{protocol::first_bytes(file, kLongest)};
    if (name.size() < file.size()) name += "…";
    return ui.tr("search.in_file", {{"file", name}}) + " ";
}

/// The largest letters need all lines for the title: a third quarter must not read as a first.
bool plain(const Ui& ui) { return ui.text_scale() > 1.5F; }

void draw_hit(Ui& ui, const Rect& place, std::size_t n, const SearchHit& hit,
              std::optional<protocol::Time> now, Action& action)
{
    RowWords words = row_words(ui, hit.row, now);
    words.date.reset();
    if (plain(ui)) words.overline.clear();
    if (plain(ui)) words.chip.clear();
    RowText text = words.text();
    const std::string where = hit.file.empty() ? std::string{} : where_found(ui, hit.file);
    const std::string passage = where + hit.passage;
    text.detail = hit.passage.empty() ? std::string_view{words.detail} : std::string_view{passage};
    const std::vector<Range> marks =
        hit.passage.empty() ? std::vector<Range>{} : ranges(hit.passage_marks, where.size());
    text.highlights = marks;
    const std::vector<Range> in_title = ranges(hit.title_marks);
    // A row may say its title otherwise than the record does; then the places do not fit.
    if (text.title == hit.row.title) text.title_highlights = in_title;
    text.title_lines = plain(ui) ? 3 : 2;
    text.detail_lines = plain(ui) ? 1 : 2;
    if (list_row(ui, place, "search.hit." + std::to_string(n), text)) action = act::OpenItem{hit.row.index};
}

void draw_hits(const State& state, Ui& ui, const Rect& view, const SearchResult& result, Action& action)
{
    const float step = (plain(ui) ? list_row_height(ui, false, true, false, 3)
                                  : list_row_height(ui, true, true, false, 2, 2)) +
                       part_gap(ui);
    const auto count = static_cast<std::int64_t>(result.hits.size());
    const ScrollArea area{ui, view, kHits, scroll_key(state), static_cast<float>(count) * step};
    const auto seen = area.visible_rows(step, count);
    const auto now = believed_time(state);
    for (std::int64_t i = seen.first; i < seen.last; ++i)
        draw_hit(ui, area.row(i, step, part_gap(ui)), static_cast<std::size_t>(i),
                 result.hits[static_cast<std::size_t>(i)], now, action);
}

/// A word of its name begins with what is typed, of which nothing is copied.
bool is_named(std::string_view name, std::string_view typed)
{
    constexpr std::size_t kLeast = 3;
    if (typed.size() < kLeast) return false;
    const std::string folded = protocol::fold(name);
    for (auto at = folded.find(typed); at != std::string::npos; at = folded.find(typed, at + 1))
        if (at == 0 || folded[at - 1] == ' ') return true;
    return false;
}

/// The legal item that the line names, by its code or by its name in either language: the documents are
/// Vietnamese, whatever the page is. Empty: none.
std::string_view law_named(const State& state, const Ui& ui)
{
    const std::string_view typed = state.search.text();
    const std::string code = offline_cache::read_asked(typed, protocol::local_date(state.wall)).law;
    std::string folded = protocol::fold(typed);
    std::string_view found;
    for (const std::string_view law : kLaws) {
        if (!found.empty()) break;
        if (law == code || is_named(law_name(ui, law), folded) ||
            is_named(law_name(ui.other_strings(), law), folded))
            found = law;
    }
    protocol::wipe(folded);
    return found;
}

/// All that stands under a legal item is one touch away.
void draw_law(Ui& ui, std::string_view law, Rect& area, Action& action)
{
    const std::string name = law_name(ui, law);
    RowText row;
    row.icon = law_icon(law);
    if (!plain(ui)) row.overline = ui.tr("search.law");
    row.title = name;
    const float height = list_row_height(ui, area.width(), row);
    if (area.height() < 2 * height) return;
    if (list_row(ui, area.cut_top(height, part_gap(ui)), "search.law." + std::string{law}, row))
        action = act::OpenLaw{std::string{law}};
}

/// Who runs the machine, and that it keeps nothing of this (kiosk.md §4).
void draw_kept(const State& state, Ui& ui, Rect& area)
{
    const std::string commune = commune_inside(state, ui);
    draw_said(ui, area, Icon::Lock, ui.tr("search.kept", {{"commune", commune}}),
              ui.tr("search.kept.short", {{"commune", commune}}), area.height() * 0.25F);
}

/// In few words, as where it shares a strip.
float kept_height(const State& state, Ui& ui, float width)
{
    return said_height(ui, width, {}, ui.tr("search.kept.short", {{"commune", commune_inside(state, ui)}}),
                       -1);
}

/// Nothing typed yet: how it is done, words to touch, and what is new here. `above`: the strip above a seated
/// reach, empty else.
void draw_start(const State& state, Ui& ui, Rect area, Rect& above, Action& action)
{
    const TextStyle quiet{.quiet = true};
    const std::string_view how = ui.tr("search.words");
    const float told = text_height(ui, above.width(), how, quiet);
    const bool room = above.height() >= told + ui.mm(30) * ui.text_scale();
    if (room) above.y0 = above.y1 - told - part_gap(ui) - kept_height(state, ui, above.width());
    paragraph(ui, room ? above : area, how, quiet, part_gap(ui));
    draw_kept(state, ui, above.empty() ? area : above);
    // Three beside each other, or two and one where the words would not fit.
    const int across = area.width() < ui.mm(150) * ui.text_scale() ? 2 : 3;
    const int down = across == 3 ? 1 : 2;
    const float height = static_cast<float>(down) * (button_height(ui) + part_gap(ui)) - part_gap(ui);
    if (area.height() < height) return;
    const auto places = grid(area.cut_top(height, part_gap(ui)), across, down, part_gap(ui));
    for (int i = 0; i < 3; ++i) {
        const std::string key = "search.example." + std::to_string(i + 1);
        if (button(ui, places[static_cast<std::size_t>(i)], key, ui.tr(key),
                   {.kind = ButtonKind::Quiet, .icon = Icon::Search}))
            action = act::SearchFor{std::string{ui.tr(key)}};
    }
    if (!state.home || state.home->newest.empty()) return;
    const float head = line_height(ui, Face::Title, 1.3F) + part_gap(ui);
    const auto now = believed_time(state);
    constexpr std::size_t kMost = 3;
    for (std::size_t i = 0; i < std::min(kMost, state.home->newest.size()); ++i) {
        const auto& item = state.home->newest[i];
        RowWords words = row_words(ui, item, now);
        words.date.reset();
        words.detail.clear();
        if (plain(ui)) words.overline.clear();
        if (plain(ui)) words.chip.clear();
        RowText row = words.text();
        row.title_lines = 3;
        const float needs = list_row_height(ui, area.width(), row);
        if (area.height() < needs + (i == 0 ? head : 0)) return;
        if (i == 0) area.cut_top(heading(ui, area, ui.tr("home.newest")), part_gap(ui));
        if (list_row(ui, area.cut_top(needs, part_gap(ui)), "search.new." + std::to_string(i), row))
            action = act::OpenItem{item.index};
    }
}

/// Letters that are plain here and would be Vietnamese by another way of typing.
std::optional<act::SearchAgain::How> other_method(const TextEdit& edit)
{
    using How = act::SearchAgain::How;
    const bool plain = std::all_of(edit.text().begin(), edit.text().end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!plain) return std::nullopt;
    if (edit.method() != InputMethod::Telex && retyped(edit, InputMethod::Telex).text() != edit.text())
        return How::AsTelex;
    if (edit.method() != InputMethod::Vni && retyped(edit, InputMethod::Vni).text() != edit.text())
        return How::AsVni;
    return std::nullopt;
}

/// Nothing found: what else can be tried, one touch each, and who can help.
void draw_nothing(const State& state, Ui& ui, Rect area, Action& action)
{
    using How = act::SearchAgain::How;
    paragraph(ui, area, ui.tr("search.none"), {.face = Face::Title, .leading = 1.3F}, ui.mm(3));
    paragraph(ui, area, ui.tr("search.none.words"), {.quiet = true}, part_gap(ui));
    const auto offer = [&](std::string_view name, Icon icon, Action wanted) {
        if (area.height() < button_height(ui)) return;
        const Rect place =
            area.cut_top(button_height(ui), part_gap(ui)).measure(ui.mm(170) * ui.text_scale());
        if (button(ui, place, name, ui.tr(name), {.icon = icon})) action = std::move(wanted);
    };
    if (const auto how = other_method(state.search))
        offer(*how == How::AsVni ? "search.again.vni" : "search.again.telex", Icon::Search,
              act::SearchAgain{*how});
    const std::string_view typed = state.search.text();
    if (typed.find(' ') < typed.find_last_not_of(' '))
        offer("search.again.fewer", Icon::Search, act::SearchAgain{How::FewerWords});
    offer("search.ask", Icon::Write, act::OpenFeedback{});
}

void draw_results(const State& state, Ui& ui, Rect area, Rect& above, Action& action)
{
    const SearchView& search = state.view<SearchView>();
    if (search.failed) {
        note(ui, area, Icon::Error, ui.tr("search.failed"), Tone::Warn);
        return;
    }
    if (state.search.empty()) return draw_start(state, ui, area, above, action);
    if (const std::string_view law = law_named(state, ui); !law.empty()) draw_law(ui, law, area, action);
    if (!search.result) return;
    if (search.result->hits.empty()) {
        if (search.answered == search.asked) draw_nothing(state, ui, area, action);
        return;
    }
    const std::string count = counted(ui, search.result->more ? "search.count_more" : "search.count",
                                      static_cast<long long>(search.result->hits.size()));
    const float pager = tool_bar_height(ui);
    Rect bar = area.cut_top(pager, part_gap(ui));
    page_buttons(ui, bar.cut_right(std::min(ui.mm(90) * ui.text_scale(), area.width() * 0.55F), ui.mm(4)),
                 kHits, scroll_key(state));
    const Label label{Face::SmallBold, 2, Align::Left, ui.theme().quiet, 1.3F};
    draw_label(ui, bar, count, label, fit_label(ui, bar.width(), bar.height(), count, label));
    draw_hits(state, ui, area, *search.result, action);
}

}  // namespace

Action draw_search(const State& state, Ui& ui)
{
    Action action;
    // A low screen: the search line stands where else the title is, and the keys get its height.
    const bool low = is_low(ui) && !ui.lowered();
    Page page = frame(state, ui, {.title = ui.tr("search.title"), .own_head = low}, action);
    Rect results = page.body;
    // Ten keys of 16 mm and their gaps.
    const float keys_wide = std::max(results.width() * 0.5F, ui.mm(190));
    Rect typing = ui.portrait() ? Rect{} : results.cut_right(keys_wide, ui.mm(6));
    Rect& column = ui.portrait() ? results : typing;
    if (state.focus == Field::Search) {
        const float keys = typing_height(state, ui, column.width(), true);
        draw_keyboard(state, ui, column.cut_bottom(keys, part_gap(ui)), true, action);
    }
    Rect field = low ? page.head : column.cut_top(field_height(ui), part_gap(ui));
    if (!state.search.empty()) {
        const float width = button_width(ui, ui.tr("search.clear"), {.icon = Icon::Close});
        if (button(ui, field.cut_right(width, part_gap(ui)), "search.clear", ui.tr("search.clear"),
                   {.icon = Icon::Close}))
            action = act::ClearField{Field::Search};
    }
    draw_field(state, ui, field, Field::Search, "search.field", ui.tr("search.placeholder"), false, action);
    draw_results(state, ui, results, page.upper, action);
    return action;
}

}  // namespace kiosk

#include <string>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/row_words.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

using offline_cache::SearchHit;
using offline_cache::SearchResult;

namespace {

constexpr std::string_view kHits = "search";

void draw_hit(Ui& ui, const Rect& place, std::size_t n, const SearchHit& hit, protocol::Date today,
              Action& action)
{
    RowWords words = row_words(ui, hit.row, today);
    words.date.reset();
    RowText text = words.text();
    text.detail = hit.passage.empty() ? std::string_view{words.detail} : std::string_view{hit.passage};
    std::vector<Range> marks;
    if (!hit.passage.empty())
        for (const auto& mark : hit.passage_marks) marks.push_back({mark.begin, mark.end});
    text.highlights = marks;
    text.detail_lines = 2;
    if (list_row(ui, place, "search.hit." + std::to_string(n), text)) action = act::OpenItem{hit.row.index};
}

void draw_hits(const State& state, Ui& ui, const Rect& view, const SearchResult& result, Action& action)
{
    const float step = list_row_height(ui, true, true, false, 2, 2) + part_gap(ui);
    const auto count = static_cast<std::int64_t>(result.hits.size());
    const ScrollArea area{ui, view, kHits, state.visit().number, static_cast<float>(count) * step};
    const auto seen = area.visible_rows(step, count);
    const protocol::Date today = protocol::local_date(state.wall);
    for (std::int64_t i = seen.first; i < seen.last; ++i)
        draw_hit(ui, area.row(i, step, part_gap(ui)), static_cast<std::size_t>(i),
                 result.hits[static_cast<std::size_t>(i)], today, action);
}

void draw_results(const State& state, Ui& ui, Rect area, Action& action)
{
    const SearchView& search = state.view<SearchView>();
    const bool typed = !state.search.empty();
    if (search.failed) {
        note(ui, area, Icon::Error, ui.tr("search.failed"), Tone::Warn);
        return;
    }
    if (!typed) {
        statement(ui, area, Icon::Search, Tone::Primary, ui.tr("search.title"), ui.tr("search.words"));
        return;
    }
    if (!search.result) return;
    if (search.result->hits.empty()) {
        if (search.answered == search.asked)
            statement(ui, area, Icon::Search, Tone::Plain, ui.tr("search.none"), ui.tr("search.none.words"));
        return;
    }
    const std::string count = counted(ui, search.result->more ? "search.count_more" : "search.count",
                                      static_cast<long long>(search.result->hits.size()));
    const float pager = tool_bar_height(ui);
    Rect bar = area.cut_top(pager, part_gap(ui));
    page_buttons(ui, bar.cut_right(std::min(ui.mm(90) * ui.text_scale(), area.width() * 0.62F), ui.mm(4)),
                 kHits, state.visit().number);
    line(ui, bar, count, {.face = Face::SmallBold, .quiet = true});
    draw_hits(state, ui, area, *search.result, action);
}

}  // namespace

Action draw_search(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("search.title")}, action);
    Rect results = page.body;
    Rect typing = ui.portrait() ? Rect{} : results.cut_right(results.width() * 0.5F, ui.mm(6));
    Rect& column = ui.portrait() ? results : typing;
    if (state.focus == Field::Search) {
        const float keys = typing_height(state, ui, column.width(), true);
        draw_keyboard(state, ui, column.cut_bottom(keys, part_gap(ui)), true, action);
    }
    Rect field = column.cut_top(field_height(ui), part_gap(ui));
    if (!state.search.empty()) {
        const float width = button_width(ui, ui.tr("search.clear"), {.icon = Icon::Close});
        if (button(ui, field.cut_right(width, part_gap(ui)), "search.clear", ui.tr("search.clear"),
                   {.icon = Icon::Close}))
            action = act::ClearField{Field::Search};
    }
    draw_field(state, ui, field, Field::Search, "search.field", ui.tr("search.placeholder"), false, action);
    draw_results(state, ui, results, action);
    return action;
}

}  // namespace kiosk

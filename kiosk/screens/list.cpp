#include <algorithm>
#include <string>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/row_words.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

using offline_cache::LawCount;
using offline_cache::Shelf;
using offline_cache::Tile;

namespace {

constexpr std::string_view kList = "list";

std::string page_title(const ListView& list, const Ui& ui)
{
    if (list.query.type == "bulletin") return std::string{ui.tr("list.bulletins")};
    std::string title = list.query.tile ? tile_title(ui, *list.query.tile) : std::string{ui.tr("list.all")};
    if (!list.query.law.empty()) title += " · " + law_name(ui, list.query.law);
    return title;
}

/// Room for what leads through a list on a wide screen: its shelves above, the page buttons below.
float side_width(const Ui& ui) { return ui.mm(48) * std::min(ui.text_scale(), 1.3F); }

/// Page buttons in that column, at the foot in portrait. Leaves the room of the list.
Rect paging(const State& state, Ui& ui, Rect body, Rect side)
{
    const std::uint64_t key = state.visit().number;
    if (!scrolls(ui, kList, key)) return body;
    if (ui.portrait()) {
        page_buttons(ui, body.cut_bottom(tool_bar_height(ui), part_gap(ui)), kList, key);
        return body;
    }
    if (side.empty()) side = body.cut_right(side_width(ui), ui.mm(6));
    const float most = 2 * ui.mm(50) * ui.text_scale();
    page_buttons(ui, side.cut_bottom(std::min(side.height(), most)), kList, key);
    return body;
}

void empty_words(Ui& ui, const Rect& area, std::string_view key)
{
    const Rect place = area.measure(ui.mm(ui.portrait() ? 190 : 300));
    statement(ui, place, key == "list.failed" ? Icon::Error : Icon::Document,
              key == "list.failed" ? Tone::Warn : Tone::Plain, ui.tr(key), ui.tr("list.empty.words"));
}

/// The legal items of Dân biết: what the commune must publish, in plain words.
Action draw_laws(const State& state, Ui& ui, const ListView& list, Page& page)
{
    Action action;
    if (list.laws_loading == Loading::Failed) {
        empty_words(ui, page.body, "list.failed");
        return action;
    }
    Rect& words = page.words();
    paragraph(ui, words, ui.tr("list.laws.words"), {.quiet = true}, part_gap(ui));
    const Rect view = paging(state, ui, page.body, {});
    const auto count = static_cast<std::int64_t>(list.laws.size()) + 1;
    const int across = ui.portrait() || ui.text_scale() > 1.5F ? 1 : 2;
    const std::int64_t lines = (count + across - 1) / across;
    const float height =
        list_row_height(ui, false, true, false, ui.portrait() && ui.text_scale() < 1.5F ? 1 : 2);
    const float step = height + part_gap(ui);
    const ScrollArea area{ui, view, kList, state.visit().number, static_cast<float>(lines) * step};
    const auto seen = area.visible_rows(step, lines);
    for (std::int64_t row = seen.first; row < seen.last; ++row) {
        const auto places = columns(area.row(row, step, part_gap(ui)), across, part_gap(ui));
        for (int column = 0; column < across; ++column) {
            const std::int64_t i = row * across + column;
            if (i >= count) break;
            const Rect& place = places[static_cast<std::size_t>(column)];
            RowText text;
            text.title_lines = ui.portrait() && ui.text_scale() < 1.5F ? 1 : 2;
            if (i == 0) {
                text.icon = Icon::Know;
                text.title = ui.tr("list.all");
                text.detail = ui.tr("list.all.detail");
                if (list_row(ui, place, "list.law.all", text)) action = act::OpenLaw{};
                continue;
            }
            const LawCount& law = list.laws[static_cast<std::size_t>(i - 1)];
            const std::string title = law_name(ui, law.law);
            std::string detail = law.current > 0 ? counted(ui, "list.law.count", law.current)
                                                 : std::string{ui.tr("list.law.none")};
            if (law.fresh > 0) detail += " · " + counted(ui, "home.badge.fresh", law.fresh);
            text.icon = law_icon(law.law);
            text.title = title;
            text.detail = detail;
            text.quiet = law.current == 0;
            if (list_row(ui, place, "list.law." + law.law, text)) action = act::OpenLaw{law.law};
        }
    }
    return action;
}

/// Dân giám sát is where reports are handed in and answers read.
void draw_supervise(Ui& ui, const Rect& place, Action& action)
{
    const auto two = columns(place, 2, part_gap(ui));
    if (button(ui, two[0], "list.feedback", ui.tr("home.feedback"),
               {.kind = ButtonKind::Primary, .icon = Icon::Write}))
        action = act::OpenFeedback{};
    if (button(ui, two[1], "list.lookup", ui.tr("home.lookup"), {.icon = Icon::Ticket}))
        action = act::OpenLookup{};
}

/// What stands now · what is over · what was withdrawn.
void draw_shelves(Ui& ui, const ListView& list, const Rect& place, Action& action)
{
    struct Choice {
        Shelf shelf;
        std::string_view name;
        std::string_view key;
    };
    constexpr Choice kChoices[]{{Shelf::Current, "list.shelf.current", "list.shelf.current"},
                                {Shelf::Ended, "list.shelf.ended", "list.shelf.ended"},
                                {Shelf::Withdrawn, "list.shelf.withdrawn", "list.shelf.withdrawn"}};
    const bool stacked = place.height() > place.width();
    const auto places = stacked ? rows(place, 3, ui.mm(3)) : columns(place, 3, part_gap(ui));
    float alike = 100;
    for (std::size_t i = 0; i < 3; ++i)
        alike = std::min(alike, button_label_mm(ui, places[i], ui.tr(kChoices[i].key)));
    for (std::size_t i = 0; i < 3; ++i) {
        const bool on = list.query.shelf == kChoices[i].shelf;
        if (button(ui, places[i], kChoices[i].name, ui.tr(kChoices[i].key),
                   {.kind = ButtonKind::Quiet, .selected = on, .most_mm = alike}) &&
            !on)
            action = act::OpenShelf{kChoices[i].shelf};
    }
}

/// How a row looks at this size of letters. The largest ones need the whole width for the title, and on a low
/// screen every line: day and state go into the words below it.
struct RowForm {
    bool plain = false;
    int title_lines = 2;
    int detail_lines = 1;
    float height = 0;
};

RowForm row_form(Ui& ui, bool dates)
{
    RowForm form;
    form.plain = ui.text_scale() > 1.5F;
    if (form.plain && ui.portrait()) {
        form.title_lines = 3;
        form.detail_lines = 2;
    }
    form.height =
        list_row_height(ui, !form.plain, true, dates && !form.plain, form.title_lines, form.detail_lines);
    return form;
}

/// One more window of rows is wanted when the finger comes near the end of what is here.
bool wants_rows(const ListView& list, std::int64_t first, std::int64_t last)
{
    const auto held = static_cast<std::int64_t>(list.rows.size());
    return first < list.offset || last > std::min(list.offset + held, list.total);
}

Action draw_rows(const State& state, Ui& ui, const ListView& list, Page& page)
{
    Action action;
    if (list.query.tile == Tile::Supervise)
        draw_supervise(ui, page.body.cut_top(button_height(ui), part_gap(ui)), action);
    const float shelf = std::max(ui.mm(20), ui.mm(15) * ui.text_scale());
    Rect side;
    if (ui.portrait()) {
        draw_shelves(ui, list, page.body.cut_top(shelf, part_gap(ui)), action);
    } else {
        side = page.body.cut_right(side_width(ui), ui.mm(6));
        draw_shelves(ui, list, side.cut_top(3 * shelf + 2 * ui.mm(3), part_gap(ui)), action);
    }
    if (list.loading == Loading::Failed) {
        empty_words(ui, page.body, "list.failed");
        return action;
    }
    if (list.loading == Loading::Here && list.total == 0) {
        empty_words(ui, page.body, "list.empty");
        return action;
    }
    const bool dates = list.query.tile == Tile::Discuss || list.query.type == "meeting";
    const RowForm form = row_form(ui, dates);
    const float step = form.height + part_gap(ui);
    const Rect view = paging(state, ui, page.body, side);
    const std::int64_t total = list.loading == Loading::Here ? list.total : 4;
    const ScrollArea area{ui, view, kList, state.visit().number, static_cast<float>(total) * step};
    const auto seen = area.visible_rows(step, total);
    const auto now = believed_time(state);
    for (std::int64_t i = seen.first; i < seen.last; ++i) {
        const Rect place = area.row(i, step, part_gap(ui));
        const offline_cache::ItemRow* row = list.row(i);
        if (row == nullptr) {
            empty_row(ui, place);
            continue;
        }
        RowWords words = row_words(ui, *row, now);
        if (form.plain) words.shorten();
        RowText text = words.text();
        text.title_lines = form.title_lines;
        text.detail_lines = form.detail_lines;
        if (list_row(ui, place, "list.row." + std::to_string(i), text)) action = act::OpenItem{row->index};
    }
    constexpr std::int64_t kLead = 12;
    const std::int64_t first = std::max<std::int64_t>(seen.first - kLead, 0);
    const std::int64_t last = std::min(seen.last + kLead, list.total);
    const bool nothing_asked = std::holds_alternative<std::monostate>(action);
    if (nothing_asked && list.loading == Loading::Here && wants_rows(list, first, last))
        action = act::ShowRows{first, last - 1};
    return action;
}

}  // namespace

Action draw_list(const State& state, Ui& ui)
{
    const ListView& list = state.view<ListView>();
    Action asked;
    const std::string title = page_title(list, ui);
    Page page = frame(state, ui, {.title = title}, asked);
    Action action = list.choose_law ? draw_laws(state, ui, list, page) : draw_rows(state, ui, list, page);
    return std::holds_alternative<std::monostate>(asked) ? action : asked;
}

}  // namespace kiosk

#include <memory>
#include <string>

#include "kiosk/documents/text_file.h"
#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/paper.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/zoom_area.h"

namespace kiosk {

namespace {

constexpr std::string_view kText = "pages";

struct Shown {
    Markdown body;
    std::size_t left_out = 0;
};

/// Of the one text on screen, made when it came; everybody may read it.
Shown& shown(const PagesView& view)
{
    static std::weak_ptr<const std::string> of;
    static Shown one;
    if (of.lock() == view.text) return one;
    of = view.text;
    one = {};
    if (text_kind(view.file.media) == TextKind::Table) {
        TableText table = table_as_markdown(*view.text);
        one.body = Markdown{table.markdown};
        one.left_out = table.left_out;
    } else {
        one.body = Markdown{plain_as_markdown(*view.text)};
    }
    one.body.set_name("file");
    return one;
}

void draw_zoom(const PagesView& view, Ui& ui, const Rect& place, Action& action)
{
    const auto two = columns(place, 2, part_gap(ui));
    ButtonStyle style{.kind = ButtonKind::Quiet, .icon = Icon::ZoomOut, .stacked = true};
    style.enabled = view.zoom > kSmallestZoom;
    if (button(ui, two[0], "pages.smaller", ui.tr("document.smaller"), style)) action = act::Zoom{-1};
    style.icon = Icon::ZoomIn;
    style.enabled = view.zoom < kLargestZoom;
    if (button(ui, two[1], "pages.larger", ui.tr("document.larger"), style)) action = act::Zoom{1};
}

}  // namespace

Action draw_text_file(const State& state, Ui& ui)
{
    const PagesView& view = state.view<PagesView>();
    const std::uint64_t key = state.visit().number;
    Action action;
    Page page = frame(state, ui, {.title = bare_name(view.file)}, action);
    if (view.trouble) {
        Rect room = page.body;
        room.y0 = page.words().y0;
        statement(ui, room.measure(ui.mm(ui.portrait() ? 200 : 320)), Icon::Error, Tone::Warn,
                  ui.tr("pages.failed"), ui.tr(trouble_key(*view.trouble)));
        return action;
    }
    Rect room = page.body;
    const bool pages = scrolls(ui, kText, key);
    if (ui.portrait()) {
        Rect foot = room.cut_bottom(button_height(ui), part_gap(ui));
        if (pages) page_buttons(ui, foot.cut_left(foot.width() * 0.5F, part_gap(ui)), kText, key);
        draw_zoom(view, ui, foot, action);
    } else {
        Rect side = room.cut_right(ui.mm(86), ui.mm(6));
        draw_zoom(view, ui, side.cut_top(button_height(ui), part_gap(ui)), action);
        if (pages) page_buttons(ui, side.cut_bottom(button_height(ui)), kText, key);
    }
    if (!view.text) {
        (void)card(ui, room);
        return action;
    }
    const Rect inside = fitting_card(ui, room, kText, key);
    ScrollArea scroll{ui, inside, kText, key};
    Flow flow{ui, beside_bar(ui, scroll)};
    Shown& text = shown(view);
    if (text.body.empty()) flow.words(ui.tr("pages.empty"), {.quiet = true});
    draw_markdown(flow, text.body, view.zoom);
    if (text.left_out > 0)
        flow.note(Icon::Info, ui.tr("pages.rows_left", {{"n", std::to_string(text.left_out)}}), Tone::Plain);
    scroll.set_content_height(flow.used());
    if (const int steps = take_zoom_steps(ui, kText, key); steps != 0) action = act::Zoom{steps};
    return action;
}

}  // namespace kiosk

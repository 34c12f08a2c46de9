#include <algorithm>
#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/qr_panel.h"
#include "kiosk/ui/scroll.h"

namespace kiosk {

namespace {

constexpr std::string_view kPhone = "phone";
/// A phone held 40 cm away reads a code of a tenth of that surely; twice as much suits a trembling hand.
constexpr float kSmallestCode_mm = 84;
constexpr float kLargestCode_mm = 130;

/// The address without what only the camera needs: "tlog.hue.example/v/20107.ubnd-2026-0101".
std::string address_in_words(std::string_view link)
{
    link = link.substr(0, link.find('#'));
    const auto scheme = link.find("://");
    return std::string{scheme == std::string_view::npos ? link : link.substr(scheme + 3)};
}

void draw_words(const DocumentView& view, std::string_view link, Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.words(ui.tr("phone.head"), {.face = Face::Title, .leading = 1.3F});
    flow.words(view.document->row.title, {.face = Face::BodyBold, .max_lines = 4}, 5);
    flow.entry(Icon::Smartphone, ui.tr("phone.how"));
    flow.entry(Icon::Verified, ui.tr("phone.checks"), Tone::Good);
    flow.entry(Icon::Hidden, ui.tr("phone.nothing_about_you"));
    flow.words(ui.tr("phone.by_hand"), {.quiet = true}, 2);
    flow.words(address_in_words(link), {.face = Face::BodyBold}, 0);
}

}  // namespace

Action draw_phone(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("phone.title")}, action);
    const auto& view = state.view<DocumentView>();
    const std::string link = view.document ? phone_link(state, *view.document) : std::string{};
    if (link.empty()) {
        statement(ui, page.body.measure(ui.mm(ui.portrait() ? 200 : 320)), Icon::Smartphone, Tone::Warn,
                  ui.tr("phone.none"), ui.tr("phone.none.words"));
        return action;
    }
    const std::uint64_t key = state.visit().number;
    if (scrolls(ui, kPhone, key))
        page_buttons(ui, page.body.cut_bottom(button_height(ui), part_gap(ui)), kPhone, key);
    Rect room = page.reading();
    const float side = std::clamp(std::min(room.width(), room.height() * 0.62F), ui.mm(kSmallestCode_mm),
                                  ui.mm(kLargestCode_mm));
    if (ui.portrait())
        qr_panel(ui, room.cut_top(std::min(side, room.height()), part_gap(ui)), link);
    else
        qr_panel(ui, room.cut_left(std::min(side, room.height()), ui.mm(6)), link);
    const Rect inside = fitting_card(ui, room, kPhone, key);
    ScrollArea scroll{ui, inside, kPhone, key};
    Flow flow{ui, reading_column(ui, scroll)};
    draw_words(view, link, flow);
    scroll.set_content_height(flow.used());
    return action;
}

}  // namespace kiosk

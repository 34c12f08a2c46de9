#include "kiosk/screens/leave_panel.h"

#include <algorithm>
#include <vector>

#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

Action draw_leave_panel(Ui& ui)
{
    const float width = std::min(ui.reach().width(), ui.mm(190)) - ui.mm(16);
    const float foot = 2 * button_height(ui) + part_gap(ui);
    TextStyle title{.face = Face::Display, .align = Align::Centre, .leading = 1.3F};
    TextStyle below{.align = Align::Centre};
    const auto height = [&] {
        return text_height(ui, width, ui.tr("leave.title"), title) +
               text_height(ui, width, ui.tr("leave.words"), below) + foot + ui.mm(34);
    };
    float tall = height();
    if (tall > ui.reach().height()) {  // the largest letters within a seated person's reach
        title.face = Face::BodyBold;
        below.face = Face::Small;
        tall = height();
    }
    Rect box = question(ui, std::min(tall, ui.reach().height()));
    const std::vector<Rect> two = stacked_buttons(ui, box, 2);
    paragraph(ui, box, ui.tr("leave.title"), title, ui.mm(5));
    paragraph(ui, box, ui.tr("leave.words"), below, 0);
    if (button(ui, two[0], "leave.keep", ui.tr("leave.keep"),
               {.kind = ButtonKind::Primary, .icon = Icon::Write}))
        return act::KeepWords{};
    if (button(ui, two[1], "leave.drop", ui.tr("leave.drop"), {.icon = Icon::Trash})) return act::DropWords{};
    return {};
}

}  // namespace kiosk

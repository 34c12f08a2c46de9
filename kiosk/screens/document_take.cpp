#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/frame.h"

namespace kiosk {

void draw_take_home(const Reading& reading, Flow& flow, Action& action)
{
    Ui& ui = flow.ui();
    const bool paper = printable(reading.state, PrintWhat::Document) && !reading.document.withdrawal;
    const bool beside = paper && flow.width() >= ui.mm(150) * ui.text_scale();
    const float height = button_height(ui);
    Rect phone = flow.place(height);
    Rect print = phone;
    if (beside) {
        const auto two = columns(phone, {1.3F, 1.0F}, part_gap(ui));
        phone = two[0];
        print = two[1];
    } else if (paper) {
        print = flow.place(height);
    }
    if (flow.seen(phone) && button(ui, phone, "document.phone", ui.tr("document.phone"),
                                   {.kind = ButtonKind::Quiet, .icon = Icon::QrCode}))
        action = act::OpenPhone{};
    if (paper && flow.seen(print) &&
        button(ui, print, "document.print", ui.tr("document.print"),
               {.kind = ButtonKind::Quiet, .icon = Icon::Print}))
        action = act::Print{PrintWhat::Document};
}

}  // namespace kiosk

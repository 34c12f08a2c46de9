#include <algorithm>
#include <vector>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/frame.h"

namespace kiosk {

namespace {

enum class Take { Phone, Print, Report };

std::vector<Take> offered(const Reading& reading, bool report)
{
    std::vector<Take> all{Take::Phone};
    if (printable(reading.state, PrintWhat::Document) && !reading.document.withdrawal)
        all.push_back(Take::Print);
    if (report) all.push_back(Take::Report);
    return all;
}

void draw_one(Ui& ui, const Rect& place, Take what, Action& action)
{
    switch (what) {
        case Take::Phone:
            if (button(ui, place, "document.phone", ui.tr("document.phone"),
                       {.kind = ButtonKind::Quiet, .icon = Icon::QrCode}))
                action = act::OpenPhone{};
            return;
        case Take::Print:
            if (button(ui, place, "document.print", ui.tr("document.print"),
                       {.kind = ButtonKind::Quiet, .icon = Icon::Print}))
                action = act::Print{PrintWhat::Document};
            return;
        case Take::Report:
            if (button(ui, place, "document.report", ui.tr("document.report"),
                       {.kind = ButtonKind::Quiet, .icon = Icon::Warning}))
                action = act::ReportWrong{};
            return;
    }
}

}  // namespace

void draw_take_home(const Reading& reading, bool report, Flow& flow, Action& action)
{
    Ui& ui = flow.ui();
    const std::vector<Take> all = offered(reading, report);
    const std::size_t across = flow.width() >= ui.mm(150) * ui.text_scale() ? 2 : 1;
    for (std::size_t i = 0; i < all.size(); i += across) {
        const std::size_t many = std::min(across, all.size() - i);
        const auto places = columns(flow.place(button_height(ui)), static_cast<int>(many), part_gap(ui));
        for (std::size_t k = 0; k < many; ++k)
            if (flow.seen(places[k])) draw_one(ui, places[k], all[i + k], action);
    }
}

bool draw_take_home_aside(const Reading& reading, bool report, Ui& ui, Rect column, Action& action)
{
    const std::vector<Take> all = offered(reading, report);
    const auto many = static_cast<float>(all.size());
    if (column.height() < many * button_height(ui) + (many - 1) * part_gap(ui)) return false;
    for (const Take what : all) draw_one(ui, column.cut_top(button_height(ui), part_gap(ui)), what, action);
    return true;
}

}  // namespace kiosk

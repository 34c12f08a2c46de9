#include <array>
#include <string>

#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

struct Door {
    std::string_view word;  ///< of text keys and the target's name
    Icon icon;
    staff::Action action;
};

const std::array<Door, 6>& doors()
{
    static const std::array<Door, 6> kDoors{{{"notices", Icon::Bell, staff::OpenNotices{}},
                                             {"clean", Icon::Lock, staff::Clean{}},
                                             {"diagnosis", Icon::Inspect, staff::OpenDiagnosis{}},
                                             {"ruler", Icon::ZoomIn, staff::OpenRuler{}},
                                             {"reach", Icon::Lower, staff::OpenReach{}},
                                             {"restart", Icon::Sync, staff::OpenRestart{}}}};
    return kDoors;
}

}  // namespace

Action draw_staff_home(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("staff.title"), .search = false}, action);
    const std::string_view words = ui.tr("staff.words");
    if (note_height(ui, page.words().width(), words) < page.words().height() / 4) {
        const float height = note_height(ui, page.words().width(), words);
        note(ui, page.words().cut_top(height, part_gap(ui)), Icon::Info, words);
    }
    const int across = ui.portrait() && page.body.height() > ui.mm(200) ? 2 : 3;
    const int down = static_cast<int>(doors().size()) / across;
    const float most = static_cast<float>(down) * ui.mm(70) * ui.text_scale();
    const auto places =
        grid(page.body.with_height(std::min(page.body.height(), most)), across, down, part_gap(ui));
    for (std::size_t i = 0; i < doors().size(); ++i) {
        const std::string key = "staff.door." + std::string{doors()[i].word};
        const TileText text{doors()[i].icon, ui.tr(key), ui.tr(key + ".line"), {}};
        if (tile(ui, places[i], "staff." + std::string{doors()[i].word}, text)) action = doors()[i].action;
    }
    return action;
}

/// Nothing here can be touched: the screen is wiped with a cloth.
Action draw_staff_cleaning(const State& state, Ui& ui)
{
    const std::string seconds = std::to_string(cleaning_seconds_left(state));
    Rect area = ui.safe().measure(ui.mm(260));
    (void)area.cut_top(area.height() / (ui.portrait() ? 4 : 8));
    const float height = statement(ui, area, Icon::Lock, Tone::Primary, ui.tr("staff.clean.title"),
                                   ui.tr("staff.clean.words"));
    (void)area.cut_top(height, ui.mm(8));
    const Rect number = area.cut_top(line_height(ui, Face::Huge), ui.mm(2));
    line(ui, number, ui.tr("staff.clean.left", {{"seconds", seconds}}),
         {.face = Face::Display, .align = Align::Centre});
    return {};
}

}  // namespace kiosk

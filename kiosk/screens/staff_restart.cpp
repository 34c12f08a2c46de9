#include <algorithm>

#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

/// Starting the program anew, and letting the terminal in anew: both take the machine from residents for a
/// while, so that stands above them.
Action draw_staff_restart(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("staff.door.restart"), .search = false}, action);
    const std::string_view words = ui.tr("staff.restart.words");
    const float height = note_height(ui, page.words().width(), words);
    if (height < page.words().height() / 3)
        note(ui, page.words().cut_top(height, part_gap(ui)), Icon::Info, words);
    const float most = ui.mm(70) * ui.text_scale();
    const auto places = columns(page.body.with_height(std::min(page.body.height(), most)), 2, part_gap(ui));
    const TileText again{Icon::Sync, ui.tr("staff.restart"), ui.tr("staff.restart.line"), {}};
    if (tile(ui, places[0], "staff_restart.now", again)) action = staff::Action{staff::Restart{}};
    if (!state.enrolled) return action;
    const TileText enrol{Icon::Key, ui.tr("staff.enrol"), ui.tr("staff.enrol.line"), {}};
    if (tile(ui, places[1], "staff_restart.enrol", enrol)) action = staff::Action{staff::EnrolAnew{}};
    return action;
}

}  // namespace kiosk

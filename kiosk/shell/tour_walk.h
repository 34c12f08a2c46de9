#pragma once

#include <string_view>

#include "kiosk/app/update.h"
#include "kiosk/shell/tour_store.h"

namespace kiosk {

/// A resident who answers come to at once.
class TourWalk {
public:
    /// At home, with everything loaded.
    TourWalk(TourStore& store, Preferences preferences);

    void act(Action action) { happen(Event{std::move(action)}); }
    void happen(const Event& event);
    void type(std::string_view letters);
    /// Nobody touches the machine for so long.
    void wait(Steady time);
    /// The page, or what is the resident's own on it, is read aloud and stands at its sentence `skip_to`.
    void listen(std::size_t skip_to, bool own = false, bool pause = false);
    /// What was listened to is read.
    void read(std::uint64_t number, Script script);
    /// Opens an item of this type; false when the store has none.
    bool open(std::string_view type);
    /// Opens a file of this kind of some item; false when there is none.
    bool open_file(std::string_view media = "application/pdf");

    State state;
    TourStore& store;
    bool slow_pages = false;  ///< no page comes while this is looked at

private:
    void tick();
    std::size_t skip_to_ = 0;
    bool pause_ = false;
    Steady now_{};
};

}  // namespace kiosk

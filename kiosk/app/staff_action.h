#pragma once

#include <cstdint>
#include <variant>

namespace kiosk::staff {

// What the staff corner's pages ask for (kiosk.md §1, last line).

struct Knock {};     ///< the corner was held long enough: ask for the PIN
struct CheckPin {};  ///< the digits typed
struct OpenNotices {};
struct WriteNotice {
    std::int64_t n = 0;  ///< 0: a new one
};
struct ReviewNotice {};  ///< text is done: days and a last look
struct ShiftFrom {
    int days = 0;
};
struct ShiftUntil {
    int days = 0;
};
struct KeepNotice {};
struct RemoveNotice {
    std::int64_t n = 0;
};
struct Clean {};  ///< lock the screen for wiping
struct OpenDiagnosis {};
struct LookAgain {};  ///< the diagnosis, anew
struct TestPrint {
    bool slip = false;  ///< else the page printer
};
struct TestSound {};  ///< the bell, then the voice
struct ReadStick {};  ///< take over what a USB stick brings
struct OpenRuler {};
struct OpenReach {};
/// The screen clamps: it knows its own size.
struct SetScale {
    double px_per_mm = 0;
};
struct SetReach {
    double reach_mm = 0;
};
struct KeepTerminal {};
struct OpenRestart {};
struct Restart {};
struct EnrolAnew {};  ///< the terminal is let in once more; asks for nothing where no enrolment let it in

using Action =
    std::variant<Knock, CheckPin, OpenNotices, WriteNotice, ReviewNotice, ShiftFrom, ShiftUntil, KeepNotice,
                 RemoveNotice, Clean, OpenDiagnosis, LookAgain, TestPrint, TestSound, ReadStick, OpenRuler,
                 OpenReach, SetScale, SetReach, KeepTerminal, OpenRestart, Restart, EnrolAnew>;

}  // namespace kiosk::staff

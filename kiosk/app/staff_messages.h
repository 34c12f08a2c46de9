#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "kiosk/app/staff.h"
#include "protocol/base/secret.h"

// What goes between update() and the store for the staff corner.
namespace kiosk::staff {

// To the store.
struct VerifyPin {
    std::uint64_t number;
    std::shared_ptr<const protocol::SecretString> pin;
};
struct ForgetWrongPins {};  ///< the pause is over
struct LoadNotices {};
struct StoreNotice {
    std::shared_ptr<const offline_cache::LocalNotice> notice;
};
struct DropNotice {
    std::int64_t n;
};
struct Diagnose {};
struct StoreTerminal {
    Terminal terminal;
};
/// One line for the audit: a code and what it was done to.
struct Record {
    std::string what;
};
using Command = std::variant<VerifyPin, ForgetWrongPins, LoadNotices, StoreNotice, DropNotice, Diagnose,
                             StoreTerminal, Record>;

// From the store.
struct PinVerified {
    std::uint64_t number;
    bool right;
    int wrong;  ///< tries on record, this one included; 0 when right
};
/// At start: tries that were wrong before the power went.
struct WrongPins {
    int wrong;
};
struct NoticesLoaded {
    std::shared_ptr<const Notices> notices;
};
struct NoticeStored {
    bool kept;
};
struct Diagnosed {
    std::shared_ptr<const Diagnosis> diagnosis;
};
struct TerminalStored {
    Terminal terminal;
    bool kept;
};
using News = std::variant<PinVerified, WrongPins, NoticesLoaded, NoticeStored, Diagnosed, TerminalStored>;

}  // namespace kiosk::staff

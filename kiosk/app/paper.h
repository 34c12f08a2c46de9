#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/input/text_edit.h"
#include "offline_cache/content.h"
#include "protocol/base/clock.h"
#include "protocol/base/secret.h"
#include "protocol/records/card.h"

namespace kiosk {

/// What stands beside the machine. No printer: nothing on any page speaks of printing.
struct Printers {
    bool slip = false;  ///< receipts, about 80 mm wide
    bool page = false;  ///< A4
    [[nodiscard]] bool any() const { return slip || page; }
    friend bool operator==(const Printers&, const Printers&) = default;
};

enum class PrintWhat {
    Receipt,    ///< the 20 digits; on the slip printer, else on the page printer
    Document,   ///< the document that is open, A4
    Complaint,  ///< the draft for signature, A4
    Guidance,   ///< where and when to go with a denunciation
    TestSlip,   ///< for staff, on the slip printer
    TestPage,   ///< the same on the page printer
};

enum class PrintTrouble {
    None,
    NoPaper,  ///< out of paper, or a jam: staff can help at once
    Stopped,  ///< cover open, no ink, switched off
    Failed,   ///< anything else
};

/// The one thing being printed, told over the page that stands.
struct PrintState {
    std::uint64_t number = 0;
    PrintWhat what = PrintWhat::Document;
    bool working = true;
    PrintTrouble trouble = PrintTrouble::None;  ///< once not working; None: it lies in the tray
};

/// A complaint being put together for signature (law.md §11). Never leaves this machine but on paper.
struct ComplaintDraft {
    TextEdit decision;  ///< which decision or act
    TextEdit reason;    ///< what is wrong with it
    TextEdit wish;      ///< what is asked for
};

/// Who can help, from the commune's contact records.
struct HelpOffice {
    std::string office;
    std::string role;
    std::string room;
    std::string phone;
    std::vector<std::string> hours;
    std::string reception_day;
    friend bool operator==(const HelpOffice&, const HelpOffice&) = default;
};

/// Everything a sheet shows. What a person typed is in wiped memory and goes with the order.
struct PrintOrder {
    std::uint64_t number = 0;
    PrintWhat what = PrintWhat::Document;
    bool english = false;
    std::string commune_code;  ///< "20107"
    std::string commune;       ///< "Xã Phú Lộc", empty before its place record came
    std::string hall;
    std::string device;
    std::string address;  ///< public read address
    protocol::Time at{};
    std::shared_ptr<const offline_cache::Document> document;
    std::vector<HelpOffice> offices;  ///< where one goes with it
    protocol::SecretString code;      ///< 20 digits
    protocol::SecretString decision, reason, wish;
};

enum class Bell {
    Silent,   ///< not rung
    Ringing,  ///< asked for
    Rang,     ///< the sound really went to a loudspeaker
    Mute,     ///< there is none: nobody was called
};

}  // namespace kiosk

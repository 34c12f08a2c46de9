#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "offline_cache/records.h"
#include "protocol/base/clock.h"
#include "protocol/records/card.h"

namespace kiosk::tour {

/// Sunday, 22 November 2026: the day of the made-up commune, every date is told from it.
[[nodiscard]] protocol::Date today();
[[nodiscard]] protocol::Time at(int days, int hour, int minute = 0);

/// A record made up for the tour.
struct Made {
    std::string what;  ///< what TourStore::item() asks for: its type, or "meeting.held" and the like
    offline_cache::ItemRow row;
    protocol::Card card;
    std::string body;
    std::string minutes;
    std::vector<offline_cache::Attachment> files{};
    bool contact = false;  ///< it names the office that knows more
};

[[nodiscard]] Made made(std::int64_t index, std::string type, std::string law, std::string title,
                        std::string summary, std::string number, int days_ago);

/// A meeting that was held, a consultation with its results, an office, figures, a bulletin.
[[nodiscard]] std::vector<Made> more_records();

}  // namespace kiosk::tour

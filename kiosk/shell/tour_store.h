#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/command.h"
#include "kiosk/app/event.h"
#include "kiosk/shell/tour_pages.h"
#include "protocol/base/clock.h"
#include "protocol/base/result.h"

namespace kiosk {

/// Answers the commands of a tour at once, in the calling thread, as the store would.
class TourStore {
public:
    TourStore() = default;
    TourStore(const TourStore&) = delete;
    TourStore& operator=(const TourStore&) = delete;
    virtual ~TourStore() = default;

    [[nodiscard]] std::vector<Event> answer(const Command& command);
    /// An item of this type to open, or of a state of it: "meeting.held", "consultation.closed"; nullopt when
    /// there is none.
    [[nodiscard]] virtual std::optional<std::int64_t> item(std::string_view type) = 0;
    [[nodiscard]] virtual std::optional<std::int64_t> withdrawn() = 0;
    /// One with a file of this media type.
    [[nodiscard]] virtual std::optional<std::int64_t> with_file(std::string_view media) = 0;
    /// The moment the tour takes place.
    [[nodiscard]] virtual protocol::Time now() const = 0;
    [[nodiscard]] virtual std::string commune() const = 0;
    /// Words to search for that are found.
    [[nodiscard]] virtual std::string_view search_words() const = 0;

protected:
    /// Answers of reading; empty when the command is none.
    [[nodiscard]] virtual std::vector<Event> read(const Command& command) = 0;
    [[nodiscard]] virtual protocol::Result<std::string> attachment(const FileName& file) = 0;

private:
    TourPages pages_;
};

/// A small commune made up for the tour: one item of each kind, on a fixed day.
[[nodiscard]] std::unique_ptr<TourStore> fixture_store();

/// What a kiosk has really synced: content.db below `data`, read only.
protocol::Result<std::unique_ptr<TourStore>> content_store(const std::filesystem::path& data,
                                                           std::string_view commune);

}  // namespace kiosk

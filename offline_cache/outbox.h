#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/base/result.h"

namespace offline_cache {

namespace sqlite {
class Database;
}

/// The answer that a row is about, and what it says of it.
struct AboutAnswer {
    int reply = 0;        ///< its number under this lookup; 0: the row is a report of its own
    bool agrees = false;  ///< it ended the matter; else it did not, or it asked something
};

/// A sealed report that waits for the province's signed receipt.
struct OutboxRow {
    std::int64_t n = 0;     ///< counter of this kiosk: 1, 2, 3… without gaps
    protocol::Hash id{};    ///< SHA-256 of the container: its name on the wire
    protocol::Hash prev{};  ///< id of row n−1; zeros for the first
    std::string container;  ///< CVF1 bytes, exactly as sealed
    std::string lookup;     ///< 32 hex digits, derived from the receipt code
    AboutAnswer about;
    protocol::Time stored{};
    protocol::Time due{};
    int tries = 0;
    bool parked = false;  ///< refused by the server: a technician must look, bytes are kept
    std::string parked_reason;
};

/// What remains of a report after the province has signed for it; kept for two years.
struct SentReceipt {
    std::int64_t n = 0;
    protocol::Hash id{};
    std::string lookup;
    protocol::Time received{};  ///< as the province signed it
    std::string note;           ///< civic-received/v1, verified
};

/// A row that is about an answer: handed in here, and signed for or not yet.
struct AnswerWord {
    AboutAnswer about;
    protocol::Time stored{};  ///< of a row that has been signed for: when that was
    std::optional<protocol::Time> received;
};

struct OutboxCounts {
    std::int64_t waiting = 0;  ///< not yet signed for, parked ones included
    std::int64_t parked = 0;
    std::int64_t sent = 0;
    std::int64_t bytes = 0;  ///< of waiting containers
};

/// Reports that a resident has handed in: outbox.db, sacred.
///
/// A row is on disk (synchronous=FULL) when add() returns and leaves only through acknowledge() with a
/// receipt that verifies, so a power cut can make the kiosk send twice but never lose. The province drops the
/// second copy by its hash. A damaged file is never replaced: open() fails and the kiosk takes no feedback.
/// Not thread-safe: each thread opens its own.
class Outbox {
public:
    /// `max_bytes`: the store's own bound (protocol.md §5.6: 2 GiB).
    static protocol::Result<Outbox> open(const std::filesystem::path& file,
                                         std::int64_t max_bytes = std::int64_t{2} << 30);

    Outbox(Outbox&&) noexcept;
    Outbox& operator=(Outbox&&) noexcept;
    ~Outbox();

    /// Asked before a resident types anything: is there room for one more report of full size? Writes and
    /// rolls back a probe, so a full or read-only disk shows here. Storage when not.
    protocol::Result<void> can_accept();

    /// Stores a sealed container under the next n. The same container again gives the row it already has.
    /// NotFound when the same was said of this answer here before: once is what counts.
    protocol::Result<OutboxRow> add(std::string_view container, std::string_view lookup, protocol::Time now,
                                    AboutAnswer about = {});

    /// The row that became due first, parked ones excepted.
    protocol::Result<std::optional<OutboxRow>> next_due(protocol::Time now);

    /// When the next row falls due; nullopt when nothing waits.
    protocol::Result<std::optional<protocol::Time>> next_due_at();

    /// Not sent: try again at `until`, one more try counted.
    protocol::Result<void> postpone(const protocol::Hash& id, protocol::Time until);

    /// Contact is back: what waits (not parked) becomes due now, with its tries at 0.
    protocol::Result<void> make_due(protocol::Time now);

    protocol::Result<void> park(const protocol::Hash& id, std::string_view reason);

    /// Verifies `note` (civic-received/v1) with the receiver's vkey and that it names `id`; then drops the
    /// container and keeps the receipt, in one transaction. Refused when it does not verify: nothing changes.
    /// A second acknowledgement does no harm.
    protocol::Result<SentReceipt> acknowledge(const protocol::Hash& id, std::string_view note,
                                              std::string_view receiver_vkey);

    /// Drops receipts older than two years.
    protocol::Result<void> forget_old(protocol::Time now);

    protocol::Result<OutboxCounts> counts();
    /// n of the newest report ever stored; 0: none yet.
    protocol::Result<std::int64_t> newest();
    /// When the report that waits longest was handed in; nullopt when nothing waits.
    protocol::Result<std::optional<protocol::Time>> oldest();
    /// Why reports are parked, oldest first.
    protocol::Result<std::vector<std::string>> parked_reasons(int most);
    /// The report with this lookup name while it waits, without its container; newest first.
    protocol::Result<std::optional<OutboxRow>> waiting(std::string_view lookup);
    protocol::Result<std::optional<SentReceipt>> sent(std::string_view lookup);
    /// What was said of its answers, oldest first.
    protocol::Result<std::vector<AnswerWord>> said(std::string_view lookup);

private:
    explicit Outbox(std::unique_ptr<sqlite::Database> database);
    std::unique_ptr<sqlite::Database> database_;
};

}  // namespace offline_cache

#include "kiosk/sync/beat_writer.h"

#include <algorithm>

#include "offline_cache/hall_book.h"
#include "protocol/base/encoding.h"

namespace kiosk {

using protocol::Result;

namespace {
constexpr const char* kNumber = "beat_n";
constexpr const char* kViewsTold = "views_told";
constexpr std::int64_t kLeastClock = 1'700'000'000;  // no honest clock is before this program
}  // namespace

Result<protocol::Beat> BeatWriter::gather(offline_cache::ContentWriter& writer, offline_cache::Outbox& outbox,
                                          const protocol::TrustManifest& trust)
{
    const auto log = writer.log_state(trust.logs.front().key.name());
    if (!log) return tl::unexpected{log.error()};
    const auto counts = outbox.counts();
    if (!counts) return tl::unexpected{counts.error()};
    const auto oldest = outbox.oldest();
    if (!oldest) return tl::unexpected{oldest.error()};
    const auto newest = outbox.newest();
    if (!newest) return tl::unexpected{newest.error()};
    const auto now = clock_.now();
    protocol::Beat beat;
    beat.sw = facts_.version;
    beat.screen = facts_.screen;
    beat.up_s =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - started_).count();
    beat.trust = static_cast<std::int64_t>(trust.version);
    beat.log_size = static_cast<std::int64_t>(log->size);
    if (log->size > 0) beat.log_root = log->root;
    beat.history_alarm = alarm_;
    beat.information = protocol::unix_seconds(information_);
    beat.clock = protocol::unix_seconds(now);
    std::error_code error;
    const auto space = std::filesystem::space(content_.parent_path(), error);
    beat.disk_free_mb = error ? 0 : static_cast<std::int64_t>(space.available >> 20U);
    beat.touch_age_s = facts_.touch_age_s ? facts_.touch_age_s() : -1;
    beat.outbox_n = counts->waiting;
    beat.outbox_bytes = counts->bytes;
    beat.outbox_parked = counts->parked;
    if (*oldest) beat.outbox_oldest_s = std::max<std::int64_t>((now - **oldest).count(), 0);
    beat.chain_n = *newest;
    if (beat.clock < kLeastClock) beat.errors.emplace_back("clock");
    beat.views = views(writer);
    return beat;
}

std::optional<protocol::DayViews> BeatWriter::views(offline_cache::ContentWriter& writer) const
{
    if (facts_.hall.empty()) return std::nullopt;
    const auto told = writer.remembered(kViewsTold);
    auto book = offline_cache::HallBook::open_existing(facts_.hall);
    if (!told || !book) return std::nullopt;
    const auto day = book->finished_after(protocol::parse_date(*told).value_or(protocol::local_date({})));
    if (!day || !*day) return std::nullopt;
    const auto totals = book->totals(**day);
    if (!totals) return std::nullopt;
    protocol::DayViews views{**day, {}};
    for (const auto& total : *totals)
        if (total.shown >= protocol::kLeastViews) views.screens[total.screen] = total.shown;
    return views;
}

Result<void> BeatWriter::told(offline_cache::ContentWriter& writer, const protocol::Beat& beat)
{
    if (!beat.views) return {};
    return writer.remember(kViewsTold, protocol::format_date(beat.views->day));
}

Result<std::uint64_t> BeatWriter::next_number(offline_cache::ContentWriter& writer)
{
    const auto text = writer.remembered(kNumber);
    if (!text) return tl::unexpected{text.error()};
    const auto last = protocol::parse_decimal(*text).value_or(0);
    const auto clock =
        static_cast<std::uint64_t>(std::max<std::int64_t>(protocol::unix_seconds(clock_.now()), 1));
    const std::uint64_t next = std::max(last + 1, clock);
    if (auto kept = writer.remember(kNumber, std::to_string(next)); !kept)
        return tl::unexpected{kept.error()};
    return next;
}

}  // namespace kiosk

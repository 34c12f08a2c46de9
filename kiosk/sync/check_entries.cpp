#include <future>

#include "kiosk/sync/follower.h"

namespace kiosk {

namespace {

constexpr std::size_t kWorthAThread = 32;

bool looks_like_key(std::string_view entry)
{
    // Only an early guess, so that keys are known before entries that need them; verify_entry decides.
    return entry.find("\"t\":\"key\"") != std::string_view::npos;
}

void verify_some(std::span<const std::string_view> entries, std::uint64_t first,
                 const protocol::KeyTable& keys, std::span<offline_cache::NewEntry> out)
{
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (out[i].header) continue;
        auto entry = protocol::verify_entry(entries[i], first + i, keys);
        // A key record that was not applied in the first pass has no power: it failed its check.
        if (entry && entry->kind != protocol::EntryKind::Key) out[i].header = std::move(*entry);
    }
}

}  // namespace

std::vector<offline_cache::NewEntry> check_entries(std::span<const std::string_view> entries,
                                                   std::uint64_t first, protocol::KeyTable& keys)
{
    std::vector<offline_cache::NewEntry> out(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        out[i].index = first + i;
        out[i].bytes = entries[i];
        if (!looks_like_key(entries[i])) continue;
        auto entry = protocol::verify_entry(entries[i], first + i, keys);
        if (!entry || entry->kind != protocol::EntryKind::Key) continue;
        if (keys.apply(*entry, first + i)) out[i].header = std::move(*entry);
    }
    const protocol::KeyTable& known = keys;
    const std::span<offline_cache::NewEntry> all{out};
    const std::size_t half = entries.size() < kWorthAThread ? 0 : entries.size() / 2;
    std::future<void> other;
    if (half > 0) {
        other = std::async(std::launch::async,
                           [&] { verify_some(entries.first(half), first, known, all.first(half)); });
    }
    verify_some(entries.subspan(half), first + half, known, all.subspan(half));
    if (other.valid()) other.get();
    return out;
}

}  // namespace kiosk

#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <utility>

#include "kiosk/sync/source.h"
#include "protocol/base/clock.h"

namespace kiosk {

/// The static tree from a folder on a USB stick, under the same relative names (protocol.md §7). Only the
/// names that are asked for are opened: plain files, no links, never more than max_bytes of one. It knows no
/// ETag and no ranges.
class StickSource final : public Source {
public:
    /// `stopped`: the program ends; any thread.
    StickSource(std::filesystem::path root, std::function<bool()> stopped)
        : root_(std::move(root)), stopped_(std::move(stopped))
    {
    }

    /// The folder "civic-<province>" of the first stick below `mounts` that holds a tree.
    [[nodiscard]] static std::optional<std::filesystem::path> find(const std::filesystem::path& mounts);

    /// When the file was written, as the stick says; nullopt: it is not there.
    [[nodiscard]] std::optional<protocol::Time> written(const std::string& path) const;

    /// Offline: the stick cannot be read, as when it was pulled out.
    protocol::Result<Fetched> get(const Fetch& fetch) override;
    void get_all(std::span<const Fetch> fetches,
                 const std::function<bool(std::size_t, protocol::Result<Fetched>)>& each) override;
    [[nodiscard]] bool stopped() const override { return stopped_(); }

private:
    std::filesystem::path root_;
    std::function<bool()> stopped_;
};

}  // namespace kiosk

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/tlog/note.h"
#include "province/init/layout.h"
#include "province/registry/registry.h"

namespace province {

/// Whether this server can do its work now: its database answers, the log it shows verifies, the disk has
/// room.
///
/// Safe to use from several threads.
class Health {
public:
    /// The log's key comes from the tree's trust manifests. `registry` and `clock` must outlive it.
    static protocol::Result<Health> open(const DataFolder& data, Registry& registry,
                                         const protocol::Clock& clock);

    struct State {
        bool registry = false;
        std::int64_t reports = 0;               ///< sealed reports ever taken
        std::optional<std::uint64_t> log_size;  ///< of the checkpoint shown; nothing if it does not verify
        std::chrono::seconds checkpoint_age{};  ///< since it was put there
        std::uint64_t disk_free_bytes = 0;
        bool good() const { return registry && log_size && disk_free_bytes >= kLeastFree_bytes; }
    };
    State look() const;

    /// A report is at most 16 MiB, and a full disk also stops the log.
    static constexpr std::uint64_t kLeastFree_bytes = 256u << 20;

private:
    Health(DataFolder data, std::filesystem::path checkpoint, protocol::Vkey log, Registry& registry,
           const protocol::Clock& clock)
        : data_(std::move(data)),
          checkpoint_(std::move(checkpoint)),
          log_(std::move(log)),
          registry_(registry),
          clock_(clock)
    {
    }

    DataFolder data_;
    std::filesystem::path checkpoint_;
    protocol::Vkey log_;
    Registry& registry_;
    const protocol::Clock& clock_;
};

}  // namespace province

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "protocol/base/result.h"

namespace kiosk {

/// One file of the static tree.
struct Fetch {
    std::string path;  ///< as protocol/routes.h gives it: "l/2026/checkpoint"
    std::string etag;  ///< not empty: 304 is a good answer
    std::optional<std::uint64_t> range_from;
    bool gzip = false;
    std::size_t max_bytes = 0;
};

struct Fetched {
    int status = 0;  ///< 200, 206, 304, 404 or 410; every other answer is a fault
    std::string body;
    std::string etag;
    std::optional<std::uint64_t> range_start;  ///< of a 206
};

/// Where the static tree comes from: a server, or a folder on a stick. Nothing it gives is believed.
class Source {
public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    virtual ~Source() = default;

    virtual protocol::Result<Fetched> get(const Fetch& fetch) = 0;

    /// Several, fetched ahead of each other where that helps; `each` is called in order and says whether to
    /// go on.
    virtual void get_all(std::span<const Fetch> fetches,
                         const std::function<bool(std::size_t, protocol::Result<Fetched>)>& each) = 0;

    /// Shutting down: loops should end.
    [[nodiscard]] virtual bool stopped() const = 0;
};

}  // namespace kiosk

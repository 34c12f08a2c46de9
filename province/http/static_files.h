#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "protocol/base/result.h"
#include "province/http/message.h"

namespace province::http {

/// The static tree (protocol.md §8.1), read only: nothing but the addresses that exist there by design, each
/// with the cache headers of §1.6. No listing, no name that begins with a dot, no half-written file.
///
/// Safe to use from several threads.
class StaticFiles {
public:
    explicit StaticFiles(std::string tree) : tree_(std::move(tree)) {}

    /// GET and HEAD; 304 by ETag, 206 and 416 by Range, 410 for a blob whose marker `<blob>.gone` stands in
    /// its place.
    Response answer(const Request& request);

private:
    /// First 16 hex digits of the SHA-256, in quotes. Computed once for each state of a file.
    protocol::Result<std::string> etag(const std::string& path, const OpenFile& file);

    std::string tree_;
    struct Known {
        std::array<std::uint64_t, 4> identity{};
        std::string tag;
    };
    std::mutex mutex_;                    // guards known_
    std::map<std::string, Known> known_;  // by path; bounded
};

}  // namespace province::http

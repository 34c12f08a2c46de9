#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "offline_cache/content.h"
#include "protocol/base/result.h"

namespace offline_cache {

/// What a technician compares over the telephone with the province.
struct LogFacts {
    std::string origin;  ///< of the newest log; empty before the first sync
    std::int64_t size = 0;
    std::string root;  ///< hex
    std::int64_t trust_version = 0;
};
protocol::Result<LogFacts> log_facts(Content& content);

/// Index of the newest item; −1: none yet.
protocol::Result<std::int64_t> newest_item(Content& content);

/// The province has put a text of this very title on the log after item `after`, and it is shown.
protocol::Result<bool> published_since(Content& content, std::int64_t after, std::string_view title);

}  // namespace offline_cache

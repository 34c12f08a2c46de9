#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

#include "province/http/router.h"

namespace province {

/// Counts of what this process answered, in Prometheus's text format. Labels are method, route pattern and
/// status: never a path, an address or anything of a person.
///
/// Safe to use from several threads.
class Metrics {
public:
    void count(const http::Router::Answered& answered);

    /// commune_http_requests_total and the histogram commune_http_request_seconds.
    std::string text() const;

private:
    static constexpr std::array<double, 7> kBounds_s{0.005, 0.02, 0.1, 0.3, 1, 5, 30};
    struct Times {
        std::array<std::uint64_t, kBounds_s.size()> below{};  // not cumulative
        std::uint64_t count = 0;
        double sum_s = 0;
    };
    using Key = std::tuple<std::string, std::string, int>;  // method, route, status

    mutable std::mutex mutex_;  // guards what follows
    std::map<Key, std::uint64_t> requests_;
    std::map<std::string, Times, std::less<>> times_;
};

/// `# HELP`, `# TYPE` and one value.
void append_gauge(std::string& out, std::string_view name, std::string_view help, double value);

}  // namespace province

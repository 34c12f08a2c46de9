#include "province/operations/metrics.h"

#include <cstdio>

namespace province {

namespace {

std::string number(double value)
{
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.12g", value);
    return {text.data(), static_cast<std::size_t>(length)};
}

void append_head(std::string& out, std::string_view name, std::string_view type, std::string_view help)
{
    out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
    out.append(name).append(" ").append(type).append("\n");
}

/// A method is the client's word: what is none of ours would let it make labels without end.
std::string_view known_method(std::string_view method)
{
    for (const std::string_view known : {"GET", "HEAD", "PUT", "POST"})
        if (method == known) return known;
    return "other";
}

}  // namespace

void Metrics::count(const http::Router::Answered& answered)
{
    const std::string route(answered.route.empty() ? "static" : answered.route);
    const double seconds = static_cast<double>(answered.time.count()) / 1e6;
    const std::lock_guard lock(mutex_);
    ++requests_[{std::string(known_method(answered.method)), route, answered.status}];
    Times& times = times_[route];
    for (std::size_t i = 0; i < kBounds_s.size(); ++i) {
        if (seconds > kBounds_s.at(i)) continue;
        ++times.below.at(i);
        break;
    }
    ++times.count;
    times.sum_s += seconds;
}

std::string Metrics::text() const
{
    const std::lock_guard lock(mutex_);
    std::string out;
    append_head(out, "commune_http_requests_total", "counter", "Requests answered by this process.");
    for (const auto& [key, count] : requests_) {
        const auto& [method, route, status] = key;
        out += "commune_http_requests_total{method=\"" + method + "\",route=\"" + route + "\",status=\"" +
               std::to_string(status) + "\"} " + std::to_string(count) + "\n";
    }
    append_head(out, "commune_http_request_seconds", "histogram", "From the request's head to its answer.");
    for (const auto& [route, times] : times_) {
        const std::string label = "{route=\"" + route + "\"";
        std::uint64_t below = 0;
        for (std::size_t i = 0; i < kBounds_s.size(); ++i) {
            below += times.below.at(i);
            out += "commune_http_request_seconds_bucket" + label + ",le=\"" + number(kBounds_s.at(i)) +
                   "\"} " + std::to_string(below) + "\n";
        }
        const std::string count = std::to_string(times.count);
        out += "commune_http_request_seconds_bucket" + label + ",le=\"+Inf\"} " + count + "\n";
        out += "commune_http_request_seconds_sum" + label + "} " + number(times.sum_s) + "\n";
        out += "commune_http_request_seconds_count" + label + "} " + count + "\n";
    }
    return out;
}

void append_gauge(std::string& out, std::string_view name, std::string_view help, double value)
{
    append_head(out, name, "gauge", help);
    out.append(name).append(" ").append(number(value)).append("\n");
}

}  // namespace province

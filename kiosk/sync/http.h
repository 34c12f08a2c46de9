#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "protocol/base/result.h"

namespace kiosk {

struct HttpRequest {
    std::string method = "GET";               ///< GET, PUT or POST
    std::string url;                          ///< http or https
    std::vector<std::string> headers;         ///< "Name: value"; nothing is sent beside these and Host
    std::string body;                         ///< PUT, POST
    std::optional<std::uint64_t> range_from;  ///< Range: bytes=<n>-
    bool gzip = false;          ///< offer gzip; the body comes unpacked. Never together with a range
    std::size_t max_bytes = 0;  ///< of the unpacked body; one byte more ends the transfer as Malformed
    std::chrono::milliseconds deadline{60'000};  ///< for the whole transfer
};

struct HttpAnswer {
    int status = 0;
    std::string body;
    std::string etag;
    std::optional<std::uint64_t> range_start;         ///< of a 206
    std::optional<std::chrono::seconds> retry_after;  ///< as a number of seconds
};

/// Transfers over kept connections, one libcurl multi handle, for one thread (wake() excepted).
///
/// Faults: Offline when there was no complete answer (no network, time out, cut short, TLS); Malformed when
/// it was larger than it may be. No redirects, no cookies, no User-Agent, no Accept.
class Http {
public:
    Http();
    ~Http();
    Http(const Http&) = delete;
    Http& operator=(const Http&) = delete;

    using Done = std::function<void(protocol::Result<HttpAnswer>)>;

    /// Begins a transfer; `done` is called from within run() or send().
    void start(HttpRequest request, Done done);

    /// Lets transfers go on until none is left or `stop()` said so; then the rest end as Offline.
    void run();

    /// One transfer from begin to end.
    protocol::Result<HttpAnswer> send(HttpRequest request);

    /// Waits for wake() or the time; nothing is transferred meanwhile.
    void wait(std::chrono::milliseconds time);

    /// Any thread: ends wait().
    void wake();
    /// Any thread: ends everything under way; what is started later ends at once.
    void stop();
    [[nodiscard]] bool stopped() const;

private:
    struct Transfer;
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kiosk

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "protocol/base/result.h"
#include "province/http/message.h"

namespace province::http {

/// What one client may cost.
struct Limits {
    std::size_t threads = 128;  // connections served at once: a hall's kiosk keeps one open while it polls
    std::size_t head_bytes = 16384;          // request line and headers together
    std::chrono::milliseconds head{10'000};  // from the first byte of a request to the end of its headers
    std::chrono::milliseconds body{60'000};  // to the last byte of the body
    std::chrono::milliseconds answer{120'000};
    std::chrono::milliseconds idle{
        15'000};  // between two requests; 1 s when three quarters of the threads are busy
};

/// HTTP/1.1 over one listening socket (cpp-httplib inside). Every request goes to one handler, on a thread of
/// the pool.
class Server {
public:
    /// Binds `host`:`port` (port 0: any). Fault::Busy when the port is taken.
    static protocol::Result<Server> bind(const std::string& host, std::uint16_t port, Handler handler,
                                         Limits limits = {});

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;
    ~Server();

    std::uint16_t port() const;

    /// Serves until stop(). Returns when every connection is closed.
    void run();

    /// From any thread. Requests in work are finished, waiting connections are cut at once.
    void stop();

private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace province::http

#pragma once

#include <stdexcept>
#include <thread>
#include <utility>

#include "province/http/server.h"

/// A server on a free port of 127.0.0.1, on a thread of its own, until the end of the test.
class RunningServer {
public:
    explicit RunningServer(province::http::Handler handler, province::http::Limits limits = {})
        : server_(bind(std::move(handler), limits)), thread_([this] { server_.run(); })
    {
    }
    ~RunningServer() { stop(); }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    std::uint16_t port() const { return server_.port(); }
    void stop()
    {
        server_.stop();
        if (thread_.joinable()) thread_.join();
    }

private:
    static province::http::Server bind(province::http::Handler handler, province::http::Limits limits)
    {
        auto server = province::http::Server::bind("127.0.0.1", 0, std::move(handler), limits);
        if (!server) throw std::runtime_error(server.error().detail);
        return std::move(*server);
    }
    province::http::Server server_;
    std::thread thread_;
};

#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// An HTTP/1.1 server of one thread for tests: it answers what the handler says, one request at a time.
class TinyServer {
public:
    struct Request {
        std::string method, path, head, body;
    };
    struct Answer {
        int status = 200;
        std::string body;
        std::vector<std::string> headers;
        bool drop = false;    ///< close without a word
        bool silent = false;  ///< say nothing until the client gives up
        std::string raw;      ///< these bytes instead of everything above
    };
    using Handler = std::function<Answer(const Request&)>;

    explicit TinyServer(Handler handler);
    ~TinyServer();
    TinyServer(const TinyServer&) = delete;
    TinyServer& operator=(const TinyServer&) = delete;

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] int connections() const { return connections_; }

private:
    void serve(int client);
    bool answer_one(int client, std::string& pending);

    Handler handler_;
    int socket_ = -1;
    int port_ = 0;
    std::atomic<bool> stop_{false};
    std::atomic<int> connections_{0};
    std::thread thread_;
};

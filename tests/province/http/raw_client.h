#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// An answer as it came over the socket.
struct RawAnswer {
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
    std::size_t bytes = 0;  // of head and body together

    std::string header(const std::string& name) const
    {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string{} : found->second;
    }
};

/// A TCP connection to 127.0.0.1 that sends any bytes at all. Nothing waits longer than ten seconds.
class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string_view bytes);
    /// No more will be sent.
    void finish();
    /// One answer, its body by Content-Length; nothing when the connection ends before it is whole.
    std::optional<RawAnswer> answer(bool head_request = false);
    /// send() and answer().
    std::optional<RawAnswer> ask(std::string_view request, bool head_request = false);
    /// The other side has closed: true within `within`.
    bool closed(std::chrono::milliseconds within = std::chrono::milliseconds{10'000});

private:
    bool more(std::chrono::steady_clock::time_point until);
    int socket_;
    std::string input_;
    bool ended_ = false;
};

/// "GET path HTTP/1.1" with Host and the given extra header lines (each ending in CRLF).
inline std::string get(std::string_view path, std::string_view headers = {})
{
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: t\r\n" + std::string(headers) + "\r\n";
}

inline std::string put(std::string_view path, std::string_view body, std::string_view headers = {})
{
    return "PUT " + std::string(path) + " HTTP/1.1\r\nHost: t\r\n" + std::string(headers) +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

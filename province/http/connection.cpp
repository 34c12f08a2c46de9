#include "province/http/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

namespace province::http {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kSendAt = 65536;
constexpr std::chrono::milliseconds kLinger{1000};
constexpr std::size_t kLingerBytes = 4u << 20;

/// Milliseconds left, at least 0, as poll wants them.
int left(Clock::time_point until)
{
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    return static_cast<int>(std::clamp<long long>(rest, 0, 3'600'000));
}

bool ready(int socket, short what, Clock::time_point until)
{
    pollfd waiting{socket, what, 0};
    for (;;) {
        const int count = ::poll(&waiting, 1, left(until));
        if (count > 0) return true;
        if (count == 0 || errno != EINTR) return false;
    }
}

}  // namespace

Connection::Got Connection::receive(Moment until)
{
    std::array<char, 16384> buffer;
    for (;;) {
        if (!ready(socket_, POLLIN, until)) return Got::Timeout;
        const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count > 0) {
            input_.append(buffer.data(), static_cast<std::size_t>(count));
            return Got::Bytes;
        }
        if (count == 0) return Got::End;
        if (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) return Got::End;
    }
}

Connection::Next Connection::await(std::chrono::milliseconds idle)
{
    must_close_ = false;
    unread_ = 0;
    head_ = {};
    // Empty lines before a request line are allowed (RFC 9112 §2.2); they count as waiting.
    const Moment idle_until = Clock::now() + idle;
    for (;;) {
        while (input_.starts_with("\r\n")) input_.erase(0, 2);
        if (!input_.empty() && input_ != "\r") break;
        if (receive(idle_until) != Got::Bytes) return Next::Closed;
    }

    const Moment until = Clock::now() + limits_.head;
    std::size_t end = 0;
    while ((end = input_.find("\r\n\r\n")) == std::string::npos) {
        if (input_.size() > limits_.head_bytes) return Next::TooLong;
        const Got got = receive(until);
        if (got == Got::Timeout) return Next::TooSlow;
        if (got == Got::End) return Next::Closed;
    }
    if (end + 4 > limits_.head_bytes) return Next::TooLong;

    auto head = parse_head(std::string_view{input_}.substr(0, end + 4));
    // Bodies in chunks are never needed here, and are the usual way to make two readers disagree.
    if (!head || head->has("transfer-encoding")) return Next::Malformed;
    head_ = std::move(*head);
    input_.erase(0, end + 4);
    unread_ = head_.content_length.value_or(0);
    grant_answer();
    hand_to_httplib();
    return Next::Request;
}

/// httplib frames the answer; all it has to know is whether a body belongs to it and whether the connection
/// ends.
void Connection::hand_to_httplib()
{
    minimal_ = head_.method == "HEAD" ? "HEAD / HTTP/1.1\r\n\r\n" : "GET / HTTP/1.1\r\n\r\n";
    minimal_used_ = 0;
}

std::optional<std::string> Connection::read_body(std::size_t limit)
{
    if (unread_ > limit) return std::nullopt;
    if (unread_ > 0 && accepts(head_.field("expect"), "100-continue")) {
        output_ += "HTTP/1.1 100 Continue\r\n\r\n";
        if (!flush()) return std::nullopt;
    }
    const Moment until = Clock::now() + limits_.body;
    while (input_.size() < unread_) {
        if (receive(until) != Got::Bytes) return std::nullopt;
    }
    std::string body = input_.substr(0, unread_);
    input_.erase(0, unread_);
    unread_ = 0;
    grant_answer();
    return body;
}

ssize_t Connection::read(char* into, size_t size)
{
    const std::size_t count = std::min(size, minimal_.size() - minimal_used_);
    std::memcpy(into, minimal_.data() + minimal_used_, count);
    minimal_used_ += count;
    return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* from, size_t size)
{
    output_.append(from, size);
    if (output_.size() >= kSendAt && !flush()) return -1;
    return static_cast<ssize_t>(size);
}

bool Connection::flush()
{
    std::size_t sent = 0;
    while (sent < output_.size() && !broken_) {
        if (!ready(socket_, POLLOUT, answer_until_)) {
            broken_ = true;
            break;
        }
        const ssize_t count =
            ::send(socket_, output_.data() + sent, output_.size() - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count > 0) sent += static_cast<std::size_t>(count);
        if (count < 0 && errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) broken_ = true;
    }
    output_.clear();
    return !broken_;
}

void Connection::linger()
{
    // Closing with unread bytes sends a reset, and a reset can overtake the answer (RFC 9112 §9.6).
    ::shutdown(socket_, SHUT_WR);
    const Moment until = Clock::now() + kLinger;
    std::size_t drained = 0;
    while (drained < kLingerBytes && receive(until) == Got::Bytes) {
        drained += input_.size();
        input_.clear();
    }
}

// Nobody asks: addresses are nginx's business, and we keep none.
void Connection::get_remote_ip_and_port(std::string& ip, int& port) const
{
    ip.clear();
    port = 0;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const
{
    ip.clear();
    port = 0;
}

}  // namespace province::http

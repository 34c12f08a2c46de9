#include "tests/province/http/raw_client.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect");
}

RawClient::~RawClient() { ::close(socket_); }

void RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return;  // the server has had enough: what it says about it comes from answer()
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void RawClient::finish() { ::shutdown(socket_, SHUT_WR); }

bool RawClient::more(std::chrono::steady_clock::time_point until)
{
    if (ended_) return false;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd waiting{socket_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
    std::array<char, 65536> buffer;
    const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    ended_ = count <= 0;
    if (count > 0) input_.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0;
}

std::optional<RawAnswer> RawClient::answer(bool head_request)
{
    const auto until = std::chrono::steady_clock::now() + 10s;
    std::size_t end = 0;
    while ((end = input_.find("\r\n\r\n")) == std::string::npos)
        if (!more(until)) return std::nullopt;

    RawAnswer out;
    std::string_view head = std::string_view{input_}.substr(0, end);
    out.status = std::stoi(std::string(head.substr(9, 3)));
    while (true) {
        const auto line_end = head.find("\r\n");
        if (line_end == std::string_view::npos) break;
        head.remove_prefix(line_end + 2);
        const std::string_view line = head.substr(0, head.find("\r\n"));
        std::string name(line.substr(0, line.find(':')));
        std::ranges::transform(name, name.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        // A header that comes twice becomes a list, so that no test takes it for one.
        std::string& value = out.headers[name];
        value += (value.empty() ? "" : ", ") + std::string(line.substr(line.find(':') + 2));
    }
    const std::string length = out.header("content-length");
    const std::size_t size = head_request || length.empty() ? 0 : std::stoul(length);
    while (input_.size() < end + 4 + size)
        if (!more(until)) return std::nullopt;
    out.body = input_.substr(end + 4, size);
    out.bytes = end + 4 + size;
    input_.erase(0, out.bytes);
    return out;
}

std::optional<RawAnswer> RawClient::ask(std::string_view request, bool head_request)
{
    send(request);
    return answer(head_request);
}

bool RawClient::closed(std::chrono::milliseconds within)
{
    const auto until = std::chrono::steady_clock::now() + within;
    while (more(until)) input_.clear();
    return ended_;
}

#include "tests/support/tiny_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

TinyServer::TinyServer(Handler handler) : handler_(std::move(handler))
{
    socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (bind(socket_, reinterpret_cast<sockaddr*>(&address), length) != 0 || listen(socket_, 16) != 0 ||
        getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
        throw std::runtime_error("tiny server cannot listen");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] {
        std::vector<std::thread> clients;
        while (!stop_) {
            pollfd waiting{socket_, POLLIN, 0};
            if (poll(&waiting, 1, 50) <= 0) continue;
            const int client = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0) continue;
            ++connections_;
            clients.emplace_back([this, client] { serve(client); });
        }
        for (auto& client : clients) client.join();
    }};
}

TinyServer::~TinyServer()
{
    stop_ = true;
    thread_.join();
    close(socket_);
}

void TinyServer::serve(int client)
{
    std::string pending;
    while (!stop_ && answer_one(client, pending)) {
    }
    close(client);
}

namespace {

bool send_all(int client, const std::string& bytes)
{
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const auto n = send(client, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (n <= 0) return false;
        sent += static_cast<std::size_t>(n);
    }
    return true;
}

}  // namespace

bool TinyServer::answer_one(int client, std::string& pending)
{
    const auto more = [&] {
        while (!stop_) {
            pollfd waiting{client, POLLIN, 0};
            if (poll(&waiting, 1, 50) <= 0) continue;
            char buffer[16384];
            const auto n = recv(client, buffer, sizeof buffer, 0);
            if (n <= 0) return false;
            pending.append(buffer, static_cast<std::size_t>(n));
            return true;
        }
        return false;
    };
    std::size_t end = 0;
    while ((end = pending.find("\r\n\r\n")) == std::string::npos) {
        if (!more()) return false;
    }
    Request request;
    request.head = pending.substr(0, end + 2);
    request.method = request.head.substr(0, request.head.find(' '));
    const auto path = request.head.find(' ') + 1;
    request.path = request.head.substr(path, request.head.find(' ', path) - path);
    std::size_t length = 0;
    if (const auto at = request.head.find("Content-Length: "); at != std::string::npos) {
        length = std::strtoul(request.head.c_str() + at + 16, nullptr, 10);
    }
    while (pending.size() < end + 4 + length) {
        if (!more()) return false;
    }
    request.body = pending.substr(end + 4, length);
    pending.erase(0, end + 4 + length);

    const Answer answer = handler_(request);
    if (answer.drop) return false;
    if (answer.silent) {
        while (more()) {
        }
        return false;
    }
    if (!answer.raw.empty()) {
        send_all(client, answer.raw);
        return false;
    }
    std::string bytes = "HTTP/1.1 " + std::to_string(answer.status) + " Test\r\n";
    for (const auto& header : answer.headers) bytes += header + "\r\n";
    if (answer.status != 304) bytes += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
    return send_all(client, bytes + "\r\n" + answer.body);
}

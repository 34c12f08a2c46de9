#include "kiosk/automation/server.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "protocol/base/log.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::size_t kLongestLine = 64 * 1024;

bool write_all(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

Result<std::unique_ptr<AutomationServer>> AutomationServer::open(const std::filesystem::path& socket,
                                                                 std::function<void(std::string)> on_line)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = socket.string();
    if (path.size() >= sizeof address.sun_path)
        return protocol::fail(Fault::Malformed, path + ": path too long");
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);

    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0) return protocol::fail(Fault::Storage, path + ": " + std::strerror(errno));
    unlink(path.c_str());
    std::array<int, 2> stop{-1, -1};
    if (bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        chmod(path.c_str(), 0600) != 0 || listen(listener, 4) != 0 || pipe2(stop.data(), O_CLOEXEC) != 0) {
        const std::string why = std::strerror(errno);
        close(listener);
        return protocol::fail(Fault::Storage, path + ": " + why);
    }
    return std::unique_ptr<AutomationServer>{
        new AutomationServer{socket, listener, stop[0], stop[1], std::move(on_line)}};
}

AutomationServer::AutomationServer(std::filesystem::path socket, int listener, int stop_reader,
                                   int stop_writer, std::function<void(std::string)> on_line)
    : socket_(std::move(socket)),
      listener_(listener),
      stop_reader_(stop_reader),
      stop_writer_(stop_writer),
      on_line_(std::move(on_line)),
      thread_([this] { run(); })
{
}

AutomationServer::~AutomationServer()
{
    answers_.close();
    close(stop_writer_);
    thread_.join();
    close(stop_reader_);
    close(listener_);
    std::error_code ignored;
    std::filesystem::remove(socket_, ignored);
}

void AutomationServer::answer(std::string line) { answers_.post(std::move(line)); }

bool AutomationServer::wait_readable(int descriptor) const
{
    std::array<pollfd, 2> wanted{{{descriptor, POLLIN, 0}, {stop_reader_, POLLIN, 0}}};
    while (poll(wanted.data(), wanted.size(), -1) < 0)
        if (errno != EINTR) return false;
    return wanted[1].revents == 0;
}

void AutomationServer::run()
{
    pthread_setname_np(pthread_self(), "automation");
    while (wait_readable(listener_)) {
        const int caller = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (caller < 0) continue;
        serve(caller);
        close(caller);
    }
}

void AutomationServer::serve(int caller)
{
    std::string buffer;
    std::array<char, 4096> piece{};
    while (wait_readable(caller)) {
        const ssize_t got = recv(caller, piece.data(), piece.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return;
        buffer.append(piece.data(), static_cast<std::size_t>(got));
        for (auto end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n')) {
            std::string line = buffer.substr(0, end);
            buffer.erase(0, end + 1);
            on_line_(std::move(line));
            auto reply = answers_.wait();
            if (!reply || !write_all(caller, *reply + "\n")) return;
        }
        if (buffer.size() > kLongestLine) return;
    }
}

}  // namespace kiosk

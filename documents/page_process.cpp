#include "documents/page_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <string>
#include <utility>

namespace documents {

using protocol::Fault;
using protocol::Result;
namespace pages = protocol::pages;

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kLook{200};

nanoseconds processor_time(pid_t pid)
{
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return {};
    return std::chrono::seconds{used.tv_sec} + nanoseconds{used.tv_nsec};
}

/// What is left of an allowance.
class Patience {
public:
    Patience(pid_t pid, const Allowance& allowance) : pid_(pid), until_(Clock::now() + allowance.clock)
    {
        if (allowance.work) worked_ = processor_time(pid) + *allowance.work;
    }
    /// How long to wait before asking again; zero or less: it is over.
    [[nodiscard]] milliseconds left() const
    {
        const auto clock = std::chrono::ceil<milliseconds>(until_ - Clock::now());
        if (!worked_) return clock;
        return processor_time(pid_) >= *worked_ ? milliseconds{} : std::min(kLook, clock);
    }

private:
    pid_t pid_;
    Clock::time_point until_;
    std::optional<nanoseconds> worked_;
};

tl::unexpected<protocol::Error> trouble(const char* what, int code)
{
    return protocol::fail(Fault::Storage, std::string{what} + ": " + std::strerror(code));
}

/// Waits until the pipe can be read (or written).
Result<void> wait_for(int pipe, short what, const Patience& patience, int stop_fd)
{
    for (;;) {
        const milliseconds left = patience.left();
        if (left.count() <= 0) return protocol::fail(Fault::Busy, "page process is too slow");
        std::array<pollfd, 2> fds{{{pipe, what, 0}, {stop_fd, POLLIN, 0}}};
        const int ready = ::poll(fds.data(), fds.size(), static_cast<int>(left.count()));
        if (ready < 0 && errno != EINTR) return trouble("poll", errno);
        if (ready <= 0) continue;
        if (fds[1].revents != 0) return protocol::fail(Fault::Busy, "page process is not needed any more");
        if (fds[0].revents != 0) return {};
    }
}

Result<void> send_all(int pipe, std::string_view bytes, const Patience& patience, int stop_fd)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(pipe, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
            continue;
        }
        if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return protocol::fail(Fault::Malformed, "page process has ended");
        if (auto ready = wait_for(pipe, POLLOUT, patience, stop_fd); !ready) return ready;
    }
    return {};
}

Result<void> receive_all(int pipe, char* to, std::size_t size, const Patience& patience, int stop_fd)
{
    while (size > 0) {
        const ssize_t got = ::recv(pipe, to, size, 0);
        if (got == 0) return protocol::fail(Fault::Malformed, "page process has ended");
        if (got > 0) {
            to += got;
            size -= static_cast<std::size_t>(got);
            continue;
        }
        if (errno != EAGAIN && errno != EINTR)
            return protocol::fail(Fault::Malformed, "page process has ended");
        if (auto ready = wait_for(pipe, POLLIN, patience, stop_fd); !ready) return ready;
    }
    return {};
}

}  // namespace

Result<PageProcess> PageProcess::start(const std::filesystem::path& program)
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return trouble("socketpair", errno);
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

    std::string name = program.string();
    std::array<char*, 2> arguments{name.data(), nullptr};
    std::string language = "LANG=C.UTF-8";
    std::array<char*, 2> environment{language.data(), nullptr};
    pid_t pid = -1;
    const int code =
        ::posix_spawn(&pid, name.c_str(), &actions, &attributes, arguments.data(), environment.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (code != 0) {
        ::close(ends[0]);
        if (code == ENOENT || code == EACCES) return protocol::fail(Fault::NotFound, name + " is missing");
        return trouble("posix_spawn", code);
    }
    return PageProcess{pid, ends[0]};
}

PageProcess::PageProcess(PageProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), pipe_(std::exchange(other.pipe_, -1))
{
}

PageProcess& PageProcess::operator=(PageProcess&& other) noexcept
{
    if (this == &other) return *this;
    end();
    pid_ = std::exchange(other.pid_, -1);
    pipe_ = std::exchange(other.pipe_, -1);
    return *this;
}

PageProcess::~PageProcess() { end(); }

void PageProcess::end()
{
    if (pipe_ >= 0) ::close(std::exchange(pipe_, -1));
    if (pid_ < 0) return;
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
}

Result<pages::Answer> PageProcess::ask(const pages::Request& request, const Allowance& allowance, int stop_fd)
{
    const Patience patience{pid_, allowance};
    if (auto sent = send_all(pipe_, pages::encode(request), patience, stop_fd); !sent)
        return tl::unexpected{sent.error()};
    std::array<char, pages::kPrefix> prefix{};
    if (auto got = receive_all(pipe_, prefix.data(), prefix.size(), patience, stop_fd); !got)
        return tl::unexpected{got.error()};
    const auto length = pages::frame_length({prefix.data(), prefix.size()}, pages::kMostAnswer);
    if (!length) return protocol::fail(Fault::Malformed, "page process: frame too long");
    std::string frame(*length, '\0');
    if (auto got = receive_all(pipe_, frame.data(), frame.size(), patience, stop_fd); !got)
        return tl::unexpected{got.error()};
    return pages::decode_answer(frame);
}

std::filesystem::path page_program()
{
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "commune-page";
}

}  // namespace documents

#include "kiosk/speech/voice.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

extern char** environ;

namespace kiosk {

using protocol::Fault;
using protocol::Result;
using namespace std::chrono_literals;

namespace {

constexpr const char* kProgram = "espeak-ng";
/// Words a minute; espeak-ng counts Vietnamese syllables as words. 150 is a calm reader: 3.4 a second.
constexpr std::array<const char*, 5> kPaces{"110", "130", "150", "175", "200"};
/// Amplitude 0 … 200; above 140 the tops are cut, and it is still clearer in a noisy hall.
constexpr std::array<const char*, 5> kVolumes{"25", "50", "100", "150", "200"};

const char* step(const std::array<const char*, 5>& steps, int which)
{
    return steps[static_cast<std::size_t>(std::clamp(which, 0, 4))];
}

struct Closed {
    int descriptor = -1;
    ~Closed()
    {
        if (descriptor >= 0) ::close(descriptor);
    }
};

/// Writes what fits without waiting: a sentence is far smaller than a socket's buffer.
bool hand_over(int socket, std::string_view words)
{
    while (!words.empty()) {
        const ssize_t sent = ::send(socket, words.data(), words.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        words.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

Result<Utterance> Utterance::start(std::string_view words, Tongue tongue, int volume, int pace)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return protocol::fail(Fault::Offline, std::string{"socketpair: "} + std::strerror(errno));
    const Closed ours{ends[0]};
    const Closed theirs{ends[1]};

    const std::array<const char*, 9> arguments{kProgram,
                                               "-v",
                                               tongue == Tongue::Vietnamese ? "vi-vn-x-central" : "en",
                                               "-s",
                                               step(kPaces, pace + 2),
                                               "-a",
                                               step(kVolumes, volume - 1),
                                               "--stdin",
                                               nullptr};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, theirs.descriptor, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    posix_spawnattr_t manners;
    posix_spawnattr_init(&manners);
    // A group of its own: what it starts, if anything, ends with it.
    posix_spawnattr_setpgroup(&manners, 0);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&manners, &none);
    posix_spawnattr_setflags(&manners, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    Utterance utterance;
    const int failed = ::posix_spawnp(&utterance.process_, kProgram, &files, &manners,
                                      const_cast<char* const*>(arguments.data()), environ);
    posix_spawnattr_destroy(&manners);
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) {
        utterance.process_ = -1;
        return protocol::fail(Fault::Offline, std::string{kProgram} + ": " + std::strerror(failed));
    }
    utterance.ended_ = static_cast<int>(::syscall(SYS_pidfd_open, utterance.process_, 0));
    if (utterance.ended_ < 0) return protocol::fail(Fault::Offline, "pidfd_open");
    if (!hand_over(ours.descriptor, words)) return protocol::fail(Fault::Offline, "the voice takes no words");

    utterance.began_ = std::chrono::steady_clock::now();
    // A syllable of Vietnamese is five bytes and takes 0.2 to 0.5 s.
    utterance.least_ = std::chrono::milliseconds{std::min<std::size_t>(words.size() * 8, 2000)};
    utterance.deadline_ = utterance.began_ + 20s + std::chrono::milliseconds{words.size() * 250};
    return utterance;
}

Utterance::Utterance(Utterance&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      ended_(std::exchange(other.ended_, -1)),
      began_(other.began_),
      deadline_(other.deadline_),
      least_(other.least_)
{
}

Utterance& Utterance::operator=(Utterance&& other) noexcept
{
    if (this != &other) {
        end();
        process_ = std::exchange(other.process_, -1);
        ended_ = std::exchange(other.ended_, -1);
        began_ = other.began_;
        deadline_ = other.deadline_;
        least_ = other.least_;
    }
    return *this;
}

Utterance::~Utterance() { end(); }

void Utterance::end()
{
    if (process_ > 0) {
        ::kill(-process_, SIGKILL);
        ::kill(process_, SIGKILL);
        while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
        process_ = -1;
    }
    if (ended_ >= 0) ::close(std::exchange(ended_, -1));
}

bool Utterance::was_heard()
{
    int status = 0;
    pid_t reaped = 0;
    do reaped = ::waitpid(process_, &status, 0);
    while (reaped < 0 && errno == EINTR);
    process_ = -1;
    const bool well = reaped > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    // Without a device espeak-ng complains, says nothing and ends well.
    return well && std::chrono::steady_clock::now() - began_ >= least_;
}

bool voice_installed()
{
    const char* path = std::getenv("PATH");
    std::string_view folders = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
    while (!folders.empty()) {
        const std::size_t end = std::min(folders.find(':'), folders.size());
        const std::string program = std::string{folders.substr(0, end)} + "/" + kProgram;
        if (::access(program.c_str(), X_OK) == 0) return true;
        folders.remove_prefix(std::min(end + 1, folders.size()));
    }
    return false;
}

}  // namespace kiosk

#include "kiosk/sync/stick_source.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/sync/sticks.h"
#include "protocol/routes.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kFolder = "civic-";

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor()
    {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

/// O_NONBLOCK: a pipe in a file's place does not hold us.
int open_plain(const fs::path& path)
{
    return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}

}  // namespace

std::optional<fs::path> StickSource::find(const fs::path& mounts)
{
    return find_on_sticks(mounts, [](const fs::directory_entry& entry) {
        std::error_code error;
        return entry.path().filename().string().starts_with(kFolder) && !entry.is_symlink(error) &&
               entry.is_directory(error) && fs::exists(entry.path() / protocol::routes::trust(1), error);
    });
}

std::optional<protocol::Time> StickSource::written(const std::string& path) const
{
    struct stat found {};
    if (::lstat((root_ / path).c_str(), &found) != 0) return std::nullopt;
    return protocol::Time{std::chrono::seconds{found.st_mtim.tv_sec}};
}

Result<Fetched> StickSource::get(const Fetch& fetch)
{
    const Descriptor file{open_plain(root_ / fetch.path)};
    struct stat found {};
    if (file.get() < 0 || ::fstat(file.get(), &found) != 0) {
        const int why = errno;
        if (why == ENOENT || why == ENOTDIR) return Fetched{404, {}, {}, {}};
        return protocol::fail(Fault::Offline, fetch.path + ": " + std::strerror(why));
    }
    if (!S_ISREG(found.st_mode)) return Fetched{404, {}, {}, {}};
    if (static_cast<std::uintmax_t>(found.st_size) > fetch.max_bytes)
        return protocol::fail(Fault::Malformed, fetch.path + " is too large");
    Fetched fetched{200, std::string(static_cast<std::size_t>(found.st_size), '\0'), {}, {}};
    for (std::size_t have = 0; have < fetched.body.size();) {
        const auto got = ::read(file.get(), fetched.body.data() + have, fetched.body.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return protocol::fail(Fault::Offline, fetch.path + ": the stick ended in it");
        have += static_cast<std::size_t>(got);
    }
    return fetched;
}

void StickSource::get_all(std::span<const Fetch> fetches,
                          const std::function<bool(std::size_t, Result<Fetched>)>& each)
{
    for (std::size_t i = 0; i < fetches.size() && !stopped(); ++i)
        if (!each(i, get(fetches[i]))) return;
}

}  // namespace kiosk

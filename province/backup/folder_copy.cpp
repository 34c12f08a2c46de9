#include "province/backup/folder_copy.h"

#include <array>
#include <cerrno>
#include <set>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "province/files/descriptor.h"
#include "province/files/files.h"

namespace province {

using protocol::Fault;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPiece = 1u << 18;

bool same_file(const fs::path& a, const fs::path& b)
{
    struct stat one {};
    struct stat two {};
    return ::lstat(a.c_str(), &one) == 0 && ::lstat(b.c_str(), &two) == 0 && one.st_size == two.st_size &&
           one.st_mtim.tv_sec == two.st_mtim.tv_sec && one.st_mtim.tv_nsec == two.st_mtim.tv_nsec;
}

/// Calls `take` with piece after piece of a file.
template <class Take>
Result<void> read_pieces(const fs::path& path, int file, const Take& take)
{
    std::string piece(kPiece, '\0');
    for (;;) {
        const auto got = ::read(file, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return file_fault("read", path);
        if (got == 0) return {};
        if (auto taken = take(std::string_view{piece.data(), static_cast<std::size_t>(got)}); !taken)
            return taken;
    }
}

}  // namespace

Result<void> copy_file_durably(const fs::path& from, const fs::path& to)
{
    const Descriptor source{::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (!source.open()) return file_fault("open", from);
    struct stat about {};
    if (::fstat(source.number(), &about) != 0) return file_fault("stat", from);
    if (!S_ISREG(about.st_mode)) return protocol::fail(Fault::Refused, from.string() + " is no plain file");
    const Descriptor target{
        ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, about.st_mode & 0777)};
    if (!target.open()) return file_fault("create", to);
    auto copied = read_pieces(from, source.number(), [&](std::string_view piece) -> Result<void> {
        while (!piece.empty()) {
            const auto wrote = ::write(target.number(), piece.data(), piece.size());
            if (wrote < 0 && errno == EINTR) continue;
            if (wrote < 0) return file_fault("write", to);
            piece.remove_prefix(static_cast<std::size_t>(wrote));
        }
        return {};
    });
    if (!copied) return copied;
    const std::array<timespec, 2> dates{about.st_mtim, about.st_mtim};
    if (::futimens(target.number(), dates.data()) != 0) return file_fault("date", to);
    return {};
}

Result<void> mirror_folder(const fs::path& from, const fs::path& to)
{
    std::error_code code;
    if (auto made = make_folder(to, 0700); !made) return made;
    std::set<fs::path> kept;
    for (auto at = fs::recursive_directory_iterator(from, code); !code && at != fs::end(at);
         at.increment(code)) {
        const auto relative = at->path().lexically_relative(from);
        const auto status = at->symlink_status(code);
        if (code) break;
        if (fs::is_directory(status)) {
            if (auto made = make_folder(to / relative, 0700); !made) return made;
            continue;
        }
        if (!fs::is_regular_file(status))
            return protocol::fail(Fault::Refused, at->path().string() + " is no plain file");
        if (at->path().extension() == ".tmp") continue;
        kept.insert(relative);
        if (same_file(at->path(), to / relative)) continue;
        auto copied = copy_file_durably(at->path(), to / relative);
        // Taken away while this ran: the pass under the writer's lock sees the tree as it is.
        if (!copied && copied.error().fault == Fault::NotFound) continue;
        if (!copied) return copied;
    }
    if (code && code != std::errc::no_such_file_or_directory)
        return protocol::fail(Fault::Storage, "read " + from.string() + ": " + code.message());
    code.clear();
    std::vector<fs::path> gone;
    for (const auto& entry : fs::recursive_directory_iterator(to, code))
        if (entry.is_regular_file() && !kept.contains(entry.path().lexically_relative(to)))
            gone.push_back(entry.path());
    for (const auto& path : gone) fs::remove(path, code);
    return {};
}

Result<std::map<std::string, protocol::Hash>> hash_folder(const fs::path& root)
{
    std::map<std::string, protocol::Hash> hashes;
    std::error_code code;
    for (auto at = fs::recursive_directory_iterator(root, code); !code && at != fs::end(at);
         at.increment(code)) {
        if (at->is_directory()) continue;
        const Descriptor file{::open(at->path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
        if (!file.open()) return tl::unexpected{file_fault("open", at->path()).value()};
        protocol::Sha256 hash;
        auto read = read_pieces(at->path(), file.number(), [&](std::string_view piece) -> Result<void> {
            hash.update(piece);
            return {};
        });
        if (!read) return tl::unexpected{read.error()};
        hashes[at->path().lexically_relative(root).generic_string()] = hash.finish();
    }
    if (code) return protocol::fail(Fault::Storage, "read " + root.string() + ": " + code.message());
    return hashes;
}

}  // namespace province

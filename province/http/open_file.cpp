#include "province/http/open_file.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace province::http {

std::shared_ptr<const OpenFile> OpenFile::open(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) return nullptr;
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return nullptr;
    }
    const auto size = static_cast<std::uint64_t>(status.st_size);
    const std::array<std::uint64_t, 4> identity{static_cast<std::uint64_t>(status.st_ino), size,
                                                static_cast<std::uint64_t>(status.st_mtim.tv_sec),
                                                static_cast<std::uint64_t>(status.st_mtim.tv_nsec)};
    return std::shared_ptr<const OpenFile>(new OpenFile(descriptor, size, identity));
}

OpenFile::~OpenFile() { ::close(descriptor_); }

std::string OpenFile::read(std::uint64_t offset, std::size_t length) const
{
    std::string out(length, '\0');
    std::size_t done = 0;
    while (done < length) {
        const ssize_t count =
            ::pread(descriptor_, out.data() + done, length - done, static_cast<off_t>(offset + done));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        done += static_cast<std::size_t>(count);
    }
    out.resize(done);
    return out;
}

}  // namespace province::http

#include "province/files/descriptor.h"

#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace province {

using protocol::Fault;

Descriptor::~Descriptor()
{
    if (number_ >= 0) ::close(number_);
}

tl::unexpected<protocol::Error> file_fault(const char* what, const std::filesystem::path& path)
{
    const int code = errno;
    const Fault fault = code == ENOENT ? Fault::NotFound : Fault::Storage;
    return protocol::fail(fault, std::string{what} + " " + path.string() + ": " + std::strerror(code));
}

protocol::Result<Descriptor> lock_file(const std::filesystem::path& path)
{
    Descriptor file{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
    if (!file.open()) return file_fault("open", path);
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return protocol::fail(Fault::Busy, path.string() + " is locked");
        return file_fault("lock", path);
    }
    return file;
}

}  // namespace province

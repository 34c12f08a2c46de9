#include "province/kiosk_api/key_files.h"

#include <array>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "protocol/base/secret.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::SecretString;

namespace {

Result<SecretString> read_secret(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return protocol::fail(Fault::NotFound, "cannot read the key file " + path);
    struct stat status {};
    const bool known = ::fstat(file, &status) == 0;
    std::array<char, 1024> buffer{};
    const ssize_t count = ::read(file, buffer.data(), buffer.size());
    ::close(file);
    SecretString text(std::string_view(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0));
    protocol::wipe(buffer.data(), buffer.size());
    if (!known || count <= 0) return protocol::fail(Fault::NotFound, "cannot read the key file " + path);
    if ((status.st_mode & 077) != 0)
        return protocol::fail(Fault::Refused, "others may read the key file " + path);
    return text;
}

}  // namespace

Result<protocol::SigningKey> read_signing_key(const std::string& path)
{
    const auto text = read_secret(path);
    if (!text) return tl::unexpected{text.error()};
    return protocol::SigningKey::parse(text->view());
}

Result<protocol::BoxKey> read_box_key(const std::string& path)
{
    const auto text = read_secret(path);
    if (!text) return tl::unexpected{text.error()};
    return protocol::BoxKey::parse(text->view());
}

}  // namespace province

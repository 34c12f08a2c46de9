#include "kiosk/documents/opener/pipe.h"

#include <unistd.h>

#include <array>
#include <cerrno>

#include "protocol/pages/messages.h"

namespace kiosk::opener {

namespace {

bool read_all(char* to, std::size_t size)
{
    while (size > 0) {
        const ssize_t got = ::read(STDIN_FILENO, to, size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        to += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

}  // namespace

std::optional<std::string> read_frame(std::size_t most)
{
    std::array<char, protocol::pages::kPrefix> prefix{};
    if (!read_all(prefix.data(), prefix.size())) return std::nullopt;
    const auto length = protocol::pages::frame_length({prefix.data(), prefix.size()}, most);
    if (!length) return std::nullopt;
    std::string frame(*length, '\0');
    if (!read_all(frame.data(), frame.size())) return std::nullopt;
    return frame;
}

bool write_frame(std::string_view frame)
{
    while (!frame.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, frame.data(), frame.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        frame.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace kiosk::opener

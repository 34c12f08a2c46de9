#include "protocol/base/log.h"

#include <unistd.h>

#include <atomic>

namespace protocol::log {

namespace {
constexpr std::size_t kLongest = 1000;
std::atomic<bool> debug_on{false};
}  // namespace

void enable_debug(bool on) { debug_on = on; }

void write(Level level, std::string_view area, std::string_view text)
{
    if (level == Level::Debug && !debug_on) return;
    std::string line = "<" + std::to_string(static_cast<int>(level)) + ">";
    line += area;
    line += ": ";
    for (const char c : text.substr(0, kLongest)) {
        const auto byte = static_cast<unsigned char>(c);
        line += byte < 0x20 || byte == 0x7f ? '?' : c;
    }
    line += '\n';
    // One write a line, so that lines of several threads do not mix. A lost line is no reason to stop.
    if (::write(STDERR_FILENO, line.data(), line.size()) < 0) return;
}

}  // namespace protocol::log

#include "kiosk/app/terminal.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr double kShortestSideMm = 190;
constexpr double kLongestShortSideMm = 900;
constexpr double kMostPxPerMm = 40;
constexpr double kMostReachMm = 3000;
constexpr std::size_t kLongestFile = 4096;

std::string decimal(double value)
{
    std::array<char, 32> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 4);
    return {digits.data(), end.ptr};
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return text;
}

bool read_line(std::string_view line, Terminal& terminal)
{
    line = trimmed(line.substr(0, line.find('#')));
    if (line.empty()) return true;
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return false;
    const std::string_view key = trimmed(line.substr(0, equals));
    const std::string_view text = trimmed(line.substr(equals + 1));
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return false;
    const bool scale = key == "px_per_mm";
    if (!scale && key != "reach_mm") return false;
    if (!(value >= 0 && value <= (scale ? kMostPxPerMm : kMostReachMm))) return false;
    (scale ? terminal.px_per_mm : terminal.reach_mm) = value;
    return true;
}

tl::unexpected<protocol::Error> failed(const std::filesystem::path& file, int number)
{
    return protocol::fail(Fault::Storage, file.string() + ": " + std::strerror(number));
}

bool write_all(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

double within_scale(double px_per_mm, int width_px, int height_px)
{
    const double shorter = std::min(width_px, height_px);
    return std::clamp(px_per_mm, shorter / kLongestShortSideMm, shorter / kShortestSideMm);
}

double within_reach(double reach_mm, double width_mm, double height_mm)
{
    // Two thirds of what the pages are proven at: 476 mm upright, 268 mm on its side.
    const double proven = width_mm > height_mm ? 179 : 318;
    const double least = std::min(proven, height_mm * 2 / 3);
    return std::clamp(reach_mm, least, height_mm);
}

Result<Terminal> load_terminal(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return protocol::fail(Fault::NotFound, file.string() + ": missing");
    std::ifstream stream{file, std::ios::binary};
    std::string bytes(kLongestFile, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    Terminal terminal;
    for (std::string_view rest = bytes; !rest.empty();) {
        const auto end = rest.find('\n');
        if (!read_line(rest.substr(0, end), terminal))
            return protocol::fail(Fault::Malformed, file.string() + ": not understood");
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return terminal;
}

Result<void> save_terminal(const std::filesystem::path& file, const Terminal& terminal)
{
    const std::string text =
        "px_per_mm = " + decimal(terminal.px_per_mm) + "\nreach_mm = " + decimal(terminal.reach_mm) + "\n";
    const std::filesystem::path fresh{file.string() + ".new"};
    const int out = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out < 0) return failed(fresh, errno);
    const bool written = write_all(out, text) && ::fsync(out) == 0;
    const int number = errno;
    ::close(out);
    if (!written) return failed(fresh, number);
    if (::rename(fresh.c_str(), file.c_str()) != 0) return failed(file, errno);
    const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return failed(file, errno);
    ::fsync(folder);
    ::close(folder);
    return {};
}

}  // namespace kiosk

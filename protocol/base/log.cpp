#include "protocol/base/log.h"

#include <unistd.h>

#include <atomic>

namespace protocol::log {

namespace {

constexpr std::size_t kLongest = 1000;
std::atomic<bool> debug_on{false};
std::atomic<bool> json_on{false};

std::string_view name_of(Level level)
{
    switch (level) {
        case Level::Error:
            return "error";
        case Level::Warning:
            return "warning";
        case Level::Info:
            return "info";
        case Level::Debug:
            break;
    }
    return "debug";
}

void append_clean(std::string& line, std::string_view text)
{
    for (const char c : text.substr(0, kLongest)) {
        const auto byte = static_cast<unsigned char>(c);
        line += byte < 0x20 || byte == 0x7f ? '?' : c;
    }
}

/// Of bytes that are no UTF-8, or a letter cut in half, every byte above ASCII becomes '?': a line is always
/// JSON.
void append_json(std::string& line, std::string_view text)
{
    text = text.substr(0, kLongest);
    line += '"';
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte == '"' || byte == '\\') line += '\\';
        if (byte < 0x80) {
            line += byte < 0x20 || byte == 0x7f ? '?' : text[at];
            continue;
        }
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0;
        bool whole = length != 0 && byte <= 0xF4 && at + length <= text.size();
        for (std::size_t k = 1; whole && k < length; ++k)
            whole = (static_cast<unsigned char>(text[at + k]) & 0xC0) == 0x80;
        if (!whole) {
            line += '?';
            continue;
        }
        line += text.substr(at, length);
        at += length - 1;
    }
    line += '"';
}

}  // namespace

void enable_debug(bool on) { debug_on = on; }
void use_json(bool on) { json_on = on; }

void write(Level level, std::string_view area, std::string_view text) { event(level, area, text, {}); }

void event(Level level, std::string_view area, std::string_view text, std::initializer_list<Field> fields)
{
    if (level == Level::Debug && !debug_on) return;
    std::string line = "<" + std::to_string(static_cast<int>(level)) + ">";
    if (json_on) {
        line += "{\"level\":\"";
        line += name_of(level);
        line += "\",\"area\":";
        append_json(line, area);
        line += ",\"text\":";
        append_json(line, text);
        for (const Field& field : fields) {
            line += ",\"";
            line += field.name;
            line += "\":";
            if (field.number)
                line += field.value;
            else
                append_json(line, field.value);
        }
        line += '}';
    } else {
        line += area;
        line += ": ";
        append_clean(line, text);
        for (const Field& field : fields) {
            line += ' ';
            line += field.name;
            line += '=';
            append_clean(line, field.value);
        }
    }
    line += '\n';
    // One write a line, so that lines of several threads do not mix. A lost line is no reason to stop.
    if (::write(STDERR_FILENO, line.data(), line.size()) < 0) return;
}

}  // namespace protocol::log

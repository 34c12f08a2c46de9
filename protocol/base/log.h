#pragma once

#include <charconv>
#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace protocol::log {

/// systemd's levels: error = a person must act, warning = may need acting, info = rare and useful.
enum class Level { Error = 3, Warning = 4, Info = 6, Debug = 7 };

/// Debug lines are dropped unless switched on.
void enable_debug(bool on);

/// One JSON object a line instead of words: {"level":"info","area":"http","text":"…"}, still behind "<N>".
void use_json(bool on);

/// One line "<N>area: text" on stderr, in one write. Control characters of `text` are replaced by '?' and
/// the line is cut at 1,000 bytes, because text may come from outside.
void write(Level level, std::string_view area, std::string_view text);

/// A named part of a line. As words: name=value; as JSON: a member.
struct Field {
    Field(std::string_view name_in, std::string_view text) : name(name_in), value(text), number(false) {}
    Field(std::string_view name_in, const char* text) : Field(name_in, std::string_view{text}) {}
    Field(std::string_view name_in, long long figure)
        : name(name_in), value(std::to_string(figure)), number(true)
    {
    }
    std::string_view name;
    std::string value;
    bool number;
};
/// A line with named parts. The same bounds and the same rule hold: nothing of a person.
void event(Level level, std::string_view area, std::string_view text, std::initializer_list<Field> fields);

inline void append(std::string& out, std::string_view text) { out += text; }
inline void append(std::string& out, const char* text) { out += text; }
inline void append(std::string& out, bool value) { out += value ? "true" : "false"; }
template <class Number>
requires(std::integral<Number> || std::floating_point<Number>) void append(std::string& out, Number value)
{
    char digits[32];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

template <class... Parts>
void line(Level level, std::string_view area, const Parts&... parts)
{
    std::string text;
    (append(text, parts), ...);
    write(level, area, text);
}

/// log::info("sync", "sent report ", id). Never put a report's text, a name, a phone number or a code in.
template <class... Parts>
void error(std::string_view area, const Parts&... parts)
{
    line(Level::Error, area, parts...);
}
template <class... Parts>
void warning(std::string_view area, const Parts&... parts)
{
    line(Level::Warning, area, parts...);
}
template <class... Parts>
void info(std::string_view area, const Parts&... parts)
{
    line(Level::Info, area, parts...);
}
template <class... Parts>
void debug(std::string_view area, const Parts&... parts)
{
    line(Level::Debug, area, parts...);
}

}  // namespace protocol::log

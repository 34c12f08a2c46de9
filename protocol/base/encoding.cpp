#include "protocol/base/encoding.h"

#include <array>

namespace protocol {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> values_of(std::string_view digits)
{
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < digits.size(); ++i)
        values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
    return values;
}

constexpr auto kHexValues = values_of(kHexDigits);
constexpr auto kBase64Values = values_of(kBase64Digits);

unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

template <class Number>
void append_be(std::string& out, Number value)
{
    for (int shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8)
        out += static_cast<char>(static_cast<unsigned char>(value >> shift));
}

template <class Number>
Number read_be(std::string_view bytes)
{
    Number value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i)
        value = static_cast<Number>(static_cast<Number>(value << 8) | static_cast<Number>(byte_at(bytes, i)));
    return value;
}

}  // namespace

std::string to_hex(std::string_view bytes)
{
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        hex += kHexDigits[byte_at(bytes, i) >> 4];
        hex += kHexDigits[byte_at(bytes, i) & 15];
    }
    return hex;
}

std::optional<std::string> from_hex(std::string_view hex)
{
    if (hex.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = kHexValues[byte_at(hex, i)];
        const int low = kHexValues[byte_at(hex, i + 1)];
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::string to_base64(std::string_view bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        const unsigned group = byte_at(bytes, i) << 16 | (left > 1 ? byte_at(bytes, i + 1) << 8 : 0) |
                               (left > 2 ? byte_at(bytes, i + 2) : 0);
        text += kBase64Digits[group >> 18];
        text += kBase64Digits[group >> 12 & 63];
        text += left > 1 ? kBase64Digits[group >> 6 & 63] : '=';
        text += left > 2 ? kBase64Digits[group & 63] : '=';
    }
    return text;
}

std::optional<std::string> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const bool last = i + 4 == text.size();
        const int padding = !last || text[i + 3] != '=' ? 0 : (text[i + 2] == '=' ? 2 : 1);
        unsigned group = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const int value =
                j >= 4U - static_cast<unsigned>(padding) ? 0 : kBase64Values[byte_at(text, i + j)];
            if (value < 0) return std::nullopt;
            group = group << 6 | static_cast<unsigned>(value);
        }
        const unsigned unused = padding == 2 ? 0xffff : (padding == 1 ? 0xff : 0);
        if ((group & unused) != 0) return std::nullopt;
        bytes += static_cast<char>(static_cast<unsigned char>(group >> 16));
        if (padding < 2) bytes += static_cast<char>(static_cast<unsigned char>(group >> 8));
        if (padding < 1) bytes += static_cast<char>(static_cast<unsigned char>(group));
    }
    return bytes;
}

std::optional<std::uint64_t> parse_decimal(std::string_view text)
{
    if (text.empty() || text.size() > 20 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (UINT64_MAX - digit) / 10) return std::nullopt;
        value = value * 10 + digit;
    }
    return value;
}

void append_u16be(std::string& out, std::uint16_t value) { append_be(out, value); }
void append_u32be(std::string& out, std::uint32_t value) { append_be(out, value); }
void append_u64be(std::string& out, std::uint64_t value) { append_be(out, value); }
std::uint16_t read_u16be(std::string_view bytes) { return read_be<std::uint16_t>(bytes); }
std::uint32_t read_u32be(std::string_view bytes) { return read_be<std::uint32_t>(bytes); }
std::uint64_t read_u64be(std::string_view bytes) { return read_be<std::uint64_t>(bytes); }

}  // namespace protocol

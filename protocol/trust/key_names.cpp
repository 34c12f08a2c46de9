#include "protocol/trust/key_names.h"

#include <algorithm>

namespace protocol {

namespace {

constexpr std::size_t kLongestBody = 40;

std::string numbered(std::string_view province, std::string_view body, char role, int n)
{
    return std::string{province} + "-" + std::string{body} + "-" + role + std::to_string(n);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::string publisher_key_name(std::string_view province, std::string_view body, int n)
{
    return numbered(province, body, 'p', n);
}
std::string desk_key_name(std::string_view province, std::string_view body, int n)
{
    return numbered(province, body, 'd', n);
}
std::string recipient_key_name(std::string_view province, std::string_view body, int n)
{
    return numbered(province, body, 'r', n);
}
std::string registrar_key_name(std::string_view province) { return std::string{province} + "-registrar"; }
std::string receiver_key_name(std::string_view province) { return std::string{province} + "-receiver"; }
std::string root_key_name(std::string_view province, int n)
{
    return std::string{province} + "-root-" + std::to_string(n);
}
std::string registrar_body(std::string_view province) { return std::string{province} + ".registrar"; }

bool valid_body(std::string_view body)
{
    const auto dot = body.find('.');
    if (dot == std::string_view::npos || dot < 2 || dot > 5 || body.size() > kLongestBody) return false;
    const std::string_view area = body.substr(0, dot);
    const std::string_view name = body.substr(dot + 1);
    return std::all_of(area.begin(), area.end(), is_digit) && !name.empty() && is_letter(name[0]) &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

std::string_view body_area(std::string_view body) { return body.substr(0, body.find('.')); }

}  // namespace protocol

#include "kiosk/speech/digit_groups.h"

#include "kiosk/speech/spot.h"

namespace kiosk {

namespace {

/// Bytes between two groups; 0: the number ends.
std::size_t between_groups(std::string_view text, std::size_t at, bool in_brackets)
{
    const std::string_view rest = text.substr(at);
    if (in_brackets && rest.starts_with(") ")) return 2;
    if (in_brackets && rest.starts_with(")")) return 1;
    return !rest.empty() && std::string_view{" .-"}.find(rest.front()) != std::string_view::npos ? 1 : 0;
}

}  // namespace

DigitGroups digit_groups_at(std::string_view text, std::size_t at)
{
    DigitGroups groups;
    const bool bracket = at > 0 && text[at - 1] == '(';
    for (std::size_t end = at;;) {
        const std::string_view part = digits_at(text, end, 1, 24);
        if (part.empty()) break;
        groups.parts.push_back(part);
        groups.digits += part.size();
        end += part.size();
        groups.size = end - at;
        const std::size_t between = between_groups(text, end, bracket && groups.parts.size() == 1);
        if (between == 0) break;
        end += between;
    }
    return groups;
}

DigitGroups domestic_phone_at(std::string_view text, std::size_t at)
{
    DigitGroups groups = digit_groups_at(text, at);
    if (groups.digits < 9 || groups.digits > 11 || !groups.parts.front().starts_with('0')) return {};
    // "01-11-2026 15 giờ" is a day.
    const bool day = groups.parts.size() >= 3 && groups.parts[0].size() <= 2 && groups.parts[2].size() == 4;
    return day ? DigitGroups{} : groups;
}

}  // namespace kiosk

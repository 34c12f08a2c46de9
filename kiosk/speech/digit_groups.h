#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace kiosk {

/// Groups of digits with a blank, point or hyphen between them; a first group in brackets counts.
struct DigitGroups {
    std::vector<std::string_view> parts;
    std::size_t size = 0;  ///< bytes
    std::size_t digits = 0;
};

[[nodiscard]] DigitGroups digit_groups_at(std::string_view text, std::size_t at);

/// "0234 3822 123", "0905.123.456", and behind a bracket "0234) 3822123"; no groups: something else stands
/// there.
[[nodiscard]] DigitGroups domestic_phone_at(std::string_view text, std::size_t at);

}  // namespace kiosk

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Numbers as Vietnamese people say them: "mười lăm", "hai mươi mốt", "một trăm linh năm".
namespace kiosk {

/// Any number below 10^18: "một triệu hai trăm năm mươi nghìn". Greater ones are said digit by digit.
[[nodiscard]] std::string number_words(std::uint64_t number);

/// Each digit by its name: "0905" → "không chín không năm". Other bytes are left out.
[[nodiscard]] std::string digit_words(std::string_view digits);

/// Behind the comma: two digits as a number ("bảy mươi lăm"), more, or with a nought first, one by one.
[[nodiscard]] std::string fraction_words(std::string_view digits);

/// After "thứ", "tháng", "quý": 4 is "tư", and after "thứ" 1 is "nhất".
[[nodiscard]] std::string order_words(std::uint64_t number, bool first_is_nhat);

/// The value of a Roman numeral in capitals, made of I, V and X only and written as it must be (1 … 39).
[[nodiscard]] std::optional<int> roman_value(std::string_view text);

}  // namespace kiosk

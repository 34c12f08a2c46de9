#pragma once

#include "kiosk/speech/spot.h"

/// What begins with a digit in a Vietnamese text, each as people say it. Nothing: it is something else.
/// The order of trying is the order here; amount_at() takes any number.
namespace kiosk {

/// "34/2007/PL-UBTVQH11", "120-KL/TW", "145/2020": number, year, kind and issuer of a document. The kind is
/// left out when it was just said.
[[nodiscard]] std::optional<Match> citation_at(const Spot& spot);
/// "4829 1357 0264 8193 7597": groups of four, digit by digit.
[[nodiscard]] std::optional<Match> code_at(const Spot& spot);
/// "0234 3822 123", "(0234) 3822123", "1900 1075", 111 … 115, a number after "điện thoại", an identity
/// number.
[[nodiscard]] std::optional<Match> phone_at(const Spot& spot);
/// "+84 905 123 456", "+84 (0)234 3822123": with the country in front.
[[nodiscard]] std::optional<Match> foreign_phone_at(const Spot& spot);
/// "23/11/2026", "20/11", "11/2026", and from one to another ("1-15/12").
[[nodiscard]] std::optional<Match> date_at(const Spot& spot);
/// "08:15", "8h30", "8 giờ 05", and from one to another ("7 giờ - 11 giờ").
[[nodiscard]] std::optional<Match> time_at(const Spot& spot);
/// Bytes of the unit that stands whole at `at`; 0: none.
[[nodiscard]] std::size_t unit_size(const Spot& spot, std::size_t at);
/// "1.250.000 đồng", "12,5%", "300 m²/hộ", "10–15", "3.2", "2/3", "5 x 10 m", "007".
[[nodiscard]] Match amount_at(const Spot& spot);

}  // namespace kiosk

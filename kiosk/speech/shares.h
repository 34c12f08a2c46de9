#pragma once

#include <cstddef>
#include <string_view>

#include "kiosk/speech/spot.h"

/// "11/12" may be a day, a share of things, a house or a step on a way: what stands round it tells.
namespace kiosk {

/// What stands before names a place in a row: "số nhà", "kiệt", "bước", "trình độ". Neither a day nor a part.
[[nodiscard]] bool names_a_place_in_a_row(const Spot& spot);
/// A word of small letters follows that is no word of time: a thing that is counted.
[[nodiscard]] bool counted_word_at(std::string_view text, std::size_t end);
/// It is one of the things communes take shares of: "hộ", "phiếu", "tiêu chí".
[[nodiscard]] bool shared_thing_at(std::string_view text, std::size_t end);
/// A whole of which parts are told: "số hộ", "diện tích".
[[nodiscard]] bool part_of_at(std::string_view text, std::size_t end);

}  // namespace kiosk

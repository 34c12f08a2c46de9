#pragma once

#include <cstdint>
#include <string>

#include "kiosk/ui/ui.h"

namespace kiosk {

/// 1234567 → "1.234.567", in English "1,234,567".
[[nodiscard]] std::string grouped(const Ui& ui, std::int64_t n);
/// Whole đồng → "412 triệu đồng" when it is whole millions, else "1.234.500 đồng". Never rounded.
[[nodiscard]] std::string money(const Ui& ui, std::int64_t dong);

}  // namespace kiosk

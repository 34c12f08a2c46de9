#include "kiosk/screens/money.h"

namespace kiosk {

std::string grouped(const Ui& ui, std::int64_t n)
{
    const std::string digits = std::to_string(n < 0 ? -n : n);
    const std::string_view mark = ui.tr("number.group");
    std::string out = n < 0 ? "-" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += mark;
        out += digits[i];
    }
    return out;
}

std::string money(const Ui& ui, std::int64_t dong)
{
    constexpr std::int64_t kMillion = 1'000'000;
    if (dong != 0 && dong % kMillion == 0)
        return ui.tr("money.million", {{"n", grouped(ui, dong / kMillion)}});
    return ui.tr("money.dong", {{"n", grouped(ui, dong)}});
}

}  // namespace kiosk

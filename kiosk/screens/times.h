#pragma once

#include <optional>
#include <string>

#include "kiosk/ui/ui.h"
#include "protocol/base/clock.h"

// Days and hours as people say them, in the language of the page.

namespace kiosk {

[[nodiscard]] std::string clock_text(protocol::Time time);                   ///< 15:04
[[nodiscard]] std::string short_date(const Ui& ui, protocol::Date date);     ///< 23/11/2026; 23 Nov 2026
[[nodiscard]] std::string day_and_month(const Ui& ui, protocol::Date date);  ///< 23/11; 23 Nov
[[nodiscard]] std::string weekday(const Ui& ui, protocol::Date date, bool brief = false);  ///< Thứ Hai
[[nodiscard]] std::string long_date(const Ui& ui, protocol::Date date);  ///< Thứ Hai, 23/11/2026
[[nodiscard]] std::string date_time(const Ui& ui, protocol::Time time);  ///< 15:04, 23/11/2026
/// "hôm nay", "ngày mai", "còn 3 ngày", "hôm qua", "cách đây 3 ngày".
[[nodiscard]] std::string away(const Ui& ui, protocol::Date today, protocol::Date date);
/// "thông tin đến 15:02" — with the day when that is not today, or nobody knows what today is.
[[nodiscard]] std::string since_when(const Ui& ui, std::optional<protocol::Date> today, protocol::Time time);

/// The text of `key.one` or `key.many` with {n}.
[[nodiscard]] std::string counted(const Ui& ui, std::string_view key, long long n);

}  // namespace kiosk

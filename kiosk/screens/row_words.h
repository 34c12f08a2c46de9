#pragma once

#include <optional>
#include <string>

#include "kiosk/app/state.h"
#include "kiosk/ui/widgets.h"
#include "offline_cache/records.h"
#include "protocol/base/clock.h"

namespace kiosk {

// `now`, `today`: nullopt where nobody knows it; nothing is counted then, and nothing is over.

/// The time at the hall; nullopt while the clock is not to be believed.
[[nodiscard]] std::optional<protocol::Time> believed_time(const State& state);

/// What a list says of one item; keeps the strings that RowText points into.
struct RowWords {
    std::optional<DateBlock> date;
    std::string overline;
    std::string title;
    std::string detail;
    std::string chip;
    Tone chip_tone = Tone::Primary;
    bool quiet = false;

    [[nodiscard]] RowText text() const;
    /// For the largest letters, which need the whole width for the title: day and state go into the words
    /// below it.
    void shorten();
};

[[nodiscard]] RowWords row_words(const Ui& ui, const offline_cache::ItemRow& row,
                                 std::optional<protocol::Time> now);

/// A meeting whose time has passed, whatever its record still says of it.
[[nodiscard]] bool is_over(const offline_cache::ItemRow& row, std::optional<protocol::Time> now);

/// What became of an item in one word — "Mới", "Đã sửa", "Đã rút" …; empty: nothing to say.
struct Mark {
    std::string words;
    Tone tone = Tone::Primary;
};
[[nodiscard]] Mark mark_of(const Ui& ui, const offline_cache::ItemRow& row,
                           std::optional<protocol::Time> now);

/// "**Mưa lớn.** Thôn … chuẩn bị sơ tán": a title that ends without a stop gets one. Of several the first,
/// and how many more there are. At least one.
[[nodiscard]] std::string bulletins_words(const Ui& ui, const std::vector<offline_cache::ItemRow>& bulletins);

/// "19:00 · Nhà văn hóa thôn · còn 3 ngày".
[[nodiscard]] std::string meeting_line(const Ui& ui, const offline_cache::ItemRow& row,
                                       std::optional<protocol::Date> today);
/// "Thứ Tư / 25 / tháng 11".
[[nodiscard]] DateBlock date_block(const Ui& ui, protocol::Date date, bool past);

}  // namespace kiosk

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"

namespace offline_cache {

/// What a search line asks for by other means than words: a legal item, days.
struct Asked {
    struct Days {
        protocol::Date first{};
        protocol::Date last{};
        friend bool operator==(const Days&, const Days&) = default;
    };
    std::string law;  ///< "D03", "DQ"; empty: none
    std::optional<Days> days;
    std::string rest;  ///< the words beside them, as typed

    [[nodiscard]] bool any() const { return !law.empty() || days.has_value(); }
};

/// Reads "D03", "23/11/2026", "23-11", "tháng 11", "tháng 11/2026", "hôm nay", "ngày mai", "tuần này", "tháng
/// trước" and the like, with or without marks, in Vietnamese or English, anywhere in the line; the rest stays
/// words. A day or month without its year is the one nearest to `today`. "34/2007" and "145/2020/NĐ-CP" are
/// numbers of documents, not days.
[[nodiscard]] Asked read_asked(std::string_view line, protocol::Date today);

}  // namespace offline_cache

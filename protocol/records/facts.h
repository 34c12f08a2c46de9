#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/strings.h"
#include "protocol/records/card.h"

// What a record says beside its text, in words: for paper and for the pages of phones. The words are those of
// assets/text/kiosk.<language>.txt, so that paper, phone and screen speak alike.

namespace protocol {

/// One thing in words. `what` may be empty: `value` then stands alone.
struct Fact {
    std::string what;
    std::string value;
    friend bool operator==(const Fact&, const Fact&) = default;
};

struct FactGroup {
    std::string title;  ///< empty for the first group
    std::vector<Fact> facts;
};

/// The card's facts in reading order; empty values are left out, so are empty groups.
[[nodiscard]] std::vector<FactGroup> record_facts(const Card& card, const Strings& words);

/// "Ngân sách, thu chi của xã" of a disclosure's legal item, else the name of the type.
[[nodiscard]] std::string record_kind(std::string_view t, std::string_view law, const Strings& words);
/// "20107.ubnd" → "Ủy ban nhân dân xã".
[[nodiscard]] std::string office_words(std::string_view body, const Strings& words);

[[nodiscard]] std::string date_words(Date date);                                 ///< 22/11/2026
[[nodiscard]] std::string time_words(Time time);                                 ///< 15:04, 22/11/2026
[[nodiscard]] std::string money_words(std::int64_t dong, const Strings& words);  ///< "412 triệu đồng"

}  // namespace protocol

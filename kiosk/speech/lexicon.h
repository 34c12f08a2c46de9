#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/result.h"

namespace kiosk {

/// How a language's abbreviations, units and signs are said: assets/speech/<language>.txt.
///
/// A line is `written = spoken`, under one of the heads [words], [papers], [offices], [units], [signs];
/// empty lines and lines beginning with # are skipped.
class Lexicon {
public:
    enum class Shelf {
        Words,    ///< UBND, TP., v.v.
        Papers,   ///< kinds of document in a number: QĐ, NĐ
        Offices,  ///< who issued it: CP, TTg
        Units,    ///< m², ha, đ: said behind a number
        Signs,    ///< & → và; names of the letters
    };

    Lexicon() = default;
    /// Malformed with the line number: no head, no " = ", a repeated entry, not UTF-8.
    static protocol::Result<Lexicon> parse(std::string_view text);

    /// The spoken form, or empty.
    [[nodiscard]] std::string_view find(Shelf shelf, std::string_view written) const;
    /// The longest entry of the shelf that `text` begins with; 0: none. No regard to what follows.
    [[nodiscard]] std::size_t longest(Shelf shelf, std::string_view text) const;

    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all(Shelf shelf) const
    {
        return shelves_[static_cast<std::size_t>(shelf)];
    }

private:
    static constexpr std::size_t kShelves = 5;
    std::map<std::string, std::string, std::less<>> shelves_[kShelves];
    std::size_t longest_[kShelves]{};
};

}  // namespace kiosk

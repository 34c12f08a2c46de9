#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offline_cache/content.h"

namespace offline_cache {

/// Bytes [begin, end) of a UTF-8 string, always at character borders.
struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    friend bool operator==(const TextRange&, const TextRange&) = default;
};

struct SearchHit {
    ItemRow row;
    std::vector<TextRange> title_marks;  ///< what matched in row.title
    std::string passage;  ///< one to two lines around the first match in number, summary, body or a file
    std::string file;     ///< name of the attached file that the passage stands in; empty: in none
    std::vector<TextRange> passage_marks;
    bool exact = false;  ///< matched with its Vietnamese marks as typed
};

struct SearchQuery {
    std::string text;
    std::optional<Tile> tile;
    std::string law;
    std::optional<protocol::Date> since;  ///< `from` on or after
    int limit = 40;
    /// True when nobody waits for this answer any more; asked between candidates. Empty: never.
    std::function<bool()> dropped{};
};

struct SearchResult {
    std::vector<SearchHit> hits;
    bool more = false;  ///< there were more candidates than were looked at
};

/// Finds as one types: every word must occur, the last one as a prefix. Without marks "dat dai" finds
/// "đất đai"; hits with the very marks typed come first, then title before text, words side by side
/// before words apart, then newest. "145/2020" and "120-KL/TW" find document numbers.
/// Looks at the newest candidates only, so a one-letter prefix of 100,000 records is quick.
/// A legal item ("D03") and days ("23/11/2026", "tháng 11", "tuần này"; asked.h) are looked for as such: what
/// stands under the item, what is posted on or begins in those days, beside whatever holds these very words.
/// An empty text gives no hits. Busy: it was dropped. Withdrawn items are found by number and title only
/// (tombstone rows).
protocol::Result<SearchResult> search(Content& content, const SearchQuery& query, protocol::Time now);

}  // namespace offline_cache

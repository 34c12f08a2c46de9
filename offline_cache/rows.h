#pragma once

#include <string>

#include "offline_cache/card_facts.h"
#include "offline_cache/records.h"
#include "offline_cache/sqlite/database.h"
#include "offline_cache/zip.h"

namespace offline_cache {

/// Item states of table item.
enum class ItemState { Missing = 0, Older = 1, Shown = 2, Erased = 3 };

/// Texts of one item as stored.
struct StoredText {
    std::string heading;  ///< title, a line break, number
    std::string card, body, minutes;
};

/// Only the heading of it.
protocol::Result<std::string> read_heading(sqlite::Database& database, Zip& zip, std::int64_t index);

/// What is stored of a card beside it: title, a line break, number.
std::string heading_of(const CardFacts& facts);

/// Writes the texts of an item; what was there is replaced.
protocol::Result<void> write_text(sqlite::Database& database, Zip& zip, std::int64_t index,
                                  const StoredText& text);

/// Header columns of table item beside the row that screens get.
struct StoredItem {
    ItemRow row;
    ItemState state = ItemState::Missing;
    CardFacts facts;  ///< empty when the card was erased
    StoredText text;
    std::string change;
    std::int64_t withdrawn = 0;          ///< idx of the withdrawal; 0: no
    std::string erased;                  ///< parts deleted by law
    std::optional<protocol::Time> here;  ///< shown on this machine since then
    bool hidden = false;  ///< withdrawn, or a list of people past its time: no text on any screen
};

/// Reads text; NotFound when none is stored.
protocol::Result<StoredText> read_text(sqlite::Database& database, Zip& zip, std::int64_t index);

/// Reads one item with its texts. NotFound when there is no such header.
protocol::Result<StoredItem> read_item(sqlite::Database& database, Zip& zip, std::int64_t index,
                                       std::int64_t today);

/// The same without its texts, by the card of it that is at hand; empty: none is stored.
protocol::Result<StoredItem> read_item(sqlite::Database& database, std::int64_t index,
                                       const std::string& card, std::int64_t today);

/// Whether texts of this publisher are kept: "<code>.…" of the kiosk's commune or of the province
/// (protocol.md §8.14.6).
bool is_own_publisher(std::string_view publisher, std::string_view commune, std::string_view province);

}  // namespace offline_cache

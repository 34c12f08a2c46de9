#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>

#include "offline_cache/match.h"
#include "offline_cache/rows.h"

namespace offline_cache {

/// Items as search looks through them, kept from one key to the next: while somebody types, nearly the same
/// ones are looked at again, and unpacking and folding their texts is most of a search's work.
///
/// Holds public texts only, but which ones says what was searched for: forget() with what was typed.
class FoldedItems {
public:
    struct Whole {
        StoredItem item;      ///< without its text
        FoldedText card;      ///< as stored
        FoldedText passages;  ///< summary, body and minutes, a line break between them
    };

    /// Call first in every read transaction: what was kept counts only while nobody has written since and it
    /// is the same day.
    protocol::Result<void> begin(sqlite::Database& database, std::int64_t today);

    /// Title, a line break, number; NotFound when no text is stored.
    protocol::Result<std::shared_ptr<const FoldedText>> heading(sqlite::Database& database, Zip& zip,
                                                                std::int64_t index);
    /// NotFound when there is no such header.
    protocol::Result<std::shared_ptr<const Whole>> whole(sqlite::Database& database, Zip& zip,
                                                         std::int64_t index);
    void forget();

private:
    void make_room(std::size_t bytes);

    std::unordered_map<std::int64_t, std::shared_ptr<const FoldedText>> headings_;
    std::unordered_map<std::int64_t, std::shared_ptr<const Whole>> wholes_;
    std::size_t bytes_ = 0;
    std::int64_t version_ = 0;
    std::int64_t today_ = 0;
};

}  // namespace offline_cache

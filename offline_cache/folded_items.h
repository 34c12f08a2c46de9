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
    struct Texts {
        FoldedText heading;  ///< title, a line break, number
        FoldedText card;     ///< as stored
        FoldedText body;     ///< body and minutes, a line break between them
    };

    /// Call first in every read transaction: what was kept counts only while nobody has written since and it
    /// is the same day.
    protocol::Result<void> begin(sqlite::Database& database, std::int64_t today);

    /// Of a text's beginning only, for less work than texts(). NotFound when no text is stored.
    protocol::Result<std::shared_ptr<const FoldedText>> heading(sqlite::Database& database, Zip& zip,
                                                                std::int64_t index);
    /// NotFound when no text is stored.
    protocol::Result<std::shared_ptr<const Texts>> texts(sqlite::Database& database, Zip& zip,
                                                         std::int64_t index);
    /// Without its text. NotFound when there is no such header.
    protocol::Result<std::shared_ptr<const StoredItem>> item(sqlite::Database& database, Zip& zip,
                                                             std::int64_t index);
    void forget();

private:
    struct Kept {
        std::shared_ptr<const FoldedText> heading;
        std::shared_ptr<const Texts> texts;
        std::shared_ptr<const StoredItem> item;
        std::size_t bytes = 0;
    };
    Kept& kept(std::int64_t index);
    void grow(Kept& kept, std::size_t bytes);

    // What has not been asked for since the newer ones filled their half is forgotten.
    std::unordered_map<std::int64_t, Kept> newer_;
    std::unordered_map<std::int64_t, Kept> older_;
    std::size_t bytes_ = 0;  ///< of newer_
    std::int64_t version_ = 0;
    std::int64_t today_ = 0;
};

}  // namespace offline_cache

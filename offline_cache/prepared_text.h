#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "offline_cache/card_facts.h"
#include "offline_cache/zip.h"
#include "protocol/base/result.h"

namespace offline_cache {

/// Parts of an item by number: 0 card, 1 body, 2 minutes, 16 + n attachment n.
constexpr int kCardSlot = 0;
constexpr int kBodySlot = 1;
constexpr int kMinutesSlot = 2;
constexpr int kAttachmentSlot = 16;

/// A card with as many of its texts as have come, hashed and compared by the caller, and everything about it
/// that takes computing time but no database: so that it can be made on another thread than the one that
/// stores it.
struct PreparedText {
    std::int64_t index = 0;
    std::string type;
    CardFacts facts;
    std::array<std::size_t, 4> sizes{};  ///< heading, card, body, minutes
    std::array<bool, 3> here{};          ///< by slot: supplied
    std::string zipped;                  ///< as table text keeps it
    std::string words;                   ///< row of the word index
    std::string heading_words;           ///< the same for a tombstone
};

/// Texts of one item as they came; an unset one is not here yet.
struct ArrivedText {
    std::int64_t index = 0;
    std::string_view type;
    std::string_view card;
    std::optional<std::string_view> body;
    std::optional<std::string_view> minutes;
};

/// `facts` are those of the card. Malformed when a text holds what texts must not hold (not UTF-8, control or
/// bidi characters): such an item is never shown.
protocol::Result<PreparedText> prepare_text(Zip& zip, const ArrivedText& text, CardFacts facts);

/// Row of the word index of an item; the heading alone for one that was withdrawn.
std::string words_row(const CardFacts& facts, std::string_view card, std::string_view body,
                      std::string_view minutes, bool heading_only);

/// Which text of the card stands in which slot: 1 body, 2 minutes; nullopt when the card names no such text.
std::optional<protocol::Blob> text_in_slot(const CardFacts& facts, int slot);

}  // namespace offline_cache

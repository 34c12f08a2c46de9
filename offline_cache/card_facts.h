#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offline_cache/records.h"
#include "protocol/base/result.h"
#include "protocol/records/entry.h"

namespace offline_cache {

/// What lists, search and completeness need to know of a card. Screens that show a whole document read the
/// card itself with protocol::parse_card.
struct CardFacts {
    std::string title, summary, number, lang;
    std::vector<protocol::Blob> texts;  ///< body, then minutes, as far as the card names them
    bool has_body = false;              ///< texts.front() is the body
    struct Attached {
        int n = 0;  ///< attachment i of the card is i, photo i is 32 + i, form i is 48 + i
        protocol::Blob blob;
        std::string name;
    };
    std::vector<Attached> attachments;
    std::vector<std::string> scope;
    bool list_of_people = false;
    std::optional<protocol::Date> hide_after;
    bool has_people_share = false, has_decisions = false;
    std::optional<protocol::Time> start, end;
    std::string place, kind, status;
    std::optional<int> progress_pct;
    std::string reason, may_be_seen_at;  ///< withdrawals
};

/// Malformed when it is not a canonical card of this type; NotFound ("needs newer program") for a type or
/// version this program does not know.
protocol::Result<CardFacts> read_card_facts(std::string_view card, std::string_view type);

/// Every text of a card that a person may search for beside title and number, separated by spaces.
std::string card_words(std::string_view card);

/// The `place` record's own fields.
protocol::Result<Place> read_place(std::string_view card);

}  // namespace offline_cache

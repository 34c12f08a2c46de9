#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/base/strings.h"
#include "protocol/records/card.h"

namespace province {

/// A revision as a QR names it: `#<log index>.<first 16 hex of the leaf hash>`.
struct ShownRevision {
    std::int64_t index = 0;
    protocol::Hash leaf{};
};

struct PhoneAttachment {
    std::string name;
    std::string path;  ///< below the tree: "b/c3/c304…"
    std::int64_t bytes = 0;
};

/// Everything the page of one record says.
struct PhoneRecord {
    std::string id, t, pub, law;
    std::string place;  ///< whose record it is: "Xã Phú Lộc, Thành phố Huế"; empty: of no known unit
    int rev = 1;
    std::optional<protocol::Date> from, until;
    std::vector<ShownRevision> revisions;  ///< oldest first; the last is the one on the page
    std::optional<protocol::Card> card;    ///< nullopt: erased, or of a newer kind
    std::string body, minutes;             ///< Markdown
    std::vector<PhoneAttachment> attachments;

    struct Withdrawal {
        std::optional<protocol::Date> on;
        std::string ground, authority, reason, may_be_seen_at;
        bool erased = false;
    };
    std::optional<Withdrawal> withdrawal;
};

/// The page behind a take-home QR (protocol.md §8.1 `/v/`): one HTML file that asks nobody for anything, for
/// small screens, Vietnamese. Every text of the record is escaped or rendered by safe_html(); the only script
/// compares the address's fragment with the page's own numbers and shows one of the sentences that stand
/// there hidden. A content security policy in the page allows that script and the style by their hashes and
/// nothing else.
///
/// A list of people stays off the page: it would outlive its term on phones and in search engines.
/// The same record gives the same bytes.
[[nodiscard]] std::string phone_page(const PhoneRecord& record, const protocol::Strings& words);

}  // namespace province

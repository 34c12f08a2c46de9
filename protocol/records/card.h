#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/records/card_types.h"
#include "protocol/records/entry.h"

namespace protocol {

/// The record is of a type or version this program does not know; the screen says so.
struct NeedsNewer {
    friend bool operator==(const NeedsNewer&, const NeedsNewer&) = default;
};

using CardDetails = std::variant<NeedsNewer, Disclosure, Meeting, Consultation, Project, Procedure, Contact,
                                 Stats, Withdrawal, Bulletin, Place, Board>;

/// What a record says: a blob named by its entry (protocol.md §8.3–8.4). The JSON is one flat object; the
/// fields below may stand in a card of any type, those of `details` belong to one. Empty strings, empty
/// lists and unset optionals are left out of the JSON. Unknown members are ignored when reading.
struct Card {
    int v = 1;
    std::string salt;  ///< 16 raw random bytes (new_salt()), so that nobody can guess a card from its hash
    std::string title;
    std::string lang = "vi";
    std::string summary;
    std::optional<Blob> body;  ///< text/markdown (text/plain is read too)
    std::vector<Attachment> att;
    std::optional<Audio> audio;
    std::vector<std::string> household;  ///< "what it means for you", up to three lines
    std::vector<std::string> scope;      ///< village ids; empty: all of the commune or province
    std::string contact;                 ///< record id of a contact card
    std::string thread;           ///< common name of records that belong together (plan, content, result)
    std::vector<Change> changes;  ///< of a revision
    CardDetails details = NeedsNewer{};

    friend bool operator==(const Card&, const Card&) = default;
};

/// Reads the card of an entry of type `t`. An unknown `t` or a higher `v` gives NeedsNewer with whatever
/// common fields can be read, never an error. Malformed: not canonical, above 64 KiB, a known field of the
/// wrong kind, or a salt that is not 16 bytes.
Result<Card> parse_card(std::string_view t, std::string_view json);

/// The canonical bytes. Malformed when a text does not fit the profile (§8.2): bring it into shape with
/// nfc() and to_profile_line() first. `details` of NeedsNewer writes the common fields only.
Result<std::string> make_card(const Card& card);

/// 16 random bytes.
[[nodiscard]] std::string new_salt();

/// The entry type of these details; empty for NeedsNewer.
[[nodiscard]] std::string_view card_type(const CardDetails& details);
/// Details with default values for a type; NeedsNewer for an unknown one.
[[nodiscard]] CardDetails empty_details(std::string_view t);

/// A list of people: its text disappears from screens when its term ends (§8.14.9).
[[nodiscard]] bool is_list_of_people(const Card& card);
/// doc_no of a disclosure, code of a project or procedure; else empty.
[[nodiscard]] std::string_view card_number(const Card& card);

/// Every blob the card names beside itself, in the order a pack holds them (body, minutes); attachments,
/// audio, photos and forms are not among them: they come one by one.
[[nodiscard]] std::vector<Blob> text_blobs(const Card& card);
/// Attachments, audio, photos and forms.
[[nodiscard]] std::vector<Blob> other_blobs(const Card& card);

}  // namespace protocol

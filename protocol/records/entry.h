#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/tlog/note.h"

namespace protocol {

/// A blob by address: `h` SHA-256, `n` bytes, `m` media type (empty where it is implied, as for cards).
struct Blob {
    Hash h{};
    std::int64_t n = 0;
    std::string m;
    friend bool operator==(const Blob&, const Blob&) = default;
};

enum class EntryKind {
    Content,     ///< a record with a card that is shown: disclosure, meeting, …
    Withdrawal,  ///< takes back the record at `target`
    Key,         ///< a key is added or revoked
    Unknown,     ///< a type or version this program does not know: "needs newer program", never shown as text
};

enum class KeyRole { Publisher, Desk, Recipient, Device };

/// The fields of a `key` entry (protocol.md §3.3, §8.14.1).
struct KeyRecord {
    bool revoke = false;
    KeyRole role = KeyRole::Publisher;
    std::string vkey;                ///< publisher, desk, device
    std::string pk;                  ///< recipient: 32 raw bytes of X25519
    std::vector<std::string> scope;  ///< bodies
    std::optional<std::int64_t> at;  ///< of a revocation: when, in Unix seconds
    friend bool operator==(const KeyRecord&, const KeyRecord&) = default;
};

/// The signed header of a record, one line of JSON in a note (protocol.md §8.3). No titles, no people.
struct Entry {
    int v = 1;
    std::string t;         ///< disclosure, meeting, …, withdrawal, key
    std::string pub;       ///< publishing body, "19753.ubnd"
    std::int64_t seq = 0;  ///< the body's own counter 1, 2, 3 … without gaps, for ever

    std::string id;                    ///< stable record id; in a withdrawal that of the record taken back
    int rev = 0;                       ///< 1 … for content; 0 where the type has none
    std::optional<std::int64_t> prev;  ///< log index of the revision before; set when rev > 1
    std::string cat;
    std::string law;  ///< D01–D14, DQ or another article's code
    std::optional<Date> from;
    std::optional<Date> until;  ///< last planned day; absent = permanent
    std::optional<Blob> card;
    std::string chg;  ///< reason code; set when rev > 1

    std::optional<std::int64_t> target;  ///< withdrawal: log index taken back
    std::string ground;
    std::string authority;
    std::vector<std::string> erase;  ///< what is erased: "card", "body", "att:0", …

    std::optional<KeyRecord> key;

    EntryKind kind = EntryKind::Content;  ///< follows from t and v

    friend bool operator==(const Entry&, const Entry&) = default;
};

/// Content types this program knows, in the order of §8.4.
[[nodiscard]] bool is_content_type(std::string_view t);

/// A record id: [a-z0-9.-]+, begins with a letter or digit, no "..", ≤ 64 bytes: it stands in URLs.
[[nodiscard]] bool valid_record_id(std::string_view id);

/// Reads an entry without looking at its signatures. Malformed: not a note, above 16 KiB, not canonical
/// (§8.2), a field that is missing or of the wrong kind. verify_entry() (trust/key_table.h) is for bytes
/// that come from outside; this is for entries that were verified before they were stored.
Result<Entry> parse_entry(std::string_view bytes);

/// The same for the JSON line alone, without its line break.
Result<Entry> entry_of_json(std::string_view json);

/// The JSON line without its line break. Malformed: a field that breaks the rules above.
Result<std::string> entry_json(const Entry& entry);
/// The note, signed. `kind` is not looked at. At most 16 KiB.
Result<std::string> make_entry(const Entry& entry, const SigningKey& publisher);

}  // namespace protocol

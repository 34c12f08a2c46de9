#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"

namespace offline_cache {

/// The six verbs of the directive, in its order (protocol.md §8.14.10). An item may stand under several.
enum class Tile {
    Know,
    Discuss,
    Do,
    Inspect,
    Supervise,
    Benefit
};  // biết bàn làm kiểm tra giám sát thụ hưởng
constexpr std::size_t kTileCount = 6;

/// Where an item stands today.
enum class Shelf {
    Current,    ///< until has not passed (or there is none)
    Ended,      ///< "Đã hết thời gian công khai": still readable, unless it is a list of people
    Withdrawn,  ///< tombstone
};

/// One line of a list: the newest revision of one record. Only records whose card and body are here and
/// checked appear at all. `index` (the log index of that revision) names the item everywhere.
struct ItemRow {
    std::int64_t index = 0;
    std::string id;    ///< stable record id
    std::string type;  ///< entry t: disclosure, meeting, consultation, project, procedure, contact, …
    std::string publisher;
    std::string law;  ///< D01…D14, DQ or empty
    std::string category;
    std::string title;
    std::string summary;
    std::string number;  ///< doc_no, or a project's or procedure's code
    std::string lang;
    int revision = 1;
    protocol::Date from{};
    std::optional<protocol::Date> until;
    Shelf shelf = Shelf::Current;
    bool fresh = false;              ///< `from` lies in the last seven days, today included
    bool list_of_people = false;     ///< once Ended, screens must not show its body
    std::vector<std::string> scope;  ///< village ids; empty: the whole commune or province

    // Meetings and consultations; bulletins use start/end and kind = level.
    std::optional<protocol::Time> start;  ///< a consultation's `opens`
    std::optional<protocol::Time> end;    ///< a consultation's `closes`
    std::string place;
    std::string kind;    ///< meeting kind, project kind, bulletin level
    std::string status;  ///< scheduled | changed | cancelled | held
    // Projects.
    std::optional<int> progress_pct;

    friend bool operator==(const ItemRow&, const ItemRow&) = default;
};

inline constexpr int kFirstPhoto = 32;
inline constexpr int kFirstForm = 48;

struct Attachment {
    int n = 0;  ///< for Content::attachment(): 0… those of the card's att, kFirstPhoto…, kFirstForm…
    std::string name;
    std::string media;
    std::int64_t bytes = 0;
    bool here = false;  ///< false: show a placeholder
};

/// An earlier or later revision of the same record.
struct Revision {
    std::int64_t index = 0;
    int revision = 1;
    protocol::Date from{};
    std::string change;     ///< chg code; empty for the first
    bool readable = false;  ///< its parts are still here
};

struct Withdrawal {
    std::int64_t index = 0;  ///< log index of the withdrawal record
    protocol::Date on{};
    std::string ground;
    std::string authority;
    std::string reason;  ///< from the withdrawal's card; empty until it has come
    std::string may_be_seen_at;
    bool erased = false;  ///< the text itself was deleted by law
};

/// Everything the document screen needs. `card` is the checked canonical JSON for protocol's card parser;
/// it is empty when erased. `body`, `minutes` and `attachments` are empty for a withdrawn record and once a
/// list of people has ended.
struct Document {
    ItemRow row;
    std::string card;
    std::string body;     ///< Markdown
    std::string minutes;  ///< meetings: Markdown, empty until here
    std::vector<Attachment> attachments;
    std::vector<Revision> revisions;  ///< newest first, all that have begun
    std::optional<Withdrawal> withdrawal;
    protocol::Hash leaf{};               ///< RFC 6962 leaf hash of the entry
    std::optional<protocol::Time> here;  ///< since when this machine shows it, by its clock; not known: older
    bool newest = true;                  ///< false: a newer revision exists (revisions.front())
};

struct TileCount {
    int current = 0;  ///< counted to kMostCounted (tiles.h)
    int fresh = 0;    ///< of them, posted in the last seven days
};

struct LawCount {
    std::string law;  ///< D01…
    int current = 0;
    int fresh = 0;
    int ended = 0;
};

struct Home {
    std::array<TileCount, kTileCount> tiles{};
    std::optional<ItemRow> next_meeting;  ///< soonest not yet over and not cancelled
    std::vector<ItemRow> newest;          ///< of this week, newest first, at most 6
    std::vector<ItemRow> bulletins;       ///< those in force, the most urgent first, then the newest
    std::string commune_name;             ///< from the commune's place record; empty before the first sync
    std::int64_t log_size = 0;
    std::int64_t items = 0;  ///< that can be shown, of every shelf; counted to kMostCounted
};

struct Named {
    std::string id;
    std::string name;
};

/// The commune's newest `place` record.
struct Place {
    std::string name;
    std::vector<Named> villages;
    std::vector<Named> halls;
    std::vector<std::string> predecessors;  ///< codes of communes merged into this one
};

}  // namespace offline_cache

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace province {

/// What a field of the front matter holds, and what becomes of it in the card (protocol.md §8.4).
enum class FieldKind {
    Text,        ///< string; several lines are allowed
    Texts,       ///< array of strings
    Whole,       ///< integer ≥ 0
    Signed,      ///< integer
    Wholes,      ///< array of integers ≥ 0
    YesNo,       ///< boolean
    Date,        ///< "2026-11-25" or "+3d"
    Moment,      ///< "2026-11-25 19:00", "+3d 19:00"; a date alone is its first second. Card: Unix seconds
    MomentEnd,   ///< the same; a date alone is its last second
    Table,       ///< one table of `sub` fields
    Tables,      ///< array of such tables
    Reference,   ///< record id, or the name of a file of this batch or of this body
    References,  ///< array of these
    Pointer,     ///< such a name where it is one, else free text
    TextFile,    ///< name of a Markdown file beside this one; card: {h,n,m}
    TextHere,    ///< Markdown, written here; card: {h,n,m}
    File,        ///< name of another file beside this one; card: {h,n,m}
    Files,       ///< array of file names; card: [{h,n,m,name}]
    Audio,       ///< table {file, s}; card: {h,n,m,s}
};

struct Field {
    std::string_view name;
    FieldKind kind = FieldKind::Text;
    bool required = false;
    std::span<const Field> sub{};
    std::string_view words{};      ///< "a|b|c": only these
    std::size_t most = 0;          ///< longest list; 0: as long as the card's limit lets it
    std::string_view card_name{};  ///< in the card, where it differs: `kind` names the record's type here
    std::int64_t least = 0;        ///< of Whole
};

/// Card fields of an entry type, beside those common to all; empty for a type that cannot be published this
/// way.
std::span<const Field> card_fields(std::string_view t);
/// changes (where the computed ones are not wanted), summary, household, contact, thread, att, audio. title
/// and lang are read with the header.
std::span<const Field> common_card_fields();

/// Is this a type that a front matter may name as its kind?
bool is_publishable(std::string_view t);
/// Must a record of this type have a text?
bool needs_body(std::string_view t);

}  // namespace province

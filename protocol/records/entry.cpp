#include "protocol/records/entry.h"

#include <algorithm>
#include <array>

#include "protocol/base/encoding.h"
#include "protocol/limits.h"
#include "protocol/records/card_fields.h"
#include "protocol/records/fields.h"
#include "protocol/records/json.h"
#include "protocol/trust/key_names.h"

namespace protocol {

namespace {

constexpr int kVersion = 1;
constexpr std::array<std::string_view, 10> kContentTypes{"disclosure", "meeting", "consultation", "project",
                                                         "procedure",  "contact", "stats",        "bulletin",
                                                         "place",      "board"};
constexpr std::array<std::string_view, 4> kRoles{"publisher", "desk", "recipient", "device"};
constexpr std::size_t kLongestId = 64;

EntryKind kind_of(const Entry& entry)
{
    if (entry.v != kVersion) return EntryKind::Unknown;
    if (is_content_type(entry.t)) return EntryKind::Content;
    if (entry.t == "withdrawal") return EntryKind::Withdrawal;
    if (entry.t == "key") return EntryKind::Key;
    return EntryKind::Unknown;
}

/// What every version of an entry has: enough to check its signature and to count it.
template <class V, Of<Entry> T>
void header_fields(V& v, T& r)
{
    v("v", r.v);
    v("t", r.t);
    v("pub", r.pub);
    v("seq", r.seq);
}

template <class V, Of<Entry> T>
void fields(V& v, T& r)
{
    v("id", r.id);
    v("prev", r.prev);
    v("cat", r.cat);
    v("law", r.law);
    v("from", r.from);
    v("until", r.until);
    v("card", r.card);
    v("chg", r.chg);
    v("target", r.target);
    v("ground", r.ground);
    v("authority", r.authority);
    v("erase", r.erase);
}

/// The first rule of §8.3 that does not hold, or nullptr.
const char* broken_content_rule(const Entry& entry)
{
    if (!valid_record_id(entry.id)) return "id";
    if (entry.rev < 1) return "rev";
    if (!entry.from) return "from";
    if (entry.until && *entry.until < *entry.from) return "until";
    if (!entry.card || entry.card->n > static_cast<std::int64_t>(limits::kCard)) return "card";
    if ((entry.rev > 1) != entry.prev.has_value() || entry.prev.value_or(0) < 0) return "prev";
    if (entry.rev > 1 && entry.chg.empty()) return "chg";
    return nullptr;
}

const char* broken_withdrawal_rule(const Entry& entry)
{
    if (!valid_record_id(entry.id)) return "id";
    if (!entry.target || *entry.target < 0) return "target";
    if (entry.ground.empty()) return "ground";
    if (entry.card && entry.card->n > static_cast<std::int64_t>(limits::kCard)) return "card";
    return nullptr;
}

const char* broken_key_rule(const Entry& entry)
{
    if (!entry.key) return "op";
    const KeyRecord& key = *entry.key;
    if (key.scope.empty() || !std::all_of(key.scope.begin(), key.scope.end(), valid_body)) return "scope";
    const bool box = key.role == KeyRole::Recipient;
    if (box ? key.pk.size() != 32 || !key.vkey.empty() : !key.pk.empty()) return "pk";
    if (!box && !Vkey::parse(key.vkey)) return "vkey";
    if (key.at && (!key.revoke || *key.at < 0)) return "at";
    return nullptr;
}

const char* broken_rule(const Entry& entry)
{
    if (entry.t.empty()) return "t";
    if (!valid_body(entry.pub)) return "pub";
    if (entry.seq < 1) return "seq";
    switch (entry.kind) {
        case EntryKind::Content:
            return broken_content_rule(entry);
        case EntryKind::Withdrawal:
            return broken_withdrawal_rule(entry);
        case EntryKind::Key:
            return broken_key_rule(entry);
        case EntryKind::Unknown:
            break;
    }
    return nullptr;
}

/// What the JSON of a key entry holds beside the header.
struct KeyFields {
    std::string op, role, vkey, pk;
    std::vector<std::string> scope;
    std::optional<std::int64_t> at;
};

template <class V, Of<KeyFields> T>
void fields(V& v, T& r)
{
    v("op", r.op);
    v("role", r.role);
    v("vkey", r.vkey);
    v("pk", r.pk);
    v("scope", r.scope);
    v("at", r.at);
}

std::optional<KeyRecord> to_record(KeyFields& key)
{
    const auto* const role = std::find(kRoles.begin(), kRoles.end(), key.role);
    const auto pk = from_base64(key.pk);
    if (role == kRoles.end() || !pk || (key.op != "add" && key.op != "revoke")) return std::nullopt;
    return KeyRecord{key.op == "revoke",   static_cast<KeyRole>(role - kRoles.begin()),
                     std::move(key.vkey),  *pk,
                     std::move(key.scope), key.at};
}

KeyFields to_fields(const KeyRecord& key)
{
    return {key.revoke ? "revoke" : "add",
            std::string{kRoles[static_cast<std::size_t>(key.role)]},
            key.vkey,
            to_base64(key.pk),
            key.scope,
            key.at};
}

}  // namespace

bool is_content_type(std::string_view t)
{
    return std::find(kContentTypes.begin(), kContentTypes.end(), t) != kContentTypes.end();
}

bool valid_record_id(std::string_view id)
{
    const auto letter_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !id.empty() && id.size() <= kLongestId && letter_or_digit(id[0]) && id.find("..") == id.npos &&
           std::all_of(id.begin(), id.end(),
                       [&](char c) { return letter_or_digit(c) || c == '.' || c == '-'; });
}

Result<Entry> entry_of_json(std::string_view text)
{
    const auto json = parse_canonical(text);
    if (!json) return tl::unexpected{json.error()};
    Entry entry;
    FieldReader reader{*json};
    reader.needs("v");
    header_fields(reader, entry);
    reader.check("v", entry.v >= 1);
    entry.kind = kind_of(entry);
    if (entry.kind == EntryKind::Key) {
        KeyFields key;
        fields(reader, key);
        entry.key = to_record(key);
    } else if (entry.kind != EntryKind::Unknown) {
        fields(reader, entry);
        reader("rev", entry.rev);
    }
    if (!reader.wrong().empty()) return fail(Fault::Malformed, "entry: bad field " + reader.wrong());
    if (const char* field = broken_rule(entry))
        return fail(Fault::Malformed, std::string{"entry: bad field "} + field);
    return entry;
}

Result<Entry> parse_entry(std::string_view bytes)
{
    const auto parts = split_note(bytes, {limits::kEntry, limits::kSignatures});
    if (!parts) return tl::unexpected{parts.error()};
    return entry_of_json(parts->text.substr(0, parts->text.size() - 1));
}

Result<std::string> entry_json(const Entry& entry)
{
    Entry checked = entry;
    checked.kind = kind_of(entry);
    if (checked.kind == EntryKind::Unknown) return fail(Fault::Malformed, "entry: unknown type " + entry.t);
    if (const char* field = broken_rule(checked))
        return fail(Fault::Malformed, std::string{"entry: bad field "} + field);
    FieldWriter writer;
    header_fields(writer, entry);
    if (checked.kind == EntryKind::Key) {
        const KeyFields key = to_fields(*entry.key);
        fields(writer, key);
    } else {
        fields(writer, entry);
        if (entry.rev > 0) writer("rev", entry.rev);
    }
    return canonical(writer.take());
}

Result<std::string> make_entry(const Entry& entry, const SigningKey& publisher)
{
    const auto json = entry_json(entry);
    if (!json) return tl::unexpected{json.error()};
    std::string note = sign_note(*json + "\n", publisher);
    if (note.size() > limits::kEntry) return fail(Fault::Malformed, "entry: too large");
    return note;
}

}  // namespace protocol

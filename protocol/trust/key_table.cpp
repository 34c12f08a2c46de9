#include "protocol/trust/key_table.h"

#include <algorithm>

#include "protocol/limits.h"
#include "protocol/trust/key_names.h"

namespace protocol {

namespace {

bool is_registrar(std::string_view body)
{
    constexpr std::string_view kName = ".registrar";
    return body.size() > kName.size() && body.substr(body.size() - kName.size()) == kName;
}

}  // namespace

KeyTable::KeyTable(Vkey registrar) : registrar_(std::move(registrar)) {}

Result<void> KeyTable::apply(const Entry& entry, std::uint64_t index)
{
    if (entry.kind != EntryKind::Key || !entry.key)
        return fail(Fault::Malformed, "key table: not a key record");
    const KeyRecord& record = *entry.key;
    Row row;
    row.role = record.role;
    row.added = index;
    if (record.role == KeyRole::Recipient) {
        if (record.pk.size() != row.pk.size()) return fail(Fault::Malformed, "key table: bad pk");
        std::copy(record.pk.begin(), record.pk.end(), row.pk.begin());
    } else {
        auto vkey = Vkey::parse(record.vkey);
        if (!vkey || vkey->type() != KeyType::Note) return fail(Fault::Malformed, "key table: bad vkey");
        row.vkey = *std::move(vkey);
    }
    for (const std::string& body : record.scope) {
        row.scope = body;
        if (!record.revoke) {
            rows_.push_back(row);
            continue;
        }
        for (Row& known : rows_)
            if (known.role == row.role && known.scope == body && known.vkey == row.vkey &&
                known.pk == row.pk && known.revoked == kNow) {
                known.revoked = index;
                if (record.at) known.revoked_at = from_unix(*record.at);
            }
    }
    return {};
}

std::vector<Vkey> KeyTable::vkeys(KeyRole role, std::string_view body, std::uint64_t index) const
{
    std::vector<Vkey> keys;
    for (const Row& row : rows_)
        if (row.role == role && row.scope == body && row.counts(index)) keys.push_back(*row.vkey);
    return keys;
}

std::vector<Vkey> KeyTable::publishers(std::string_view body, std::uint64_t index) const
{
    // The registrar's own records need no key record: its key stands in the trust manifest.
    if (is_registrar(body)) return {registrar_};
    return vkeys(KeyRole::Publisher, body, index);
}

std::vector<Vkey> KeyTable::desks(std::string_view body, std::uint64_t index) const
{
    return vkeys(KeyRole::Desk, body, index);
}

std::vector<Vkey> KeyTable::all_desks() const
{
    std::vector<Vkey> keys;
    for (const Row& row : rows_)
        if (row.role == KeyRole::Desk && row.counts(kNow)) keys.push_back(*row.vkey);
    return keys;
}

std::vector<RevokedDesk> KeyTable::revoked_desks() const
{
    const std::vector<Vkey> in_use = all_desks();
    std::vector<RevokedDesk> keys;
    for (const Row& row : rows_) {
        if (row.role != KeyRole::Desk || std::find(in_use.begin(), in_use.end(), *row.vkey) != in_use.end())
            continue;
        // Added again and revoked again, or of two bodies: its last day counts.
        const auto known = std::find_if(keys.begin(), keys.end(),
                                        [&](const RevokedDesk& one) { return one.key == *row.vkey; });
        if (known == keys.end())
            keys.push_back({*row.vkey, row.revoked, row.revoked_at});
        else if (row.revoked > known->index)
            *known = {*row.vkey, row.revoked, row.revoked_at};
    }
    return keys;
}

std::vector<BoxPublicKey> KeyTable::recipients(std::string_view body, std::uint64_t index) const
{
    std::vector<BoxPublicKey> keys;
    for (const Row& row : rows_)
        if (row.role == KeyRole::Recipient && row.scope == body && row.counts(index)) keys.push_back(row.pk);
    return keys;
}

std::vector<std::string> KeyTable::reading_bodies(std::uint64_t index) const
{
    std::vector<std::string> bodies;
    for (const Row& row : rows_)
        if (row.role == KeyRole::Recipient && row.counts(index)) bodies.push_back(row.scope);
    std::sort(bodies.begin(), bodies.end());
    bodies.erase(std::unique(bodies.begin(), bodies.end()), bodies.end());
    return bodies;
}

Result<Entry> verify_entry(std::string_view bytes, std::uint64_t index, const KeyTable& keys)
{
    // Read first: the body that signed is named in the text. Nothing of it is used before the check below.
    auto entry = parse_entry(bytes);
    if (!entry) return entry;
    if (entry->kind == EntryKind::Key && !is_registrar(entry->pub))
        return fail(Fault::Refused, "entry: key record of " + entry->pub);
    const std::vector<Vkey> signers = keys.publishers(entry->pub, index);
    const auto opened = open_note(bytes, signers, {limits::kEntry, limits::kSignatures});
    if (!opened) return tl::unexpected{opened.error()};
    return entry;
}

}  // namespace protocol

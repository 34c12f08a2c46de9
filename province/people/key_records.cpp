#include "province/people/key_records.h"

#include <algorithm>
#include <array>

#include "protocol/base/encoding.h"
#include "protocol/feedback/container.h"
#include "protocol/trust/key_names.h"
#include "province/files/files.h"
#include "province/files/staged_files.h"
#include "province/kiosk_api/key_files.h"

namespace province {

using protocol::Fault;
using protocol::KeyRole;
using protocol::Result;
using protocol::SigningKey;
namespace fs = std::filesystem;

namespace {

constexpr std::array kRoles{KeyRole::Publisher, KeyRole::Desk, KeyRole::Recipient};
constexpr std::array<std::string_view, 3> kNames{"publisher", "desk", "recipient"};
constexpr unsigned kSecretFile = 0600;
constexpr unsigned kSecretFolder = 0700;

std::string key_name(std::string_view province, std::string_view body, KeyRole role, int n)
{
    return role == KeyRole::Publisher ? protocol::publisher_key_name(province, body, n)
           : role == KeyRole::Desk    ? protocol::desk_key_name(province, body, n)
                                      : protocol::recipient_key_name(province, body, n);
}

std::string value_of(const protocol::KeyRecord& record)
{
    return record.role == KeyRole::Recipient ? protocol::to_base64(record.pk) : record.vkey;
}

int count_of(const std::vector<LoggedKey>& keys, KeyRole role)
{
    return static_cast<int>(std::ranges::count(keys, role, &LoggedKey::role));
}

/// The private half and what the log may know of it.
struct FreshKey {
    protocol::SecretString file;
    std::string value;
};

FreshKey fresh_key(KeyRole role, std::string_view name)
{
    if (role == KeyRole::Recipient) {
        const auto key = protocol::BoxKey::generate();
        const auto& pk = key.public_key();
        return {key.text(name), protocol::to_base64(std::string(pk.begin(), pk.end()))};
    }
    const auto key = SigningKey::generate(std::string(name));
    return {key.text(), key.vkey().text()};
}

Result<std::string> value_in(const fs::path& file, KeyRole role)
{
    if (role == KeyRole::Recipient) {
        const auto key = read_box_key(file.string());
        if (!key) return tl::unexpected{key.error()};
        const auto& pk = key->public_key();
        return protocol::to_base64(std::string(pk.begin(), pk.end()));
    }
    const auto key = read_signing_key(file.string());
    if (!key) return tl::unexpected{key.error()};
    return key->vkey().text();
}

Result<void> rename_file(const fs::path& from, const fs::path& to)
{
    std::error_code code;
    fs::rename(from, to, code);
    if (code) return protocol::fail(Fault::Storage, "rename to " + to.string() + ": " + code.message());
    return sync_folder(to.parent_path());
}

/// The new key takes the place of the one in use, which is kept under the next number.
Result<void> put_in_use(const OfficeFolder& office, std::string_view role, const fs::path& fresh)
{
    std::error_code code;
    const fs::path file = office.root / role;
    if (fs::exists(file, code)) {
        int n = 1;
        while (fs::exists(office.older(role, n), code)) ++n;
        if (auto kept = rename_file(file, office.older(role, n)); !kept) return kept;
    }
    return rename_file(fresh, file);
}

}  // namespace

std::string_view key_role_name(KeyRole role)
{
    const auto at = std::ranges::find(kRoles, role) - kRoles.begin();
    return at < static_cast<std::ptrdiff_t>(kNames.size()) ? kNames.at(static_cast<std::size_t>(at))
                                                           : std::string_view{};
}

std::optional<KeyRole> parse_key_role(std::string_view name)
{
    const auto at = std::ranges::find(kNames, name) - kNames.begin();
    if (at == static_cast<std::ptrdiff_t>(kNames.size())) return std::nullopt;
    return kRoles.at(static_cast<std::size_t>(at));
}

Result<std::vector<LoggedKey>> keys_of_body(LogState& log, std::string_view province, std::string_view body)
{
    std::vector<LoggedKey> keys;
    // The writer lets in only what the registrar signed.
    auto read = log.each_of_type("key", [&](std::int64_t index, std::string_view note) -> Result<void> {
        const auto entry = protocol::parse_entry(note);
        if (!entry || !entry->key || std::ranges::find(entry->key->scope, body) == entry->key->scope.end())
            return {};
        const auto& record = *entry->key;
        const std::string value = value_of(record);
        if (!record.revoke) {
            const int n = count_of(keys, record.role) + 1;
            keys.push_back({record.role, key_name(province, body, record.role, n), value, index, {}});
            return {};
        }
        for (LoggedKey& key : keys)
            if (key.role == record.role && key.value == value && !key.revoked) key.revoked = index;
        return {};
    });
    if (!read) return tl::unexpected{read.error()};
    return keys;
}

Result<void> KeyRegistrar::append(std::string_view body, const LoggedKey& key,
                                  std::optional<protocol::Time> revoked)
{
    const std::string pub = protocol::registrar_body(province_);
    const auto seq = log_.state().next_seq(pub);
    if (!seq) return tl::unexpected{seq.error()};
    protocol::Entry entry;
    entry.t = "key";
    entry.kind = protocol::EntryKind::Key;
    entry.pub = pub;
    entry.seq = *seq;
    entry.key.emplace();
    entry.key->revoke = revoked.has_value();
    if (revoked) entry.key->at = protocol::unix_seconds(*revoked);
    entry.key->role = key.role;
    entry.key->scope = {std::string(body)};
    if (key.role == KeyRole::Recipient)
        entry.key->pk = protocol::from_base64(key.value).value_or(std::string{});
    else
        entry.key->vkey = key.value;
    auto note = protocol::make_entry(entry, key_);
    if (!note) return tl::unexpected{note.error()};
    NewBatch batch;
    batch.digest = protocol::sha256("civic-key/v1\n" + *note);
    NewEntry added;
    added.note = std::move(*note);
    added.entry = std::move(entry);
    batch.entries.push_back(std::move(added));
    const auto appended = log_.append(batch);
    return appended ? Result<void>{} : Result<void>{tl::unexpected{appended.error()}};
}

Result<LoggedKey> KeyRegistrar::add(std::string_view body, KeyRole role, const fs::path& offices,
                                    const std::function<Result<void>(const LoggedKey&)>& announce)
{
    const auto known = keys_of_body(log_.state(), province_, body);
    if (!known) return tl::unexpected{known.error()};
    const OfficeFolder office{offices, body};
    const std::string file_name(key_role_name(role));
    const fs::path fresh = office.root / (file_name + ".new");
    std::error_code code;
    if (fs::exists(fresh, code)) {  // of a call that was stopped
        const auto value = value_in(fresh, role);
        if (!value) return tl::unexpected{value.error()};
        const auto logged = std::ranges::find(*known, *value, &LoggedKey::value);
        if (logged != known->end()) {
            if (auto done = put_in_use(office, file_name, fresh); !done) return tl::unexpected{done.error()};
            return *logged;
        }
        fs::remove(fresh, code);
    }
    LoggedKey key{role, key_name(province_, body, role, count_of(*known, role) + 1), {}, 0, {}};
    const FreshKey made = fresh_key(role, key.name);
    key.value = made.value;
    if (auto folder = make_folder(office.root, kSecretFolder); !folder) return tl::unexpected{folder.error()};
    if (auto written = write_new_file(fresh, made.file.view(), kSecretFile, Flush::Yes); !written)
        return tl::unexpected{written.error()};
    if (auto told = announce(key); !told) return tl::unexpected{told.error()};
    if (auto done = append(body, key, {}); !done) return tl::unexpected{done.error()};
    if (auto done = put_in_use(office, file_name, fresh); !done) return tl::unexpected{done.error()};
    const auto now = keys_of_body(log_.state(), province_, body);
    if (!now) return tl::unexpected{now.error()};
    return now->back();
}

Result<LoggedKey> KeyRegistrar::revoke(std::string_view body, std::string_view name, protocol::Time now)
{
    const auto known = keys_of_body(log_.state(), province_, body);
    if (!known) return tl::unexpected{known.error()};
    const auto key = std::ranges::find(*known, name, &LoggedKey::name);
    if (key == known->end() || key->revoked)
        return protocol::fail(Fault::NotFound, "the body has no key of this name that counts");
    if (auto done = append(body, *key, now); !done) return tl::unexpected{done.error()};
    return *key;
}

}  // namespace province

#include "province/init/create_province.h"

#include <array>
#include <cstring>
#include <vector>

#include <unistd.h>

#include "protocol/base/encoding.h"
#include "protocol/base/random.h"
#include "protocol/feedback/container.h"
#include "protocol/requests/device_keys.h"
#include "protocol/routes.h"
#include "protocol/trust/key_names.h"
#include "protocol/trust/manifest.h"
#include "province/config/config.h"
#include "province/files/files.h"
#include "province/files/staged_files.h"
#include "province/init/layout.h"
#include "province/init/offices.h"
#include "province/publish/log_writer.h"
#include "province/registry/registry.h"
#include "province/registry/terminals.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::SigningKey;
namespace fs = std::filesystem;

namespace {

constexpr unsigned kSecretFile = 0600;
constexpr unsigned kSecretFolder = 0700;
constexpr std::size_t kRoots = 3;
constexpr std::size_t kRootThreshold = 2;

constexpr std::string_view kDemoCommune = "20107";
constexpr std::string_view kDemoHall = "20107-h1";
constexpr std::string_view kDemoDevice = "46-20107-k1";
constexpr std::string_view kDemoHallName = "Trụ sở UBND xã Phú Lộc";

Result<void> write_secret(const fs::path& path, std::string_view text)
{
    if (auto made = make_folder(path.parent_path(), kSecretFolder); !made) return made;
    return write_new_file(path, text, kSecretFile, Flush::Yes);
}

/// One body's three keys, written to its office.
struct BodyKeys {
    SigningKey publisher, desk;
    protocol::BoxKey recipient;
};

Result<BodyKeys> make_body(const fs::path& offices, std::string_view province, std::string_view body)
{
    BodyKeys keys{SigningKey::generate(protocol::publisher_key_name(province, body)),
                  SigningKey::generate(protocol::desk_key_name(province, body)),
                  protocol::BoxKey::generate()};
    const OfficeFolder folder{offices, body};
    if (auto done = write_secret(folder.publisher(), keys.publisher.text().view()); !done)
        return tl::unexpected{done.error()};
    if (auto done = write_secret(folder.desk(), keys.desk.text().view()); !done)
        return tl::unexpected{done.error()};
    const auto recipient = keys.recipient.text(protocol::recipient_key_name(province, body));
    if (auto done = write_secret(folder.recipient(), recipient.view()); !done)
        return tl::unexpected{done.error()};
    return keys;
}

protocol::Entry key_entry(std::string_view registrar_body, std::int64_t seq, std::string_view body)
{
    protocol::Entry entry;
    entry.t = "key";
    entry.kind = protocol::EntryKind::Key;
    entry.pub = registrar_body;
    entry.seq = seq;
    entry.key.emplace();
    entry.key->scope = {std::string{body}};
    return entry;
}

class Builder {
public:
    Builder(const ProvinceOptions& options, const RuleBook& law, protocol::Time now, fs::path place)
        : options_(options), law_(law), now_(now), place_(std::move(place)), data_{place_ / "province"}
    {
    }

    Result<CreatedProvince> build()
    {
        for (const auto& step :
             {&Builder::make_roots, &Builder::write_log, &Builder::add_bodies, &Builder::make_kiosk}) {
            if (auto done = (this->*step)(); !done) return tl::unexpected{done.error()};
        }
        return created_;
    }

private:
    Result<void> make_roots()
    {
        const auto& province = law_.province_code;
        std::vector<SigningKey> roots;
        for (int n = 1; n <= static_cast<int>(kRoots); ++n) {
            roots.push_back(SigningKey::generate(protocol::root_key_name(province, n)));
            const auto file = place_ / "roots" / ("root-" + std::to_string(n));
            if (auto done = write_secret(file, roots.back().text().view()); !done) return done;
        }
        const auto origin = options_.log_host + "/" + std::to_string(options_.log_year);
        if (!protocol::valid_key_name(origin))
            return protocol::fail(Fault::Malformed, "not a log name: " + origin);
        const auto log = SigningKey::generate(origin);
        const auto receiver = SigningKey::generate(protocol::receiver_key_name(province));
        registrar_.emplace(SigningKey::generate(protocol::registrar_key_name(province)));
        for (const auto& [name, key] : {std::pair{"log", &log}, std::pair{"receiver", &receiver},
                                        std::pair{"registrar", std::as_const(registrar_).operator->()}}) {
            if (auto done = write_secret(data_.keys() / name, key->text().view()); !done) return done;
        }

        protocol::TrustManifest manifest;
        manifest.province = province;
        manifest.issued = now_;
        manifest.logs = {{log.vkey(), "https://" + options_.log_host + "/" +
                                          protocol::routes::log(protocol::routes::log_folder(origin), "")}};
        for (const auto& root : roots) manifest.roots.push_back(root.vkey());
        manifest.root_threshold = kRootThreshold;
        manifest.registrar = registrar_->vkey();
        manifest.receiver = receiver.vkey();
        manifest.stale = "1d 7d 30d";
        // Two of the three sign, as two officials would: the third key is for the day one is lost.
        const auto note = protocol::sign_manifest(manifest, std::span{roots}.first(kRootThreshold));
        created_.trust_pin = protocol::to_hex(protocol::sha256(protocol::manifest_text(manifest)));
        const auto file = data_.tree() / protocol::routes::trust(1);
        if (auto made = make_folder(file.parent_path()); !made) return made;
        return replace_file(file, note);
    }

    Result<void> write_log()
    {
        const auto& province = law_.province_code;
        const auto registrar_body = protocol::registrar_body(province);
        NewBatch batch;
        protocol::Sha256 digest;
        digest.update("civic-init/v1\n");
        for (const auto& body : bodies_of(law_)) {
            const auto keys = make_body(place_ / "offices", province, body);
            if (!keys) return tl::unexpected{keys.error()};
            for (const auto role :
                 {protocol::KeyRole::Publisher, protocol::KeyRole::Desk, protocol::KeyRole::Recipient}) {
                auto entry =
                    key_entry(registrar_body, static_cast<std::int64_t>(batch.entries.size()) + 1, body);
                entry.key->role = role;
                if (role == protocol::KeyRole::Publisher) entry.key->vkey = keys->publisher.vkey().text();
                if (role == protocol::KeyRole::Desk) entry.key->vkey = keys->desk.vkey().text();
                if (role == protocol::KeyRole::Recipient) {
                    const auto& pk = keys->recipient.public_key();
                    entry.key->pk.assign(pk.begin(), pk.end());
                }
                auto note = protocol::make_entry(entry, *registrar_);
                if (!note) return tl::unexpected{note.error()};
                digest.update(*note);
                NewEntry added;
                added.note = std::move(*note);
                added.entry = std::move(entry);
                batch.entries.push_back(std::move(added));
            }
            ++created_.bodies;
        }
        batch.digest = digest.finish();
        auto writer = LogWriter::open(data_);
        if (!writer) return tl::unexpected{writer.error()};
        const auto checkpoint = writer->append(batch);
        if (!checkpoint) return tl::unexpected{checkpoint.error()};
        created_.log_size = static_cast<std::size_t>(checkpoint->size);
        return {};
    }

    Result<void> add_bodies()
    {
        std::string settings = options_.demo ? "demo = true\n" : "";
        if (!options_.registry.empty()) settings += "registry = \"" + options_.registry + "\"\n";
        if (!settings.empty()) {
            const auto file = data_.root / "province.toml";
            if (auto written = write_new_file(file, settings, kSecretFile, Flush::Yes); !written)
                return written;
        }
        auto registry = open_registry();
        if (!registry) return tl::unexpected{registry.error()};
        return add_offices(*registry, law_, protocol::local_date(now_));
    }

    /// The one that the settings name.
    Result<Registry> open_registry() const
    {
        const auto config = load_config(data_.root);
        if (!config) return tl::unexpected{config.error()};
        return Registry::open(config->registry);
    }

    Result<void> make_kiosk()
    {
        if (!options_.demo) return {};
        const auto folder = place_ / "kiosk";
        protocol::SecretSeed seed;
        std::string bytes = protocol::random_bytes(protocol::SecretSeed::size());
        std::memcpy(seed.data(), bytes.data(), bytes.size());
        protocol::wipe(bytes);
        if (auto done = write_secret(folder / "device.seed", seed.view()); !done) return done;
        auto registry = open_registry();
        if (!registry) return tl::unexpected{registry.error()};
        Terminal terminal;
        terminal.device = kDemoDevice;
        terminal.commune = kDemoCommune;
        terminal.hall = kDemoHall;
        terminal.hall_name = kDemoHallName;
        terminal.address = options_.address;
        const auto keys = protocol::derive_device_keys(kDemoDevice, seed);
        if (auto added = Terminals(*registry).add_live(terminal, keys, Act{now_, {}, {}, {}, {}}); !added)
            return added;
        std::string text;
        const auto line = [&text](std::string_view key, std::string_view value) {
            text.append(key).append(" = \"").append(value).append("\"\n");
        };
        line("commune", kDemoCommune);
        line("hall", kDemoHall);
        line("device", kDemoDevice);
        line("read", options_.address);
        line("write", options_.address);
        // The demo's log has a made-up host: phones read where the kiosk does.
        line("public", options_.address);
        line("trust_pin", created_.trust_pin);
        text += "px_per_mm = 0.0\n";
        line("staff_pin_hash", "");
        text += "poll_s = 1\nretry_base_s = 1\n";
        return write_new_file(folder / "kiosk.toml", text, kSecretFile, Flush::Yes);
    }

    const ProvinceOptions& options_;
    const RuleBook& law_;
    protocol::Time now_;
    fs::path place_;
    DataFolder data_;
    std::optional<SigningKey> registrar_;
    CreatedProvince created_;
};

}  // namespace

Result<CreatedProvince> create_province(const ProvinceOptions& options, const RuleBook& law,
                                        protocol::Time now)
{
    std::error_code code;
    auto place = fs::absolute(options.place).lexically_normal();
    if (!place.has_filename()) place = place.parent_path();
    if (fs::exists(fs::symlink_status(place, code)) &&
        (!fs::is_directory(place, code) || !fs::is_empty(place, code)))
        return protocol::fail(Fault::Refused, place.string() + " is there already");

    if (auto made = make_folder(place.parent_path()); !made) return tl::unexpected{made.error()};
    // Beside the place, so that the rename stays on one file system; the process number keeps two runs apart.
    const auto building =
        place.parent_path() / ("." + place.filename().string() + ".new-" + std::to_string(::getpid()));
    fs::remove_all(building, code);
    if (auto made = make_folder(building, kSecretFolder); !made) return tl::unexpected{made.error()};
    auto created = Builder{options, law, now, building}.build();
    if (created) {
        fs::permissions(building, fs::perms{0755}, code);
        fs::rename(building, place, code);
        if (code)
            created = protocol::fail(Fault::Storage, "rename to " + place.string() + ": " + code.message());
        else if (auto synced = sync_folder(place.parent_path()); !synced)
            created = tl::unexpected{synced.error()};
    }
    if (!created) fs::remove_all(building, code);
    return created;
}

}  // namespace province

#include "kiosk/app/readers.h"

#include <utility>

#include "protocol/base/log.h"
#include "protocol/feedback/receipt_code.h"
#include "protocol/records/entry.h"
#include "protocol/trust/manifest.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {

/// The signed text of a note; a text without signatures is its own.
std::string_view text_of(std::string_view note)
{
    const auto end = note.rfind("\n\n\xE2\x80\x94 ");
    return end == std::string_view::npos ? note : note.substr(0, end + 1);
}

}  // namespace

Result<Readers> Readers::read(offline_cache::Content& content, std::string commune)
{
    auto note = content.trust_manifest();
    if (!note) return tl::unexpected{note.error()};
    if (note->empty()) return protocol::fail(Fault::NotFound, "no trust manifest yet");
    auto manifest = protocol::parse_manifest(text_of(*note));
    if (!manifest) return tl::unexpected{manifest.error()};
    if (!manifest->registrar || manifest->logs.empty())
        return protocol::fail(Fault::Malformed, "trust manifest without registrar or log");

    protocol::KeyTable table{*manifest->registrar};
    auto entries = content.key_entries();
    if (!entries) return tl::unexpected{entries.error()};
    for (const auto& [index, bytes] : *entries) {
        auto entry = protocol::parse_entry(bytes);
        if (!entry) return tl::unexpected{entry.error()};
        // The follower refuses the same entries; one that does not fit grants nothing here either.
        if (auto applied = table.apply(*entry, static_cast<std::uint64_t>(index)); !applied)
            protocol::log::warning("readers", "key entry ", index, ": ", applied.error().detail);
    }

    Readers readers{std::move(table), std::move(commune)};
    readers.province_ = manifest->province;
    readers.log_host_ = protocol::log_host(manifest->logs.front().key.name());
    readers.desks_ = readers.keys_.all_desks();
    readers.revoked_desks_ = readers.keys_.revoked_desks();
    return readers;
}

std::string Readers::addressee(protocol::Lane lane) const
{
    return lane == protocol::Lane::Official ? province_ + ".thanhtra" : commune_ + ".ubnd";
}

std::vector<protocol::BoxPublicKey> Readers::recipients(protocol::Lane lane) const
{
    // The newest key of a body is the one in use; three slots is all a container has.
    std::vector<protocol::BoxPublicKey> chosen;
    const auto add = [&](const std::string& body) {
        if (const auto keys = keys_.recipients(body); !keys.empty()) chosen.push_back(keys.back());
    };
    add(addressee(lane));
    if (lane != protocol::Lane::Official && !chosen.empty()) {
        add(commune_ + ".mttq");
        if (chosen.size() < 2) chosen.clear();  // the screen names both readers, so both must be able to read
    }
    return chosen;
}

OldAnswer judge(const protocol::RevokedDesk& key, protocol::Time signed_at, std::uint64_t log_size)
{
    if (key.at && signed_at >= *key.at) return OldAnswer::Refused;
    return log_size <= key.index ? OldAnswer::Good : OldAnswer::Doubtful;
}

std::string office_of(std::string_view key_name)
{
    const auto first = key_name.find('-');
    const auto last = key_name.rfind('-');
    if (first == std::string_view::npos || last <= first) return std::string{key_name};
    return std::string{key_name.substr(first + 1, last - first - 1)};
}

}  // namespace kiosk

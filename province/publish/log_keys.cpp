#include "province/publish/log_keys.h"

#include <algorithm>

#include "protocol/records/entry.h"
#include "province/publish/log_state.h"
#include "province/publish/log_writer.h"

namespace province {

using protocol::Result;

Result<protocol::KeyTable> log_keys(const DataFolder& data)
{
    const auto trust = load_trust(data.tree());
    if (!trust) return tl::unexpected{trust.error()};
    if (!trust->registrar)
        return protocol::fail(protocol::Fault::Malformed, "a trust manifest without registrar");
    auto state = LogState::open(data.state());
    if (!state) return tl::unexpected{state.error()};
    protocol::KeyTable keys{*trust->registrar};
    auto read = state->each_of_type("key", [&](std::int64_t index, std::string_view note) -> Result<void> {
        const auto at = static_cast<std::uint64_t>(index);
        const auto entry = protocol::verify_entry(note, at, keys);
        return entry ? keys.apply(*entry, at) : Result<void>{};
    });
    if (!read) return tl::unexpected{read.error()};
    return keys;
}

Result<bool> is_revoked(const protocol::Vkey& desk, const DataFolder& data)
{
    const auto keys = log_keys(data);
    // Before there is a log, nothing is revoked in it.
    if (!keys && keys.error().fault == protocol::Fault::NotFound) return false;
    if (!keys) return tl::unexpected{keys.error()};
    return std::ranges::count(keys->revoked_desks(), desk, &protocol::RevokedDesk::key) > 0;
}

}  // namespace province

#include "province/publish/village_names.h"

#include <filesystem>
#include <system_error>

#include "protocol/records/card.h"
#include "protocol/trust/key_names.h"
#include "province/publish/blob_store.h"
#include "province/publish/log_state.h"

namespace province {

using protocol::Result;

Result<std::vector<protocol::NamedPlace>> village_names(const DataFolder& data, std::string_view area)
{
    std::vector<protocol::NamedPlace> villages;
    std::error_code code;
    if (!std::filesystem::is_regular_file(data.state(), code)) return villages;
    auto state = LogState::open(data.state());
    if (!state) return tl::unexpected{state.error()};
    const BlobStore blobs{data};
    auto read = state->each_of_type("place", [&](std::int64_t, std::string_view note) -> Result<void> {
        const auto entry = protocol::parse_entry(note);
        if (!entry || !entry->card || protocol::body_area(entry->pub) != area) return {};
        const auto bytes = blobs.read(entry->card->h);
        const auto card = bytes ? protocol::parse_card("place", *bytes)
                                : Result<protocol::Card>{tl::unexpected{bytes.error()}};
        if (!card) return {};  // erased: its villages are not known
        if (const auto* place = std::get_if<protocol::Place>(&card->details)) villages = place->villages;
        return {};
    });
    if (!read) return tl::unexpected{read.error()};
    return villages;
}

}  // namespace province

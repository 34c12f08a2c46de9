#include "province/publish/villages.h"

#include <algorithm>

#include "protocol/records/card.h"
#include "protocol/trust/key_names.h"
#include "province/publish/blob_store.h"

namespace province {

using protocol::Result;

namespace {

std::vector<Village> named_in(const protocol::Json& card)
{
    std::vector<Village> villages;
    const auto* all = card.find("villages");
    if (all == nullptr || all->array() == nullptr) return villages;
    for (const auto& one : *all->array()) {
        const auto* id = one.find("id");
        const auto* name = one.find("name");
        if (id == nullptr || id->string() == nullptr) continue;
        const bool named = name != nullptr && name->string() != nullptr;
        villages.push_back({*id->string(), named ? *name->string() : *id->string()});
    }
    return villages;
}

/// Of the newest place record whose card is still there.
Result<std::vector<Village>> newest(LogState& state, const BlobStore& blobs, std::string_view area)
{
    std::vector<Village> villages;
    auto read = state.each_of_type("place", [&](std::int64_t, std::string_view note) -> Result<void> {
        const auto entry = protocol::parse_entry(note);
        if (!entry || !entry->card || protocol::body_area(entry->pub) != area) return {};
        const auto bytes = blobs.read(entry->card->h);
        const auto card =
            bytes ? protocol::parse_canonical(*bytes) : Result<protocol::Json>{tl::unexpected{bytes.error()}};
        if (card) villages = named_in(*card);  // an erased one says nothing
        return {};
    });
    if (!read) return tl::unexpected{read.error()};
    return villages;
}

}  // namespace

Result<std::vector<Village>> villages_of(const DataFolder& data, std::string_view area)
{
    auto state = LogState::open(data.state());
    if (!state) return tl::unexpected{state.error()};
    return newest(*state, BlobStore{data}, area);
}

Result<void> check_villages(LogWriter& writer, std::string_view pub, const std::vector<Draft>& drafts,
                            Problems& problems)
{
    auto known = newest(writer.state(), writer.blobs(), protocol::body_area(pub));
    if (!known) return tl::unexpected{known.error()};
    for (const auto& draft : drafts) {
        if (draft.t != "place") continue;
        auto added = named_in(draft.card);
        known->insert(known->end(), added.begin(), added.end());
    }
    if (known->empty()) return {};
    for (const auto& draft : drafts) {
        for (const auto& id : draft.villages) {
            if (std::ranges::find(*known, id, &Village::id) == known->end())
                problems.add(draft.file, draft.scope_line, "village_unknown", {{"name", id}});
        }
    }
    return {};
}

}  // namespace province

#include "province/publish/villages.h"

#include <set>
#include <string>

#include "protocol/records/card.h"
#include "protocol/trust/key_names.h"

namespace province {

using protocol::Result;

namespace {

using Ids = std::set<std::string, std::less<>>;

void gather(const protocol::Json& card, Ids& ids)
{
    const auto* villages = card.find("villages");
    if (villages == nullptr || villages->array() == nullptr) return;
    for (const auto& village : *villages->array()) {
        const auto* id = village.find("id");
        if (id != nullptr && id->string() != nullptr) ids.insert(*id->string());
    }
}

}  // namespace

Result<void> check_villages(LogWriter& writer, std::string_view pub, const std::vector<Draft>& drafts,
                            Problems& problems)
{
    Ids ids;
    const auto area = protocol::body_area(pub);
    auto read =
        writer.state().each_of_type("place", [&](std::int64_t, std::string_view note) -> Result<void> {
            const auto entry = protocol::parse_entry(note);
            if (!entry || !entry->card || protocol::body_area(entry->pub) != area) return {};
            const auto bytes = writer.blobs().read(entry->card->h);
            const auto card = bytes ? protocol::parse_canonical(*bytes)
                                    : Result<protocol::Json>{tl::unexpected{bytes.error()}};
            if (!card) return {};  // erased: its villages are not known
            ids.clear();
            gather(*card, ids);
            return {};
        });
    if (!read) return read;
    for (const auto& draft : drafts) {
        if (draft.t == "place") gather(draft.card, ids);
    }
    if (ids.empty()) return {};
    for (const auto& draft : drafts) {
        for (const auto& village : draft.villages) {
            if (!ids.contains(village))
                problems.add(draft.file, draft.scope_line, "village_unknown", {{"name", village}});
        }
    }
    return {};
}

}  // namespace province

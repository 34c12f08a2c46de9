#include "province/publish/law_coverage.h"

#include "protocol/records/entry.h"
#include "province/publish/log_state.h"

namespace province {

using protocol::Result;

Result<std::set<std::string>> items_made_public(const DataFolder& data, std::string_view body,
                                                protocol::Date today)
{
    std::set<std::string> items;
    std::error_code code;
    if (!std::filesystem::exists(data.state(), code)) return items;  // no log, nothing public
    auto state = LogState::open(data.state());
    if (!state) return tl::unexpected{state.error()};
    auto read = state->each_standing(body, [&](std::int64_t, std::string_view note) -> Result<void> {
        const auto entry = protocol::parse_entry(note);
        if (entry && !entry->law.empty() && (!entry->from || *entry->from <= today)) items.insert(entry->law);
        return {};
    });
    if (!read) return tl::unexpected{read.error()};
    return items;
}

}  // namespace province

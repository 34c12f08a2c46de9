#include "province/console/today_items.h"

#include "protocol/trust/key_names.h"
#include "province/publish/law_coverage.h"

namespace province::console {

protocol::Result<void> add_law_items(Fields& fields, const Visit& visit)
{
    const auto& law = visit.console.law;
    const auto& body = visit.who().body.code;
    if (!body.ends_with(".ubnd") || protocol::body_area(body) == law.province_code) return {};
    const auto there = items_made_public(visit.console.data, body, protocol::local_date(visit.now));
    if (!there) return tl::unexpected{there.error()};
    std::vector<Fields> missing;
    for (const std::string& id : law.to_publicise) {
        if (there->contains(id)) continue;
        const auto name = law.item_names.find(id);
        missing.push_back(
            Fields().text("id", id).text("name", name == law.item_names.end() ? id : name->second));
    }
    const auto all = law.to_publicise.size();
    fields.yes("has_items", true).text("n_items", std::to_string(all));
    fields.text("n_items_public", std::to_string(all - missing.size()));
    fields.yes("items_missing", !missing.empty());
    fields.list("missing_items", std::move(missing));
    return {};
}

}  // namespace province::console

#include "province/init/offices.h"

#include "province/law/bodies.h"
#include "province/registry/bodies.h"

namespace province {

protocol::Result<void> add_offices(Registry& registry, const RuleBook& law, protocol::Date day)
{
    Bodies bodies(registry);
    const auto known = bodies.all();
    if (!known) return tl::unexpected{known.error()};
    if (!known->empty()) return {};
    std::vector<OfficeBody> offices;
    for (const auto& code : bodies_of(law)) offices.push_back({code, body_name(law, code), day, {}, {}});
    return bodies.add(offices);
}

}  // namespace province

#include "province/law/bodies.h"

#include "province/text/texts.h"

namespace province {

std::vector<std::string> bodies_of(const RuleBook& law)
{
    std::vector<std::string> bodies;
    for (const auto& unit : law.units) {
        for (const auto* office : {".ubnd", ".mttq", ".hdnd"}) bodies.push_back(unit.code + office);
    }
    for (const auto* office : {".ubnd", ".mttq", ".thanhtra"}) bodies.push_back(law.province_code + office);
    return bodies;
}

std::string body_name(const RuleBook& law, std::string_view body)
{
    const auto area = body.substr(0, body.find('.'));
    std::string unit = law.province_name;
    if (!unit.empty() && unit.front() >= 'A' && unit.front() <= 'Z')
        unit.front() = static_cast<char>(unit.front() - 'A' + 'a');
    for (const Unit& one : law.units)
        if (one.code == area) unit = one.kind + " " + one.name;
    return texts().fill("body." + std::string(body.substr(area.size() + 1)), {{"unit", unit}});
}

}  // namespace province

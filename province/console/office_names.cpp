#include "province/console/office_names.h"

#include <array>

#include "province/registry/bodies.h"
#include "province/text/texts.h"

namespace province::console {

namespace {

/// Kinds of offices whose names are long, by the ending of their code: texts "office.long.<kind>", ".short.".
constexpr std::array<std::string_view, 3> kShortened{"ubnd", "hdnd", "mttq"};

std::string in_short(std::string name)
{
    for (const std::string_view kind : kShortened) {
        const auto whole = text("office.long." + std::string(kind));
        if (name.starts_with(whole))
            return name.replace(0, whole.size(), text("office.short." + std::string(kind)));
    }
    return name;
}

}  // namespace

protocol::Result<OfficeNames> OfficeNames::of(const Visit& visit)
{
    const auto bodies = Bodies(visit.console.registry).all();
    if (!bodies) return tl::unexpected{bodies.error()};
    OfficeNames names;
    for (const OfficeBody& body : *bodies) names.names_.emplace(body.code, in_short(body.name));
    return names;
}

std::string OfficeNames::operator()(std::string_view code) const
{
    const auto found = names_.find(code);
    return found == names_.end() ? std::string(code) : found->second;
}

}  // namespace province::console

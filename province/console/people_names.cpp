#include "province/console/people_names.h"

#include <algorithm>

#include "protocol/trust/key_names.h"
#include "province/publish/village_names.h"
#include "province/registry/person_keys.h"

namespace province::console {

namespace {

template <class Names>
std::string name_in(const Names& names, std::string_view code)
{
    const auto found = names.find(code);
    return found == names.end() ? std::string(code) : found->second;
}

}  // namespace

protocol::Result<PeopleNames> PeopleNames::of(const Visit& visit)
{
    auto& registry = visit.console.registry;
    const auto& body = visit.who().body.code;
    const auto area = protocol::body_area(body);
    const auto accounts = Accounts(registry).list(area);
    if (!accounts) return tl::unexpected{accounts.error()};
    const auto bodies = Bodies(registry).all();
    if (!bodies) return tl::unexpected{bodies.error()};
    const auto keys = PersonKeys(registry).of_body(body);
    if (!keys) return tl::unexpected{keys.error()};
    const auto villages = village_names(visit.console.data, area);
    if (!villages) return tl::unexpected{villages.error()};
    PeopleNames names;
    for (const Account& account : *accounts) {
        names.names_.emplace(account.login, account.name);
        if (account.disabled_at) continue;
        const Roles roles = account.roles_for(body);
        if (roles.has(Role::Desk)) names.desk_.insert(account.login);
        const auto own = std::ranges::find(*keys, account.login, &PersonKey::login);
        if (own != keys->end() && roles.any_of({Role::Desk, Role::Approver}))
            names.key_holders_.insert(account.login);
    }
    const auto today = protocol::local_date(visit.now);
    for (const OfficeBody& office : *bodies) {
        names.offices_.emplace(office.code, office.name);
        if (office.code != body && office.stands_on(today)) names.receivers_.insert(office.code);
    }
    for (const auto& village : *villages) names.villages_.emplace(village.id, village.name);
    return names;
}

std::string PeopleNames::name(std::string_view login) const { return name_in(names_, login); }
std::string PeopleNames::office(std::string_view body) const { return name_in(offices_, body); }
std::string PeopleNames::village(std::string_view code) const { return name_in(villages_, code); }

std::vector<Fields> PeopleNames::options(std::string_view chosen) const
{
    std::vector<Fields> options;
    for (const auto& login : desk_)
        options.push_back(
            Fields().text("value", login).text("word", name(login)).yes("chosen", login == chosen));
    return options;
}

std::vector<Fields> PeopleNames::key_holders() const
{
    std::vector<Fields> options;
    for (const auto& login : key_holders_)
        options.push_back(Fields().text("value", login).text("word", name(login)));
    return options;
}

std::vector<Fields> PeopleNames::other_offices(std::string_view area) const
{
    // A province's code is shorter than a commune's.
    std::vector<std::string> codes(receivers_.begin(), receivers_.end());
    std::ranges::stable_sort(codes, {}, [](const auto& code) { return protocol::body_area(code).size(); });
    std::vector<Fields> options;
    for (const auto& code : codes)
        if (area.empty() || protocol::body_area(code) == area)
            options.push_back(Fields().text("value", code).text("word", office(code)));
    return options;
}

std::vector<Fields> PeopleNames::villages(std::string_view chosen) const
{
    std::vector<Fields> options;
    for (const auto& [code, word] : villages_)
        options.push_back(Fields().text("value", code).text("word", word).yes("chosen", code == chosen));
    return options;
}

}  // namespace province::console

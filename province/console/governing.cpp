#include "province/console/governing.h"

#include "protocol/trust/key_names.h"

namespace province::console {

using protocol::Result;

bool governs(const Visit& visit, std::string_view body)
{
    const auto area = protocol::body_area(visit.who().body.code);
    return area == visit.console.law.province_code || protocol::body_area(body) == area;
}

Result<bool> governs_account(const Visit& visit, std::string_view login)
{
    const auto account = Accounts(visit.console.registry).find(login);
    if (!account) return tl::unexpected{account.error()};
    if (!*account) return false;
    for (const auto& right : (*account)->rights)
        if (!governs(visit, right.body)) return false;
    return true;
}

bool awaits(const Resets::Waiting& reset, std::string_view login)
{
    return !reset.agreed && reset.asked_by != login && reset.login != login;
}

Result<std::size_t> resets_to_agree(const Visit& visit)
{
    const auto open = Resets(visit.console.registry).open(visit.now);
    if (!open) return tl::unexpected{open.error()};
    std::size_t n = 0;
    for (const auto& reset : *open) {
        if (!awaits(reset, visit.who().account.login)) continue;
        const auto mine = governs_account(visit, reset.login);
        if (!mine) return tl::unexpected{mine.error()};
        n += *mine ? 1 : 0;
    }
    return n;
}

}  // namespace province::console

#include "province/registry/notices.h"

#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Result;
using protocol::Time;

namespace {

// `x` is the row of the person; each names the right that makes it this person's work.
constexpr std::string_view kNewWork =
    "EXISTS (SELECT 1 FROM draft d JOIN account_role r ON r.body = d.body AND r.login = x.login AND r.role = "
    "'approver' AND r.until_at IS NULL WHERE d.state = 'waiting' AND d.sent_at > x.told_at AND NOT EXISTS "
    "(SELECT 1 FROM draft_hand h WHERE h.n = d.n AND h.login = x.login)) "
    "OR EXISTS (SELECT 1 FROM draft d JOIN draft_hand h ON h.n = d.n AND h.login = x.login JOIN account_role "
    "r ON r.body = d.body AND r.login = x.login AND r.role = 'writer' AND r.until_at IS NULL WHERE d.state = "
    "'writing' AND d.returned_at > x.told_at) "
    "OR EXISTS (SELECT 1 FROM case_event e JOIN account_role r ON r.body = e.body AND r.login = x.login AND "
    "r.role = 'desk' AND r.until_at IS NULL WHERE e.what = 'assigned' AND e.detail = x.login AND e.login <> "
    "x.login AND e.at > x.told_at) "
    "OR EXISTS (SELECT 1 FROM reset s JOIN account_role t ON t.login = s.login AND t.until_at IS NULL JOIN "
    // An administrator looks after the bodies of the own commune (five digits); the province's (two) after
    // all.
    "account_role r ON (SUBSTR(r.body, 1, 5) = SUBSTR(t.body, 1, 5) OR SUBSTR(r.body, 3, 1) = '.') AND "
    "r.login "
    "= x.login AND r.role = 'administrator' AND r.until_at IS NULL WHERE s.ended_at IS NULL AND s.agreed_by "
    "IS NULL AND s.asked_by <> x.login AND s.login <> x.login "
    "AND s.asked_at > x.told_at) "
    "OR (x.told_at <= :long_ago AND EXISTS (SELECT 1 FROM account_role r LEFT JOIN inbox_reach i ON i.body = "
    "r.body WHERE r.login = x.login AND r.role = 'desk' AND r.until_at IS NULL AND COALESCE(i.seq, 0) < "
    "(SELECT COALESCE(MAX(c.seq), 0) FROM container c)))";

}  // namespace

Result<std::string> Notices::address_of(std::string_view login)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::string> {
        const std::string key(login);
        std::string address;
        session << "SELECT address FROM notice WHERE login = :login", soci::use(key, "login"),
            soci::into(address);
        return session.got_data() ? address : std::string{};
    });
}

Result<void> Notices::set_address(std::string_view login, std::string_view address, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(login), text(address);
        const long long at = seconds(act.at);
        session << "DELETE FROM notice WHERE login = :login", soci::use(key, "login");
        if (!text.empty())
            session << "INSERT INTO notice (login, address, told_at) VALUES (:login, :address, :at)",
                soci::use(key, "login"), soci::use(text, "address"), soci::use(at, "at");
        note_act(session, act.doing(text.empty() ? "notice.end" : "notice.set", key));
        return {};
    });
}

Result<std::vector<Notices::Due>> Notices::due(Time now)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Due>> {
        const long long before = seconds(now - kBetweenNotices);
        const long long long_ago = seconds(now - kBetweenReminders);
        Due row;
        auto query =
            (session.prepare
             << "SELECT x.login, x.address, COALESCE((SELECT b.name FROM account_role r JOIN body b ON "
                "b.code = r.body WHERE r.login = x.login AND r.until_at IS NULL ORDER BY "
                "r.body LIMIT 1), '') FROM notice x JOIN account a ON a.login = x.login WHERE "
                "a.disabled_at IS NULL AND x.told_at <= :before AND (" +
                    std::string(kNewWork) + ") ORDER BY x.login");
        query, soci::use(before, "before"), soci::use(long_ago, "long_ago");
        query, soci::into(row.login), soci::into(row.address), soci::into(row.body_name);
        return rows(query, [&] { return row; });
    });
}

Result<bool> Notices::take(std::string_view login, Time now)
{
    return changing(registry_, [&](soci::session& session) -> Result<bool> {
        const std::string key(login);
        const long long at = seconds(now), before = seconds(now - kBetweenNotices);
        long long waits = 0;
        session << "SELECT COUNT(*) FROM notice WHERE login = :login AND told_at <= :before",
            soci::use(key, "login"), soci::use(before, "before"), soci::into(waits);
        if (waits == 0) return false;
        session << "UPDATE notice SET told_at = :at WHERE login = :login", soci::use(at, "at"),
            soci::use(key, "login");
        return true;
    });
}

}  // namespace province

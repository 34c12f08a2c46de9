#include "province/registry/resets.h"

#include "protocol/base/hash.h"
#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

constexpr std::chrono::hours kOpen{24};

std::string hash_of(std::string_view half) { return protocol::to_hex(protocol::sha256(half)); }

struct Row {
    long long n = 0, asked_at = 0;
    std::string login, asked_by, first, agreed_by, second;
};

constexpr std::string_view kColumns =
    "SELECT n, login, asked_by, asked_at, first_half, COALESCE(agreed_by, ''), COALESCE(second_half, '') "
    "FROM reset WHERE ended_at IS NULL AND asked_at >= :since ";

template <class Use>
std::vector<Row> select(soci::session& session, Time now, std::string_view where, Use&& use)
{
    Row row;
    const long long since = seconds(now - kOpen);
    auto query = (session.prepare << std::string(kColumns) + std::string(where));
    query, soci::use(since, "since");
    use(query);
    query, soci::into(row.n), soci::into(row.login), soci::into(row.asked_by), soci::into(row.asked_at),
        soci::into(row.first), soci::into(row.agreed_by), soci::into(row.second);
    return rows(query, [&] { return row; });
}

void end(soci::session& session, long long n, const std::string& why, Time now)
{
    const long long at = seconds(now);
    session << "UPDATE reset SET ended_at = :at, ended_why = :why WHERE n = :n", soci::use(at, "at"),
        soci::use(why, "why"), soci::use(n, "n");
}

/// A new reset in the place of an open one. Its number.
Result<long long> begin(soci::session& session, const std::string& login, std::string_view first_half,
                        const Act& act)
{
    const std::string half = hash_of(first_half);
    const long long at = seconds(act.at);
    long long accounts = 0;
    session << "SELECT COUNT(*) FROM account WHERE login = :login AND disabled_at IS NULL",
        soci::use(login, "login"), soci::into(accounts);
    if (accounts == 0) return protocol::fail(Fault::NotFound, "no such account");
    session << "UPDATE reset SET ended_at = :at, ended_why = 'replaced' WHERE login = :login AND ended_at IS "
               "NULL",
        soci::use(at, "at"), soci::use(login, "login");
    long long last = 0;
    session << "SELECT COALESCE(MAX(n), 0) FROM reset", soci::into(last);
    const long long n = last + 1;
    session << "INSERT INTO reset (n, login, asked_by, asked_at, first_half) VALUES (:n, :login, :by, "
               ":at, :half)",
        soci::use(n, "n"), soci::use(login, "login"), soci::use(act.login, "by"), soci::use(at, "at"),
        soci::use(half, "half");
    return n;
}

void agree_to(soci::session& session, long long n, std::string_view second_half, const Act& act)
{
    const std::string half = hash_of(second_half);
    const long long at = seconds(act.at);
    session << "UPDATE reset SET agreed_by = :by, agreed_at = :at, second_half = :half WHERE n = :n",
        soci::use(act.login, "by"), soci::use(at, "at"), soci::use(half, "half"), soci::use(n, "n");
}

std::optional<Row> fitting(soci::session& session, const std::string& login, std::string_view first_half,
                           std::string_view second_half, Time now)
{
    const auto found = select(session, now, "AND login = :login AND second_half IS NOT NULL",
                              [&](auto& query) { query, soci::use(login, "login"); });
    if (found.empty() || found.front().first != hash_of(first_half) ||
        found.front().second != hash_of(second_half))
        return std::nullopt;
    return found.front();
}

}  // namespace

Result<void> Resets::ask(std::string_view login, std::string_view first_half, const Act& act)
{
    if (login == act.login) return protocol::fail(Fault::Refused, "not for oneself");
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const auto n = begin(session, std::string(login), first_half, act);
        if (!n) return tl::unexpected{n.error()};
        note_act(session, act.doing("reset.ask", login));
        return {};
    });
}

Result<void> Resets::invite(std::string_view login, std::string_view first_half, std::string_view second_half,
                            const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const auto n = begin(session, std::string(login), first_half, act);
        if (!n) return tl::unexpected{n.error()};
        agree_to(session, *n, second_half, act);
        note_act(session, act.doing("reset.invite", login));
        return {};
    });
}

Result<void> Resets::agree(std::int64_t n, std::string_view second_half, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const long long number = n;
        const auto found =
            select(session, act.at, "AND n = :n", [&](auto& query) { query, soci::use(number, "n"); });
        if (found.empty()) return protocol::fail(Fault::NotFound, "no such open reset");
        const Row& row = found.front();
        if (row.asked_by == act.login || row.login == act.login || !row.agreed_by.empty())
            return protocol::fail(Fault::Refused, "another person must agree");
        agree_to(session, number, second_half, act);
        note_act(session, act.doing("reset.agree", row.login));
        return {};
    });
}

Result<std::vector<Resets::Waiting>> Resets::open(Time now)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Waiting>> {
        std::vector<Waiting> waiting;
        for (const Row& row : select(session, now, "ORDER BY n", [](auto&) {}))
            waiting.push_back(
                {row.n, row.login, row.asked_by, time_of(row.asked_at), !row.agreed_by.empty()});
        return waiting;
    });
}

Result<bool> Resets::fits(std::string_view login, std::string_view first_half, std::string_view second_half,
                          Time now)
{
    return reading(registry_, [&](soci::session& session) -> Result<bool> {
        return fitting(session, std::string(login), first_half, second_half, now).has_value();
    });
}

Result<bool> Resets::use(std::string_view login, std::string_view first_half, std::string_view second_half,
                         std::string_view password_hash, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<bool> {
        const std::string key(login);
        const auto row = fitting(session, key, first_half, second_half, act.at);
        if (!row) return false;
        const std::string hash(password_hash);
        session << "UPDATE account SET password = :hash, factor = '', factor_step = 0 WHERE login = :login",
            soci::use(hash, "hash"), soci::use(key, "login");
        session << "DELETE FROM session WHERE login = :login", soci::use(key, "login");
        session << "DELETE FROM wrapped_key WHERE login = :login", soci::use(key, "login");
        // What was sealed to the key that went with them nobody opens any more.
        session << "DELETE FROM key_gift WHERE login = :login", soci::use(key, "login");
        session << "DELETE FROM person_key WHERE login = :login", soci::use(key, "login");
        end(session, row->n, "used", act.at);
        note_act(session, act.doing("reset.use", key));
        return true;
    });
}

}  // namespace province

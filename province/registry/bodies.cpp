#include "province/registry/bodies.h"

#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

std::vector<OfficeBody> select(soci::session& session, std::string_view where, const std::string& code)
{
    OfficeBody body;
    std::string from, to;
    auto query = (session.prepare << "SELECT code, name, valid_from, COALESCE(valid_to, ''), "
                                     "COALESCE(successor, '') FROM body " +
                                         std::string(where));
    if (!code.empty()) query, soci::use(code, "code");
    query, soci::into(body.code), soci::into(body.name), soci::into(from), soci::into(to),
        soci::into(body.successor);
    return rows(query, [&] {
        body.valid_from = protocol::parse_date(from).value_or(protocol::Date{});
        body.valid_to = protocol::parse_date(to);
        return body;
    });
}

void insert(soci::session& session, const OfficeBody& body)
{
    const std::string from = protocol::format_date(body.valid_from);
    session << "INSERT INTO body (code, name, valid_from) VALUES (:code, :name, :from) ON CONFLICT (code) DO "
               "NOTHING",
        soci::use(body.code, "code"), soci::use(body.name, "name"), soci::use(from, "from");
}

Result<void> end_one(soci::session& session, const std::string& key, protocol::Date last_day,
                     const std::string& next, const Act& act)
{
    const auto found = key.empty() ? std::vector<OfficeBody>{} : select(session, "WHERE code = :code", key);
    if (found.empty()) return protocol::fail(Fault::NotFound, "no such body");
    if (next == key || last_day < found.front().valid_from)
        return protocol::fail(Fault::Refused, "a body cannot end before it began or follow itself");
    if (!next.empty() && select(session, "WHERE code = :code", next).empty())
        return protocol::fail(Fault::NotFound, "no such successor");
    const std::string day = protocol::format_date(last_day);
    session << "UPDATE body SET valid_to = :day, successor = :next WHERE code = :code", soci::use(day, "day"),
        soci::use(next, "next"), soci::use(key, "code");
    note_act(session, act.doing("body.end", key));
    return {};
}

}  // namespace

Result<void> Bodies::add(const std::vector<OfficeBody>& bodies)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        for (const OfficeBody& body : bodies) insert(session, body);
        return {};
    });
}

Result<std::optional<OfficeBody>> Bodies::find(std::string_view code)
{
    if (code.empty()) return std::nullopt;
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<OfficeBody>> {
        auto found = select(session, "WHERE code = :code", std::string(code));
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    });
}

Result<std::vector<OfficeBody>> Bodies::all()
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<OfficeBody>> {
        return select(session, "ORDER BY code", {});
    });
}

Result<void> Bodies::begin(const OfficeBody& body, const std::vector<std::string>& replaces, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        if (body.code.empty() || !select(session, "WHERE code = :code", body.code).empty())
            return protocol::fail(Fault::Refused, "the body is there already");
        insert(session, body);
        note_act(session, act.doing("body.add", body.code));
        for (const std::string& old : replaces)
            if (auto ended = end_one(session, old, protocol::add_days(body.valid_from, -1), body.code, act);
                !ended)
                return ended;
        return {};
    });
}

Result<void> Bodies::end(std::string_view code, protocol::Date last_day, std::string_view successor,
                         const Act& act)
{
    return changing(registry_, [&](soci::session& session) {
        return end_one(session, std::string(code), last_day, std::string(successor), act);
    });
}

}  // namespace province

#include "province/registry/moved_reports.h"

#include "protocol/base/encoding.h"
#include "protocol/feedback/container.h"
#include "province/registry/case_step.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

/// As if it had been handed in then. No kiosk asks for it, so there is no word of receipt.
void insert_container(soci::session& session, const std::string& id, std::string_view bytes, Time received_at)
{
    long long newest = 0;
    session << "SELECT COALESCE(MAX(seq), 0) FROM container", soci::into(newest);
    ++newest;
    const long long at = seconds(received_at);
    const auto size = static_cast<long long>(bytes.size());
    const std::string sealed = protocol::to_base64(bytes);
    session << "INSERT INTO container (id, seq, received_at, size, sealed, receipt) VALUES (:id, :seq, :at, "
               ":size, "
               ":sealed, '') ON CONFLICT (id) DO NOTHING",
        soci::use(id, "id"), soci::use(newest, "seq"), soci::use(at, "at"), soci::use(size, "size"),
        soci::use(sealed, "sealed");
}

constexpr long long kWord = 0;  // moved_at of what was passed on later: of_case() means the report

void insert_moved(soci::session& session, const MovedReport& moved, long long at)
{
    const std::string key = protocol::to_base64(std::string(moved.to_key.begin(), moved.to_key.end()));
    session << "INSERT INTO moved_report (item, from_body, from_year, from_n, to_body, to_key, moved_at) "
               "VALUES (:item, :from_body, :year, :n, :to_body, :to_key, :at) ON CONFLICT (item) DO NOTHING",
        soci::use(moved.item, "item"), soci::use(moved.from_body, "from_body"),
        soci::use(moved.from_year, "year"), soci::use(moved.from_n, "n"), soci::use(moved.to_body, "to_body"),
        soci::use(key, "to_key"), soci::use(at, "at");
}

constexpr std::string_view kSelect =
    "SELECT item, from_body, from_year, from_n, to_body, to_key FROM moved_report WHERE ";

template <class Bind>
Result<std::optional<MovedReport>> one(soci::session& session, std::string_view where, Bind&& bind)
{
    MovedReport found;
    std::string key;
    {
        auto query = (session.once << std::string(kSelect) + std::string(where));
        bind(query);
        query, soci::into(found.item), soci::into(found.from_body), soci::into(found.from_year),
            soci::into(found.from_n), soci::into(found.to_body), soci::into(key);
    }
    if (!session.got_data()) return std::nullopt;
    const auto bytes = protocol::from_base64(key);
    const auto parsed =
        bytes ? protocol::box_public_key(*bytes)
              : Result<protocol::BoxPublicKey>{protocol::fail(Fault::Storage, "a key is damaged")};
    if (!parsed) return tl::unexpected{parsed.error()};
    found.to_key = *parsed;
    return found;
}

}  // namespace

Result<void> MovedReports::move(const Case& of, int seen, const Cases::Answer& answer,
                                std::string_view own_copy, const MovedReport& moved, std::string_view sealed,
                                const Act& act)
{
    return step(registry_, of, seen, act, "moved",
                of.state == kSealedAway ? std::string_view{} : moved.to_body, own_copy,
                [&](soci::session& session, Case& now) -> Result<void> {
                    if (now.same_as || !cases_same_as(session, now).empty())
                        return protocol::fail(Fault::Malformed, "merged with others");
                    if (!insert_answer(session, answer, act.at))
                        return protocol::fail(Fault::Busy, "another answer came first");
                    insert_container(session, moved.item, sealed, now.clock_at);
                    MovedReport from = moved;
                    from.from_body = now.body;
                    from.from_year = now.year;
                    from.from_n = now.n;
                    insert_moved(session, from, seconds(act.at));
                    if (now.state == kSealedAway) return {};
                    now.state = "forwarded";
                    now.answered_at.reset();
                    now.over_at = {};
                    return {};
                });
}

Result<void> MovedReports::pass_on(const MovedReport& moved, std::string_view item, std::string_view sealed,
                                   Time received_at)
{
    MovedReport word = moved;
    word.item = item;
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        insert_moved(session, word, kWord);
        insert_container(session, std::string(item), sealed, received_at);
        return {};
    });
}

Result<std::optional<MovedReport>> MovedReports::by_item(std::string_view item)
{
    return looking(registry_, [&](soci::session& session) -> Result<std::optional<MovedReport>> {
        const std::string id(item);
        return one(session, "item = :item", [&](auto& query) { query, soci::use(id, "item"); });
    });
}

Result<std::optional<MovedReport>> MovedReports::of_case(const Case& from)
{
    return looking(registry_, [&](soci::session& session) -> Result<std::optional<MovedReport>> {
        return one(
            session,
            "from_body = :body AND from_year = :year AND from_n = :n ORDER BY moved_at DESC, item LIMIT 1",
            [&](auto& query) {
                query, soci::use(from.body, "body"), soci::use(from.year, "year"), soci::use(from.n, "n");
            });
    });
}

}  // namespace province

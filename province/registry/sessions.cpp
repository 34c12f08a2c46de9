#include "province/registry/sessions.h"

#include <array>

#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Result;
using protocol::Time;

namespace {

constexpr std::array<std::string_view, 3> kStages{"code", "enrol", "full"};
constexpr std::chrono::minutes kSeenStep{1};

Stage stage_of(std::string_view name)
{
    for (std::size_t i = 0; i < kStages.size(); ++i)
        if (kStages[i] == name) return static_cast<Stage>(i);
    return Stage::Code;  // the one that opens least
}

bool ran_out(const StoredSession& session, Time now)
{
    if (session.stage != Stage::Full && now - session.created_at > kSessionHalfOpen) return true;
    return now - session.seen_at > kSessionIdle || now - session.created_at > kSessionLife;
}

}  // namespace

Result<void> Sessions::add(const StoredSession& added, std::string_view replaces, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const long long at = seconds(act.at);
        // One that goes on under another ticket lives no longer for it.
        const long long created = added.created_at > Time{} ? seconds(added.created_at) : at;
        const long long life = seconds(act.at - kSessionLife);
        const long long idle = seconds(act.at - kSessionIdle);
        const std::string old(replaces);
        session << "DELETE FROM session WHERE created_at < :life OR seen_at < :idle OR id = :old",
            soci::use(life, "life"), soci::use(idle, "idle"), soci::use(old, "old");
        const std::string stage(kStages[static_cast<std::size_t>(added.stage)]);
        session << "INSERT INTO session (id, login, body, stage, created_at, seen_at, sealed) VALUES (:id, "
                   ":login, :body, :stage, :at, :seen, :sealed)",
            soci::use(added.id, "id"), soci::use(added.login, "login"), soci::use(added.body, "body"),
            soci::use(stage, "stage"), soci::use(created, "at"), soci::use(at, "seen"),
            soci::use(added.sealed, "sealed");
        note_act(session, act);
        return {};
    });
}

Result<std::optional<StoredSession>> Sessions::find(std::string_view id, Time now)
{
    const std::string key(id);
    auto found = reading(registry_, [&](soci::session& session) -> Result<std::optional<StoredSession>> {
        StoredSession one;
        std::string stage;
        long long created = 0, seen = 0;
        session << "SELECT id, login, body, stage, created_at, seen_at, sealed FROM session WHERE id = :id",
            soci::use(key, "id"), soci::into(one.id), soci::into(one.login), soci::into(one.body),
            soci::into(stage), soci::into(created), soci::into(seen), soci::into(one.sealed);
        if (!session.got_data()) return std::nullopt;
        one.stage = stage_of(stage);
        one.created_at = time_of(created);
        one.seen_at = time_of(seen);
        if (ran_out(one, now)) return std::nullopt;
        return one;
    });
    if (!found || !*found || now - (*found)->seen_at < kSeenStep) return found;
    const auto moved = changing(registry_, [&](soci::session& session) -> Result<void> {
        const long long at = seconds(now);
        session << "UPDATE session SET seen_at = :at WHERE id = :id", soci::use(at, "at"),
            soci::use(key, "id");
        return {};
    });
    if (!moved) return tl::unexpected{moved.error()};
    return found;
}

Result<void> Sessions::end(std::string_view id, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(id);
        session << "DELETE FROM session WHERE id = :id", soci::use(key, "id");
        note_act(session, act);
        return {};
    });
}

}  // namespace province

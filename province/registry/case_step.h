#pragma once

// Only for province/registry: a step of one case, with its history and the audit log in one transaction.

#include <string>
#include <string_view>

#include <soci/soci.h>

#include "province/registry/audit_row.h"
#include "province/registry/case_rows.h"
#include "province/registry/cases.h"
#include "province/registry/pool.h"

namespace province {

/// Does this still happen to a case that is sealed away?
bool happens_apart(std::string_view what);
/// How the audit log names it: by its number, but one that is sealed away not at all. Supervisors read the
/// log, and only two people know of that case.
std::string audit_name(const Case& of);
/// False where the answer's number is taken.
bool insert_answer(soci::session& session, const Cases::Answer& answer, protocol::Time now);

/// `work(session, case)` changes the case; what it changed is written. Refused when more than `seen` happened
/// to it (0: whatever happened).
template <class Work>
protocol::Result<void> step(Registry& registry, const Case& of, int seen, const Act& act,
                            std::string_view what, std::string_view detail, std::string_view sealed,
                            Work&& work)
{
    using protocol::Fault;
    return changing(registry, [&](soci::session& session) -> protocol::Result<void> {
        auto found = cases_by_number(session, of.body, of.year, of.n);
        if (found.empty()) return protocol::fail(Fault::NotFound, "no such case");
        Case& now = found.front();
        if (seen != 0 && last_event(session, now) != seen)
            return protocol::fail(Fault::Refused, "the case has moved on");
        if (now.state == kSealedAway && !happens_apart(what))
            return protocol::fail(Fault::Malformed, "not for a case that is sealed away");
        if (auto done = work(session, now); !done) return done;
        write_case(session, now);
        note_event(session, now, act, what, detail, sealed);
        note_act(session, act.doing("report." + std::string(what), audit_name(now)));
        return {};
    });
}

}  // namespace province

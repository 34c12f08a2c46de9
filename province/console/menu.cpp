#include "province/console/menu.h"

#include <array>

#include "province/console/routes.h"
#include "province/feedback/terms.h"
#include "province/registry/drafts.h"
#include "province/registry/inbox.h"

namespace province::console {

namespace {

struct Line {
    std::string_view path;
    std::string_view word;
    std::string_view icon;
};

constexpr std::array<Line, 9> kLines{{
    {"/console/today", "console.menu.today", "today"},
    {"/console/publish", "console.menu.publish", "publish"},
    {"/console/terminals", "console.menu.terminals", "terminal"},
    {"/console/desk", "console.menu.desk", "inbox"},
    {"/console/templates", "console.menu.templates", "words"},
    {"/console/statistics", "console.menu.statistics", "figures"},
    {"/console/people", "console.menu.people", "people"},
    {"/console/audit", "console.menu.audit", "audit"},
    {"/console/account", "console.menu.account", "account"},
}};

/// How much waits behind a line of the menu, and what of it is late beside; nothing where that cannot be
/// told.
struct Waiting {
    std::int64_t count = 0, late = 0;
};
Waiting waiting(const Visit& visit, std::string_view path)
{
    const Visitor& who = visit.who();
    if (path == "/console/desk") {
        const auto late = due_before(visit.console.terms, protocol::local_date(visit.now));
        const auto counts = Inbox(visit.console.registry).count(who.body.code, late, late, {});
        return counts ? Waiting{counts->unopened, counts->late} : Waiting{};
    }
    protocol::Result<std::int64_t> count = 0;
    if (path == "/console/publish")
        count = Drafts(visit.console.registry)
                    .waiting_for(who.body.code, who.account.login, who.roles.has(Role::Approver),
                                 who.roles.has(Role::Writer));
    return {count.value_or(0), 0};
}

}  // namespace

std::vector<Fields> menu_of(const Visit& visit)
{
    const Roles roles = visit.who().roles;
    const std::string_view path = visit.request.path;
    std::vector<Fields> lines;
    for (const Line& line : kLines) {
        // The routes say who may go there; the menu has no opinion of its own.
        const Route* route = find_route("GET", line.path);
        if (route == nullptr || !may_enter(*route, roles)) continue;
        const auto n = waiting(visit, line.path);
        lines.push_back(Fields()
                            .yes("waits", n.count > 0)
                            .text("count", std::to_string(n.count))
                            .yes("has_late", n.late > 0)
                            .text("late", std::to_string(n.late))
                            .text("address", std::string(line.path))
                            .text("word", text(line.word))
                            .text("icon", std::string(line.icon))
                            .yes("here", path.starts_with(line.path)));
    }
    return lines;
}

}  // namespace province::console

#include "province/console/menu.h"

#include <array>

#include "province/console/routes.h"
#include "province/console/visit.h"

namespace province::console {

namespace {

struct Line {
    std::string_view path;
    std::string_view word;
    std::string_view icon;
};

constexpr std::array<Line, 7> kLines{{
    {"/console/today", "console.menu.today", "today"},
    {"/console/publish", "console.menu.publish", "publish"},
    {"/console/terminals", "console.menu.terminals", "terminal"},
    {"/console/desk", "console.menu.desk", "inbox"},
    {"/console/people", "console.menu.people", "people"},
    {"/console/audit", "console.menu.audit", "audit"},
    {"/console/account", "console.menu.account", "account"},
}};

}  // namespace

std::vector<Fields> menu_of(Roles roles, std::string_view path)
{
    std::vector<Fields> lines;
    for (const Line& line : kLines) {
        // The routes say who may go there; the menu has no opinion of its own.
        const Route* route = find_route("GET", line.path);
        if (route == nullptr || !may_enter(*route, roles)) continue;
        lines.push_back(Fields()
                            .text("address", std::string(line.path))
                            .text("word", text(line.word))
                            .text("icon", std::string(line.icon))
                            .yes("here", path.starts_with(line.path)));
    }
    return lines;
}

}  // namespace province::console

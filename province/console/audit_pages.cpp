#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/trust/key_names.h"
#include "province/console/pages.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;

namespace {

constexpr int kRows = 50;

}  // namespace

/// A supervisor sees what was done for every body of the same commune; one of the province's bodies sees all.
Response audit_page(Visit& visit)
{
    const std::string area(protocol::body_area(visit.who().body.code));
    const bool everything = area == visit.console.law.province_code;
    const auto before = protocol::parse_decimal(visit.query.get("before"));
    Audit audit(visit.console.registry);
    const auto rows =
        audit.before(static_cast<std::int64_t>(before.value_or(0)), everything ? "" : area, kRows);
    if (!rows) return failed(visit, rows.error());
    std::vector<Fields> lines;
    for (const auto& row : *rows) {
        const std::string key = "audit." + row.act.what;
        lines.push_back(
            Fields()
                .text("n", std::to_string(row.n))
                .text("at", day_and_hour(row.act.at))
                .text("login", row.act.login.empty() ? text("console.audit.server") : row.act.login)
                .text("body", row.act.body)
                .text("what", texts().has(key) ? text(key) : row.act.what)
                .text("about", row.act.about)
                .text("hash", protocol::to_hex(row.hash).substr(0, 12)));
    }
    Fields fields;
    fields.yes("none", lines.empty());
    fields.yes("more", rows->size() == static_cast<std::size_t>(kRows));
    if (!rows->empty()) fields.text("older", std::to_string(rows->back().n));
    fields.list("rows", std::move(lines));
    return show(visit, "audit", "console.audit.title", std::move(fields));
}

}  // namespace province::console

#include "offline_cache/log_facts.h"

#include <vector>

#include "offline_cache/rows.h"
#include "offline_cache/sqlite/database.h"
#include "protocol/base/encoding.h"

namespace offline_cache {

using protocol::Result;

Result<LogFacts> log_facts(Content& content)
{
    LogFacts facts;
    auto statement =
        content.database().cached("SELECT origin, size, root FROM log ORDER BY number DESC LIMIT 1");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    auto row = at.step();
    if (!row) return tl::unexpected{row.error()};
    if (*row) {
        facts.origin = at.text(0);
        facts.size = at.number(1);
        facts.root = protocol::to_hex(at.blob(2));
    }
    at.reset();
    auto version = content.database().number("SELECT coalesce(max(version), 0) FROM trust");
    if (!version) return tl::unexpected{version.error()};
    facts.trust_version = *version;
    return facts;
}

Result<std::int64_t> newest_item(Content& content)
{
    return content.database().number("SELECT coalesce(max(idx), -1) FROM item");
}

Result<bool> published_since(Content& content, std::int64_t after, std::string_view title)
{
    // The newest are enough: what was written at this machine is days old, not years.
    auto statement = content.database().cached(
        "SELECT idx FROM item WHERE idx > ? AND state = 2 AND withdrawn IS NULL ORDER BY idx DESC LIMIT 500");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    at.bind(after);
    std::vector<std::int64_t> indices;
    for (;;) {
        auto row = at.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) break;
        indices.push_back(at.number(0));
    }
    at.reset();
    for (const std::int64_t index : indices) {
        auto heading = read_heading(content.database(), content.zip(), index);
        if (!heading) continue;
        if (heading->substr(0, heading->find('\n')) == title) return true;
    }
    return false;
}

}  // namespace offline_cache

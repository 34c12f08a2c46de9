#include "province/registry/migrations.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "province/registry/pool.h"
#include "province/registry/schema.h"

namespace province {

using protocol::Result;

namespace {

/// SOCI takes one statement at a time. Comments go first, so that a semicolon in one ends nothing.
std::vector<std::string> statements_of(std::string_view text)
{
    std::vector<std::string> statements;
    std::string current;
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        line = line.substr(0, line.find("--"));
        while (line.ends_with(' ')) line.remove_suffix(1);
        if (line.empty()) continue;
        const bool last = line.ends_with(';');
        if (last) line.remove_suffix(1);
        current += std::string(line) + "\n";
        if (last) statements.push_back(std::exchange(current, {}));
    }
    return statements;
}

}  // namespace

Result<void> migrate(Registry& registry)
{
    const auto files = schema_files();
    for (std::size_t i = 0; i <= files.size(); ++i) {
        auto done = changing(registry, [&](soci::session& session) -> Result<bool> {
            session << "CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL PRIMARY KEY)";
            long long version = 0;
            session << "SELECT COALESCE(MAX(number), 0) FROM schema_version", soci::into(version);
            if (version > static_cast<long long>(files.size()))
                return protocol::fail(protocol::Fault::Storage,
                                      "the registry was written by a newer program");
            if (version == static_cast<long long>(files.size())) return true;
            const long long next = version + 1;
            session << "INSERT INTO schema_version (number) VALUES (:number)", soci::use(next, "number");
            for (const std::string& statement : statements_of(files[static_cast<std::size_t>(version)]))
                session << statement;
            return false;
        });
        if (!done) return tl::unexpected{done.error()};
        if (*done) break;
    }
    return {};
}

}  // namespace province

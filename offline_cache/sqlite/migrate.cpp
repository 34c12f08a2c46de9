#include "offline_cache/sqlite/migrate.h"

#include <cassert>

#include "offline_cache/sqlite/transaction.h"

namespace offline_cache::sqlite {

using protocol::Fault;
using protocol::Result;

Result<void> migrate(Database& database, std::span<const Schema> schemas)
{
    auto has = database.number("PRAGMA user_version");
    if (!has) return tl::unexpected{has.error()};
    const auto newest = schemas.empty() ? 0 : schemas.back().number;
    if (*has > newest) {
        return protocol::fail(Fault::Refused, "schema " + std::to_string(*has) +
                                                  " is newer than this program's " + std::to_string(newest));
    }
    int expected = 1;
    for (const auto& schema : schemas) {
        assert(schema.number == expected);
        ++expected;
        if (schema.number <= *has) continue;
        auto transaction = Transaction::begin(database);
        if (!transaction) return tl::unexpected{transaction.error()};
        // Another program may have migrated while this one waited for the lock.
        has = database.number("PRAGMA user_version");
        if (!has) return tl::unexpected{has.error()};
        if (schema.number <= *has) continue;
        if (auto done = database.run(schema.sql); !done) return done;
        auto stamped = database.run("PRAGMA user_version=" + std::to_string(schema.number));
        if (!stamped) return stamped;
        if (auto done = transaction->commit(); !done) return done;
    }
    return {};
}

}  // namespace offline_cache::sqlite

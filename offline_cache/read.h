#pragma once

#include "offline_cache/sqlite/database.h"
#include "protocol/base/result.h"

namespace offline_cache {

/// Several SELECTs that see one committed state. Never waits for a writer (WAL).
class ReadTransaction {
public:
    static protocol::Result<ReadTransaction> begin(sqlite::Database& database)
    {
        if (auto begun = database.execute("BEGIN DEFERRED"); !begun) return tl::unexpected{begun.error()};
        return ReadTransaction{database};
    }
    ReadTransaction(ReadTransaction&& other) noexcept : database_(other.database_)
    {
        other.database_ = nullptr;
    }
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;
    ReadTransaction& operator=(ReadTransaction&&) = delete;
    ~ReadTransaction()
    {
        // Nothing was written: whether this says "done" or "no transaction" is the same to everybody.
        if (database_ != nullptr && !database_->execute("COMMIT")) return;
    }

private:
    explicit ReadTransaction(sqlite::Database& database) : database_(&database) {}
    sqlite::Database* database_;
};

}  // namespace offline_cache

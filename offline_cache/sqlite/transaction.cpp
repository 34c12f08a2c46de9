#include "offline_cache/sqlite/transaction.h"

namespace offline_cache::sqlite {

using protocol::Result;

Result<Transaction> Transaction::begin(Database& database)
{
    // IMMEDIATE: a second writer waits here, where busy_timeout works, and not at its first write.
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun) return tl::unexpected{begun.error()};
    return Transaction{database};
}

Transaction::~Transaction()
{
    if (database_ == nullptr) return;
    // SQLite may have rolled back by itself (disk full); a second ROLLBACK then only says so.
    if (auto undone = database_->execute("ROLLBACK"); !undone) return;
}

Result<void> Transaction::commit()
{
    if (auto done = database_->execute("COMMIT"); !done) return done;
    database_ = nullptr;
    return {};
}

}  // namespace offline_cache::sqlite

#pragma once

#include "offline_cache/sqlite/database.h"
#include "protocol/base/result.h"

namespace offline_cache::sqlite {

/// BEGIN IMMEDIATE … COMMIT; rolled back when it goes out of scope without commit().
class Transaction {
public:
    static protocol::Result<Transaction> begin(Database& database);

    Transaction(Transaction&& other) noexcept : database_(other.database_) { other.database_ = nullptr; }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// After a failure the transaction is still open and the destructor rolls it back.
    protocol::Result<void> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

}  // namespace offline_cache::sqlite

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "offline_cache/sqlite/statement.h"
#include "protocol/base/result.h"

struct sqlite3;

namespace offline_cache::sqlite {

/// What a commit promises: Normal survives a crash of the program, Full a power cut too.
enum class Durability { Normal, Full };

struct Options {
    Durability durability = Durability::Normal;
    bool secure_delete = false;            ///< deleted bytes are overwritten with zeros
    std::chrono::milliseconds busy{5000};  ///< how long to wait for another writer
    int page_size = 4096;                  ///< of a new file only
    std::int64_t max_bytes = 0;            ///< 0: no bound; else max_page_count, "disk full" beyond it
    int cache_kib = 2048;
};

/// One connection to one SQLite file in WAL mode with foreign keys on.
///
/// Not thread-safe: each thread opens its own. Faults: SQLITE_BUSY and SQLITE_LOCKED become Fault::Busy,
/// all else Fault::Storage with SQLite's own words in `detail`.
class Database {
public:
    /// On a file system that is read-only it opens for reading; every write then fails with Storage.
    static protocol::Result<Database> open(const std::filesystem::path& file, const Options& options = {});

    /// Runs one or more statements without parameters.
    protocol::Result<void> run(std::string_view sql);

    protocol::Result<Statement> prepare(std::string_view sql);

    /// Prepares once and keeps the statement: for SQL that runs often. The pointer lives as long as this
    /// Database; the statement comes back reset. `sql` must not be in use by a caller further up.
    protocol::Result<Statement*> cached(std::string_view sql);

    /// Runs one statement (kept, see cached()) to its end.
    template <class... Values>
    protocol::Result<void> execute(std::string_view sql, const Values&... values)
    {
        auto statement = cached(sql);
        if (!statement) return tl::unexpected{statement.error()};
        auto done = (*statement)->bind(values...).run();
        (*statement)->reset();
        return done;
    }

    /// First column of the first row as a number; NotFound when there is no row.
    template <class... Values>
    protocol::Result<std::int64_t> number(std::string_view sql, const Values&... values)
    {
        auto statement = cached(sql);
        if (!statement) return tl::unexpected{statement.error()};
        auto row = (*statement)->bind(values...).step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return protocol::fail(protocol::Fault::NotFound, "no row");
        const auto value = (*statement)->number(0);
        (*statement)->reset();
        return value;
    }

    /// Kept statements let go of what was bound to them and of what their cursors hold.
    void let_go();

    /// Rows changed by the last INSERT, UPDATE or DELETE.
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t last_insert_id() const;

    /// SQLite's quick_check says "ok".
    [[nodiscard]] bool is_sound();

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    explicit Database(sqlite3* handle) : handle_(handle) {}
    static protocol::Result<Database> open_immutable(const std::filesystem::path& file);

    std::unique_ptr<sqlite3, Close> handle_;
    std::map<std::string, Statement, std::less<>> kept_;  // finalized before handle_ closes
};

}  // namespace offline_cache::sqlite

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "protocol/base/result.h"

namespace province {

/// The province's own database: what was handed in, cases, answers, people. SQLite in DATA/registry.db, or
/// PostgreSQL where the configuration names one (province/config).
///
/// Safe to use from every thread: each call takes a connection from a small pool. Changes happen one at a
/// time, on both engines and across processes: what a change has read still holds when it writes. Every call
/// is one transaction; where the database was busy or a server went away before the commit, it is done again.
class Registry {
public:
    /// Opens, or creates, and brings the schema up to date. `where` is a path whose folder exists, or a
    /// PostgreSQL address "postgresql://…" whose database has the encoding UTF8 and the collation C.
    static protocol::Result<Registry> open(std::string_view where);

    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;
    Registry(Registry&&) noexcept;
    Registry& operator=(Registry&&) noexcept;
    ~Registry();

    /// Number of the newest schema file applied.
    static int newest_schema();

    class Pool;
    /// For the other files of this folder only.
    Pool& pool() { return *pool_; }
    struct WaitingReports;
    WaitingReports& waiting_reports() { return *waiting_reports_; }

private:
    explicit Registry(std::unique_ptr<Pool> pool);
    std::unique_ptr<Pool> pool_;
    std::unique_ptr<WaitingReports> waiting_reports_;
};

/// Is this the address of a PostgreSQL database, not a path?
bool is_postgresql(std::string_view where);

}  // namespace province

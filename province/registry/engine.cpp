#include "province/registry/engine.h"

#include <stdexcept>

#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include "protocol/base/log.h"
#include "province/registry/pool.h"

namespace province {

namespace {

/// SQLite would make the file readable for others; its journals take the file's mode. A file that is there is
/// not opened: closing it would drop the locks that this process's other connections hold (POSIX), and a
/// program beside us would take itself for the last one and delete the journal under them.
void make_private(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) ::close(file);
}

bool on_sqlite(soci::session& session) { return session.get_backend_name() == "sqlite3"; }

void connect_sqlite(soci::session& session, const std::string& path)
{
    if (path.find_first_of("\"\n") != std::string::npos)
        throw std::runtime_error("a quotation mark in the path of the registry");
    make_private(path);
    session.open(soci::sqlite3, "db=\"" + path + "\" timeout=10");
    session << "PRAGMA journal_mode = WAL";
    session << "PRAGMA synchronous = FULL";  // what was answered 201 must survive a power cut
    session << "PRAGMA foreign_keys = ON";
    session << "PRAGMA secure_delete = ON";  // what was erased is overwritten in the file
}

void connect_postgresql(soci::session& session, const std::string& address)
{
    session.open(soci::postgresql, address);
    session << "SET client_min_messages = warning";
    session << "SET client_encoding = 'UTF8'";
    session << "SET synchronous_commit = on";
    session << "SET lock_timeout = '10s'";
    session << "SET idle_in_transaction_session_timeout = '60s'";
    std::string encoding;
    std::string order;
    session << "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database "
               "WHERE datname = current_database()",
        soci::into(encoding), soci::into(order);
    if (encoding != "UTF8" || (order != "C" && order != "C.UTF-8" && order != "C.utf8"))
        throw std::runtime_error(
            "the database must be made with ENCODING 'UTF8' LC_COLLATE 'C' TEMPLATE template0");
}

}  // namespace

std::unique_ptr<soci::session> connect(const std::string& where)
{
    auto session = std::make_unique<soci::session>();
    if (is_postgresql(where))
        connect_postgresql(*session, where);
    else
        connect_sqlite(*session, where);
    return session;
}

void begin_reading(soci::session& session)
{
    session << (on_sqlite(session) ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

void begin_changing(soci::session& session)
{
    if (on_sqlite(session)) {
        session << "BEGIN IMMEDIATE";
        return;
    }
    session << "BEGIN ISOLATION LEVEL READ COMMITTED";
    // SQLite's rule, one change at a time, for all processes; each later statement sees what was committed
    // before the lock was had. Released at the transaction's end, also when the process is killed.
    session << "SELECT 1 FROM (SELECT pg_advisory_xact_lock(4619753001)) AS held";
}

void forget_erased(Registry& registry)
{
    const auto done = looking(registry, [](soci::session& session) -> protocol::Result<bool> {
        if (!on_sqlite(session)) return true;
        // The write-ahead log holds the pages as they were before.
        int busy = 0, pages = 0, moved = 0;
        session << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(busy), soci::into(pages), soci::into(moved);
        return busy == 0;
    });
    if (!done || !*done)
        protocol::log::warning("registry", "what was erased stays in the write-ahead log for now");
}

DatabaseFault fault_of(const std::exception& thrown)
{
    using protocol::Error;
    using protocol::Fault;
    const auto* soci_fault = dynamic_cast<const soci::soci_error*>(&thrown);
    // what() of SOCI's errors holds the values of the statement: people's words. The bare message does not;
    // PostgreSQL's second line (DETAIL) may.
    std::string text = soci_fault != nullptr ? soci_fault->get_error_message() : thrown.what();
    text = text.substr(0, text.find('\n'));
    DatabaseFault fault{Error{Fault::Storage, "registry: " + text}, false, false};
    if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&thrown)) {
        const std::string state = postgresql->sqlstate();
        // 40: serialization failure or deadlock; 55P03: lock not had in time; 08, 57P, blank: connection.
        fault.broken = state.starts_with("08") || state.starts_with("57P") || state.empty() ||
                       state.front() == ' ' || state.front() == '\0' ||
                       postgresql->get_error_category() == soci::soci_error::connection_error;
        fault.again = fault.broken || state.starts_with("40") || state == "55P03";
    } else {
        fault.again = text.find("locked") != std::string::npos || text.find("busy") != std::string::npos;
    }
    if (fault.again) fault.error.fault = Fault::Busy;
    return fault;
}

}  // namespace province

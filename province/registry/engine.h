#pragma once

#include <memory>
#include <string>

namespace soci {
class session;
}

namespace province {

class Registry;

// The only functions that know which engine serves. All throw as SOCI does.

/// A new connection with what the engine needs for every change to survive a power cut. Throws
/// std::runtime_error for a PostgreSQL database that sorts or encodes otherwise than we do.
std::unique_ptr<soci::session> connect(const std::string& where);

/// Begins a transaction that reads one moment of the database.
void begin_reading(soci::session& session);
/// Begins a transaction that alone may change the database, waiting for others.
void begin_changing(soci::session& session);

/// After a change that erased something: SQLite's files hold nothing of it any more, as soon as nobody reads
/// an older moment. PostgreSQL keeps old rows until it cleans up by itself (deploy/README.md). What is not
/// reached now is overwritten later; that is logged, not told.
void forget_erased(Registry& registry);

}  // namespace province

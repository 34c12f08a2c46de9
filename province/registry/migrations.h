#pragma once

namespace soci {
class session;
}

namespace province {

/// Brings the database to the last schema file, each in a transaction of its own. Throws as SOCI does, and
/// std::runtime_error for a database that a newer program has written.
void migrate(soci::session& session);

}  // namespace province

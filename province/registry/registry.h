#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"

namespace soci {
class session;
}

namespace province {

/// The province's own database: what was handed in, cases, answers, people. DATA/registry.db.
///
/// One connection, guarded by a mutex: safe to use from every thread of the server. Other processes may hold
/// the same database open (the desk's commands beside a running server). The SQL is the part that SQLite and
/// PostgreSQL have in common; only connect() in registry.cpp knows which one it is.
class Registry {
public:
    /// Opens, or creates, and brings the schema up to date. `path` is a file; its folder must exist.
    static protocol::Result<Registry> open(std::string_view path);

    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;
    Registry(Registry&&) noexcept;
    Registry& operator=(Registry&&) noexcept;
    ~Registry();

    /// One person who may act for a body. Adding the same login again changes nothing and is no error.
    struct User {
        std::string login;  // unique in the province, e.g. "20107.ubnd"
        std::string body;   // e.g. "20107.ubnd"
        std::string role;   // "desk", "writer", "approver", "supervisor", "technician", "administrator"
    };
    protocol::Result<void> add_user(const User& user, protocol::Time now);

    /// Number of the newest schema file applied.
    static int newest_schema();

    struct Connection;
    /// For the other files of this folder only.
    Connection& connection() { return *connection_; }

private:
    explicit Registry(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

/// Where the registry stands below DATA.
std::string registry_path(std::string_view data);

}  // namespace province

#include "province/registry/registry.h"

#include <algorithm>
#include <string>

#include <fcntl.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include "province/registry/connection.h"
#include "province/registry/migrations.h"
#include "province/registry/schema.h"

namespace province {

using protocol::Error;
using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

/// SQLite would make the file readable for others; its journals take the file's mode.
void make_private(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0) ::close(file);
}

/// The one function that knows which engine serves.
void connect(soci::session& session, std::string_view path)
{
    make_private(std::string(path));
    session.open(soci::sqlite3, "db=\"" + std::string(path) + "\" timeout=10");
    session << "PRAGMA journal_mode = WAL";
    session << "PRAGMA synchronous = FULL";  // what was answered 201 must survive a power cut
    session << "PRAGMA foreign_keys = ON";
}

}  // namespace

Error to_error(const std::exception& thrown)
{
    const std::string text = thrown.what();
    const bool busy = text.find("locked") != std::string::npos || text.find("busy") != std::string::npos;
    return Error{busy ? Fault::Busy : Fault::Storage, "registry: " + text};
}

Registry::Registry(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Registry::Registry(Registry&&) noexcept = default;
Registry& Registry::operator=(Registry&&) noexcept = default;
Registry::~Registry() = default;

Result<Registry> Registry::open(std::string_view path)
{
    if (path.find_first_of("\"\n") != std::string_view::npos)
        return protocol::fail(Fault::Refused, "a quotation mark in the path of the registry");
    auto connection = std::make_unique<Connection>();
    const auto opened = guarded(*connection, [&](soci::session& session) -> Result<void> {
        connect(session, path);
        migrate(session);
        return {};
    });
    if (!opened) return tl::unexpected{opened.error()};
    return Registry(std::move(connection));
}

Result<void> Registry::add_user(const User& user, Time now)
{
    return guarded(*connection_, [&](soci::session& session) -> Result<void> {
        const long long at = seconds(now);
        session << "INSERT INTO person (login, body, role, created_at) VALUES (:login, :body, :role, :at) "
                   "ON CONFLICT (login) DO NOTHING",
            soci::use(user.login, "login"), soci::use(user.body, "body"), soci::use(user.role, "role"),
            soci::use(at, "at");
        return {};
    });
}

int Registry::newest_schema() { return static_cast<int>(schema_files().size()); }

std::string registry_path(std::string_view data) { return std::string(data) + "/registry.db"; }

}  // namespace province

#include "province/registry/audit.h"

#include <string>

#include <libpq-fe.h>
#include <sqlite3.h>

#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"

using namespace province;

namespace {

/// Somebody with the database's own password, and no respect.
void tamper(const TempDir& dir, const std::string& sql)
{
    const std::string where = registry_in(dir.path());
    if (on_postgresql()) {
        PGconn* connection = PQconnectdb(where.c_str());
        PGresult* result = PQexec(connection, sql.c_str());
        const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
        PQclear(result);
        PQfinish(connection);
        REQUIRE(done);
        return;
    }
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(where.c_str(), &database) == SQLITE_OK);
    const int code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(database);
    REQUIRE(code == SQLITE_OK);
}

}  // namespace

TEST_CASE("the audit log gives its rows newest first and proves itself", "[province][audit]")
{
    People people;
    Audit audit(people.registry);
    CHECK(must(audit.verify()).rows == 0);
    for (int i = 1; i <= 5; ++i) must(audit.note(people.act().doing("read", "PA-" + std::to_string(i))));
    auto elsewhere = people.act();
    elsewhere.body = "19753.ubnd";
    must(audit.note(elsewhere));
    const auto check = must(audit.verify());
    CHECK(check.rows == 6);
    CHECK_FALSE(check.broken_at);

    const auto rows = must(audit.before(0, "20107", 3));
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].act.about == "PA-5");
    CHECK(must(audit.before(rows[2].n, "20107", 10)).size() == 2);
    CHECK(must(audit.before(0, "", 10)).size() == 6);
    CHECK(must(audit.before(0, "2010", 10)).empty());
    CHECK(rows[0].hash == audit_hash(must(audit.before(5, "", 1))[0].hash, 5, rows[0].act));
}

TEST_CASE("a row that was changed, taken out or put in is found", "[province][audit]")
{
    const auto [sql, broken_at] = GENERATE(table<std::string, int>({
        {"UPDATE audit SET login = 'other' WHERE n = 3", 3},
        {"UPDATE audit SET about = 'x' WHERE n = 1", 1},
        {"DELETE FROM audit WHERE n = 4", 4},
        {"DELETE FROM audit WHERE n = 1", 1},
        {"UPDATE audit SET n = 9 WHERE n = 5", 5},
        {"UPDATE audit SET hash = (SELECT hash FROM audit WHERE n = 1) WHERE n = 2", 2},
    }));
    CAPTURE(sql);
    People people;
    Audit audit(people.registry);
    for (int i = 1; i <= 5; ++i) must(audit.note(people.act().doing("read", std::to_string(i))));
    tamper(people.dir, sql);
    CHECK(must(audit.verify()).broken_at == broken_at);
}

TEST_CASE("fields cannot be moved into one another under the same hash", "[province][audit]")
{
    Act one{protocol::Time{}, "ab", "c", "d", "e"};
    Act two{protocol::Time{}, "a", "bc", "d", "e"};
    CHECK(audit_hash({}, 1, one) != audit_hash({}, 1, two));
    CHECK(audit_hash({}, 1, one) != audit_hash({}, 2, one));
}

TEST_CASE("where the database's server cut the connections, the next call makes new ones",
          "[province][audit]")
{
    if (!on_postgresql()) return;  // a file has no server
    People people;
    Audit audit(people.registry);
    must(audit.note(people.act()));
    tamper(people.dir,
           "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> "
           "pg_backend_pid() AND datname = current_database(); END $$");
    must(audit.note(people.act()));
    CHECK(must(audit.verify()).rows == 2);
}

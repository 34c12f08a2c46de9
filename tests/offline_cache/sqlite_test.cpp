#include <array>

#include "offline_cache/sqlite/database.h"
#include "offline_cache/sqlite/migrate.h"
#include "offline_cache/sqlite/transaction.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

using offline_cache::sqlite::Blob;
using offline_cache::sqlite::Database;
using offline_cache::sqlite::Options;
using offline_cache::sqlite::Schema;
using offline_cache::sqlite::Transaction;
using protocol::Fault;

namespace {
constexpr std::array kSchemas{Schema{1, "CREATE TABLE t (a INTEGER PRIMARY KEY, b)"},
                              Schema{2, "ALTER TABLE t ADD c"}};
}

TEST_CASE("values come back as they were bound", "[sqlite]")
{
    const TempDir dir;
    auto database = Database::open(dir / "a.db").value();
    REQUIRE(database.run("CREATE TABLE t (a, b, c, d)"));
    const std::string bytes{"\0\xff\x01", 3};
    REQUIRE(database.execute("INSERT INTO t VALUES (?, ?, ?, ?)", 42, "Đất đai", Blob{bytes},
                             std::optional<int>{}));
    auto row = database.prepare("SELECT a, b, c, d FROM t").value();
    REQUIRE(row.step().value());
    CHECK(row.number(0) == 42);
    CHECK(row.text(1) == "Đất đai");
    CHECK(row.blob(2) == bytes);
    CHECK(row.is_null(3));
    CHECK_FALSE(row.step().value());
}

TEST_CASE("a transaction that is not committed leaves nothing", "[sqlite]")
{
    const TempDir dir;
    auto database = Database::open(dir / "a.db").value();
    REQUIRE(database.run("CREATE TABLE t (a)"));
    {
        auto transaction = Transaction::begin(database).value();
        REQUIRE(database.execute("INSERT INTO t VALUES (1)"));
    }
    CHECK(database.number("SELECT count(*) FROM t").value() == 0);
}

TEST_CASE("a second writer is told Busy, a full store Storage", "[sqlite]")
{
    const TempDir dir;
    Options options;
    options.busy = std::chrono::milliseconds{1};
    options.max_bytes = 64 * 1024;
    auto one = Database::open(dir / "a.db", options).value();
    auto two = Database::open(dir / "a.db", options).value();
    REQUIRE(one.run("CREATE TABLE t (a)"));
    {
        auto transaction = Transaction::begin(one).value();
        auto second = Transaction::begin(two);
        REQUIRE_FALSE(second);
        CHECK(second.error().fault == Fault::Busy);
    }
    auto full = one.execute("INSERT INTO t VALUES (zeroblob(100000))");
    REQUIRE_FALSE(full);
    CHECK(full.error().fault == Fault::Storage);
}

TEST_CASE("schemas are applied once, in order, and a newer file is refused", "[sqlite]")
{
    const TempDir dir;
    {
        auto database = Database::open(dir / "a.db").value();
        REQUIRE(migrate(database, std::span{kSchemas}.first(1)));
        REQUIRE(migrate(database, kSchemas));
        REQUIRE(migrate(database, kSchemas));
        CHECK(database.number("PRAGMA user_version").value() == 2);
        CHECK(database.execute("INSERT INTO t (c) VALUES (1)"));
    }
    auto database = Database::open(dir / "a.db").value();
    auto refused = migrate(database, std::span{kSchemas}.first(1));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::Refused);
}

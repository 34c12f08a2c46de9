#include "tests/support/test_registry.h"

#include <cstdlib>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>

#include <libpq-fe.h>
#include <unistd.h>

namespace {

const char* cluster() { return std::getenv("COMMUNE_TEST_POSTGRESQL"); }

void run(const std::string& statement)
{
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(cluster()), &PQfinish);
    PQclear(PQexec(connection.get(), "SET client_min_messages = warning"));
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), statement.c_str()),
                                                               &PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        throw std::runtime_error(PQerrorMessage(connection.get()));
}

}  // namespace

bool on_postgresql() { return cluster() != nullptr; }

std::string registry_in(const std::filesystem::path& folder)
{
    if (!on_postgresql()) return (folder / "registry.db").string();
    const std::string schema = "t" + std::to_string(std::hash<std::string>{}(folder.string()));
    run("CREATE SCHEMA IF NOT EXISTS " + schema);
    return std::string(cluster()) + "&options=-csearch_path%3D" + schema;
}

TestDatabase::TestDatabase()
{
    if (!on_postgresql()) return;
    static int made = 0;
    name_ = "d" + std::to_string(::getpid()) + "_" + std::to_string(++made);
    address_ = cluster();
    // "postgresql:///commune?host=…": the name stands behind the third slash.
    const auto begin = address_.find("///") + 3;
    address_.replace(begin, address_.find('?') - begin, name_);
    run("CREATE DATABASE " + name_);
}

TestDatabase::~TestDatabase()
{
    try {
        if (!name_.empty()) run("DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const std::exception&) {
        // The cluster goes with the tests, and this with it.
    }
}

void TestDatabase::empty() const
{
    if (name_.empty()) return;
    run("DROP DATABASE " + name_ + " WITH (FORCE)");
    run("CREATE DATABASE " + name_);
}

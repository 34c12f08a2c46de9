#include "tests/support/test_registry.h"

#include <cstdlib>
#include <functional>
#include <memory>
#include <stdexcept>

#include <libpq-fe.h>

namespace {

const char* cluster() { return std::getenv("COMMUNE_TEST_POSTGRESQL"); }

void make_schema(const std::string& name)
{
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(cluster()), &PQfinish);
    const std::string text = "SET client_min_messages = warning; CREATE SCHEMA IF NOT EXISTS " + name;
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), text.c_str()),
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
    make_schema(schema);
    return std::string(cluster()) + "&options=-csearch_path%3D" + schema;
}

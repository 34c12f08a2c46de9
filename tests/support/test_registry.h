#pragma once

#include <filesystem>
#include <string>

/// Where the registry of this folder is: its registry.db, or, under tests/support/postgresql.py, a schema of
/// its own in the temporary cluster. The same folder gives the same registry.
std::string registry_in(const std::filesystem::path& folder);

/// Is it PostgreSQL that the tests run on?
bool on_postgresql();

/// A whole database of the temporary cluster, for a test that backs it up; gone with it. Nothing under
/// SQLite.
class TestDatabase {
public:
    TestDatabase();
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    /// "postgresql://…", or empty under SQLite.
    const std::string& address() const { return address_; }
    /// As on a new machine: what was in it is lost.
    void empty() const;

private:
    std::string name_, address_;
};

#pragma once

#include <filesystem>
#include <string>

/// Where the registry of this folder is: its registry.db, or, under tests/support/postgresql.py, a schema of
/// its own in the temporary cluster. The same folder gives the same registry.
std::string registry_in(const std::filesystem::path& folder);

/// Is it PostgreSQL that the tests run on?
bool on_postgresql();

#include "offline_cache/sqlite/statement.h"

#include <cassert>

#include <sqlite3.h>

#include "offline_cache/sqlite/fault.h"

namespace offline_cache::sqlite {

using protocol::Result;

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::reset()
{
    sqlite3_reset(statement_.get());
    // What was bound may be what a resident typed: no copy of it waits for the next question.
    sqlite3_clear_bindings(statement_.get());
    next_ = 1;
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3* handle = sqlite3_db_handle(statement_.get());
    const char* sql = sqlite3_sql(statement_.get());
    auto fault = sqlite_fault(handle, code, sql != nullptr ? sql : "statement");
    sqlite3_reset(statement_.get());
    return fault;
}

Result<void> Statement::run()
{
    for (;;) {
        auto row = step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return {};
    }
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view Statement::text(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string_view Statement::blob(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::is_null(int column) const
{
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

namespace {
// Binding fails only for a parameter the SQL does not have (our mistake) or without memory.
void must(int code)
{
    assert(code == SQLITE_OK);
    static_cast<void>(code);
}
}  // namespace

void Statement::put(std::int64_t value) { must(sqlite3_bind_int64(statement_.get(), next_++, value)); }

void Statement::put(double value) { must(sqlite3_bind_double(statement_.get(), next_++, value)); }

void Statement::put(std::string_view value)
{
    // An empty view may hold a null pointer, which SQLite would take for NULL.
    must(sqlite3_bind_text64(statement_.get(), next_++, value.empty() ? "" : value.data(), value.size(),
                             SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::put(const Blob& value)
{
    must(sqlite3_bind_blob64(statement_.get(), next_++, value.bytes.empty() ? "" : value.bytes.data(),
                             value.bytes.size(), SQLITE_TRANSIENT));
}

void Statement::put(std::nullopt_t) { must(sqlite3_bind_null(statement_.get(), next_++)); }

}  // namespace offline_cache::sqlite

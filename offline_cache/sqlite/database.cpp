#include "offline_cache/sqlite/database.h"

#include <unistd.h>

#include <cerrno>

#include <sqlite3.h>

#include "offline_cache/sqlite/fault.h"

namespace offline_cache::sqlite {

using protocol::Fault;
using protocol::Result;

tl::unexpected<protocol::Error> sqlite_fault(sqlite3* handle, int code, std::string_view what)
{
    const int kind = code & 0xff;
    const Fault fault = kind == SQLITE_BUSY || kind == SQLITE_LOCKED ? Fault::Busy : Fault::Storage;
    std::string detail = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    detail += " (";
    detail += std::to_string(code);
    detail += ") at: ";
    detail += what.substr(0, 160);
    return protocol::fail(fault, std::move(detail));
}

namespace {

/// WAL needs a file beside the database even for reading; where none was left and none can be made, SQLite
/// opens it only when told that nothing will change it.
bool lies_read_only(const std::filesystem::path& file)
{
    return ::access(file.c_str(), F_OK) == 0 && ::access(file.c_str(), W_OK) != 0 && errno == EROFS;
}

std::string immutable_address(const std::filesystem::path& file)
{
    std::string address = "file:";
    for (const char c : file.string()) {
        if (c == '?' || c == '#' || c == '%') {
            constexpr std::string_view kHex = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            address += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
        } else {
            address += c;
        }
    }
    return address + "?immutable=1";
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Result<Database> Database::open(const std::filesystem::path& file, const Options& options)
{
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(
        file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database{raw};
    if (code != SQLITE_OK) return sqlite_fault(raw, code, file.string());
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, static_cast<int>(options.busy.count()));

    std::string setup = "PRAGMA page_size=" + std::to_string(options.page_size) + ";";
    setup += "PRAGMA journal_mode=WAL;";
    setup +=
        options.durability == Durability::Full ? "PRAGMA synchronous=FULL;" : "PRAGMA synchronous=NORMAL;";
    setup += "PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;PRAGMA trusted_schema=OFF;";
    setup += "PRAGMA cache_size=-" + std::to_string(options.cache_kib) + ";";
    setup += options.secure_delete ? "PRAGMA secure_delete=ON;" : "PRAGMA secure_delete=OFF;";
    if (auto done = database.run(setup); !done) {
        if (!lies_read_only(file)) return tl::unexpected{done.error()};
        return open_immutable(file);
    }

    if (options.max_bytes > 0) {
        auto page = database.number("PRAGMA page_size");
        if (!page) return tl::unexpected{page.error()};
        const auto pages = options.max_bytes / *page;
        auto bound = database.run("PRAGMA max_page_count=" + std::to_string(pages) + ";");
        if (!bound) return tl::unexpected{bound.error()};
    }
    return database;
}

Result<Database> Database::open_immutable(const std::filesystem::path& file)
{
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(immutable_address(file).c_str(), &raw,
                                     SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database{raw};
    if (code != SQLITE_OK) return sqlite_fault(raw, code, file.string());
    sqlite3_extended_result_codes(raw, 1);
    if (auto done = database.run("PRAGMA temp_store=MEMORY;PRAGMA trusted_schema=OFF;"); !done)
        return tl::unexpected{done.error()};
    return database;
}

Result<void> Database::run(std::string_view sql)
{
    const char* at = sql.data();
    const char* const end = at + sql.size();
    while (at < end) {
        sqlite3_stmt* raw = nullptr;
        const char* next = nullptr;
        const int code = sqlite3_prepare_v3(handle_.get(), at, static_cast<int>(end - at), 0, &raw, &next);
        if (code != SQLITE_OK)
            return sqlite_fault(handle_.get(), code, {at, static_cast<std::size_t>(end - at)});
        at = next;
        if (raw == nullptr) continue;  // white space or a comment
        if (auto done = Statement{raw}.run(); !done) return done;
    }
    return {};
}

Result<Statement> Database::prepare(std::string_view sql)
{
    sqlite3_stmt* raw = nullptr;
    const int code =
        sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), 0, &raw, nullptr);
    if (code != SQLITE_OK) return sqlite_fault(handle_.get(), code, sql);
    return Statement{raw};
}

Result<Statement*> Database::cached(std::string_view sql)
{
    if (const auto found = kept_.find(sql); found != kept_.end()) {
        found->second.reset();
        return &found->second;
    }
    auto statement = prepare(sql);
    if (!statement) return tl::unexpected{statement.error()};
    return &kept_.emplace(std::string{sql}, std::move(*statement)).first->second;
}

void Database::let_go()
{
    for (auto& [sql, statement] : kept_) statement.reset();
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_.get()); }

std::int64_t Database::last_insert_id() const { return sqlite3_last_insert_rowid(handle_.get()); }

bool Database::is_sound()
{
    auto statement = prepare("PRAGMA quick_check(1)");
    if (!statement) return false;
    auto row = statement->step();
    return row && *row && statement->text(0) == "ok";
}

}  // namespace offline_cache::sqlite

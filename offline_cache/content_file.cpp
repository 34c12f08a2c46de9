#include "offline_cache/content_file.h"

#include <array>
#include <fstream>
#include <string>
#include <system_error>

#include "offline_cache/schema/content_sql.h"
#include "offline_cache/sqlite/migrate.h"

namespace offline_cache {

namespace fs = std::filesystem;
using protocol::Fault;
using protocol::Result;

namespace {

fs::path with(const fs::path& file, const std::string& end) { return fs::path{file.string() + end}; }

constexpr int kKeptAside = 2;

}  // namespace

Result<sqlite::Database> open_content_file(const fs::path& file)
{
    sqlite::Options options;
    options.secure_delete = true;  // an erased record must not linger in free pages
    options.page_size = 8192;      // a text of 1 to 2 KiB wastes less of a larger page
    options.cache_kib = 4096;
    auto database = sqlite::Database::open(file, options);
    if (!database) return database;
    const std::array schemas{sqlite::Schema{1, schema::kContent001}, sqlite::Schema{2, schema::kContent002},
                             sqlite::Schema{3, schema::kContent003}, sqlite::Schema{4, schema::kContent004},
                             sqlite::Schema{5, schema::kContent005}, sqlite::Schema{6, schema::kContent006}};
    if (auto done = sqlite::migrate(*database, schemas); !done) return tl::unexpected{done.error()};
    // A page of each kind is read now, so that a file cut short is met here and not on a screen.
    for (const char* sql :
         {"SELECT count(*) FROM (SELECT 1 FROM item ORDER BY idx DESC LIMIT 1)",
          "SELECT count(*) FROM (SELECT 1 FROM entry ORDER BY idx DESC LIMIT 1)",
          "SELECT count(*) FROM (SELECT length(zipped) FROM text ORDER BY idx DESC LIMIT 1)",
          "SELECT count(*) FROM log"}) {
        if (auto read = database->number(sql); !read) return tl::unexpected{read.error()};
    }
    return database;
}

Result<void> move_aside(const fs::path& file)
{
    std::error_code error;
    int n = 1;
    while (fs::exists(with(file, ".aside-" + std::to_string(n)), error)) ++n;
    for (int old = 1; old <= n - kKeptAside; ++old) {
        for (const char* end : {"", "-wal", "-shm"})
            fs::remove(with(file, ".aside-" + std::to_string(old) + end), error);
    }
    for (const char* end : {"", "-wal", "-shm"}) {
        const fs::path from = with(file, end);
        if (!fs::exists(from, error)) continue;
        fs::rename(from, with(file, ".aside-" + std::to_string(n) + end), error);
        if (error) return protocol::fail(Fault::Storage, from.string() + ": " + error.message());
    }
    fs::remove(with(file, ".damaged"), error);
    return {};
}

void mark_damaged(const fs::path& file)
{
    std::ofstream{with(file, ".damaged")} << "rebuild at next start\n";
}

bool is_marked_damaged(const fs::path& file)
{
    std::error_code error;
    return fs::exists(with(file, ".damaged"), error);
}

}  // namespace offline_cache

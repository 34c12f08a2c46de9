#include "offline_cache/hall_book.h"

#include <array>
#include <fstream>
#include <system_error>

#include "offline_cache/content_file.h"
#include "offline_cache/days.h"
#include "offline_cache/schema/hall_sql.h"
#include "offline_cache/sqlite/database.h"
#include "offline_cache/sqlite/migrate.h"
#include "offline_cache/sqlite/transaction.h"

namespace offline_cache {

using protocol::Date;
using protocol::Fault;
using protocol::Result;
using protocol::Time;
using sqlite::Transaction;

namespace {

constexpr std::int64_t kAuditLines = 2000;
constexpr int kKeepNoticeDays = 30;
constexpr int kKeepTotalDays = 400;
constexpr std::int64_t kLeastTotal = 10;

bool well_formed(const LocalNotice& notice)
{
    const int days = protocol::days_between(notice.from, notice.until);
    return !notice.title.empty() && notice.title.size() <= kLongestNoticeTitle &&
           notice.text.size() <= kLongestNotice && notice.from.ok() && notice.until.ok() && days >= 0 &&
           days < kLongestNoticeDays;
}

/// An empty file is one, too: SQLite begins it.
bool looks_like_database(const std::filesystem::path& file)
{
    constexpr std::string_view kMagic{"SQLite format 3\0", 16};
    std::ifstream stream{file, std::ios::binary};
    std::array<char, kMagic.size()> head{};
    stream.read(head.data(), head.size());
    return stream.gcount() == 0 || std::string_view{head.data(), head.size()} == kMagic;
}

std::int64_t tellable(std::int64_t n) { return n < kLeastTotal ? 0 : n; }

Result<void> round_finished(sqlite::Database& database)
{
    std::string sql = "UPDATE total SET";
    std::string any;
    for (const std::string column : {"shown", "gone", "timed_out"}) {
        const std::string few = column + " BETWEEN 1 AND " + std::to_string(kLeastTotal - 1);
        sql += (any.empty() ? " " : ", ") + column + " = iif(" + few + ", 0, " + column + ")";
        any += (any.empty() ? "" : " OR ") + few;
    }
    return database.execute(sql + " WHERE day < (SELECT max(day) FROM total) AND (" + any + ")");
}

}  // namespace

HallBook::HallBook(std::unique_ptr<sqlite::Database> database) : database_(std::move(database)) {}
HallBook::HallBook(HallBook&&) noexcept = default;
HallBook& HallBook::operator=(HallBook&&) noexcept = default;
HallBook::~HallBook() = default;

Result<HallBook> HallBook::open_existing(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return protocol::fail(Fault::NotFound, file.string() + ": missing");
    if (!looks_like_database(file)) return protocol::fail(Fault::Malformed, file.string() + " is damaged");
    sqlite::Options options;
    options.durability = sqlite::Durability::Full;
    options.secure_delete = true;
    options.max_bytes = std::int64_t{16} << 20;
    options.cache_kib = 128;
    auto database = sqlite::Database::open(file, options);
    if (!database) return tl::unexpected{database.error()};
    const std::array schemas{sqlite::Schema{1, schema::kHall001}};
    if (auto done = sqlite::migrate(*database, schemas); !done) return tl::unexpected{done.error()};
    if (!database->is_sound()) return protocol::fail(Fault::Malformed, file.string() + " is damaged");
    return HallBook{std::make_unique<sqlite::Database>(std::move(*database))};
}

Result<HallBook> HallBook::open(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        auto made = sqlite::Database::open(file, {});  // an empty file, that open_existing() fills
        if (!made) return tl::unexpected{made.error()};
    }
    auto book = open_existing(file);
    // Only what can never be read again goes: a full or locked disk does not.
    if (book || (book.error().fault != Fault::Malformed && book.error().fault != Fault::Refused)) return book;
    if (auto done = move_aside(file); !done) return tl::unexpected{done.error()};
    if (auto made = sqlite::Database::open(file, {}); !made) return tl::unexpected{made.error()};
    return open_existing(file);
}

Result<std::vector<LocalNotice>> HallBook::notices()
{
    auto statement =
        database_->cached("SELECT n, title, body, from_day, until_day, after FROM notice ORDER BY n");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    std::vector<LocalNotice> all;
    for (;;) {
        auto row = at.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) break;
        all.push_back({at.number(0), std::string{at.text(1)}, std::string{at.text(2)}, date_of(at.number(3)),
                       date_of(at.number(4)), at.number(5)});
    }
    at.reset();
    return all;
}

Result<std::int64_t> HallBook::keep(const LocalNotice& notice)
{
    if (!well_formed(notice)) return protocol::fail(Fault::Malformed, "notice: text or days");
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    std::int64_t n = notice.n;
    if (n == 0) {
        auto count = database_->number("SELECT count(*) FROM notice");
        if (!count) return tl::unexpected{count.error()};
        if (*count >= static_cast<std::int64_t>(kMostNotices))
            return protocol::fail(Fault::Refused, "notice: there are enough");
        auto done = database_->execute(
            "INSERT INTO notice (title, body, from_day, until_day, after) VALUES (?, ?, ?, ?, ?)",
            notice.title, notice.text, day_number(notice.from), day_number(notice.until), notice.after);
        if (!done) return tl::unexpected{done.error()};
        n = database_->last_insert_id();
    } else {
        auto done = database_->execute(
            "UPDATE notice SET title = ?, body = ?, from_day = ?, until_day = ?, after = ? WHERE n = ?",
            notice.title, notice.text, day_number(notice.from), day_number(notice.until), notice.after, n);
        if (!done) return tl::unexpected{done.error()};
        if (database_->changes() == 0) return protocol::fail(Fault::NotFound, "notice: no such one");
    }
    if (auto done = transaction->commit(); !done) return tl::unexpected{done.error()};
    return n;
}

Result<void> HallBook::remove(std::int64_t n)
{
    return database_->execute("DELETE FROM notice WHERE n = ?", n);
}

Result<void> HallBook::note(Time at, std::string_view what)
{
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    auto done = database_->execute("INSERT INTO audit (at, what) VALUES (?, ?)", seconds(at), what);
    if (!done) return done;
    done = database_->execute("DELETE FROM audit WHERE n <= (SELECT max(n) FROM audit) - ?", kAuditLines);
    if (!done) return done;
    return transaction->commit();
}

Result<std::vector<AuditLine>> HallBook::audit(int most)
{
    auto statement = database_->cached("SELECT at, what FROM audit ORDER BY n DESC LIMIT ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    at.bind(most);
    std::vector<AuditLine> lines;
    for (;;) {
        auto row = at.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) break;
        lines.push_back({time_of(at.number(0)), std::string{at.text(1)}});
    }
    at.reset();
    return lines;
}

Result<void> HallBook::count(Date day, const std::vector<ScreenTotal>& more)
{
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    for (const ScreenTotal& total : more) {
        auto done = database_->execute(
            "INSERT INTO total (day, screen, shown, gone, timed_out) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (day, screen) DO UPDATE SET shown = shown + excluded.shown,"
            " gone = gone + excluded.gone, timed_out = timed_out + excluded.timed_out",
            day_number(day), total.screen, total.shown, total.left, total.timed_out);
        if (!done) return done;
    }
    if (auto done = round_finished(*database_); !done) return done;
    return transaction->commit();
}

Result<std::vector<ScreenTotal>> HallBook::totals(Date day)
{
    auto statement =
        database_->cached("SELECT screen, shown, gone, timed_out FROM total WHERE day = ? ORDER BY screen");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    at.bind(day_number(day));
    std::vector<ScreenTotal> totals;
    for (;;) {
        auto row = at.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) break;
        totals.push_back({std::string{at.text(0)}, tellable(at.number(1)), tellable(at.number(2)),
                          tellable(at.number(3))});
    }
    at.reset();
    return totals;
}

Result<std::optional<Date>> HallBook::finished_after(Date day)
{
    auto statement = database_->cached(
        "SELECT COALESCE(MIN(day), 0) FROM total WHERE day > ? AND day < (SELECT MAX(day) FROM total)");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    at.bind(day_number(day));
    auto row = at.step();
    if (!row) return tl::unexpected{row.error()};
    const std::int64_t found = *row ? at.number(0) : 0;
    at.reset();
    if (found == 0) return std::nullopt;
    return Date{std::chrono::sys_days{std::chrono::days{found}}};
}

Result<int> HallBook::wrong_pins()
{
    auto wrong = database_->number("SELECT wrong FROM pin WHERE one = 1");
    if (!wrong) return tl::unexpected{wrong.error()};
    return static_cast<int>(*wrong);
}

Result<void> HallBook::set_wrong_pins(int wrong)
{
    return database_->execute("UPDATE pin SET wrong = ? WHERE one = 1", wrong);
}

Result<void> HallBook::forget_old(Date today)
{
    auto done =
        database_->execute("DELETE FROM notice WHERE until_day < ?", day_number(today) - kKeepNoticeDays);
    if (!done) return done;
    return database_->execute("DELETE FROM total WHERE day < ?", day_number(today) - kKeepTotalDays);
}

}  // namespace offline_cache

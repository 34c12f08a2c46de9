#include "offline_cache/outbox.h"

#include <array>

#include "offline_cache/days.h"
#include "offline_cache/schema/outbox_sql.h"
#include "offline_cache/sqlite/database.h"
#include "offline_cache/sqlite/migrate.h"
#include "offline_cache/sqlite/transaction.h"
#include "protocol/feedback/received.h"
#include "protocol/limits.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Hash;
using protocol::Result;
using protocol::Time;
using sqlite::Blob;
using sqlite::Transaction;

namespace {

constexpr auto kKeepReceipts = std::chrono::hours{24 * 731};
/// A text report is at most this large sealed; a probe of this size must fit before anything is typed.
constexpr std::int64_t kProbe = 64 * 1024;
/// Room for a text report stays beyond what the bound lets rows take (protocol.md §5.6: text is accepted
/// last).
constexpr const char* kRow =
    "SELECT n, id, prev, container, lookup, stored, due, tries, parked, parked_reason, reopens, agrees FROM "
    "waiting";

OutboxRow row_of(const sqlite::Statement& at)
{
    OutboxRow row;
    row.n = at.number(0);
    row.id = protocol::hash_from_bytes(at.blob(1)).value_or(Hash{});
    row.prev = protocol::hash_from_bytes(at.blob(2)).value_or(Hash{});
    row.container = at.blob(3);
    row.lookup = at.text(4);
    row.stored = time_of(at.number(5));
    row.due = time_of(at.number(6));
    row.tries = static_cast<int>(at.number(7));
    row.parked = at.number(8) != 0;
    row.parked_reason = at.text(9);
    row.about = {static_cast<int>(at.number(10)), at.number(11) != 0};
    return row;
}

template <class... Values>
Result<std::optional<OutboxRow>> one_row(sqlite::Database& database, const std::string& sql,
                                         const Values&... values)
{
    auto statement = database.cached(sql);
    if (!statement) return tl::unexpected{statement.error()};
    auto found = (*statement)->bind(values...).step();
    if (!found) return tl::unexpected{found.error()};
    if (!*found) return std::nullopt;
    auto row = row_of(**statement);
    (*statement)->reset();
    return row;
}

}  // namespace

Outbox::Outbox(std::unique_ptr<sqlite::Database> database) : database_(std::move(database)) {}
Outbox::Outbox(Outbox&&) noexcept = default;
Outbox& Outbox::operator=(Outbox&&) noexcept = default;
Outbox::~Outbox() = default;

Result<Outbox> Outbox::open(const std::filesystem::path& file, std::int64_t max_bytes)
{
    sqlite::Options options;
    options.durability = sqlite::Durability::Full;
    options.secure_delete = true;
    options.max_bytes = max_bytes;
    options.cache_kib = 512;
    auto database = sqlite::Database::open(file, options);
    if (!database) return tl::unexpected{database.error()};
    const std::array schemas{sqlite::Schema{1, schema::kOutbox001}, sqlite::Schema{2, schema::kOutbox002},
                             sqlite::Schema{3, schema::kOutbox003}};
    if (auto done = sqlite::migrate(*database, schemas); !done) return tl::unexpected{done.error()};
    if (!database->is_sound()) return protocol::fail(Fault::Storage, file.string() + " is damaged");
    return Outbox{std::make_unique<sqlite::Database>(std::move(*database))};
}

Result<void> Outbox::can_accept()
{
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    auto done = database_->execute(
        "INSERT INTO waiting (n, id, prev, container, lookup, stored, due) VALUES (0, zeroblob(32), "
        "zeroblob(32),"
        " zeroblob(?), '', 0, 0)",
        kProbe);
    if (!done) return done;
    // Only a commit shows whether the disk takes the pages. They stay in the file as free ones: room for the
    // report that is about to be typed.
    done = database_->execute("DELETE FROM waiting WHERE n = 0");
    if (!done) return done;
    return transaction->commit();
}

Result<OutboxRow> Outbox::add(std::string_view container, std::string_view lookup, Time now,
                              AboutAnswer about)
{
    if (container.empty() || container.size() > protocol::limits::kContainer) {
        return protocol::fail(Fault::Malformed,
                              "a container of " + std::to_string(container.size()) + " bytes");
    }
    const Hash id = protocol::sha256(container);
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    auto before = one_row(*database_, std::string{kRow} + " WHERE id = ?", Blob{protocol::view(id)});
    if (!before) return tl::unexpected{before.error()};
    if (*before) return std::move(**before);
    if (about.reply != 0) {
        auto said = database_->number(
            "SELECT (SELECT count(*) FROM waiting WHERE lookup = ?1 AND reopens = ?2 AND agrees = ?3) + "
            "(SELECT count(*) FROM sent WHERE lookup = ?1 AND reopens = ?2 AND agrees = ?3)",
            lookup, about.reply, static_cast<int>(about.agrees));
        if (!said) return tl::unexpected{said.error()};
        if (*said > 0) return protocol::fail(Fault::NotFound, "this was said of the answer before");
    }

    auto statement = database_->cached("SELECT n, head FROM chain WHERE one = 1");
    if (!statement) return tl::unexpected{statement.error()};
    auto chain = (*statement)->step();
    if (!chain) return tl::unexpected{chain.error()};
    if (!*chain) return protocol::fail(Fault::Storage, "the outbox has lost its chain");
    OutboxRow row;
    row.n = (*statement)->number(0) + 1;
    row.prev = protocol::hash_from_bytes((*statement)->blob(1)).value_or(Hash{});
    (*statement)->reset();
    row.id = id;
    row.container = container;
    row.lookup = lookup;
    row.about = about;
    row.stored = now;
    row.due = now;
    auto done = database_->execute(
        "INSERT INTO waiting (n, id, prev, container, lookup, stored, due, reopens, agrees) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.n, Blob{protocol::view(row.id)}, Blob{protocol::view(row.prev)}, Blob{row.container}, row.lookup,
        seconds(now), seconds(now), about.reply, static_cast<int>(about.agrees));
    if (!done) return tl::unexpected{done.error()};
    done = database_->execute("UPDATE chain SET n = ?, head = ? WHERE one = 1", row.n,
                              Blob{protocol::view(row.id)});
    if (!done) return tl::unexpected{done.error()};
    if (done = transaction->commit(); !done) return tl::unexpected{done.error()};
    return row;
}

Result<std::optional<OutboxRow>> Outbox::next_due(Time now)
{
    return one_row(*database_, std::string{kRow} + " WHERE parked = 0 AND due <= ? ORDER BY due, n LIMIT 1",
                   seconds(now));
}

Result<std::optional<Time>> Outbox::next_due_at()
{
    auto due = database_->number("SELECT coalesce(min(due), -1) FROM waiting WHERE parked = 0");
    if (!due) return tl::unexpected{due.error()};
    if (*due < 0) return std::nullopt;
    return time_of(*due);
}

Result<void> Outbox::postpone(const Hash& id, Time until)
{
    return database_->execute("UPDATE waiting SET due = ?, tries = tries + 1 WHERE id = ?", seconds(until),
                              Blob{protocol::view(id)});
}

Result<void> Outbox::make_due(Time now)
{
    return database_->execute(
        "UPDATE waiting SET due = min(due, ?), tries = 0 WHERE parked = 0 AND (due > ? OR tries > 0)",
        seconds(now), seconds(now));
}

Result<void> Outbox::park(const Hash& id, std::string_view reason)
{
    return database_->execute("UPDATE waiting SET parked = 1, parked_reason = ? WHERE id = ?", reason,
                              Blob{protocol::view(id)});
}

Result<SentReceipt> Outbox::acknowledge(const Hash& id, std::string_view note, std::string_view receiver_vkey)
{
    auto receiver = protocol::Vkey::parse(receiver_vkey);
    if (!receiver) return tl::unexpected{receiver.error()};
    auto received = protocol::open_received(note, *receiver, protocol::to_hex(id));
    if (!received) return tl::unexpected{received.error()};

    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    auto done = database_->execute(
        "INSERT OR IGNORE INTO sent (n, id, lookup, received, note, reopens, agrees) SELECT n, id, lookup, "
        "?, ?, reopens, agrees FROM waiting WHERE id = ?",
        seconds(received->at), Blob{note}, Blob{protocol::view(id)});
    if (!done) return tl::unexpected{done.error()};
    done = database_->execute("DELETE FROM waiting WHERE id = ?", Blob{protocol::view(id)});
    if (!done) return tl::unexpected{done.error()};

    auto statement = database_->cached("SELECT n, lookup, received, note FROM sent WHERE id = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    auto row = at.bind(Blob{protocol::view(id)}).step();
    if (!row) return tl::unexpected{row.error()};
    if (!*row) return protocol::fail(Fault::NotFound, "this report was never in the outbox");
    SentReceipt receipt;
    receipt.n = at.number(0);
    receipt.id = id;
    receipt.lookup = at.text(1);
    receipt.received = time_of(at.number(2));
    receipt.note = at.blob(3);
    at.reset();
    if (done = transaction->commit(); !done) return tl::unexpected{done.error()};
    return receipt;
}

Result<void> Outbox::forget_old(Time now)
{
    return database_->execute("DELETE FROM sent WHERE received < ?", seconds(now - kKeepReceipts));
}

Result<OutboxCounts> Outbox::counts()
{
    OutboxCounts counts;
    auto statement = database_->cached(
        "SELECT count(*), coalesce(sum(parked), 0), coalesce(sum(length(container)), 0), (SELECT count(*) "
        "FROM sent)"
        " FROM waiting");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    auto row = at.step();
    if (!row) return tl::unexpected{row.error()};
    counts = {at.number(0), at.number(1), at.number(3), at.number(2)};
    at.reset();
    return counts;
}

Result<std::int64_t> Outbox::newest() { return database_->number("SELECT n FROM chain"); }

Result<std::optional<Time>> Outbox::oldest()
{
    auto stored = database_->number("SELECT coalesce(min(stored), -1) FROM waiting");
    if (!stored) return tl::unexpected{stored.error()};
    if (*stored < 0) return std::nullopt;
    return time_of(*stored);
}

Result<std::vector<std::string>> Outbox::parked_reasons(int most)
{
    auto statement =
        database_->cached("SELECT parked_reason FROM waiting WHERE parked = 1 ORDER BY n LIMIT ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    at.bind(most);
    std::vector<std::string> reasons;
    for (;;) {
        auto row = at.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) break;
        reasons.emplace_back(at.text(0));
    }
    at.reset();
    return reasons;
}

Result<std::optional<OutboxRow>> Outbox::waiting(std::string_view lookup)
{
    return one_row(*database_,
                   "SELECT n, id, prev, x'', lookup, stored, due, tries, parked, parked_reason, reopens FROM "
                   "waiting WHERE lookup = ? AND reopens = 0 ORDER BY n DESC LIMIT 1",
                   lookup);
}

Result<std::optional<SentReceipt>> Outbox::sent(std::string_view lookup)
{
    auto statement = database_->cached(
        "SELECT n, id, lookup, received, note FROM sent WHERE lookup = ? AND reopens = 0 ORDER BY n DESC "
        "LIMIT 1");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    auto row = at.bind(lookup).step();
    if (!row) return tl::unexpected{row.error()};
    if (!*row) return std::nullopt;
    SentReceipt receipt;
    receipt.n = at.number(0);
    receipt.id = protocol::hash_from_bytes(at.blob(1)).value_or(Hash{});
    receipt.lookup = at.text(2);
    receipt.received = time_of(at.number(3));
    receipt.note = at.blob(4);
    at.reset();
    return receipt;
}

Result<std::vector<AnswerWord>> Outbox::said(std::string_view lookup)
{
    auto statement = database_->cached(
        "SELECT n, reopens, agrees, stored, 0 FROM waiting WHERE lookup = ?1 AND reopens > 0 UNION ALL "
        "SELECT n, reopens, agrees, received, 1 FROM sent WHERE lookup = ?1 AND reopens > 0 ORDER BY n");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    at.bind(lookup);
    std::vector<AnswerWord> rows;
    for (;;) {
        auto row = at.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return rows;
        AnswerWord said{
            {static_cast<int>(at.number(1)), at.number(2) != 0}, time_of(at.number(3)), std::nullopt};
        if (at.number(4) != 0) said.received = said.stored;
        rows.push_back(said);
    }
}

}  // namespace offline_cache

#include "province/publish/log_state.h"

#include <algorithm>
#include <array>

#include "offline_cache/sqlite/migrate.h"
#include "offline_cache/sqlite/transaction.h"
#include "province/publish/log_schema.h"

namespace province {

using offline_cache::sqlite::Blob;
using offline_cache::sqlite::Database;
using offline_cache::sqlite::Durability;
using offline_cache::sqlite::Options;
using offline_cache::sqlite::Statement;
using offline_cache::sqlite::Transaction;
using protocol::Fault;
using protocol::Hash;
using protocol::Result;

namespace {

Blob blob(const Hash& hash) { return Blob{protocol::view(hash)}; }

Hash hash_in(const Statement& row, int column)
{
    return protocol::hash_from_bytes(row.blob(column)).value_or(Hash{});
}

StoredRecord record_in(const Statement& row)
{
    return {std::string{row.text(0)}, std::string{row.text(1)},        std::string{row.text(2)},
            std::string{row.text(3)}, static_cast<int>(row.number(4)), row.number(5),
            row.number(6) != 0};
}

constexpr std::string_view kRecordById =
    "SELECT id, pub, t, name, rev, idx, withdrawn FROM record WHERE id = ?";
constexpr std::string_view kRecordByName =
    "SELECT id, pub, t, name, rev, idx, withdrawn FROM record WHERE pub = ? AND name = ? "
    "ORDER BY withdrawn, idx DESC LIMIT 1";

Result<std::optional<StoredRecord>> one_record(Statement& statement)
{
    const auto row = statement.step();
    if (!row) return tl::unexpected{row.error()};
    std::optional<StoredRecord> found;
    if (*row) found = record_in(statement);
    statement.reset();
    return found;
}

}  // namespace

Result<LogState> LogState::open(const std::filesystem::path& file)
{
    // Erased names and digests must not stay readable in free pages.
    auto database = Database::open(file, Options{.durability = Durability::Full, .secure_delete = true});
    if (!database) return tl::unexpected{database.error()};
    if (auto done = migrate(*database, log_schema()); !done) return tl::unexpected{done.error()};
    return LogState{std::move(*database)};
}

Result<std::int64_t> LogState::size()
{
    return database_.number("SELECT COALESCE(MAX(idx) + 1, 0) FROM entry");
}

Result<std::int64_t> LogState::next_seq(std::string_view pub)
{
    return database_.number("SELECT COALESCE(MAX(seq), 0) + 1 FROM entry WHERE pub = ?", pub);
}

Result<std::optional<StoredRecord>> LogState::record(std::string_view id)
{
    auto statement = database_.cached(kRecordById);
    if (!statement) return tl::unexpected{statement.error()};
    return one_record((*statement)->bind(id));
}

Result<std::optional<StoredRecord>> LogState::record_named(std::string_view pub, std::string_view name)
{
    auto statement = database_.cached(kRecordByName);
    if (!statement) return tl::unexpected{statement.error()};
    return one_record((*statement)->bind(pub, name));
}

Result<std::optional<std::string>> LogState::published_as(const Hash& content)
{
    auto statement = database_.cached("SELECT name FROM content WHERE digest = ?");
    if (!statement) return tl::unexpected{statement.error()};
    const auto row = (*statement)->bind(blob(content)).step();
    if (!row) return tl::unexpected{row.error()};
    std::optional<std::string> name;
    if (*row) name = std::string{(*statement)->text(0)};
    (*statement)->reset();
    return name;
}

Result<std::vector<Piece>> LogState::pieces(std::int64_t index)
{
    auto statement = database_.cached("SELECT role, hash, size, gone FROM piece WHERE idx = ? ORDER BY role");
    if (!statement) return tl::unexpected{statement.error()};
    auto& rows = (*statement)->bind(index);
    std::vector<Piece> pieces;
    for (;;) {
        const auto row = rows.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) break;
        pieces.push_back({std::string{rows.text(0)}, hash_in(rows, 1), rows.number(2), rows.number(3) != 0});
    }
    return pieces;
}

Result<std::string> LogState::note(std::int64_t index)
{
    auto statement = database_.cached("SELECT note FROM entry WHERE idx = ?");
    if (!statement) return tl::unexpected{statement.error()};
    const auto row = (*statement)->bind(index).step();
    if (!row) return tl::unexpected{row.error()};
    if (!*row) return protocol::fail(Fault::NotFound, "no entry " + std::to_string(index));
    std::string note{(*statement)->blob(0)};
    (*statement)->reset();
    return note;
}

Result<void> LogState::visit_all(Statement& rows, const Visit& visit)
{
    for (;;) {
        const auto row = rows.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return {};
        if (auto done = visit(rows.number(0), rows.blob(1)); !done) return done;
    }
}

Result<void> LogState::each(std::int64_t first, std::int64_t last, const Visit& visit)
{
    auto rows = database_.prepare("SELECT idx, note FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx");
    if (!rows) return tl::unexpected{rows.error()};
    return visit_all(rows->bind(first, last), visit);
}

Result<void> LogState::each_of_type(std::string_view t, const Visit& visit)
{
    // The literal lets SQLite use the partial index; a parameter would not.
    const bool key = t == "key";
    auto rows = database_.prepare(key ? "SELECT idx, note FROM entry WHERE t = 'key' ORDER BY idx"
                                      : "SELECT idx, note FROM entry WHERE t = 'place' ORDER BY idx");
    if (!rows) return tl::unexpected{rows.error()};
    return visit_all(*rows, visit);
}

Result<void> LogState::each_of_body(std::string_view pub, std::int64_t first_seq, std::int64_t end_seq,
                                    const Visit& visit)
{
    auto rows =
        database_.prepare("SELECT idx, note FROM entry WHERE pub = ? AND seq >= ? AND seq < ? ORDER BY seq");
    if (!rows) return tl::unexpected{rows.error()};
    return visit_all(rows->bind(pub, first_seq, end_seq), visit);
}

Result<void> LogState::each_standing(std::string_view pub, const Visit& visit)
{
    auto rows = database_.prepare(
        "SELECT entry.idx, note FROM record JOIN entry ON entry.idx = record.idx WHERE record.pub = ? AND "
        "NOT withdrawn ORDER BY entry.idx");
    if (!rows) return tl::unexpected{rows.error()};
    return visit_all(rows->bind(pub), visit);
}

Result<std::vector<Hash>> LogState::leaves(std::int64_t first, std::int64_t last)
{
    auto rows = database_.prepare("SELECT leaf FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx");
    if (!rows) return tl::unexpected{rows.error()};
    rows->bind(first, last);
    std::vector<Hash> leaves;
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return leaves;
        leaves.push_back(hash_in(*rows, 0));
    }
}

Result<void> LogState::intend(const std::vector<Hash>& blobs)
{
    auto transaction = Transaction::begin(database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    for (const auto& hash : blobs) {
        if (auto done = database_.execute("INSERT OR IGNORE INTO intent (hash) VALUES (?)", blob(hash));
            !done)
            return done;
    }
    return transaction->commit();
}

Result<std::vector<Hash>> LogState::orphans()
{
    auto rows = database_.prepare(
        "SELECT hash FROM intent WHERE hash NOT IN (SELECT hash FROM piece WHERE gone = 0)");
    if (!rows) return tl::unexpected{rows.error()};
    std::vector<Hash> found;
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return found;
        found.push_back(hash_in(*rows, 0));
    }
}

Result<void> LogState::forget_intents() { return database_.execute("DELETE FROM intent"); }

Result<std::optional<StoredBatch>> LogState::last_batch()
{
    auto statement =
        database_.cached("SELECT number, digest, first, size, done FROM batch ORDER BY number DESC LIMIT 1");
    if (!statement) return tl::unexpected{statement.error()};
    const auto row = (*statement)->step();
    if (!row) return tl::unexpected{row.error()};
    std::optional<StoredBatch> batch;
    if (*row) {
        const auto& at = **statement;
        batch = StoredBatch{at.number(0), hash_in(at, 1), at.number(2), at.number(3), at.number(4) != 0};
    }
    (*statement)->reset();
    return batch;
}

Result<void> LogState::finish(std::int64_t batch)
{
    return database_.execute("UPDATE batch SET done = 1 WHERE number = ?", batch);
}

Result<std::optional<Head>> LogState::head()
{
    auto statement = database_.cached("SELECT root, frontier, note FROM head");
    if (!statement) return tl::unexpected{statement.error()};
    const auto row = (*statement)->step();
    if (!row) return tl::unexpected{row.error()};
    if (!*row) return std::optional<Head>{};
    auto frontier = protocol::Frontier::parse((*statement)->blob(1));
    if (!frontier) return protocol::fail(Fault::Storage, "state.db holds a damaged frontier");
    Head head{std::move(*frontier), hash_in(**statement, 0), std::nullopt};
    if (!(*statement)->is_null(2)) head.note = std::string{(*statement)->text(2)};
    (*statement)->reset();
    return std::optional<Head>{std::move(head)};
}

Result<void> LogState::about_to_sign(const std::optional<Head>& before, const protocol::Frontier& after)
{
    const auto size = static_cast<std::int64_t>(after.size());
    const auto root = after.root();
    const auto frontier = after.serialise();
    auto done = before ? database_.execute(
                             "UPDATE head SET size = ?, root = ?, frontier = ?, note = NULL "
                             "WHERE size = ? AND root = ? AND size <= ?",
                             size, blob(root), Blob{frontier},
                             static_cast<std::int64_t>(before->frontier.size()), blob(before->root), size)
                       : database_.execute(
                             "INSERT OR IGNORE INTO head (one, size, root, frontier) VALUES (1, ?, ?, ?)",
                             size, blob(root), Blob{frontier});
    if (!done) return done;
    if (database_.changes() != 1)
        return protocol::fail(Fault::Refused, "another tree head was signed meanwhile");
    return {};
}

Result<void> LogState::signed_as(std::uint64_t size, std::string_view note)
{
    return database_.execute("UPDATE head SET note = ? WHERE size = ?", note,
                             static_cast<std::int64_t>(size));
}

Result<void> LogState::each_blob(bool gone, const std::function<Result<void>(const Piece&)>& visit)
{
    auto rows = database_.prepare(
        "SELECT hash, MIN(size), MIN(role) FROM piece GROUP BY hash HAVING MIN(gone) = ? ORDER BY hash");
    if (!rows) return tl::unexpected{rows.error()};
    rows->bind(gone);
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return {};
        const Piece piece{std::string{rows->text(2)}, hash_in(*rows, 0), rows->number(1), gone};
        if (auto done = visit(piece); !done) return done;
    }
}

Result<bool> LogState::is_erased(const Hash& hash)
{
    const auto gone = database_.number("SELECT COALESCE(MIN(gone), 0) FROM piece WHERE hash = ?", blob(hash));
    if (!gone) return tl::unexpected{gone.error()};
    return *gone == 1;
}

Result<std::vector<std::string>> LogState::bodies()
{
    auto rows = database_.prepare("SELECT DISTINCT pub FROM entry ORDER BY pub");
    if (!rows) return tl::unexpected{rows.error()};
    std::vector<std::string> found;
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return found;
        found.emplace_back(rows->text(0));
    }
}

}  // namespace province

#include "offline_cache/content_writer.h"

#include <map>

#include "offline_cache/content_file.h"
#include "offline_cache/days.h"
#include "offline_cache/sqlite/database.h"
#include "offline_cache/sqlite/transaction.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Hash;
using protocol::Result;
using protocol::Time;
using sqlite::Blob;
using sqlite::Transaction;

ContentWriter::ContentWriter(std::unique_ptr<sqlite::Database> database, std::string commune)
    : database_(std::move(database)), zip_(std::make_unique<Zip>()), commune_(std::move(commune))
{
}
ContentWriter::ContentWriter(ContentWriter&&) noexcept = default;
ContentWriter& ContentWriter::operator=(ContentWriter&&) noexcept = default;
ContentWriter::~ContentWriter() = default;

sqlite::Database& ContentWriter::database() { return *database_; }

Result<ContentWriter> ContentWriter::open(const std::filesystem::path& file, std::string_view commune)
{
    auto database = open_content_file(file);
    if (!database) return tl::unexpected{database.error()};
    ContentWriter writer{std::make_unique<sqlite::Database>(std::move(*database)), std::string{commune}};
    auto province = writer.remembered("province");
    if (!province) return tl::unexpected{province.error()};
    writer.province_ = std::move(*province);
    return writer;
}

Result<std::vector<std::string>> ContentWriter::manifests()
{
    auto statement = database_->cached("SELECT note FROM trust ORDER BY version");
    if (!statement) return tl::unexpected{statement.error()};
    std::vector<std::string> notes;
    for (;;) {
        auto row = (*statement)->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return notes;
        notes.emplace_back((*statement)->blob(0));
    }
}

Result<void> ContentWriter::add_manifest(std::uint64_t version, std::string_view note,
                                         std::string_view province, std::string_view receiver_vkey)
{
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    auto done = database_->execute("INSERT OR REPLACE INTO trust VALUES (?, ?)", version, Blob{note});
    if (!done) return done;
    if (done = remember("province", province); !done) return done;
    if (done = remember("receiver", receiver_vkey); !done) return done;
    if (done = transaction->commit(); !done) return done;
    province_ = province;
    return {};
}

Result<LogState> ContentWriter::log_state(std::string_view origin)
{
    auto statement = database_->cached(
        "SELECT number, size, root, frontier, etag, open_bytes, checkpoint FROM log WHERE origin = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    auto row = at.bind(origin).step();
    if (!row) return tl::unexpected{row.error()};
    LogState state;
    state.origin = origin;
    if (!*row) {
        auto next = database_->number("SELECT coalesce(max(number) + 1, 0) FROM log");
        if (!next) return tl::unexpected{next.error()};
        state.number = *next;
        return state;
    }
    state.number = at.number(0);
    state.size = static_cast<std::uint64_t>(at.number(1));
    const auto root = protocol::hash_from_bytes(at.blob(2));
    state.frontier = at.blob(3);
    state.etag = at.text(4);
    state.open_bytes = at.number(5);
    state.checkpoint = at.blob(6);
    at.reset();
    if (!root) return protocol::fail(Fault::Storage, "the stored root is damaged");
    state.root = *root;
    return state;
}

Result<std::vector<std::pair<std::int64_t, std::string>>> ContentWriter::key_entries()
{
    auto statement = database_->cached("SELECT idx, bytes FROM entry WHERE kind = 1 ORDER BY idx");
    if (!statement) return tl::unexpected{statement.error()};
    std::vector<std::pair<std::int64_t, std::string>> entries;
    for (;;) {
        auto row = (*statement)->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return entries;
        entries.emplace_back((*statement)->number(0), (*statement)->blob(1));
    }
}

namespace {

/// The time of a clock far ahead would stand for good. Of a machine that was in a store room for years the
/// log vouches for its clock, by a record posted meanwhile.
Result<bool> runs_ahead(sqlite::Database& database, Time now)
{
    const auto latest = [](std::int64_t second) { return second + seconds(Time{kFarthestAhead}); };
    const auto contact =
        database.number("SELECT coalesce(max(value), 0) FROM meta WHERE key = 'information_time'");
    if (!contact) return tl::unexpected{contact.error()};
    if (*contact != 0 && seconds(now) <= latest(*contact)) return false;
    const auto posted =
        database.number("SELECT coalesce(max(from_day), 0) FROM item WHERE from_day <= ?", local_day(now));
    if (!posted) return tl::unexpected{posted.error()};
    if (*contact == 0 && *posted == 0) return false;  // nothing is known at all
    return seconds(now) > latest(*posted * 86'400);
}

}  // namespace

Result<void> ContentWriter::checkpoint_seen(const LogState& state, Time now)
{
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    auto done = database_->execute("UPDATE log SET etag = ? WHERE number = ? AND etag <> ?", state.etag,
                                   state.number, state.etag);
    if (!done) return done;
    const auto ahead = runs_ahead(*database_, now);
    if (!ahead) return tl::unexpected{ahead.error()};
    // Never decreases: a clock that went back does not make the information older than it was.
    if (!*ahead)
        done = database_->execute(
            "INSERT INTO meta VALUES ('information_time', ?1) ON CONFLICT (key) DO UPDATE SET value = "
            "max(value, ?1)",
            seconds(now));
    if (!done) return done;
    return transaction->commit();
}

Result<void> ContentWriter::keep_evidence(Time now, std::string_view detail, std::string_view mine,
                                          std::string_view theirs, std::string_view bytes)
{
    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    // A server that contradicts itself at every poll must not fill the disk: the same statement is kept once,
    // and of different ones the first hundred.
    auto done = database_->execute(
        "INSERT INTO evidence (at, detail, mine, theirs, bytes) SELECT ?1, ?2, ?3, ?4, ?5"
        " WHERE (SELECT count(*) FROM evidence) < 100"
        " AND NOT EXISTS (SELECT 1 FROM evidence WHERE mine = ?3 AND theirs = ?4)",
        seconds(now), detail, Blob{mine}, Blob{theirs}, Blob{bytes});
    if (!done) return done;
    if (done = remember("history_alarm", detail); !done) return done;
    return transaction->commit();
}

namespace {

Want want_of(const sqlite::Statement& at)
{
    Want want;
    want.index = at.number(0);
    want.slot = static_cast<int>(at.number(1));
    want.hash = protocol::hash_from_bytes(at.blob(2)).value_or(Hash{});
    want.bytes = at.number(3);
    want.tries = static_cast<int>(at.number(4));
    want.type = at.text(5);
    want.publisher = at.text(6);
    want.seq = at.number(7);
    return want;
}

}  // namespace

Result<std::vector<Want>> ContentWriter::wants(Time now, bool attachments, int limit)
{
    auto statement = database_->cached(
        "SELECT w.idx, w.slot, w.h, w.n, w.tries, i.type, i.pub, i.seq FROM want w JOIN item i ON i.idx = "
        "w.idx"
        " WHERE (w.slot >= 16) = ?1 AND w.after <= ?2 ORDER BY w.idx, w.slot LIMIT ?3");
    if (!statement) return tl::unexpected{statement.error()};
    (*statement)->bind(attachments, seconds(now), limit);
    std::vector<Want> wants;
    for (;;) {
        auto row = (*statement)->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return wants;
        wants.push_back(want_of(**statement));
    }
}

Result<std::int64_t> ContentWriter::wanted_texts()
{
    return database_->number("SELECT count(*) FROM want WHERE slot < 16");
}

Result<std::optional<Time>> ContentWriter::next_want(Time now)
{
    auto after = database_->number("SELECT coalesce(min(after), 0) FROM want WHERE after > ?", seconds(now));
    if (!after) return tl::unexpected{after.error()};
    if (*after == 0) return std::nullopt;
    return time_of(*after);
}

Result<void> ContentWriter::postpone(const Want& want, Time after)
{
    return database_->execute("UPDATE want SET after = ?, tries = tries + 1 WHERE idx = ? AND slot = ?",
                              seconds(after), want.index, want.slot);
}

Result<void> ContentWriter::give_up(const Want& want)
{
    return database_->execute("DELETE FROM want WHERE idx = ? AND slot = ?", want.index, want.slot);
}

Result<std::vector<protocol::ListedReply>> ContentWriter::replies()
{
    auto statement = database_->cached("SELECT lookup, k, h, length(bytes) FROM reply ORDER BY lookup, k");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    std::vector<protocol::ListedReply> list;
    for (;;) {
        auto row = at.step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return list;
        protocol::ListedReply reply;
        reply.lookup = at.text(0);
        reply.k = static_cast<int>(at.number(1));
        reply.hash = protocol::hash_from_bytes(at.blob(2)).value_or(Hash{});
        reply.bytes = at.number(3);
        list.push_back(std::move(reply));
    }
}

Result<void> ContentWriter::replace_replies(std::span<const protocol::ListedReply> list,
                                            std::span<const NewReply> fresh)
{
    auto before = replies();
    if (!before) return tl::unexpected{before.error()};
    std::map<std::pair<std::string, int>, Hash> kept;
    for (const auto& reply : list) kept[{reply.lookup, reply.k}] = reply.hash;

    auto transaction = Transaction::begin(*database_);
    if (!transaction) return tl::unexpected{transaction.error()};
    for (const auto& reply : *before) {
        const auto named = kept.find({reply.lookup, reply.k});
        if (named != kept.end() && named->second == reply.hash) continue;
        auto done = database_->execute("DELETE FROM reply WHERE lookup = ? AND k = ?", reply.lookup, reply.k);
        if (!done) return done;
    }
    for (const auto& reply : fresh) {
        auto done = database_->execute(
            "INSERT OR REPLACE INTO reply (lookup, k, h, bytes, log_size) "
            "VALUES (?, ?, ?, ?, (SELECT COALESCE(MAX(idx) + 1, 0) FROM entry))",
            reply.name.lookup, reply.name.k, Blob{protocol::view(reply.name.hash)}, Blob{reply.bytes});
        if (!done) return done;
    }
    return transaction->commit();
}

Result<std::string> ContentWriter::remembered(std::string_view key)
{
    auto statement = database_->cached("SELECT value FROM meta WHERE key = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto row = (*statement)->bind(key).step();
    if (!row) return tl::unexpected{row.error()};
    std::string value{*row ? (*statement)->text(0) : std::string_view{}};
    (*statement)->reset();
    return value;
}

Result<void> ContentWriter::remember(std::string_view key, std::string_view value)
{
    return database_->execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value);
}

Result<void> ContentWriter::tidy()
{
    // Segments of the word index are merged a bounded amount at a time: each call is short.
    if (auto done = database_->execute("INSERT INTO words (words, rank) VALUES ('merge', -2000)"); !done)
        return done;
    return database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace offline_cache

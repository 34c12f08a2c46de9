#include "province/registry/containers.h"

#include <algorithm>
#include <map>
#include <span>

#include "protocol/base/encoding.h"
#include "province/registry/engine.h"
#include "province/registry/outbox_chain_rows.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

using Taken = Containers::Taken;
using Fate = Containers::Fate;

std::optional<Taken> look_up(soci::session& session, const std::string& id)
{
    std::string receipt;
    long long removed = 0;
    session << "SELECT receipt, COALESCE(removed_at, 0) FROM container WHERE id = :id", soci::use(id, "id"),
        soci::into(receipt), soci::into(removed);
    if (!session.got_data()) return std::nullopt;
    return Taken{removed != 0 ? Fate::Removed : Fate::Known, receipt};
}

}  // namespace

struct Registry::WaitingReports::Report {
    std::string id;
    std::string bytes;  // base64
    long long size = 0;
    long long at = 0;
    std::string receipt;  // signed before, beside others: not while everybody waits
    Containers::Link link;
    std::optional<Result<Taken>> outcome;  // set by whoever stored it
};

namespace {

using Report = Registry::WaitingReports::Report;

constexpr std::size_t kRows = 64;  // of one statement

/// What is known of these ids already.
std::map<std::string, Taken> known_of(soci::session& session, std::span<Report* const> reports)
{
    std::string text = "SELECT id, receipt, COALESCE(removed_at, 0) FROM container WHERE id IN (";
    for (std::size_t i = 0; i < reports.size(); ++i) text += (i == 0 ? ":id" : ", :id") + std::to_string(i);
    auto query = (session.prepare << text + ")");
    for (std::size_t i = 0; i < reports.size(); ++i)
        query, soci::use(reports[i]->id, "id" + std::to_string(i));
    std::string id, receipt;
    long long removed = 0;
    query, soci::into(id), soci::into(receipt), soci::into(removed);
    std::map<std::string, Taken> known;
    each_row(query, [&] { known[id] = {removed != 0 ? Fate::Removed : Fate::Known, receipt}; });
    return known;
}

struct Row {
    const Report* report;
    long long seq;
};

void insert(soci::session& session, const std::vector<Row>& rows)
{
    if (rows.empty()) return;
    std::string text = "INSERT INTO container (id, seq, received_at, size, sealed, receipt) VALUES ";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        text += i == 0 ? "(" : ", (";
        for (const auto* column : {":id", ", :seq", ", :at", ", :size", ", :bytes", ", :receipt"})
            text += column + std::to_string(i);
        text += ")";
    }
    auto query = (session.once << text);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string n = std::to_string(i);
        const Row& row = rows[i];
        query, soci::use(row.report->id, "id" + n), soci::use(row.seq, "seq" + n),
            soci::use(row.report->at, "at" + n), soci::use(row.report->size, "size" + n),
            soci::use(row.report->bytes, "bytes" + n), soci::use(row.report->receipt, "receipt" + n);
    }
}

/// Of the first report of a terminal that is known here nothing before it is awaited.
void count_links(soci::session& session, const std::vector<Row>& rows)
{
    std::vector<std::string> devices;
    for (const Row& row : rows)
        if (row.report->link.chain.n > 0) devices.push_back(row.report->link.device);
    auto chains = chains_of(session, devices);
    for (const Row& row : rows) {
        const auto& [device, chain] = row.report->link;
        if (chain.n == 0) continue;
        const auto id = protocol::hash_from_hex(row.report->id);
        chains.try_emplace(device, chain.n - 1)
            .first->second.take(chain.n, id.value_or(protocol::Hash{}), chain.prev);
    }
    keep_chains(session, chains);
}

/// Nobody else changes the registry meanwhile: what is not known now is new, and numbers follow one another.
void store(soci::session& session, std::span<Report* const> reports, long long& newest,
           std::vector<Taken>& taken)
{
    auto known = known_of(session, reports);
    std::vector<Row> rows;
    rows.reserve(reports.size());
    for (const Report* report : reports) {
        const auto there = known.find(report->id);
        if (there != known.end()) {
            taken.push_back(there->second);
            continue;
        }
        rows.push_back({report, ++newest});
        taken.push_back({Fate::First, report->receipt});
        known[report->id] = {Fate::Known, report->receipt};  // two copies may wait side by side
    }
    insert(session, rows);
    count_links(session, rows);
}

/// All of them in one transaction: each has its outcome when this returns, and what it says is on the disk.
void store_all(Registry& registry, const std::vector<Report*>& reports)
{
    std::vector<Taken> taken;
    const auto done = run(registry, Access::ChangeAlone, [&](soci::session& session) -> Result<void> {
        taken.clear();
        long long newest = 0;
        session << "SELECT COALESCE(MAX(seq), 0) FROM container", soci::into(newest);
        for (std::size_t at = 0; at < reports.size(); at += kRows)
            store(session, std::span(reports).subspan(at, std::min(kRows, reports.size() - at)), newest,
                  taken);
        return {};
    });
    for (std::size_t i = 0; i < reports.size(); ++i) {
        if (done)
            reports[i]->outcome = std::move(taken[i]);
        else
            reports[i]->outcome = tl::unexpected{done.error()};
    }
}

}  // namespace

Result<Taken> Containers::take(std::string_view id, std::string_view sealed, Time now,
                               const std::function<std::string()>& sign, Link link)
{
    Report mine{std::string(id),
                protocol::to_base64(sealed),
                static_cast<long long>(sealed.size()),
                seconds(now),
                sign(),
                std::move(link),
                std::nullopt};
    auto& waiting = registry_.waiting_reports();
    {
        const std::lock_guard lock(waiting.mutex);
        waiting.reports.push_back(&mine);
    }
    const auto alone = registry_.pool().alone();
    // Whoever held it before may have stored this one too.
    if (!mine.outcome) {
        std::vector<Report*> batch;
        {
            const std::lock_guard lock(waiting.mutex);
            batch.swap(waiting.reports);
        }
        store_all(registry_, batch);
    }
    return std::move(*mine.outcome);
}

Result<std::optional<Taken>> Containers::find(std::string_view id)
{
    return looking(registry_, [&](soci::session& session) -> Result<std::optional<Taken>> {
        return look_up(session, std::string(id));
    });
}

Result<std::int64_t> Containers::count()
{
    return reading(registry_, [&](soci::session& session) -> Result<std::int64_t> {
        // Numbers are given without gaps and never taken back.
        long long newest = 0;
        session << "SELECT COALESCE(MAX(seq), 0) FROM container", soci::into(newest);
        return newest;
    });
}

Result<std::vector<Containers::Sealed>> Containers::after(std::int64_t seq, int most)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Sealed>> {
        const long long from = seq;
        long long number = 0;
        long long at = 0;
        std::string id;
        std::string bytes;
        auto query =
            (session.prepare << "SELECT seq, id, received_at, sealed FROM container WHERE seq > :seq AND "
                                "removed_at IS NULL ORDER BY seq LIMIT :most",
             soci::use(from, "seq"), soci::use(most, "most"), soci::into(number), soci::into(id),
             soci::into(at), soci::into(bytes));
        return sound_rows(query, [&]() -> Result<Sealed> {
            auto sealed = protocol::from_base64(bytes);
            if (!sealed) return protocol::fail(Fault::Storage, "a stored report is damaged: " + id);
            return Sealed{number, id, time_of(at), std::move(*sealed)};
        });
    });
}

Result<std::optional<Containers::Sealed>> Containers::sealed(std::string_view id)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<Sealed>> {
        const std::string key(id);
        long long seq = 0, at = 0;
        std::string bytes;
        session << "SELECT seq, received_at, sealed FROM container WHERE id = :id AND removed_at IS NULL",
            soci::use(key, "id"), soci::into(seq), soci::into(at), soci::into(bytes);
        if (!session.got_data()) return std::nullopt;
        auto sealed = protocol::from_base64(bytes);
        if (!sealed) return protocol::fail(Fault::Storage, "a stored report is damaged: " + key);
        return Sealed{seq, key, time_of(at), std::move(*sealed)};
    });
}

Result<void> Containers::remove(std::string_view id, std::string_view why, Time now)
{
    const auto done = changing(registry_, [&](soci::session& session) -> Result<void> {
        const std::string key(id);
        const std::string reason(why);
        const long long at = seconds(now);
        soci::statement update = (session.prepare << "UPDATE container SET sealed = NULL, "
                                                     "removed_at = :at, removed_why = :why WHERE id = :id",
                                  soci::use(at, "at"), soci::use(reason, "why"), soci::use(key, "id"));
        update.execute(true);
        if (update.get_affected_rows() != 1) return protocol::fail(Fault::NotFound, "no such report");
        return {};
    });
    if (done) forget_erased(registry_);
    return done;
}

}  // namespace province

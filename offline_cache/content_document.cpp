#include <algorithm>

#include "offline_cache/content.h"
#include "offline_cache/days.h"
#include "offline_cache/read.h"
#include "offline_cache/rows.h"
#include "protocol/tlog/merkle.h"

namespace offline_cache {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

/// All that have begun, and the one asked for.
Result<std::vector<Revision>> revisions_of(sqlite::Database& database, const ItemRow& row, std::int64_t today)
{
    auto statement = database.cached(
        "SELECT idx, rev, from_day, chg, state FROM item WHERE id = ? AND pub = ? AND type <> 'withdrawal'"
        " AND (from_day <= ? OR idx = ?) ORDER BY rev DESC, idx DESC");
    if (!statement) return tl::unexpected{statement.error()};
    auto& at = **statement;
    at.bind(row.id, row.publisher, today, row.index);
    std::vector<Revision> revisions;
    for (;;) {
        auto more = at.step();
        if (!more) return tl::unexpected{more.error()};
        if (!*more) return revisions;
        const auto state = static_cast<ItemState>(at.number(4));
        Revision revision;
        revision.index = at.number(0);
        revision.revision = static_cast<int>(at.number(1));
        revision.from = date_of(at.number(2));
        revision.change = at.text(3);
        revision.readable = state == ItemState::Older || state == ItemState::Shown;
        revisions.push_back(std::move(revision));
    }
}

Result<std::optional<Withdrawal>> withdrawal_of(sqlite::Database& database, Zip& zip, const StoredItem& item,
                                                std::int64_t today)
{
    if (item.withdrawn == 0) return std::nullopt;
    auto record = read_item(database, zip, item.withdrawn, today);
    if (!record) return tl::unexpected{record.error()};
    Withdrawal withdrawal;
    withdrawal.index = item.withdrawn;
    withdrawal.on = record->row.from;
    withdrawal.reason = record->facts.reason;
    if (withdrawal.reason.empty()) withdrawal.reason = record->row.summary;
    withdrawal.may_be_seen_at = record->facts.may_be_seen_at;
    withdrawal.erased = !item.erased.empty();
    auto statement =
        database.cached("SELECT coalesce(ground, ''), coalesce(authority, '') FROM item WHERE idx = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto row = (*statement)->bind(item.withdrawn).step();
    if (!row) return tl::unexpected{row.error()};
    if (*row) {
        withdrawal.ground = (*statement)->text(0);
        withdrawal.authority = (*statement)->text(1);
    }
    (*statement)->reset();
    return withdrawal;
}

Result<void> mark_attachments(sqlite::Database& database, std::int64_t index,
                              std::vector<Attachment>& attachments)
{
    if (attachments.empty()) return {};
    auto statement = database.cached("SELECT n FROM attachment WHERE idx = ?");
    if (!statement) return tl::unexpected{statement.error()};
    (*statement)->bind(index);
    for (;;) {
        auto row = (*statement)->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return {};
        const auto n = (*statement)->number(0);
        for (auto& attachment : attachments) attachment.here = attachment.here || attachment.n == n;
    }
}

}  // namespace

Result<Document> Content::document(std::int64_t index, Time now)
{
    auto reading = ReadTransaction::begin(*database_);
    if (!reading) return tl::unexpected{reading.error()};
    const auto time = board_time(now);
    if (!time) return tl::unexpected{time.error()};
    const std::int64_t today = local_day(*time);
    auto item = read_item(*database_, *zip_, index, today);
    if (!item) return tl::unexpected{item.error()};
    if (item->state == ItemState::Missing) return protocol::fail(Fault::NotFound, "parts are missing");

    Document document;
    if (!item->hidden) {
        document.body = std::move(item->text.body);
        document.minutes = std::move(item->text.minutes);
        for (const auto& attached : item->facts.attachments) {
            document.attachments.push_back(
                {attached.n, attached.name, attached.blob.m, attached.blob.n, false});
        }
        if (auto done = mark_attachments(*database_, index, document.attachments); !done) {
            return tl::unexpected{done.error()};
        }
    }
    document.card = std::move(item->text.card);

    auto revisions = revisions_of(*database_, item->row, today);
    if (!revisions) return tl::unexpected{revisions.error()};
    document.revisions = std::move(*revisions);
    document.newest =
        std::none_of(document.revisions.begin(), document.revisions.end(),
                     [&](const Revision& r) { return r.readable && r.revision > item->row.revision; });

    auto withdrawal = withdrawal_of(*database_, *zip_, *item, today);
    if (!withdrawal) return tl::unexpected{withdrawal.error()};
    document.withdrawal = std::move(*withdrawal);

    auto bytes = entry(index);
    if (!bytes) return tl::unexpected{bytes.error()};
    document.leaf = protocol::leaf_hash(*bytes);
    document.here = item->here;
    document.row = std::move(item->row);
    return document;
}

Result<Document> Content::document(std::string_view record_id, Time now)
{
    const auto time = board_time(now);
    if (!time) return tl::unexpected{time.error()};
    auto index = database_->number(
        "SELECT idx FROM item WHERE id = ? AND state <> 0 AND type <> 'withdrawal' AND from_day <= ?"
        " ORDER BY rev DESC, idx DESC LIMIT 1",
        record_id, local_day(*time));
    if (!index) return tl::unexpected{index.error()};
    return document(*index, now);
}

Result<std::string> Content::attachment(std::int64_t index, int n)
{
    auto statement = database_->cached("SELECT bytes FROM attachment WHERE idx = ? AND n = ?");
    if (!statement) return tl::unexpected{statement.error()};
    auto row = (*statement)->bind(index, n).step();
    if (!row) return tl::unexpected{row.error()};
    if (!*row) return protocol::fail(Fault::NotFound, "attachment is not here");
    std::string bytes{(*statement)->blob(0)};
    (*statement)->reset();
    return bytes;
}

}  // namespace offline_cache

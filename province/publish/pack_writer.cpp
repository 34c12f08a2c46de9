#include "province/publish/pack_writer.h"

#include <set>
#include <vector>

#include "protocol/packs/pack.h"
#include "protocol/routes.h"
#include "province/publish/blob_store.h"
#include "province/publish/gzip.h"

namespace province {

using protocol::Fault;
using protocol::Hash;
using protocol::Result;

std::filesystem::path PackWriter::path(std::string_view pub, std::int64_t n) const
{
    return data_.tree() / protocol::routes::pack(pub, n);
}

Result<std::string> PackWriter::make(std::string_view pub, std::int64_t n)
{
    const auto next = state_.next_seq(pub);
    if (!next) return tl::unexpected{next.error()};
    if (*next <= protocol::first_seq(n + 1) - 1)
        return protocol::fail(Fault::NotFound, "pack " + std::to_string(n) + " is not whole");

    auto rows = state_.database().prepare(
        "SELECT piece.hash FROM entry JOIN piece USING (idx) "
        "WHERE entry.pub = ? AND entry.seq >= ? AND entry.seq < ? AND piece.gone = 0 "
        "AND piece.role IN ('card', 'body', 'minutes') "
        "ORDER BY entry.seq, CASE piece.role WHEN 'card' THEN 0 WHEN 'body' THEN 1 ELSE 2 END");
    if (!rows) return tl::unexpected{rows.error()};
    rows->bind(pub, protocol::first_seq(n), protocol::first_seq(n + 1));
    const BlobStore blobs{data_};
    std::set<Hash> packed;  // a text that two records share is packed once
    std::string plain;
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) break;
        const auto hash = protocol::hash_from_bytes(rows->blob(0)).value_or(Hash{});
        if (!packed.insert(hash).second) continue;
        const auto bytes = blobs.read(hash);
        if (!bytes) return tl::unexpected{bytes.error()};
        protocol::append_to_pack(plain, *bytes);
    }
    return gzip(plain);
}

Result<void> PackWriter::add_new(std::int64_t first, std::int64_t size, StagedFiles& files)
{
    auto rows = state_.database().prepare(
        "SELECT pub, MIN(seq), MAX(seq) FROM entry WHERE idx >= ? AND idx < ? GROUP BY pub");
    if (!rows) return tl::unexpected{rows.error()};
    rows->bind(first, size);
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return {};
        const std::string pub{rows->text(0)};
        const auto last = rows->number(2);
        for (auto n = protocol::pack_of(rows->number(1)); protocol::first_seq(n + 1) - 1 <= last; ++n) {
            const auto pack = make(pub, n);
            if (!pack) return tl::unexpected{pack.error()};
            if (auto added = files.add(path(pub, n), *pack, StagedFiles::Existing::Replace); !added)
                return added;
        }
    }
}

Result<void> PackWriter::add_again(std::string_view record_id, StagedFiles& files)
{
    auto rows = state_.database().prepare(
        "SELECT DISTINCT pub, (seq - 1) / ? FROM entry WHERE id = ? AND t <> 'withdrawal'");
    if (!rows) return tl::unexpected{rows.error()};
    rows->bind(protocol::kPackSpan, record_id);
    for (;;) {
        const auto row = rows->step();
        if (!row) return tl::unexpected{row.error()};
        if (!*row) return {};
        const std::string pub{rows->text(0)};
        const auto n = rows->number(1);
        const auto pack = make(pub, n);
        if (!pack && pack.error().fault == Fault::NotFound) continue;
        if (!pack) return tl::unexpected{pack.error()};
        if (auto added = files.add(path(pub, n), *pack, StagedFiles::Existing::Replace); !added) return added;
    }
}

}  // namespace province

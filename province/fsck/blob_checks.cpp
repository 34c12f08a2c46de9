// Blobs, packs and pages: everything that entries name is there, nothing else is.

#include <algorithm>

#include "protocol/limits.h"
#include "protocol/packs/pack.h"
#include "protocol/records/card.h"
#include "province/files/files.h"
#include "province/fsck/checks.h"
#include "province/phone_pages/page_writer.h"
#include "province/publish/blob_store.h"
#include "province/publish/gzip.h"
#include "province/publish/pack_writer.h"

namespace province {

using protocol::Hash;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

/// Every blob a card names is a piece of its entry, so that erasing and packing know of it.
void check_card(LogState& state, const BlobStore& blobs, std::int64_t index, std::string_view note,
                Findings& findings)
{
    const auto entry = protocol::parse_entry(note);
    if (!entry || !entry->card) return;
    const auto pieces = state.pieces(index);
    if (!pieces) return findings.add_entry("pieces", index, pieces.error().detail);
    const auto has = [&](const Hash& hash) {
        return std::any_of(pieces->begin(), pieces->end(),
                           [&](const Piece& piece) { return piece.hash == hash; });
    };
    if (!has(entry->card->h)) findings.add_entry("pieces", index, "card");
    const auto erased = state.is_erased(entry->card->h);
    if (erased && *erased) return;
    const auto bytes = blobs.read(entry->card->h);
    if (!bytes) return;  // said by the check of the blobs
    if (static_cast<std::int64_t>(bytes->size()) != entry->card->n)
        findings.add_entry("card", index, "length");
    const auto card = protocol::parse_card(entry->t, *bytes);
    if (!card) return findings.add_entry("card", index, card.error().detail);
    for (const auto& list : {protocol::text_blobs(*card), protocol::other_blobs(*card)}) {
        for (const auto& blob : list) {
            if (!has(blob.h)) findings.add_entry("pieces", index, protocol::to_hex(blob.h));
        }
    }
}

}  // namespace

void check_blobs(LogState& state, const DataFolder& data, Findings& findings)
{
    const BlobStore blobs{data};
    std::set<fs::path> known;
    std::error_code code;
    const auto live = state.each_blob(false, [&](const Piece& piece) -> Result<void> {
        const auto path = blobs.path(piece.hash);
        known.insert(path);
        const auto bytes = blobs.read(piece.hash);
        if (!bytes)
            findings.add(fs::exists(path, code) ? "blob" : "missing", path, bytes.error().detail);
        else if (static_cast<std::int64_t>(bytes->size()) != piece.size)
            findings.add("blob", path, "length");
        ++findings.report().blobs;
        return {};
    });
    const auto gone = state.each_blob(true, [&](const Piece& piece) -> Result<void> {
        known.insert(blobs.gone_mark(piece.hash));
        if (fs::exists(blobs.path(piece.hash), code)) {
            known.insert(blobs.path(piece.hash));
            findings.add("not_erased", blobs.path(piece.hash));
        }
        if (!fs::exists(blobs.gone_mark(piece.hash), code))
            findings.add("missing", blobs.gone_mark(piece.hash));
        ++findings.report().erased;
        return {};
    });
    for (const auto* read : {&live, &gone}) {
        if (!*read) findings.add("state", data.state(), read->error().detail);
    }
    if (fs::exists(data.tree() / "b", code)) {
        for (const auto& file : fs::recursive_directory_iterator{data.tree() / "b", code}) {
            if (!file.is_directory(code) && !known.contains(file.path())) findings.add("stray", file.path());
        }
    }
    const auto cards = state.each(0, std::numeric_limits<std::int64_t>::max(),
                                  [&](std::int64_t index, std::string_view note) -> Result<void> {
                                      check_card(state, blobs, index, note, findings);
                                      return {};
                                  });
    if (!cards) findings.add("state", data.state(), cards.error().detail);
}

void check_packs(LogState& state, const DataFolder& data, Findings& findings)
{
    PackWriter packs{data, state};
    std::set<fs::path> known;
    const auto bodies = state.bodies();
    if (!bodies) return findings.add("state", data.state(), bodies.error().detail);
    for (const auto& body : *bodies) {
        const auto next = state.next_seq(body);
        if (!next) return findings.add("state", data.state(), next.error().detail);
        for (std::int64_t n = 0; protocol::first_seq(n + 1) <= *next; ++n) {
            const auto path = packs.path(body, n);
            known.insert(path);
            ++findings.report().packs;
            const auto made = packs.make(body, n);
            if (!made) continue;  // a blob is missing or damaged, which is said already
            const auto wanted = gunzip(*made, protocol::limits::kPackPlain);
            const auto bytes = read_file(path, protocol::limits::kPackPlain);
            const auto plain = bytes ? gunzip(*bytes, protocol::limits::kPackPlain) : bytes;
            // Another zlib may pack the same pieces into other bytes; only the pieces count.
            if (!plain || !wanted || *plain != *wanted)
                findings.add("pack", path, plain ? "" : plain.error().detail);
        }
    }
    std::error_code code;
    if (!fs::exists(data.tree() / "k", code)) return;
    for (const auto& file : fs::recursive_directory_iterator{data.tree() / "k", code}) {
        if (!file.is_directory(code) && !known.contains(file.path())) findings.add("stray", file.path());
    }
}

void check_pages(LogState& state, const DataFolder& data, Findings& findings)
{
    constexpr std::size_t kLargestPage = 16 * 1024 * 1024;
    PageWriter pages{data, state};
    std::set<fs::path> known;
    const auto ids = pages.record_ids();
    if (!ids) return findings.add("state", data.state(), ids.error().detail);
    for (const auto& id : *ids) {
        const auto path = pages.path(id);
        known.insert(path);
        ++findings.report().pages;
        const auto made = pages.make(id);
        if (!made) continue;  // a blob is missing or damaged, which is said already
        const auto bytes = read_file(path, kLargestPage);
        if (!bytes)
            findings.add("page_missing", path, bytes.error().detail);
        else if (*bytes != *made)
            findings.add("page", path);
    }
    std::error_code code;
    if (!fs::exists(data.tree() / "v", code)) return;
    for (const auto& file : fs::recursive_directory_iterator{data.tree() / "v", code}) {
        if (!file.is_directory(code) && !known.contains(file.path())) findings.add("stray", file.path());
    }
}

}  // namespace province

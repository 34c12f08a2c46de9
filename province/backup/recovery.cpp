#include "province/backup/recovery.h"

#include "protocol/limits.h"
#include "protocol/records/card.h"
#include "protocol/routes.h"
#include "province/files/files.h"
#include "province/publish/tile_files.h"

namespace province {

using protocol::EntryKind;
using protocol::Fault;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

/// Reads a copy of the tree; nothing in it is believed.
class Copy {
public:
    Copy(fs::path tree, std::string_view log)
        : tree_(std::move(tree)), files_(tree_ / protocol::routes::log(log, ""))
    {
    }

    /// Entries first … size−1, as they lie in the bundles.
    Result<std::vector<std::string>> entries(std::uint64_t first, std::uint64_t size) const
    {
        std::vector<std::string> found;
        for (std::uint64_t n = first / protocol::kTileWidth; n * protocol::kTileWidth < size; ++n) {
            const auto id = protocol::bundle_of(n, size);
            if (!id) break;
            auto bytes = files_.read(*id);
            auto width = static_cast<std::uint64_t>(id->width);
            // A copy that is older than its newest bundle has the full one only.
            if (!bytes) bytes = files_.read(id->full());
            if (!bytes) return tl::unexpected{bytes.error()};
            const auto entries = protocol::decode_bundle(*bytes, width);
            if (!entries) return tl::unexpected{entries.error()};
            for (std::uint64_t i = 0; i < width; ++i)
                if (n * protocol::kTileWidth + i >= first) found.emplace_back((*entries)[i]);
        }
        return found;
    }

    /// A text with its hash proved; nothing when the copy says that it was erased.
    Result<std::optional<NewBlob>> blob(const protocol::Blob& wanted) const
    {
        const auto file = tree_ / protocol::routes::blob(wanted.h);
        auto bytes = read_file(file, protocol::limits::kAttachment);
        if (!bytes) {
            std::error_code code;
            if (fs::exists(file.string() + ".gone", code)) return std::optional<NewBlob>{};
            return protocol::fail(Fault::Refused, "the copy lacks " + file.string());
        }
        if (protocol::sha256(*bytes) != wanted.h)
            return protocol::fail(Fault::Refused, file.string() + " has another hash");
        return blob_of(std::move(*bytes));
    }

private:
    fs::path tree_;
    TileFiles files_;
};

/// What a card names beside itself, with the roles that a withdrawal's `erase` uses.
std::vector<std::pair<std::string, protocol::Blob>> named_by(const protocol::Card& card)
{
    std::vector<std::pair<std::string, protocol::Blob>> named;
    for (const auto& blob : protocol::text_blobs(card))
        named.emplace_back(card.body && blob == *card.body ? "body" : "minutes", blob);
    std::size_t attached = 0;
    std::size_t others = 0;
    for (const auto& blob : protocol::other_blobs(card)) {
        const bool attachment = attached < card.att.size() && card.att[attached].blob == blob;
        named.emplace_back(
            attachment ? "att:" + std::to_string(attached++) : "file:" + std::to_string(others++), blob);
    }
    return named;
}

Result<void> add_texts(const Copy& copy, NewEntry& added, NewBatch& batch)
{
    if (!added.entry.card) return {};
    auto card = copy.blob(*added.entry.card);
    if (!card) return tl::unexpected{card.error()};
    if (!*card) return {};
    const auto parsed = protocol::parse_card(added.entry.t, (*card)->bytes);
    if (!parsed) return tl::unexpected{parsed.error()};
    for (const auto& [role, blob] : named_by(*parsed)) {
        auto text = copy.blob(blob);
        if (!text) return tl::unexpected{text.error()};
        if (!*text) continue;
        added.pieces.push_back({role, (*text)->hash, (*text)->size});
        batch.blobs.push_back(std::move(**text));
    }
    added.pieces.push_back({"card", (*card)->hash, (*card)->size});
    batch.blobs.push_back(std::move(**card));
    return {};
}

}  // namespace

Result<void> take_over(LogWriter& writer, const fs::path& tree, const Witnessed& seen)
{
    const Copy copy(tree, protocol::routes::log_folder(writer.trust().logs.front().key.name()));
    const auto size = writer.state().size();
    if (!size) return tl::unexpected{size.error()};
    auto notes = copy.entries(static_cast<std::uint64_t>(*size), seen.size);
    if (!notes) return tl::unexpected{notes.error()};
    auto leaves = writer.state().leaves(0, *size);
    if (!leaves) return tl::unexpected{leaves.error()};
    for (const auto& note : *notes) leaves->push_back(protocol::leaf_hash(note));
    if (leaves->size() != seen.size || protocol::tree_root(*leaves) != seen.root)
        return protocol::fail(Fault::Refused, tree.string() + " and this log are not one history");

    NewBatch batch;
    protocol::Sha256 digest;
    digest.update("civic-recovery/v1\n");
    for (auto& note : *notes) {
        auto entry = protocol::parse_entry(note);
        if (!entry) return tl::unexpected{entry.error()};
        digest.update(note);
        NewEntry added;
        added.note = std::move(note);
        added.entry = std::move(*entry);
        if (auto done = add_texts(copy, added, batch); !done) return done;
        batch.entries.push_back(std::move(added));
    }
    batch.digest = digest.finish();
    const auto checkpoint = writer.append(batch);
    if (!checkpoint) return tl::unexpected{checkpoint.error()};
    if (checkpoint->root != seen.root)
        return protocol::fail(Fault::Storage, "the log does not stand where the copy does");
    return {};
}

}  // namespace province

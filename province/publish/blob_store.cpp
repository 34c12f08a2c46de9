#include "province/publish/blob_store.h"

#include <algorithm>
#include <filesystem>

#include "protocol/limits.h"
#include "protocol/routes.h"
#include "province/files/files.h"
#include "province/files/staged_files.h"

namespace province {

using protocol::Fault;
using protocol::Hash;
using protocol::Result;
namespace fs = std::filesystem;

NewBlob blob_of(std::string bytes)
{
    NewBlob blob;
    blob.hash = protocol::sha256(bytes);
    blob.size = static_cast<std::int64_t>(bytes.size());
    blob.bytes = std::move(bytes);
    return blob;
}

fs::path BlobStore::path(const Hash& hash) const { return data_.tree() / protocol::routes::blob(hash); }

fs::path BlobStore::gone_mark(const Hash& hash) const
{
    auto mark = path(hash);
    mark += ".gone";
    return mark;
}

Result<std::string> BlobStore::read(const Hash& hash) const
{
    auto bytes = read_file(path(hash), protocol::limits::kAttachment);
    if (!bytes) return bytes;
    if (protocol::sha256(*bytes) != hash)
        return protocol::fail(Fault::Storage, "blob " + protocol::to_hex(hash) + " is damaged");
    return bytes;
}

Result<std::vector<const NewBlob*>> BlobStore::missing(const std::vector<NewBlob>& blobs) const
{
    std::vector<const NewBlob*> sorted;
    for (const auto& blob : blobs) sorted.push_back(&blob);
    std::sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->hash < b->hash; });
    sorted.erase(
        std::unique(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->hash == b->hash; }),
        sorted.end());
    std::vector<const NewBlob*> missing;
    for (const auto* blob : sorted) {
        const auto present = read(blob->hash);
        if (present) continue;
        if (present.error().fault != Fault::NotFound) return tl::unexpected{present.error()};
        missing.push_back(blob);
    }
    return missing;
}

Result<void> BlobStore::store(const std::vector<const NewBlob*>& blobs) const
{
    StagedFiles files{data_.staging()};
    for (const auto* blob : blobs) {
        if (blob->file.empty()) {
            if (auto added = files.add(path(blob->hash), blob->bytes); !added) return added;
            continue;
        }
        const auto bytes = read_file(blob->file, protocol::limits::kAttachment);
        if (!bytes) return tl::unexpected{bytes.error()};
        if (protocol::sha256(*bytes) != blob->hash)
            return protocol::fail(Fault::Storage,
                                  blob->file.string() + " changed while it was being published");
        if (auto added = files.add(path(blob->hash), *bytes); !added) return added;
    }
    if (auto done = files.commit(); !done) return done;
    // A text that was erased once and is published again on purpose is there again.
    std::error_code ignored;
    for (const auto* blob : blobs) {
        if (!fs::exists(gone_mark(blob->hash), ignored)) continue;
        if (auto removed = remove_file(gone_mark(blob->hash)); !removed) return removed;
    }
    return {};
}

Result<void> BlobStore::erase(const Hash& hash) const
{
    // The mark first: between the two serve says 410, never 404.
    if (auto made = make_folder(path(hash).parent_path()); !made) return made;
    if (auto marked = write_new_file(gone_mark(hash), {}, 0644, Flush::Yes); !marked) return marked;
    if (auto synced = sync_folder(path(hash).parent_path()); !synced) return synced;
    return remove_file(path(hash));
}

Result<void> BlobStore::discard(const Hash& hash) const { return remove_file(path(hash)); }

}  // namespace province

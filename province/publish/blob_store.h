#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "province/init/layout.h"

namespace province {

/// Bytes on their way into the tree; a large attachment stays in its file until it is copied.
struct NewBlob {
    protocol::Hash hash{};
    std::int64_t size = 0;
    std::string bytes;           ///< empty when `file` is set
    std::filesystem::path file;  ///< read again when it is stored; other content than hashed is a fault
};
NewBlob blob_of(std::string bytes);

/// tree/b: blobs under their SHA-256 (protocol.md §1.6 step 1, §8.1).
class BlobStore {
public:
    explicit BlobStore(const DataFolder& data) : data_(data) {}

    /// Those that are not in the tree yet, each once. A blob that stands there with other bytes is a Storage
    /// fault.
    protocol::Result<std::vector<const NewBlob*>> missing(const std::vector<NewBlob>& blobs) const;

    /// All of them are on the disk, under their names, when it returns (StagedFiles).
    protocol::Result<void> store(const std::vector<const NewBlob*>& blobs) const;

    /// NotFound when it is not there; Storage when its bytes do not have this hash.
    protocol::Result<std::string> read(const protocol::Hash& hash) const;

    /// Takes a blob away and leaves `<name>.gone`, for which serve answers 410. Repeating it is no error.
    protocol::Result<void> erase(const protocol::Hash& hash) const;
    /// Takes away a blob that was never published; no trace is left.
    protocol::Result<void> discard(const protocol::Hash& hash) const;

    std::filesystem::path path(const protocol::Hash& hash) const;
    std::filesystem::path gone_mark(const protocol::Hash& hash) const;

private:
    DataFolder data_;
};

}  // namespace province

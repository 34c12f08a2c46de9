#pragma once

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "province/init/layout.h"

namespace province {

/// DATA/uploads: bytes of what offices attached, each under its SHA-256. For the owner only; what is
/// published stands in the tree besides.
class UploadStore {
public:
    explicit UploadStore(const DataFolder& data) : folder_(data.root / "uploads") {}

    /// On the disk when this returns; the same bytes again are no error. Their name.
    protocol::Result<std::string> put(std::string_view bytes) const;
    std::filesystem::path path(std::string_view name) const { return folder_ / std::filesystem::path{name}; }
    protocol::Result<void> remove(std::string_view name) const;
    /// Takes away what a crash left: files that are not in `kept` and older than `age`, so that one that is
    /// just being attached stays. How many.
    protocol::Result<int> sweep(const std::set<std::string>& kept, std::chrono::seconds age) const;

private:
    std::filesystem::path folder_;
};

}  // namespace province

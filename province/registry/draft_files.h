#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "province/registry/audit.h"

namespace province {

/// A file attached to a draft.
struct DraftFile {
    std::int64_t n = 0;  ///< the draft
    std::int64_t k = 0;
    std::string name;
    std::string media_type;
    std::int64_t size = 0;
    std::string sha256;  ///< hex; under this name its bytes are kept
    std::int64_t pages = 1;
    std::string words;  ///< of a PDF: its text
};

/// The files of drafts. Which of them are published, and in what order, stands in the draft's source.
class DraftFiles {
public:
    explicit DraftFiles(Registry& registry) : registry_(registry) {}

    /// By k.
    protocol::Result<std::vector<DraftFile>> of(std::int64_t n);
    /// SHA-256 of everything that any draft names.
    protocol::Result<std::set<std::string>> all_bytes();
    protocol::Result<std::optional<DraftFile>> find(std::int64_t n, std::int64_t k);
    /// `fresh`: everything but k. Its k.
    protocol::Result<std::int64_t> add(const DraftFile& fresh, const Act& act);
    /// True when no other row has the same bytes: they may go.
    protocol::Result<bool> remove(std::int64_t n, std::int64_t k, const Act& act);

private:
    Registry& registry_;
};

}  // namespace province

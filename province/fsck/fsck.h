#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "protocol/base/result.h"
#include "province/init/layout.h"

namespace province {

/// What does not hold. `kind` names the sentence: texts "fsck.defect.<kind>" with {what} and {why}.
struct Defect {
    std::string kind;
    std::string what;  ///< path below DATA, or an entry
    std::string why;
    friend bool operator==(const Defect&, const Defect&) = default;
};

struct FsckReport {
    std::uint64_t entries = 0, blobs = 0, erased = 0, tiles = 0, packs = 0, pages = 0;
    std::vector<Defect> defects;
};

/// Proves a province's tree, changing nothing: the trust chain; the checkpoint's signature; every bundle, its
/// gzip form and every tile, also old partial ones, recomputed from the entries; the root; every entry's
/// signature by the key table at its index; the bodies' numbers without gaps; state.db's agreement with all
/// of it; every blob there with its hash unless erased, and nobody's blob there; every whole pack;
/// every page of v/. What
/// cannot be read is a defect like any other; an Error is returned only when the check itself cannot run
/// (Busy: a writer is at work).
protocol::Result<FsckReport> check_province(const DataFolder& data);

}  // namespace province

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/tlog/tile.h"

namespace protocol {

/// Gives the bytes of one file of the log, from wherever. NotFound when it is not there.
using TileFetch = std::function<Result<std::string>(const TileId&)>;

/// Answers questions about a tree from its tiles, believing none of them before it is authenticated: the
/// edge tiles by the root of the checkpoint, every full tile by its hash in the tile above (protocol.md
/// §1.7b). A partial tile that is gone is replaced by the first hashes of the full one. Refused: a tile that
/// does not belong to the tree. Tiles are remembered only after they were authenticated.
class LightVerifier {
public:
    /// Fetches and authenticates the edge. `size` and `root` come from a verified checkpoint.
    static Result<LightVerifier> open(std::uint64_t size, const Hash& root, TileFetch fetch);

    /// Root of the first `size` leaves; `size` ≤ the tree's. Compare it with an older checkpoint's.
    Result<Hash> root_at(std::uint64_t size);
    /// Leaf hash at an index < size.
    Result<Hash> leaf(std::uint64_t index);
    /// Entry at an index, from its bundle, compared with its leaf hash.
    Result<std::string> entry(std::uint64_t index);

    [[nodiscard]] std::uint64_t size() const { return size_; }

private:
    LightVerifier(std::uint64_t size, const Hash& root, TileFetch fetch);
    Result<std::vector<Hash>> fetch_tile(const TileId& id) const;
    Result<const std::vector<Hash>*> tile(int level, std::uint64_t n);

    std::uint64_t size_;
    Hash root_;
    TileFetch fetch_;
    std::map<std::pair<int, std::uint64_t>, std::vector<Hash>> tiles_;  // authenticated ones only
};

}  // namespace protocol

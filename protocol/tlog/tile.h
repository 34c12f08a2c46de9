#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"

namespace protocol {

/// C2SP tlog-tiles (protocol.md §1.3): tiles and bundles hold 256 things when full.
inline constexpr std::uint64_t kTileWidth = 256;

/// One file of the log: a hash tile of a level, or an entry bundle (level kBundleLevel).
struct TileId {
    int level = 0;
    std::uint64_t n = 0;
    int width = 256;  ///< 1…256; 256 is a full one

    static constexpr int kBundleLevel = -1;
    /// Path below the log's prefix: "tile/0/x001/000", "tile/entries/273.p/112".
    [[nodiscard]] std::string path() const;
    [[nodiscard]] TileId full() const { return {level, n, 256}; }
    friend bool operator==(const TileId&, const TileId&) = default;
};

/// The inverse of path(); nullopt for anything path() does not give.
[[nodiscard]] std::optional<TileId> parse_tile_path(std::string_view path);

/// Hash tiles of a tree of this size: every full one and the partial edge of each level. Bundles have the
/// n and width of level 0.
[[nodiscard]] std::vector<TileId> tiles_of(std::uint64_t size);
/// The same, but only those that a tree of `old_size` does not have with the same width.
[[nodiscard]] std::vector<TileId> new_tiles(std::uint64_t old_size, std::uint64_t new_size);
/// Bundle number `n` of a tree of this size; nullopt when it has none.
[[nodiscard]] std::optional<TileId> bundle_of(std::uint64_t n, std::uint64_t size);

/// The hashes of a tile file; Malformed unless it holds exactly `width` hashes.
Result<std::vector<Hash>> decode_tile(std::string_view bytes, int width);
[[nodiscard]] std::string encode_tile(std::span<const Hash> hashes);

/// Adds one entry (≤ 65,535 bytes, checked by make_entry) to a bundle: u16be length and bytes.
void append_to_bundle(std::string& bundle, std::string_view entry);
/// The entries of a bundle, or of the tail of one that begins at an entry's border. Views into `bytes`.
/// Malformed: cut entry, an entry above the limit (§8.9), or a number of entries that is not `count`.
Result<std::vector<std::string_view>> decode_bundle(std::string_view bytes, std::uint64_t count);

}  // namespace protocol

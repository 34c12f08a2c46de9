#include "protocol/tlog/light_verifier.h"

#include <optional>
#include <utility>

#include "protocol/limits.h"
#include "protocol/tlog/merkle.h"

namespace protocol {

namespace {

/// How many hashes a tree of this size has on a tile level: subtrees of 256^level leaves that are full.
std::uint64_t hashes_at(int level, std::uint64_t size) { return level >= 8 ? 0 : size >> (8 * level); }

}  // namespace

LightVerifier::LightVerifier(std::uint64_t size, const Hash& root, TileFetch fetch)
    : size_(size), root_(root), fetch_(std::move(fetch))
{
}

Result<std::vector<Hash>> LightVerifier::fetch_tile(const TileId& id) const
{
    auto bytes = fetch_(id);
    if (bytes) return decode_tile(*bytes, id.width);
    if (bytes.error().fault != Fault::NotFound || id.width == static_cast<int>(kTileWidth))
        return tl::unexpected{bytes.error()};
    // A log may drop a partial tile once the full one exists; its first hashes are the same.
    bytes = fetch_(id.full());
    if (!bytes) return tl::unexpected{bytes.error()};
    auto hashes = decode_tile(*bytes, static_cast<int>(kTileWidth));
    if (hashes) hashes->resize(static_cast<std::size_t>(id.width));
    return hashes;
}

Result<LightVerifier> LightVerifier::open(std::uint64_t size, const Hash& root, TileFetch fetch)
{
    LightVerifier verifier{size, root, std::move(fetch)};
    // The partial tiles hold together the roots of all full subtrees of the tree, so one root proves them.
    std::map<std::pair<int, std::uint64_t>, std::vector<Hash>> edge;
    for (int level = 0; hashes_at(level, size) > 0; ++level) {
        const std::uint64_t count = hashes_at(level, size);
        const auto width = static_cast<int>(count % kTileWidth);
        if (width == 0) continue;
        auto hashes = verifier.fetch_tile({level, count / kTileWidth, width});
        if (!hashes) return tl::unexpected{hashes.error()};
        edge.emplace(std::pair{level, count / kTileWidth}, *std::move(hashes));
    }
    // Lower levels stand to the right, and peaks are folded from right to left.
    std::optional<Hash> root_so_far;
    for (const auto& [place, hashes] : edge) {
        Frontier frontier;
        for (const Hash& hash : hashes) frontier.push(hash);
        root_so_far = frontier.root_with(root_so_far);
    }
    if (root_so_far.value_or(empty_root()) != root) return fail(Fault::Refused, "tiles: not of this root");
    verifier.tiles_ = std::move(edge);
    return verifier;
}

Result<const std::vector<Hash>*> LightVerifier::tile(int level, std::uint64_t n)
{
    if (const auto known = tiles_.find({level, n}); known != tiles_.end()) return &known->second;
    if (hashes_at(level + 1, size_) == 0) return fail(Fault::NotFound, "tiles: beyond the tree");
    // Only full tiles are not on the edge; each is one hash of the tile above.
    const auto above = tile(level + 1, n / kTileWidth);
    if (!above) return tl::unexpected{above.error()};
    const auto place = static_cast<std::size_t>(n % kTileWidth);
    if (place >= (*above)->size()) return fail(Fault::NotFound, "tiles: beyond the tree");
    auto hashes = fetch_tile({level, n, static_cast<int>(kTileWidth)});
    if (!hashes) return tl::unexpected{hashes.error()};
    if (tree_root(*hashes) != (**above)[place]) return fail(Fault::Refused, "tiles: not of this tree");
    return &tiles_.emplace(std::pair{level, n}, *std::move(hashes)).first->second;
}

Result<Hash> LightVerifier::root_at(std::uint64_t size)
{
    if (size > size_) return fail(Fault::NotFound, "tiles: the tree is not that large");
    std::optional<Hash> root;
    for (int level = 0; hashes_at(level, size) > 0; ++level) {
        const std::uint64_t count = hashes_at(level, size);
        const auto width = static_cast<std::size_t>(count % kTileWidth);
        if (width == 0) continue;
        const auto hashes = tile(level, count / kTileWidth);
        if (!hashes) return tl::unexpected{hashes.error()};
        if ((*hashes)->size() < width) return fail(Fault::Refused, "tiles: too short");
        Frontier frontier;
        for (std::size_t i = 0; i < width; ++i) frontier.push((**hashes)[i]);
        root = frontier.root_with(root);
    }
    return root.value_or(empty_root());
}

Result<Hash> LightVerifier::leaf(std::uint64_t index)
{
    if (index >= size_) return fail(Fault::NotFound, "tiles: no such entry");
    const auto hashes = tile(0, index / kTileWidth);
    if (!hashes) return tl::unexpected{hashes.error()};
    return (**hashes)[static_cast<std::size_t>(index % kTileWidth)];
}

Result<std::string> LightVerifier::entry(std::uint64_t index)
{
    const auto expected = leaf(index);
    if (!expected) return tl::unexpected{expected.error()};
    const TileId bundle = *bundle_of(index / kTileWidth, size_);
    auto bytes = fetch_(bundle);
    int width = bundle.width;
    if (!bytes && bytes.error().fault == Fault::NotFound && width != static_cast<int>(kTileWidth)) {
        bytes = fetch_(bundle.full());
        width = static_cast<int>(kTileWidth);
    }
    if (!bytes) return tl::unexpected{bytes.error()};
    if (bytes->size() > limits::kBundle) return fail(Fault::Malformed, "bundle: too large");
    const auto entries = decode_bundle(*bytes, static_cast<std::uint64_t>(width));
    if (!entries) return tl::unexpected{entries.error()};
    const std::string_view entry = (*entries)[static_cast<std::size_t>(index % kTileWidth)];
    if (leaf_hash(entry) != *expected) return fail(Fault::Refused, "bundle: entry is not the logged one");
    return std::string{entry};
}

}  // namespace protocol

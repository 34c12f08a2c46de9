#include "province/publish/tile_files.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "protocol/limits.h"
#include "protocol/tlog/merkle.h"
#include "province/files/files.h"
#include "province/publish/gzip.h"

namespace province {

using protocol::Fault;
using protocol::Hash;
using protocol::kTileWidth;
using protocol::Result;
using protocol::TileId;
namespace fs = std::filesystem;

namespace {

/// How many hashes a level has in a tree of this size.
std::uint64_t hashes_at(int level, std::uint64_t size)
{
    for (int i = 0; i < level; ++i) size /= kTileWidth;
    return size;
}

std::uint64_t begin_of(const TileId& id) { return id.n * kTileWidth; }

/// Hashes of this tile that a tree of `size` has too.
std::uint64_t had(const TileId& id, std::uint64_t size)
{
    const auto count = hashes_at(id.level, size);
    return count <= begin_of(id) ? 0 : std::min(count - begin_of(id), kTileWidth);
}

fs::path zipped(fs::path path)
{
    path += ".gz";
    return path;
}

tl::unexpected<protocol::Error> differs(const fs::path& path)
{
    return protocol::fail(Fault::Storage, path.string() + " reads back otherwise than it was written");
}

/// Bundles of the new tree that the old one has not, or not with this width.
std::vector<TileId> new_bundles(std::uint64_t old_size, std::uint64_t new_size)
{
    std::vector<TileId> bundles;
    for (auto n = old_size / kTileWidth; n * kTileWidth < new_size; ++n) {
        const auto id = protocol::bundle_of(n, new_size);
        if (id && id != protocol::bundle_of(n, old_size)) bundles.push_back(*id);
    }
    return bundles;
}

}  // namespace

Result<std::string> TileFiles::read(const TileId& id) const
{
    const bool bundle = id.level == TileId::kBundleLevel;
    return read_file(path(id), bundle ? protocol::limits::kBundle : protocol::limits::kTile);
}

Result<void> TileFiles::add(LogState& state, std::uint64_t old_size, std::uint64_t new_size,
                            StagedFiles& files) const
{
    for (const auto& id : new_bundles(old_size, new_size)) {
        std::string bundle;
        const auto first = static_cast<std::int64_t>(begin_of(id));
        auto gathered =
            state.each(first, first + id.width, [&](std::int64_t, std::string_view note) -> Result<void> {
                protocol::append_to_bundle(bundle, note);
                return {};
            });
        if (!gathered) return gathered;
        if (auto added = files.add(path(id), bundle); !added) return added;
        if (id.width != static_cast<int>(kTileWidth)) continue;
        const auto small = gzip(bundle);
        if (!small) return tl::unexpected{small.error()};
        if (auto added = files.add(zipped(path(id)), *small, StagedFiles::Existing::Replace); !added)
            return added;
    }

    auto tiles = protocol::new_tiles(old_size, new_size);
    std::sort(tiles.begin(), tiles.end(), [](const TileId& a, const TileId& b) {
        return std::pair{a.level, a.n} < std::pair{b.level, b.n};
    });
    std::map<std::pair<int, std::uint64_t>, Hash> roots;  // of the tiles that became full
    for (const auto& id : tiles) {
        std::vector<Hash> hashes;
        if (id.level == 0) {
            const auto first = static_cast<std::int64_t>(begin_of(id));
            auto leaves = state.leaves(first, first + id.width);
            if (!leaves) return tl::unexpected{leaves.error()};
            hashes = std::move(*leaves);
        } else {
            const auto old_width = static_cast<int>(had(id, old_size));
            if (old_width > 0) {
                const auto bytes = read({id.level, id.n, old_width});
                if (!bytes) return tl::unexpected{bytes.error()};
                auto old = protocol::decode_tile(*bytes, old_width);
                if (!old) return tl::unexpected{old.error()};
                hashes = std::move(*old);
            }
            while (hashes.size() < static_cast<std::size_t>(id.width))
                hashes.push_back(roots.at({id.level - 1, begin_of(id) + hashes.size()}));
        }
        if (id.width == static_cast<int>(kTileWidth)) roots[{id.level, id.n}] = protocol::tree_root(hashes);
        if (auto added = files.add(path(id), protocol::encode_tile(hashes)); !added) return added;
    }
    return {};
}

Result<Hash> TileFiles::read_back(std::uint64_t old_size, std::uint64_t new_size) const
{
    for (const auto& id : new_bundles(old_size, new_size)) {
        const auto bundle = read(id);
        const auto tile = read({0, id.n, id.width});
        if (!bundle) return tl::unexpected{bundle.error()};
        if (!tile) return tl::unexpected{tile.error()};
        const auto entries = protocol::decode_bundle(*bundle, static_cast<std::uint64_t>(id.width));
        const auto hashes = protocol::decode_tile(*tile, id.width);
        if (!entries || !hashes) return differs(path(id));
        for (std::size_t i = 0; i < entries->size(); ++i) {
            if (protocol::leaf_hash((*entries)[i]) != (*hashes)[i]) return differs(path(id));
        }
    }
    for (const auto& id : protocol::new_tiles(old_size, new_size)) {
        if (id.level == 0) continue;
        const auto bytes = read(id);
        if (!bytes) return tl::unexpected{bytes.error()};
        const auto hashes = protocol::decode_tile(*bytes, id.width);
        if (!hashes) return differs(path(id));
        for (auto i = had(id, old_size); i < static_cast<std::uint64_t>(id.width); ++i) {
            const TileId below{id.level - 1, begin_of(id) + i, static_cast<int>(kTileWidth)};
            const auto child = read(below);
            if (!child) return tl::unexpected{child.error()};
            const auto child_hashes = protocol::decode_tile(*child, below.width);
            if (!child_hashes || protocol::tree_root(*child_hashes) != (*hashes)[i]) return differs(path(id));
        }
    }
    return edge_root(new_size);
}

Result<Hash> TileFiles::edge_root(std::uint64_t size) const
{
    // Each level's edge tile holds full subtrees that stand left of all smaller ones; RFC 6962 joins them
    // from the right, and within a tile by the binary digits of its width.
    std::optional<Hash> root;
    for (int level = 0; hashes_at(level, size) > 0; ++level) {
        const auto count = hashes_at(level, size);
        const auto width = static_cast<int>(count % kTileWidth);
        if (width == 0) continue;
        const auto bytes = read({level, count / kTileWidth, width});
        if (!bytes) return tl::unexpected{bytes.error()};
        const auto hashes = protocol::decode_tile(*bytes, width);
        if (!hashes) return differs(path({level, count / kTileWidth, width}));
        std::span<const Hash> left{*hashes};
        for (std::size_t part = 1; part < kTileWidth; part *= 2) {
            if ((static_cast<std::size_t>(width) & part) == 0) continue;
            const auto peak = protocol::tree_root(left.last(part));
            left = left.first(left.size() - part);
            root = root ? protocol::node_hash(peak, *root) : peak;
        }
    }
    return root.value_or(protocol::empty_root());
}

Result<void> TileFiles::check_present(std::uint64_t size) const
{
    std::error_code code;
    for (const auto& id : protocol::tiles_of(size)) {
        const auto length = fs::file_size(path(id), code);
        if (code || length != static_cast<std::uintmax_t>(id.width) * sizeof(Hash))
            return protocol::fail(Fault::Storage, path(id).string() + " is missing or cut");
        if (id.level != 0) continue;
        const auto bundle = path({TileId::kBundleLevel, id.n, id.width});
        if (!fs::is_regular_file(bundle, code))
            return protocol::fail(Fault::Storage, bundle.string() + " is missing");
    }
    return {};
}

Result<std::size_t> TileFiles::collect(std::uint64_t published) const
{
    constexpr auto kAge = std::chrono::hours{24 * 30};
    std::error_code code;
    std::vector<fs::path> old;
    const auto now = fs::file_time_type::clock::now();
    for (const auto& file : fs::recursive_directory_iterator{folder_, code}) {
        if (!file.is_regular_file(code) || now - file.last_write_time(code) < kAge) continue;
        const auto id = protocol::parse_tile_path(fs::relative(file.path(), folder_, code).generic_string());
        if (!id || id->width == static_cast<int>(kTileWidth) || !fs::exists(path(id->full()), code)) continue;
        const TileId level{std::max(id->level, 0), id->n, id->width};
        if (had(level, published) == kTileWidth) old.push_back(file.path());
    }
    for (const auto& file : old) {
        if (auto removed = remove_file(file); !removed) return tl::unexpected{removed.error()};
    }
    return old.size();
}

}  // namespace province

#include "protocol/tlog/tile.h"

#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/limits.h"

namespace protocol {

namespace {

constexpr int kFull = static_cast<int>(kTileWidth);
constexpr int kHighestLevel = 63;

/// 1234067 → "x001/x234/067"
std::string grouped(std::uint64_t n)
{
    const auto group = [](std::uint64_t value) {
        const std::string digits = std::to_string(value % 1000);
        return std::string(3 - digits.size(), '0') + digits;
    };
    std::string path = group(n);
    while ((n /= 1000) > 0) path = "x" + group(n) + "/" + path;
    return path;
}

}  // namespace

std::string TileId::path() const
{
    std::string path =
        "tile/" + (level == kBundleLevel ? std::string{"entries"} : std::to_string(level)) + "/";
    path += grouped(n);
    if (width != kFull) path += ".p/" + std::to_string(width);
    return path;
}

std::optional<TileId> parse_tile_path(std::string_view path)
{
    constexpr std::string_view kPrefix = "tile/";
    if (path.substr(0, kPrefix.size()) != kPrefix) return std::nullopt;
    std::string_view rest = path.substr(kPrefix.size());
    const auto slash = std::min(rest.find('/'), rest.size());
    TileId id;
    if (rest.substr(0, slash) == "entries") {
        id.level = TileId::kBundleLevel;
    } else {
        const auto level = parse_decimal(rest.substr(0, slash));
        if (!level || *level > kHighestLevel) return std::nullopt;
        id.level = static_cast<int>(*level);
    }
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (const auto partial = rest.find(".p/"); partial != std::string_view::npos) {
        const auto width = parse_decimal(rest.substr(partial + 3));
        if (!width || *width == 0 || *width >= kTileWidth) return std::nullopt;
        id.width = static_cast<int>(*width);
        rest = rest.substr(0, partial);
    }
    for (const char c : rest) {
        if (c < '0' || c > '9') continue;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (id.n > (UINT64_MAX - digit) / 10) return std::nullopt;
        id.n = id.n * 10 + digit;
    }
    // Everything else about the form of the number is checked by writing it again.
    if (id.path() != path) return std::nullopt;
    return id;
}

std::vector<TileId> tiles_of(std::uint64_t size) { return new_tiles(0, size); }

std::vector<TileId> new_tiles(std::uint64_t old_size, std::uint64_t new_size)
{
    std::vector<TileId> tiles;
    for (int level = 0; new_size > 0 && level <= kHighestLevel; ++level) {
        const std::uint64_t had = old_size / kTileWidth;
        const std::uint64_t full = new_size / kTileWidth;
        for (std::uint64_t n = had; n < full; ++n) tiles.push_back({level, n, kFull});
        const auto width = static_cast<int>(new_size % kTileWidth);
        const bool same = full == had && old_size % kTileWidth == new_size % kTileWidth;
        if (width != 0 && !same) tiles.push_back({level, full, width});
        old_size = had;
        new_size = full;
    }
    return tiles;
}

std::optional<TileId> bundle_of(std::uint64_t n, std::uint64_t size)
{
    const std::uint64_t full = size / kTileWidth;
    if (n < full) return TileId{TileId::kBundleLevel, n, kFull};
    if (n > full || size % kTileWidth == 0) return std::nullopt;
    return TileId{TileId::kBundleLevel, n, static_cast<int>(size % kTileWidth)};
}

Result<std::vector<Hash>> decode_tile(std::string_view bytes, int width)
{
    if (width < 1 || width > kFull || bytes.size() != static_cast<std::size_t>(width) * sizeof(Hash))
        return fail(Fault::Malformed, "tile: wrong length");
    std::vector<Hash> hashes;
    hashes.reserve(static_cast<std::size_t>(width));
    for (; !bytes.empty(); bytes.remove_prefix(sizeof(Hash)))
        hashes.push_back(*hash_from_bytes(bytes.substr(0, sizeof(Hash))));
    return hashes;
}

std::string encode_tile(std::span<const Hash> hashes)
{
    std::string bytes;
    bytes.reserve(hashes.size() * sizeof(Hash));
    for (const Hash& hash : hashes) bytes += view(hash);
    return bytes;
}

void append_to_bundle(std::string& bundle, std::string_view entry)
{
    append_u16be(bundle, static_cast<std::uint16_t>(entry.size()));
    bundle += entry;
}

Result<std::vector<std::string_view>> decode_bundle(std::string_view bytes, std::uint64_t count)
{
    if (count > kTileWidth) return fail(Fault::Malformed, "bundle: too many entries");
    std::vector<std::string_view> entries;
    entries.reserve(static_cast<std::size_t>(count));
    while (!bytes.empty()) {
        if (bytes.size() < 2) return fail(Fault::Malformed, "bundle: cut length");
        const std::size_t length = read_u16be(bytes);
        bytes.remove_prefix(2);
        if (length > limits::kEntry) return fail(Fault::Malformed, "bundle: entry too large");
        if (length > bytes.size()) return fail(Fault::Malformed, "bundle: cut entry");
        if (entries.size() == count) return fail(Fault::Malformed, "bundle: trailing bytes");
        entries.push_back(bytes.substr(0, length));
        bytes.remove_prefix(length);
    }
    if (entries.size() != count) return fail(Fault::Malformed, "bundle: too few entries");
    return entries;
}

}  // namespace protocol

// The log itself: bundles, tiles, root, signatures, and what state.db says of them.

#include <algorithm>
#include <map>

#include "protocol/limits.h"
#include "protocol/tlog/merkle.h"
#include "protocol/trust/key_table.h"
#include "province/files/files.h"
#include "province/fsck/checks.h"
#include "province/publish/gzip.h"

namespace province {

using protocol::Hash;
using protocol::kTileWidth;
using protocol::Result;
using protocol::TileId;
namespace fs = std::filesystem;

namespace {

/// The hashes of every level that stand in tiles, from the leaves up.
std::vector<std::vector<Hash>> levels_of(std::vector<Hash> leaves)
{
    std::vector<std::vector<Hash>> levels{std::move(leaves)};
    while (levels.back().size() >= kTileWidth) {
        const auto& below = levels.back();
        std::vector<Hash> level;
        for (std::size_t at = 0; at + kTileWidth <= below.size(); at += kTileWidth)
            level.push_back(protocol::tree_root(std::span{below}.subspan(at, kTileWidth)));
        levels.push_back(std::move(level));
    }
    return levels;
}

/// What a tile or bundle of this name must hold; nothing when the log is not that large.
std::optional<std::string> expected(const TileId& id, const std::vector<std::vector<Hash>>& levels,
                                    const std::vector<std::string>& entries)
{
    const auto begin = static_cast<std::size_t>(id.n * kTileWidth);
    const auto width = static_cast<std::size_t>(id.width);
    if (id.level == TileId::kBundleLevel) {
        if (begin + width > entries.size()) return std::nullopt;
        std::string bundle;
        for (std::size_t i = begin; i < begin + width; ++i) protocol::append_to_bundle(bundle, entries[i]);
        return bundle;
    }
    const auto level = static_cast<std::size_t>(id.level);
    if (level >= levels.size() || begin + width > levels[level].size()) return std::nullopt;
    return protocol::encode_tile(std::span{levels[level]}.subspan(begin, width));
}

void check_file(const TileFiles& files, const fs::path& path, const std::vector<std::vector<Hash>>& levels,
                const std::vector<std::string>& entries, Findings& findings)
{
    auto name = path.lexically_relative(files.folder()).generic_string();
    if (name == "checkpoint") return;
    const bool zipped = name.ends_with(".gz");
    if (zipped) name.resize(name.size() - 3);
    const auto id = protocol::parse_tile_path(name);
    const auto wanted = id ? expected(*id, levels, entries) : std::nullopt;
    if (!wanted) return findings.add("stray", path);
    auto bytes = read_file(path, protocol::limits::kBundle);
    if (bytes && zipped) bytes = gunzip(*bytes, protocol::limits::kBundle);
    if (!bytes) return findings.add(zipped ? "gzip" : "tile", path, bytes.error().detail);
    if (*bytes != *wanted) findings.add(zipped ? "gzip" : id->level < 0 ? "bundle" : "tile", path);
    ++findings.report().tiles;
}

}  // namespace

std::vector<std::string> check_log_files(const TileFiles& files, const protocol::Checkpoint& checkpoint,
                                         Findings& findings)
{
    std::vector<std::string> entries;
    std::vector<Hash> leaves;
    for (std::uint64_t n = 0; n * kTileWidth < checkpoint.size; ++n) {
        const auto id = *protocol::bundle_of(n, checkpoint.size);
        const auto bytes = files.read(id);
        const auto parts = bytes ? protocol::decode_bundle(*bytes, static_cast<std::uint64_t>(id.width))
                                 : Result<std::vector<std::string_view>>{tl::unexpected{bytes.error()}};
        if (!parts) {
            findings.add("bundle", files.path(id), parts.error().detail);
            return entries;
        }
        for (const auto part : *parts) {
            entries.emplace_back(part);
            leaves.push_back(protocol::leaf_hash(part));
        }
    }
    if (protocol::tree_root(leaves) != checkpoint.root) findings.add("root", files.folder() / "checkpoint");
    const auto levels = levels_of(std::move(leaves));
    std::error_code code;
    for (const auto& id : protocol::tiles_of(checkpoint.size)) {
        if (!fs::exists(files.path(id), code)) findings.add("missing", files.path(id));
        const TileId bundle{TileId::kBundleLevel, id.n, id.width};
        auto zipped = files.path(bundle);
        zipped += ".gz";
        if (id.level == 0 && id.width == static_cast<int>(kTileWidth) && !fs::exists(zipped, code))
            findings.add("missing", zipped);
    }
    std::vector<fs::path> paths;
    for (const auto& file : fs::recursive_directory_iterator{files.folder(), code}) {
        if (!file.is_directory(code)) paths.push_back(file.path());
    }
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) check_file(files, path, levels, entries, findings);
    return entries;
}

void check_entries(const std::vector<std::string>& entries, const protocol::Vkey& registrar,
                   Findings& findings)
{
    protocol::KeyTable keys{registrar};
    std::map<std::string, std::int64_t> last;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto entry = protocol::verify_entry(entries[i], i, keys);
        if (!entry) {
            findings.add_entry("entry", static_cast<std::int64_t>(i), entry.error().detail);
            continue;
        }
        if (entry->seq != ++last[entry->pub]) {
            findings.add_entry("gap", static_cast<std::int64_t>(i),
                               entry->pub + " " + std::to_string(entry->seq));
            last[entry->pub] = entry->seq;
        }
        if (entry->kind != protocol::EntryKind::Key) continue;
        if (const auto applied = keys.apply(*entry, i); !applied)
            findings.add_entry("entry", static_cast<std::int64_t>(i), applied.error().detail);
    }
}

void check_state(LogState& state, const DataFolder& data, const protocol::Checkpoint& checkpoint,
                 std::string_view note, const std::vector<std::string>& entries, Findings& findings)
{
    const auto wrong = [&](std::string why) { findings.add("state", data.state(), std::move(why)); };
    if (!state.database().is_sound()) wrong("quick_check");
    const auto head = state.head();
    if (!head) return wrong(head.error().detail);
    if (!*head) return wrong("no signed head");
    if ((*head)->frontier.size() != checkpoint.size || (*head)->root != checkpoint.root ||
        (*head)->frontier.root() != checkpoint.root)
        wrong("head: size " + std::to_string((*head)->frontier.size()));
    if ((*head)->note != note) wrong("head: note");
    const auto batch = state.last_batch();
    if (!batch) return wrong(batch.error().detail);
    if (*batch && !(*batch)->done) findings.add("unfinished", data.state());

    std::int64_t next = 0;
    const auto read = state.each(0, std::numeric_limits<std::int64_t>::max(),
                                 [&](std::int64_t index, std::string_view bytes) -> Result<void> {
                                     const auto at = static_cast<std::size_t>(index);
                                     if (index != next || at >= entries.size() || entries[at] != bytes)
                                         findings.add_entry("state_entry", index);
                                     next = index + 1;
                                     return {};
                                 });
    if (!read) wrong(read.error().detail);
    if (next != static_cast<std::int64_t>(entries.size())) wrong("entries: " + std::to_string(next));
    const auto leaves = state.leaves(0, next);
    if (!leaves) return wrong(leaves.error().detail);
    for (std::size_t i = 0; i < leaves->size() && i < entries.size(); ++i) {
        if ((*leaves)[i] != protocol::leaf_hash(entries[i]))
            findings.add_entry("state_entry", static_cast<std::int64_t>(i), "leaf");
    }
}

}  // namespace province

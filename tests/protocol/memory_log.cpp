#include "tests/protocol/memory_log.h"

#include <span>

using namespace protocol;

std::vector<std::string> numbered_entries(std::uint64_t count)
{
    std::vector<std::string> entries;
    for (std::uint64_t i = 0; i < count; ++i) entries.push_back("entry " + std::to_string(i));
    return entries;
}

std::vector<Hash> leaves_of(const std::vector<std::string>& entries)
{
    std::vector<Hash> leaves;
    for (const std::string& entry : entries) leaves.push_back(leaf_hash(entry));
    return leaves;
}

MemoryLog::MemoryLog(const std::string& origin, const std::vector<std::string>& entries)
{
    std::vector<Hash> level = leaves_of(entries);
    checkpoint = {origin, entries.size(), tree_root(level)};
    int shown = 0;
    for (const TileId& id : tiles_of(entries.size())) {
        if (id.level != shown) {  // only full tiles of a level are hashed into the next
            std::vector<Hash> above;
            for (std::size_t at = 0; at + 256 <= level.size(); at += 256)
                above.push_back(tree_root(std::span{level}.subspan(at, 256)));
            level = std::move(above);
            shown = id.level;
        }
        const auto from = static_cast<std::size_t>(id.n * 256);
        files[id.path()] = encode_tile(std::span{level}.subspan(from, static_cast<std::size_t>(id.width)));
        if (id.level != 0) continue;
        std::string& bundle = files[TileId{TileId::kBundleLevel, id.n, id.width}.path()];
        for (std::size_t i = from; i < from + static_cast<std::size_t>(id.width); ++i)
            append_to_bundle(bundle, entries[i]);
    }
}

TileFetch MemoryLog::fetch() const
{
    return [this](const TileId& id) -> Result<std::string> {
        const auto file = files.find(id.path());
        if (file == files.end()) return fail(Fault::NotFound, id.path());
        return file->second;
    };
}

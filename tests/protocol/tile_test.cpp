#include "protocol/tlog/tile.h"

#include <algorithm>

#include "protocol/base/encoding.h"
#include "tests/protocol/memory_log.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

TEST_CASE("tile paths are the published ones and read back", "[protocol][tile]")
{
    for (const auto& row : vectors("vectors")["tile_paths"]) {
        const TileId id{row["level"].get<int>(), row["index"].get<std::uint64_t>(), row["width"].get<int>()};
        CHECK(id.path() == text(row["path"]));
        CHECK(parse_tile_path(id.path()) == id);
    }
    for (const char* wrong :
         {"", "tile", "tile/0", "tile/0/", "tile/0/00", "tile/0/0000", "tile/0/1/000", "tile/0/x001/00",
          "tile/64/000", "tile/00/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01",
          "tile/0/x000/001", "tile/0/../000", "tile/0/000 ", "tile/entries/x99/999", "tile/-1/000",
          "tile/0/x999/x999/x999/x999/x999/x999/999"})
        CHECK_FALSE(parse_tile_path(wrong));
}

TEST_CASE("a tree of 70,000 has the published files, byte for byte", "[protocol][tile]")
{
    const auto& table = vectors("vectors");
    const MemoryLog log{"log.province.example/dl1", numbered_entries(70'000)};
    for (const auto& [path, hash] : table["tile_sha256"].items()) {
        if (path == "tile/0/273.p/111") continue;  // of the tree of 69,999
        REQUIRE(log.files.count(path) == 1);
        CHECK(to_hex(sha256(log.files.at(path))) == text(hash));
    }
    const MemoryLog before{"log.province.example/dl1", numbered_entries(69'999)};
    CHECK(to_hex(sha256(before.files.at("tile/0/273.p/111"))) ==
          text(table["tile_sha256"]["tile/0/273.p/111"]));
    CHECK(tiles_of(70'000).size() == 273 + 1 + 1 + 1 + 1);

    const auto& bundle = table["entry_bundle"];
    const std::string& bytes = log.files.at(text(bundle["path"]));
    CHECK(bytes.size() == bundle["bytes"].get<std::size_t>());
    CHECK(to_hex(bytes.substr(0, 24)) == text(bundle["first_24_hex"]));
    CHECK(to_hex(sha256(bytes)) == text(bundle["sha256"]));
    CHECK(bundle_of(273, 70'000)->path() == text(bundle["path"]));
    CHECK(bundle_of(272, 70'000)->width == 256);
    CHECK_FALSE(bundle_of(274, 70'000));
}

TEST_CASE("edges of tile sizes", "[protocol][tile]")
{
    CHECK(tiles_of(0).empty());
    CHECK(tiles_of(256) == std::vector<TileId>{{0, 0, 256}, {1, 0, 1}});
    CHECK(new_tiles(255, 257) == std::vector<TileId>{{0, 0, 256}, {0, 1, 1}, {1, 0, 1}});
    CHECK(new_tiles(300, 301) == std::vector<TileId>{{0, 1, 45}});
    CHECK(new_tiles(300, 300).empty());
    CHECK_FALSE(bundle_of(1, 256));
    // Every file of the larger tree is either old or new, and none is both.
    for (std::uint64_t from : {0U, 1U, 255U, 256U, 300U, 65'536U, 65'537U})
        for (std::uint64_t to : {65'537U, 65'792U, 70'000U}) {
            const auto fresh = new_tiles(from, to);
            const auto had = tiles_of(from);
            std::size_t covered = fresh.size();
            for (const TileId& id : tiles_of(to))
                covered += static_cast<std::size_t>(std::count(had.begin(), had.end(), id));
            CHECK(covered == tiles_of(to).size());
        }
}

TEST_CASE("a bundle is read only whole, within its limits and with the expected count", "[protocol][tile]")
{
    std::string bundle;
    for (const char* entry : {"một", "", "hai"}) append_to_bundle(bundle, entry);
    const auto entries = decode_bundle(bundle, 3);
    REQUIRE(entries);
    CHECK(*entries == std::vector<std::string_view>{"một", "", "hai"});
    CHECK_FALSE(decode_bundle(bundle, 2));
    CHECK_FALSE(decode_bundle(bundle, 4));
    CHECK_FALSE(decode_bundle(bundle, 257));
    CHECK_FALSE(decode_bundle(bundle + "x", 3));
    CHECK_FALSE(decode_bundle(bundle.substr(0, bundle.size() - 1), 3));
    std::string large;
    append_to_bundle(large, std::string(16 * 1024 + 1, 'x'));
    CHECK_FALSE(decode_bundle(large, 1));
    CHECK_FALSE(decode_tile(std::string(31, 'x'), 1));
    CHECK_FALSE(decode_tile(std::string(64, 'x'), 1));
    CHECK_FALSE(decode_tile("", 0));
}

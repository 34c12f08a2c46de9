#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "offline_cache/records.h"

namespace offline_cache {

/// What decides where an item stands (protocol.md §8.14.10).
struct TileFacts {
    std::string_view type;
    std::string_view law;
    bool has_people_share = false;  ///< a project to which people contribute
    bool has_decisions = false;     ///< a meeting whose decisions are recorded
};

/// What stands at home (TileCount::current, Home::items) is counted no further: 100,000 records must not keep
/// the first page waiting.
inline constexpr int kMostCounted = 1000;

/// Bit n set: stands under Tile n.
unsigned tiles_of(const TileFacts& facts);

constexpr bool stands_under(unsigned tiles, Tile tile)
{
    return ((tiles >> static_cast<unsigned>(tile)) & 1U) != 0;
}

/// Names of the lists (table shelf) an item stands in.
std::vector<std::string> lists_of(unsigned tiles, std::string_view type, std::string_view law);

/// Everything that stands under some tile, for "new this week".
constexpr std::string_view kListOfAll = "n";

std::string list_of_tile(Tile tile);
std::string list_of_law(std::string_view law);
std::string list_of_type(std::string_view type);

}  // namespace offline_cache

#include "offline_cache/tiles.h"

namespace offline_cache {

namespace {
constexpr unsigned bit(Tile tile) { return 1U << static_cast<unsigned>(tile); }

/// What a community decides and does itself (assets/law/decisions.toml): shared works, the money and things
/// it holds together, covenants, other own matters. Whom it elects (Q4, Q5) is not among them.
bool is_own_matter(std::string_view law) { return law == "Q1" || law == "Q2" || law == "Q3" || law == "Q6"; }
}  // namespace

unsigned tiles_of(const TileFacts& facts)
{
    unsigned tiles = 0;
    if (facts.type == "disclosure") tiles |= bit(Tile::Know);
    if (facts.type == "meeting" || facts.type == "consultation") tiles |= bit(Tile::Discuss);
    if (facts.type == "meeting" && facts.has_decisions) tiles |= bit(Tile::Inspect);
    // What people pay for they also look after: what was promised, done and spent.
    if (facts.type == "project") tiles |= bit(Tile::Inspect) | (facts.has_people_share ? bit(Tile::Do) : 0U);
    if (is_own_matter(facts.law)) tiles |= bit(Tile::Do);
    if (facts.type == "stats") tiles |= bit(Tile::Supervise);
    if (facts.type == "procedure") tiles |= bit(Tile::Benefit);
    // Where to speak, and where to ask for something: rooms, hours, reception days.
    if (facts.type == "contact") tiles |= bit(Tile::Supervise) | bit(Tile::Benefit);
    if (facts.type == "disclosure") {
        if (facts.law == "D05") tiles |= bit(Tile::Do);
        if (facts.law == "D10") tiles |= bit(Tile::Inspect);
        if (facts.law == "D07" || facts.law == "D08") tiles |= bit(Tile::Benefit);
    }
    return tiles;
}

std::vector<std::string> lists_of(unsigned tiles, std::string_view type, std::string_view law)
{
    std::vector<std::string> lists;
    for (std::size_t n = 0; n < kTileCount; ++n) {
        const auto tile = static_cast<Tile>(n);
        if (stands_under(tiles, tile)) lists.push_back(list_of_tile(tile));
    }
    if (!law.empty()) lists.push_back(list_of_law(law));
    lists.push_back(list_of_type(type));
    if (tiles != 0) lists.emplace_back(kListOfAll);
    return lists;
}

std::string list_of_tile(Tile tile) { return std::string{"kdoisb"[static_cast<std::size_t>(tile)]}; }

std::string list_of_law(std::string_view law) { return "L/" + std::string{law}; }

std::string list_of_type(std::string_view type) { return "t/" + std::string{type}; }

}  // namespace offline_cache

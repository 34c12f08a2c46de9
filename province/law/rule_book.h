#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"

namespace province {

/// A commune or ward.
struct Unit {
    std::string code;  ///< "20107"
    std::string kind;  ///< "xã" or "phường"
    std::string name;  ///< "Phú Lộc"
    friend bool operator==(const Unit&, const Unit&) = default;
};

/// A rectangle around the province, in millionths of a degree.
struct MapArea {
    std::int64_t south = 0, north = 0, west = 0, east = 0;
    bool holds(std::int64_t latitude, std::int64_t longitude) const
    {
        return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
    }
    friend bool operator==(const MapArea&, const MapArea&) = default;
};

/// The part of assets/law that init and publish judge by.
struct RuleBook {
    std::string province_code;  ///< "46"
    std::string province_name;
    MapArea area;
    std::vector<Unit> units;  ///< in the order of their codes
    std::vector<std::string>
        items;  ///< what a record may rest on: items.toml (D01 … D14, DQ) and decisions.toml (Q1 … Q6)

    std::vector<std::string> to_publicise;  ///< of items: what a commune must make public within days

    std::map<std::string, std::string, std::less<>>
        item_names;  ///< what such a thing is called in a few words

    std::vector<std::string> standing;  ///< of those, what is posted all the time and has no last day

    bool has_item(std::string_view id) const;
    bool is_standing(std::string_view id) const;
};

/// Malformed with file and line.
protocol::Result<RuleBook> load_rule_book(const std::filesystem::path& law_folder);

}  // namespace province

#include "province/law/rule_book.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <toml++/toml.h>

#include "province/files/files.h"

namespace province {

using protocol::Fault;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestFile = 1024 * 1024;

Result<toml::table> load(const fs::path& file)
{
    const auto text = read_file(file, kLongestFile);
    if (!text) return tl::unexpected{text.error()};
    try {
        return toml::parse(*text, file.string());
    } catch (const toml::parse_error& error) {
        return protocol::fail(Fault::Malformed, file.string() + ":" +
                                                    std::to_string(error.source().begin.line) + ": " +
                                                    std::string{error.description()});
    }
}

tl::unexpected<protocol::Error> missing(const fs::path& file, std::string_view key, const toml::node* near)
{
    const auto line = near != nullptr ? near->source().begin.line : 1;
    return protocol::fail(Fault::Malformed, file.string() + ":" + std::to_string(line) + ": no text `" +
                                                std::string{key} + "`");
}

Result<void> add_items(const fs::path& file, std::string_view rows_name, RuleBook& book)
{
    const auto rules = load(file);
    if (!rules) return tl::unexpected{rules.error()};
    const auto* rows = (*rules)[rows_name].as_array();
    if (rows == nullptr) return missing(file, rows_name, nullptr);
    for (const auto& row : *rows) {
        const auto* table = row.as_table();
        const auto id = table != nullptr ? (*table)["id"].value<std::string>() : std::nullopt;
        if (!id) return missing(file, "id", &row);
        book.items.push_back(*id);
        if ((*table)["posting"].value<std::string>() == "thuong_xuyen") book.standing.push_back(*id);
        if (table->contains("within_days")) book.to_publicise.push_back(*id);
        if (const auto name = (*table)["short"].value<std::string>()) book.item_names[*id] = *name;
    }
    return {};
}

}  // namespace

bool RuleBook::has_item(std::string_view id) const
{
    return std::find(items.begin(), items.end(), id) != items.end();
}

bool RuleBook::is_standing(std::string_view id) const
{
    return std::find(standing.begin(), standing.end(), id) != standing.end();
}

Result<RuleBook> load_rule_book(const fs::path& law_folder)
{
    RuleBook book;
    const auto units_file = law_folder / "units.toml";
    const auto units = load(units_file);
    if (!units) return tl::unexpected{units.error()};
    book.province_code = (*units)["province"]["code"].value_or(std::string{});
    book.province_name = (*units)["province"]["name"].value_or(std::string{});
    if (book.province_code.empty() || book.province_name.empty())
        return missing(units_file, "province.code", (*units)["province"].node());
    const std::array<std::pair<std::string_view, std::int64_t*>, 4> edges{{{"south_u", &book.area.south},
                                                                           {"north_u", &book.area.north},
                                                                           {"west_u", &book.area.west},
                                                                           {"east_u", &book.area.east}}};
    for (const auto& [key, edge] : edges) {
        const auto value = (*units)["province"][key].value<std::int64_t>();
        if (!value) return missing(units_file, key, (*units)["province"].node());
        *edge = *value;
    }
    if (const auto* rows = (*units)["unit"].as_array()) {
        for (const auto& row : *rows) {
            const auto* table = row.as_table();
            if (table == nullptr) return missing(units_file, "unit", &row);
            Unit unit;
            for (const auto& [key, into] : {std::pair{"code", &unit.code}, std::pair{"kind", &unit.kind},
                                            std::pair{"name", &unit.name}}) {
                const auto text = (*table)[key].value<std::string>();
                if (!text) return missing(units_file, key, table);
                *into = *text;
            }
            book.units.push_back(std::move(unit));
        }
    }
    std::sort(book.units.begin(), book.units.end(),
              [](const Unit& a, const Unit& b) { return a.code < b.code; });

    const auto items_file = law_folder / "items.toml";
    if (auto added = add_items(items_file, "item", book); !added) return tl::unexpected{added.error()};
    const auto decisions = add_items(law_folder / "decisions.toml", "decision", book);
    if (!decisions) return tl::unexpected{decisions.error()};
    if (book.units.empty()) return missing(units_file, "unit", nullptr);
    if (book.items.empty()) return missing(items_file, "item", nullptr);
    return book;
}

}  // namespace province

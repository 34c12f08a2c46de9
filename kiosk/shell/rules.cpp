#include "kiosk/shell/rules.h"

#include <toml++/toml.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

#include "kiosk/shell/options.h"
#include "protocol/base/log.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {

std::optional<protocol::Date> day_of(toml::node_view<const toml::node> node)
{
    const auto date = node.value<toml::date>();
    if (!date) return std::nullopt;
    return protocol::Date{std::chrono::year{date->year}, std::chrono::month{date->month},
                          std::chrono::day{date->day}};
}

}  // namespace

Result<std::vector<CorrectionRule>> read_corrections(std::string_view text)
{
    toml::table book;
    try {
        book = toml::parse(text);
    } catch (const toml::parse_error& error) {
        return protocol::fail(Fault::Malformed,
                              "deadlines.toml:" + std::to_string(error.source().begin.line) + ": syntax");
    }
    std::vector<CorrectionRule> rules;
    const toml::array* rows = book["deadline"].as_array();
    if (rows == nullptr) return rules;
    for (const toml::node& node : *rows) {
        const toml::table* row = node.as_table();
        if (row == nullptr || (*row)["rule"].value_or(std::string{}) != "wrong_info") continue;
        CorrectionRule rule;
        const auto working = (*row)["working_days"].value<std::int64_t>();
        const auto days = working ? *working : (*row)["days"].value_or(std::int64_t{0});
        rule.from = day_of((*row)["valid_from"]);
        rule.to = day_of((*row)["valid_to"]);
        rule.law = (*row)["law"].value_or(std::string{});
        rule.law_en = (*row)["law_en"].value_or(rule.law);
        rule.working_days = working.has_value();
        if (days < 1 || days > 366 || rule.law.empty())
            return protocol::fail(
                Fault::Malformed,
                "deadlines.toml:" + std::to_string(row->source().begin.line) + ": days or law");
        rule.days = static_cast<int>(days);
        rules.push_back(std::move(rule));
    }
    return rules;
}

std::vector<CorrectionRule> load_corrections()
{
    const auto path = assets_folder() / "law" / "deadlines.toml";
    std::ifstream file{path, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    auto rules = read_corrections(text);
    if (!file || !rules) {
        protocol::log::error("kiosk", path.string(), ": ", rules ? "not readable" : rules.error().detail);
        return {};
    }
    return std::move(*rules);
}

}  // namespace kiosk

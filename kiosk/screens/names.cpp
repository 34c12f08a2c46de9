#include "kiosk/screens/names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk {

using offline_cache::Tile;

namespace {

/// The text of `family.code`, or `family.other` when there is no such text.
std::string named(const protocol::Strings& words, std::string_view family, std::string_view code)
{
    const std::string key = std::string{family} + "." + std::string{code};
    return std::string{words.get(words.has(key) ? key : std::string{family} + ".other")};
}

std::string named(const Ui& ui, std::string_view family, std::string_view code)
{
    return named(ui.strings(), family, code);
}

}  // namespace

std::string law_name(const Ui& ui, std::string_view law) { return law_name(ui.strings(), law); }

std::string law_name(const protocol::Strings& words, std::string_view law)
{
    std::string code{law};
    for (char& c : code)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return named(words, "law", code);
}

std::string type_name(const Ui& ui, std::string_view type) { return named(ui, "type", type); }

std::string office_name(const Ui& ui, std::string_view body)
{
    const std::size_t dot = body.find('.');
    return named(ui, "office", dot == std::string_view::npos ? body : body.substr(dot + 1));
}

std::string kind_name(const Ui& ui, std::string_view kind) { return named(ui, "meeting.kind", kind); }

std::string status_name(const Ui& ui, std::string_view status) { return named(ui, "status", status); }

std::string ground_name(const Ui& ui, std::string_view ground)
{
    std::string key = "ground." + std::string{ground};
    std::replace(key.begin(), key.end(), '-', '_');
    return std::string{ui.strings().has(key) ? ui.tr(key) : ground};
}

std::string_view tile_word(Tile tile)
{
    constexpr std::array<std::string_view, offline_cache::kTileCount> kWords{
        "know", "discuss", "do", "inspect", "supervise", "benefit"};
    return kWords[static_cast<std::size_t>(tile)];
}

std::string tile_title(const Ui& ui, Tile tile)
{
    return std::string{ui.tr("tile." + std::string{tile_word(tile)})};
}

Icon tile_icon(Tile tile)
{
    switch (tile) {
        case Tile::Know:
            return Icon::Know;
        case Tile::Discuss:
            return Icon::Discuss;
        case Tile::Do:
            return Icon::Do;
        case Tile::Inspect:
            return Icon::Inspect;
        case Tile::Supervise:
            return Icon::Supervise;
        case Tile::Benefit:
            return Icon::Benefit;
    }
    return Icon::None;
}

Icon law_icon(std::string_view law)
{
    if (law == "D02" || law == "D05" || law == "D12" || law == "Q2") return Icon::Money;
    if (law == "D03") return Icon::Land;
    if (law == "D04" || law == "D10" || law == "Q4" || law == "Q5") return Icon::Persons;
    if (law == "D06") return Icon::Hall;
    if (law == "D07" || law == "D08") return Icon::Benefit;
    if (law == "D09") return Icon::Star;
    if (law == "D11") return Icon::Discuss;
    if (law == "D13") return Icon::Desk;
    if (law == "DQ") return Icon::Calendar;
    if (law == "Q1" || law == "Q3" || law == "Q6") return Icon::Do;
    return Icon::Document;
}

Icon topic_icon(std::string_view text_key)
{
    if (text_key == "feedback.topic.land") return Icon::Land;
    if (text_key == "feedback.topic.environment") return Icon::Environment;
    if (text_key == "feedback.topic.social") return Icon::Health;
    if (text_key == "feedback.topic.service") return Icon::Desk;
    if (text_key == "feedback.topic.roads") return Icon::Road;
    return Icon::More;
}

std::string topic_name(const Ui& ui, std::string_view category)
{
    for (const Topic& topic : topics())
        if (topic.category == category) return std::string{ui.tr(topic.text_key)};
    return {};
}

namespace {

constexpr std::string_view kXa = "Xã ";
constexpr std::string_view kPhuong = "Phường ";

/// "Phú Lộc Commune" for who reads English; else as the commune writes it.
std::string in_english(const std::string& name, const Ui& ui)
{
    for (const auto& [kind, key] : {std::pair{kXa, "commune.xa"}, std::pair{kPhuong, "commune.phuong"}})
        if (ui.look().english && name.starts_with(kind))
            return ui.tr(key, {{"name", name.substr(kind.size())}});
    return name;
}

}  // namespace

std::string commune_name(const State& state, const Ui& ui)
{
    return state.commune.empty() ? std::string{ui.tr("home.no_name")} : in_english(state.commune, ui);
}

std::string commune_inside(const State& state, const Ui& ui)
{
    if (state.commune.empty()) return std::string{ui.tr("feedback.this_commune")};
    std::string name = in_english(state.commune, ui);
    if (name.starts_with(kXa) || name.starts_with(kPhuong)) name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name;
}

}  // namespace kiosk

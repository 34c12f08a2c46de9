#include "kiosk/ui/tools.h"

#include <algorithm>

namespace kiosk {

namespace {

constexpr float kGap = 3;  ///< mm
/// The longest of the short words, "English", at 4.8 mm.
constexpr float kLeastToolMm = 27;

float least_height(const Ui& ui) { return tool_bar_height(ui); }

int rail_columns(const Ui& ui, std::size_t count, float height)
{
    const float one = static_cast<float>(count) * (least_height(ui) + ui.mm(kGap)) - ui.mm(kGap);
    return one <= height ? 1 : 2;
}

/// Which of them was touched; one place each.
std::optional<std::size_t> draw_tools(Ui& ui, std::span<const Rect> places, std::span<const Tool> tools)
{
    std::optional<std::size_t> touched;
    // One size for all: the smallest that any of them needs.
    ButtonStyle style;
    style.kind = ButtonKind::Quiet;
    style.stacked = true;
    style.icon = Icon::More;
    for (std::size_t i = 0; i < tools.size(); ++i) {
        style.most_mm = button_label_mm(ui, places[i], tools[i].label, style);
    }
    for (std::size_t i = 0; i < tools.size(); ++i) {
        style.icon = tools[i].icon;
        style.selected = tools[i].selected;
        style.enabled = tools[i].enabled;
        if (button(ui, places[i], tools[i].name, tools[i].label, style)) touched = i;
    }
    return touched;
}

}  // namespace

std::optional<std::size_t> tool_bar(Ui& ui, const Rect& rect, std::span<const Tool> tools)
{
    const int down = tool_bar_rows(ui, tools.size(), rect.width());
    const int across = (static_cast<int>(tools.size()) + down - 1) / down;
    const std::vector<Rect> places = grid(rect, across, down, ui.mm(kGap));
    return draw_tools(ui, places, tools);
}

int tool_bar_rows(const Ui& ui, std::size_t count, float width)
{
    const auto tools = static_cast<float>(count);
    return tools * ui.mm(kLeastToolMm) + (tools - 1) * ui.mm(kGap) > width ? 2 : 1;
}

float tool_bar_height(const Ui& ui, int rows)
{
    const auto down = static_cast<float>(rows);
    return down * ui.mm(std::max(20.0F, 12.0F + 8.5F * ui.text_scale())) + (down - 1) * ui.mm(kGap);
}

float tool_rail_width(const Ui& ui, std::size_t count, float height)
{
    const int across = rail_columns(ui, count, height);
    const float one = ui.mm(across == 1 ? 36 : 31) * std::min(ui.text_scale(), 1.25F);
    return static_cast<float>(across) * one + static_cast<float>(across - 1) * ui.mm(kGap);
}

std::optional<std::size_t> tool_rail(Ui& ui, const Rect& rect, std::span<const Tool> tools)
{
    const int across = rail_columns(ui, tools.size(), rect.height());
    const int down = (static_cast<int>(tools.size()) + across - 1) / across;
    const float most = static_cast<float>(down) * (ui.mm(44) * ui.text_scale() + ui.mm(kGap)) - ui.mm(kGap);
    Rect area = rect;
    const std::vector<Rect> places =
        grid(area.cut_bottom(std::min(most, rect.height())), across, down, ui.mm(kGap));
    return draw_tools(ui, places, tools);
}

}  // namespace kiosk

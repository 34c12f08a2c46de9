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

/// The largest letters on an upright screen: two rows, the picture beside its word, so that words grow too.
bool in_two_rows(const Ui& ui) { return ui.portrait() && ui.text_scale() > 1.5F; }

/// Which of them was touched; one place each.
std::optional<std::size_t> draw_tools(Ui& ui, std::span<const Rect> places, std::span<const Tool> tools,
                                      bool stacked)
{
    std::optional<std::size_t> touched;
    // One size for all: the smallest that any of them needs.
    ButtonStyle style;
    style.kind = ButtonKind::Quiet;
    style.stacked = stacked;
    if (!stacked) style.picture_mm = 11;
    style.icon = Icon::More;
    for (std::size_t i = 0; i < tools.size(); ++i) {
        if (tools[i].name.empty()) continue;
        style.most_mm = button_label_mm(ui, places[i], tools[i].label, style);
    }
    for (std::size_t i = 0; i < tools.size(); ++i) {
        if (tools[i].name.empty()) continue;
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
    return draw_tools(ui, places, tools, down == 1 || !in_two_rows(ui));
}

int tool_bar_rows(const Ui& ui, std::size_t count, float width)
{
    const auto tools = static_cast<float>(count);
    if (in_two_rows(ui) && count > 3) return 2;
    return tools * ui.mm(kLeastToolMm) + (tools - 1) * ui.mm(kGap) > width ? 2 : 1;
}

float tool_bar_height(const Ui& ui, int rows)
{
    const auto down = static_cast<float>(rows);
    // Stacked, the picture keeps its place above a word of the largest letters.
    const float scale = ui.text_scale();
    float one = scale > 1.5F ? 28.0F : 12.0F + 8.5F * scale;
    if (in_two_rows(ui) && rows > 1) one = 20.0F;
    return down * ui.mm(std::max(20.0F, one)) + (down - 1) * ui.mm(kGap);
}

float tool_bar_height(const Ui& ui, std::size_t count, float width)
{
    const int rows = tool_bar_rows(ui, count, width);
    // Side by side on an upright screen, names need two lines where there is less than this for one.
    constexpr float kNameOnALineMm = 36;
    const auto tools = static_cast<float>(count);
    const bool narrow = ui.portrait() && !in_two_rows(ui) && rows == 1 &&
                        width - (tools - 1) * ui.mm(kGap) < tools * ui.mm(kNameOnALineMm);
    return narrow ? ui.mm(29) : tool_bar_height(ui, rows);
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
    return draw_tools(ui, places, tools, true);
}

}  // namespace kiosk

#include "kiosk/ui/ui.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "kiosk/ui/glyph_sheet.h"
#include "kiosk/ui/inside.h"
#include "kiosk/ui/paint.h"
#include "protocol/base/secret.h"

namespace kiosk {

namespace {

constexpr float kEdgeMm = 10;
constexpr float kSlopMm = 2.5F;
constexpr std::array<float, 3> kScale = {1.0F, 7.3F / 6.0F, 10.0F / 6.0F};
/// Capital heights in mm by face and text size.
constexpr std::array<std::array<float, 3>, kFaceCount> kCaps = {{
    {4.8F, 5.8F, 8.0F},
    {4.8F, 5.8F, 8.0F},
    {6.0F, 7.3F, 10.0F},
    {6.0F, 7.3F, 10.0F},
    {7.6F, 9.0F, 12.0F},
    {10.0F, 11.5F, 14.0F},
    {15.0F, 15.0F, 15.0F},
    {4.8F, 4.8F, 4.8F},
}};

std::size_t step_of(const Look& look) { return static_cast<std::size_t>(std::clamp(look.text_step, 0, 2)); }

/// ImGui wants a font of its own; nothing is ever drawn with it. Its picture is replaced by ours, whose first
/// pixels are opaque.
void give_plain_font(ImGuiIO& io)
{
    ImFontAtlas& atlas = *io.Fonts;
    atlas.Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    atlas.ClearTexData();
    atlas.TexUvWhitePixel = ImVec2(1.5F / GlyphSheet::kWidth, 1.5F / GlyphSheet::kMostHeight);
    atlas.SetTexID(reinterpret_cast<ImTextureID>(1));
}

template <class T>
void wipe_slack(ImVector<T>& vector)
{
    if (vector.Capacity > vector.Size)
        protocol::wipe(vector.Data + vector.Size,
                       sizeof(T) * static_cast<std::size_t>(vector.Capacity - vector.Size));
}

/// A draw list keeps the room of the longest page it held, with that page's glyphs behind its end.
void wipe_slack(const ImDrawData& frame)
{
    for (int n = 0; n < frame.CmdListsCount; ++n) {
        wipe_slack(frame.CmdLists[n]->VtxBuffer);
        wipe_slack(frame.CmdLists[n]->IdxBuffer);
    }
}

}  // namespace

Ui::Ui(Fonts fonts, const protocol::Strings& strings)
    : fonts_(std::move(fonts)),
      strings_(&strings),
      other_(&strings),
      theme_(&light_theme()),
      inside_(std::make_unique<Inside>())
{
    inside_->context = ImGui::CreateContext();
    ImGui::SetCurrentContext(inside_->context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    give_plain_font(io);
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle{};
    style.WindowPadding = ImVec2(0, 0);
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.ItemSpacing = ImVec2(0, 0);
    style.AntiAliasedLinesUseTex = false;
    style.CircleTessellationMaxError = 0.2F;
    style.Colors[ImGuiCol_NavHighlight] = ImVec4(0, 0, 0, 0);
    set_look(look_);
}

Ui::~Ui() { ImGui::DestroyContext(inside_->context); }

void Ui::set_look(const Look& look)
{
    look_ = look;
    theme_ = look.contrast ? &contrast_theme() : &light_theme();
    GestureLimits limits;
    limits.slop = kSlopMm * look.px_per_mm;
    inside_->gesture.set_limits(limits);
}

bool Ui::input(const Input& input)
{
    Inside& in = *inside_;
    if (const auto* wheel = std::get_if<in::Wheel>(&input)) {
        const std::string id = in.scrollable_at({wheel->x, wheel->y});
        if (!id.empty()) in.scroll_by(id, -wheel->lines * mm(14), 0);
        return true;
    }
    const auto* touch = std::get_if<in::Touch>(&input);
    if (touch == nullptr) return false;
    const bool was_pressed = in.gesture.pressed();
    if (touch->phase == in::Touch::Phase::Down && in.gesture.state() == Gesture::State::Idle) {
        in.dragged = in.scrollable_at({touch->x, touch->y});
        in.aside = in.sideways_at({touch->x, touch->y});
    }
    const std::string zooming = in.zoomable_at({in.gesture.start_x(), in.gesture.start_y()});
    const bool can_pinch = !zooming.empty() && zooming == in.zoomable_at({touch->x, touch->y});
    const bool was_dragging = in.gesture.state() == Gesture::State::Dragging;
    in.gesture.touch(*touch, !in.dragged.empty() || !in.aside.empty(), can_pinch);
    if (in.gesture.state() == Gesture::State::Pinching) in.dragged = zooming;
    if (!was_dragging && in.gesture.state() == Gesture::State::Dragging) {
        // The first steps of a finger say whether it wants the table or the page.
        if (!in.aside.empty() && (in.gesture.began_sideways() || in.dragged.empty())) in.dragged = in.aside;
    }
    const bool is_pressed = in.gesture.pressed();
    if (!was_pressed && is_pressed) in.pointer.press(touch->x, touch->y);
    if (was_pressed && is_pressed) in.pointer.move(in.gesture.x(), in.gesture.y());
    if (was_pressed && !is_pressed) {
        if (touch->phase == in::Touch::Phase::Up) {
            in.pointer.release(touch->x, touch->y);
        } else {
            in.pointer.cancel();
        }
    }
    return true;
}

void Ui::swallow_touch()
{
    inside_->gesture.swallow();
    inside_->pointer.cancel();
}

void Ui::page_changed()
{
    swallow_touch();
    inside_->dragged.clear();
    inside_->aside.clear();
    inside_->forget_keyboard();
}

void Ui::forget()
{
    page_changed();
    inside_->scrolls.clear();
    inside_->bounce.reset();
}

void Ui::begin(float width, float height, double now)
{
    Inside& in = *inside_;
    ImGui::SetCurrentContext(in.context);
    fonts_.between_frames();
    area_ = {0, 0, width, height};
    now_ = now;
    in.advance(now);
    in.tile_title_mm = in.next_tile_title_mm;
    in.next_tile_title_mm = 100;
    in.tile_line_mm = in.next_tile_line_mm;
    in.next_tile_line_mm = 100;
    items_.clear();
    frozen_ = false;

    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(width, height);
    io.DeltaTime = static_cast<float>(std::clamp(in.step, 0.001, 0.05));
    in.pointer.feed();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(width, height));
    ImGui::Begin("page", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus);
    in.clips.assign(1, area_);
    in.hearing.begin_frame();
    in.pictures.clear();
    paint::fill(*this, area_, theme_->paper, 0);
}

void Ui::end()
{
    // Placing the cursor by hand has to be followed by an item (ImGui 1.89).
    ImGui::SetCursorScreenPos(ImVec2(0, 0));
    ImGui::Dummy(ImVec2(0, 0));
    ImGui::End();
    ImGui::Render();
    if (std::exchange(inside_->wiping, false)) wipe_slack(*ImGui::GetDrawData());
    inside_->hearing.end_frame();
    // An area that is not drawn and stands at its beginning has nothing to keep: each answer of a search is
    // one.
    std::erase_if(inside_->scrolls,
                  [](const auto& area) { return !area.second.seen && area.second.at_rest(); });
    for (auto& [id, scroll] : inside_->scrolls) {
        // Areas not drawn on this frame keep their position but take no finger.
        if (!scroll.seen) scroll.view = {};
        scroll.seen = false;
    }
}

void Ui::wipe()
{
    items_.forget();
    inside_->wiping = true;
}

ImDrawData* Ui::draw_data() const
{
    ImGui::SetCurrentContext(inside_->context);
    return ImGui::GetDrawData();
}

bool Ui::moving() const { return inside_->moving || inside_->gesture.moving() || inside_->pointer.pending(); }

bool Ui::pinching() const { return inside_->gesture.state() == Gesture::State::Pinching; }

Rect Ui::safe() const { return area_.inset(mm(kEdgeMm)); }

Rect Ui::reach() const
{
    Rect rect = safe();
    if (!look_.lowered) return rect;
    const float height = look_.reach_mm > 0 ? mm(look_.reach_mm) : std::round(area_.height() * 2 / 3);
    rect.y0 = std::clamp(area_.y1 - height, rect.y0, rect.y1 - mm(60));
    return rect;
}

// Never less than was asked for: the sizes of targets and gaps are least ones.
float Ui::mm(float millimetres) const { return std::ceil(millimetres * look_.px_per_mm - 0.001F); }
float Ui::text_scale() const { return kScale[step_of(look_)]; }
float Ui::cap_mm(Face face) const { return kCaps[static_cast<std::size_t>(face)][step_of(look_)]; }

FontSize Ui::font(Face face, int zoom) const
{
    const bool bold = face != Face::Small && face != Face::Body;
    const float em =
        cap_mm(face) * look_.px_per_mm / Fonts::cap_ratio() * std::pow(1.2F, static_cast<float>(zoom));
    return {bold ? FontSize::File::Bold : FontSize::File::Regular, std::round(em * 2) / 2};
}

void Ui::freeze(bool on) { frozen_ = on; }

Ui::Touched Ui::target(const Rect& rect, std::string_view name, std::string_view label,
                       const TargetOptions& options)
{
    Touched touched;
    const Rect seen = rect.intersect(clip());
    inside_->hearing.on_target(name, rect, options.kind, options.enabled);
    if (frozen_ || seen.empty()) return touched;
    const std::string id{name};
    if (options.enabled) {
        ImGui::SetCursorScreenPos(ImVec2(seen.x0, seen.y0));
        touched.fired = ImGui::InvisibleButton(id.c_str(), ImVec2(seen.width(), seen.height()));
        touched.pressed = ImGui::IsItemActive() && ImGui::IsItemHovered();
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        touched.at = {mouse.x, mouse.y};
        if (touched.fired && !inside_->bounce.accept(name, now_, options.bounce)) touched.fired = false;
    }
    const float scale = 1 / look_.px_per_mm;
    items_.note({id, std::string{label}, seen, options.label_px,
                 Rect{seen.x0 * scale, seen.y0 * scale, seen.x1 * scale, seen.y1 * scale}, options.enabled,
                 options.text_mm, options.kind, !(seen == rect)});
    return touched;
}

ImDrawList* Ui::list() const { return ImGui::GetWindowDrawList(); }

void Ui::push_clip(const Rect& rect)
{
    const Rect cut = rect.intersect(clip());
    inside_->clips.push_back(cut);
    ImGui::PushClipRect(ImVec2(cut.x0, cut.y0), ImVec2(std::max(cut.x0, cut.x1), std::max(cut.y0, cut.y1)),
                        false);
}

void Ui::pop_clip()
{
    inside_->clips.pop_back();
    ImGui::PopClipRect();
}

Rect Ui::clip() const { return inside_->clips.back(); }

}  // namespace kiosk

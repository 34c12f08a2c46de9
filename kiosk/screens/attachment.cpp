#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/document_files.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/paper.h"
#include "kiosk/ui/paint.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/zoom_area.h"

namespace kiosk {

using protocol::pages::Shape;

namespace {

constexpr std::string_view kPages = "pages";

/// Pages under one another, each as wide as the view.
class Stack {
public:
    Stack(const PaperFile& file, float width, float gap) : width_(width), gap_(gap)
    {
        tops_.reserve(file.pages.size() + 1);
        float top = 0;
        for (const Shape& shape : file.pages) {
            tops_.push_back(top);
            top +=
                std::round(width * static_cast<float>(shape.height) / static_cast<float>(shape.width)) + gap;
        }
        tops_.push_back(top);
    }

    [[nodiscard]] float height() const { return std::max(1.F, tops_.back() - gap_); }
    [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(tops_.size() - 1); }
    /// Of page i when all of it lies at `content`, zoomed.
    [[nodiscard]] Rect page(std::uint32_t i, const Rect& content, float zoom) const
    {
        const float top = content.y0 + std::round(tops_[i] * zoom);
        return {content.x0, top, content.x0 + std::round(width_ * zoom),
                top + std::round((tops_[i + 1] - tops_[i] - gap_) * zoom)};
    }
    /// The page at this height of the content, unzoomed.
    [[nodiscard]] std::uint32_t at(float y) const
    {
        const auto next = std::upper_bound(tops_.begin(), tops_.end() - 1, y);
        return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(0, next - tops_.begin() - 1));
    }

private:
    float width_;
    float gap_;
    std::vector<float> tops_;
};

/// The page that is read aloud has a frame of its own colour; its words are in the picture.
void read_page(Ui& ui, const PaperFile& file, std::uint32_t page, const Rect& rect)
{
    const float thick = ui.mm(1.5F);
    paint::outline(ui, rect.inset(thick / 2, thick / 2), ui.theme().primary, thick, 0);
    const auto words = file.words.find(page);
    if (words == file.words.end()) return;
    say(ui, rect, words->second->empty() ? ui.tr("pages.no_words") : *words->second);
}

/// Draws what is seen of the pages and says what else is needed; the number of the page in the middle.
std::uint32_t draw_stack(const State& state, const PagesView& view, const PaperFile& file, Ui& ui,
                         const Rect& room, std::uint64_t key, std::vector<PageWish>& wishes)
{
    const int n = view.file.n;
    const Stack stack{file, room.width(), ui.mm(4)};
    const ZoomArea area{ui, room, kPages, key, stack.height()};
    const Rect content = area.content();
    const auto page_at = [&](float y) { return stack.at((y - content.y0) / area.zoom()); };
    const std::uint32_t first = page_at(room.y0);
    const std::uint32_t last = page_at(room.y1 - 1);
    const std::uint32_t middle = page_at(room.centre().y);
    const bool dark = dark_pages(state, view.file);
    for (std::uint32_t i = first; i <= last; ++i)
        draw_sheet(ui, stack.page(i, content, area.zoom()), file, i, dark);
    const auto& speech = state.speech;
    if (speech && speech->page && *speech->page < stack.count())
        read_page(ui, file, *speech->page, stack.page(*speech->page, content, area.zoom()));
    // The one in the middle first, then the others that are seen, then their neighbours.
    const auto wish = [&](std::uint32_t i) {
        wish_sheet(wishes, n, i, file.pages[i], stack.page(i, content, area.zoom()), room, room.width());
    };
    wish(middle);
    for (std::uint32_t i = first; i <= last; ++i)
        if (i != middle) wish(i);
    if (last + 1 < stack.count()) wish_neighbour(wishes, n, last + 1, file.pages[last + 1], room.width());
    if (first > 0) wish_neighbour(wishes, n, first - 1, file.pages[first - 1], room.width());
    // Words of the page that would be read aloud, and of the one after it.
    const std::uint32_t read = speech && speech->page ? *speech->page : middle;
    if (state.health.sound)
        for (std::uint32_t i = read; i <= read + (speech ? 1 : 0) && i < stack.count(); ++i)
            wishes.push_back({n, std::nullopt, i});
    return middle;
}

/// High contrast: the pages dark like the screen, or white as they were signed.
void draw_paper_choice(const State& state, Ui& ui, const Rect& place, Action& action)
{
    const bool white = state.preferences.white_pages;
    if (button(ui, place, "pages.paper", ui.tr(white ? "pages.dark" : "pages.white"),
               {.kind = ButtonKind::Quiet, .icon = Icon::Contrast, .stacked = ui.portrait()}))
        action = act::TogglePaper{};
}

void draw_zoom(Ui& ui, const Rect& place, std::uint64_t key)
{
    const ZoomPlace zoom = zoom_place(ui, kPages, key);
    const auto two = columns(place, 2, part_gap(ui));
    ButtonStyle style{.kind = ButtonKind::Quiet, .icon = Icon::ZoomOut, .stacked = true};
    style.enabled = zoom.can_shrink;
    if (button(ui, two[0], "pages.smaller", ui.tr("document.smaller"), style)) zoom_step(ui, kPages, key, -1);
    style.icon = Icon::ZoomIn;
    style.enabled = zoom.can_grow;
    if (button(ui, two[1], "pages.larger", ui.tr("document.larger"), style)) zoom_step(ui, kPages, key, 1);
}

/// For those who do not drag: a zoomed page moves sideways by buttons, too.
void draw_sideways(Ui& ui, const Rect& place, std::uint64_t key)
{
    const ZoomPlace zoom = zoom_place(ui, kPages, key);
    const auto two = columns(place, 2, part_gap(ui));
    ButtonStyle style{.kind = ButtonKind::Quiet, .icon = Icon::Back};
    style.enabled = zoom.can_left;
    if (button(ui, two[0], "pages.left", ui.tr("pages.left"), style)) pan(ui, kPages, key, -1);
    style.icon = Icon::Forward;
    style.icon_after = true;
    style.enabled = zoom.can_right;
    if (button(ui, two[1], "pages.right", ui.tr("pages.right"), style)) pan(ui, kPages, key, 1);
}

/// The buttons: at the foot in portrait, at the right in landscape. Leaves the room of the pages.
Rect draw_buttons(const State& state, const PaperFile* file, Ui& ui, const Page& page, std::uint64_t key,
                  Rect& where, Action& action)
{
    Rect body = page.body;
    const float height = button_height(ui);
    const bool zoomed = zoom_place(ui, kPages, key).can_shrink;
    const float line = line_height(ui, Face::BodyBold);
    const bool opened = file != nullptr && file->opened() && !file->trouble;
    const bool choice = state.preferences.contrast && !is_photo(state.view<PagesView>().file);
    const auto room_above = [&](Rect rest) {
        if (!page.upper.empty()) rest.y0 = page.upper.y0;
        return rest;
    };
    if (ui.portrait()) {
        // Its place is kept until the file is open, so that the page does not jump then.
        Rect foot = body.cut_bottom(height, part_gap(ui));
        if (!opened) {
            (void)body.cut_bottom(line, part_gap(ui));
            return room_above(body);
        }
        if (choice) draw_paper_choice(state, ui, foot.cut_right(foot.width() * 0.2F, part_gap(ui)), action);
        const auto two = columns(foot, 2, part_gap(ui));
        page_buttons(ui, two[0], kPages, key);
        draw_zoom(ui, two[1], key);
        if (zoomed) draw_sideways(ui, body.cut_bottom(height, part_gap(ui)), key);
        where = body.cut_bottom(line, part_gap(ui));
        return room_above(body);
    }
    Rect side = body.cut_right(ui.mm(104), ui.mm(6));
    if (opened) {
        where = side.cut_top(line, part_gap(ui));
        draw_zoom(ui, side.cut_top(height, part_gap(ui)), key);
        if (zoomed) draw_sideways(ui, side.cut_top(height, part_gap(ui)), key);
        page_buttons(ui, side.cut_bottom(height, part_gap(ui)), kPages, key);
        if (choice) draw_paper_choice(state, ui, side.cut_bottom(height), action);
    }
    return room_above(body);
}

/// A sheet of the usual shape, until it is known how many pages there are.
void draw_waiting(Ui& ui, const Rect& room, bool dark)
{
    const Rect sheet = room.with_height(std::round(room.width() * 1.414F));
    ui.push_clip(room);
    draw_sheet(ui, sheet, PaperFile{}, 0, dark);
    ui.pop_clip();
}

}  // namespace

Action draw_pages(const State& state, Ui& ui)
{
    const PagesView& view = state.view<PagesView>();
    const std::uint64_t key = state.visit().number;
    if (text_kind(view.file.media)) return draw_text_file(state, ui);
    Action action;
    // While pages are read aloud, nothing else on the screen is.
    std::optional<Unspoken> silence;
    if (state.speech && state.speech->page) silence.emplace(ui);
    Page page = frame(state, ui, {.title = bare_name(view.file)}, action);
    const PaperFile* file = state.papers.visit == key ? state.papers.file(view.file.n) : nullptr;
    if (file != nullptr && file->trouble) {
        Rect room = page.body;
        room.y0 = page.words().y0;
        statement(ui, room.measure(ui.mm(ui.portrait() ? 200 : 320)), Icon::Error, Tone::Warn,
                  ui.tr("pages.failed"), ui.tr(trouble_key(*file->trouble)));
        return action;
    }
    Rect where;
    Rect room = draw_buttons(state, file, ui, page, key, where, action);
    // Whole pixels, so that a page lies as it was drawn.
    room = {std::round(room.x0), std::round(room.y0), std::round(room.x1), std::round(room.y1)};
    std::vector<PageWish> wishes;
    if (file == nullptr || !file->opened()) {
        wishes.push_back({view.file.n, std::nullopt});
        draw_waiting(ui, room, dark_pages(state, view.file));
    } else {
        const std::uint32_t middle = draw_stack(state, view, *file, ui, room, key, wishes);
        line(ui, where,
             ui.tr("pages.page",
                   {{"n", std::to_string(middle + 1)}, {"total", std::to_string(file->pages.size())}}),
             {.face = Face::BodyBold, .align = Align::Centre});
    }
    ask_for_pages(state, ui, std::move(wishes), action);
    return action;
}

}  // namespace kiosk

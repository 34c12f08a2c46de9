#include "kiosk/screens/paper.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/paint.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

using protocol::pages::Draw;
using protocol::pages::height_at;
using protocol::pages::Shape;

namespace {

/// A4 at the width of an upright screen; larger ones are drawn coarser and sharpened piece by piece.
constexpr double kMostWhole = 1.8e6;
/// Pieces begin and end on this grid, so that a finger's small movements ask for nothing.
constexpr float kGrid = 128;

constexpr Colour kPaper{255, 255, 255, 255};
constexpr Colour kInk{0x1D, 0x1A, 0x22, 255};
constexpr Colour kQuiet{0x4E, 0x49, 0x57, 255};

Draw whole_page(std::uint32_t page, const Shape& shape, float width)
{
    const double lean = static_cast<double>(shape.height) / shape.width;
    const double fits = std::min({static_cast<double>(width), std::sqrt(kMostWhole / lean),
                                  static_cast<double>(protocol::pages::kWidest)});
    const auto wide = static_cast<std::uint32_t>(std::max(1.0, std::round(fits)));
    return {page, wide, 0, 0, wide, height_at(shape, wide)};
}

/// Says in the middle of an empty page what there is to say.
void say(Ui& ui, const Rect& rect, Icon picture, std::string_view words, const Colour& ink)
{
    const Rect seen = rect.intersect(ui.clip());
    const float side = ui.mm(12);
    const float room = std::min(seen.width() - ui.mm(8), ui.mm(120));
    TextStyle style;
    style.align = Align::Centre;
    style.colour = &ink;
    const float height = text_height(ui, room, words, style);
    if (room < ui.mm(30) || seen.height() < height + ui.mm(4)) return;
    Rect middle = seen.centred(room, std::min(seen.height(), side + ui.mm(3) + height));
    if (middle.height() >= side + ui.mm(3) + height)
        icon(ui, middle.cut_top(side, ui.mm(3)), picture, side, ink);
    text(ui, middle, words, style);
}

}  // namespace

bool dark_pages(const State& state, const offline_cache::Attachment& file)
{
    return state.preferences.contrast && !state.preferences.white_pages && !is_photo(file);
}

void draw_sheet(Ui& ui, const Rect& rect, const PaperFile& file, std::uint32_t page, bool dark)
{
    paint::fill(ui, rect, dark ? ui.theme().paper : kPaper);
    const auto here = file.pieces.find(page);
    if (here != file.pieces.end()) {
        for (const Piece& piece : here->second) {
            const float scale = rect.width() / static_cast<float>(piece.place.width);
            const float left = rect.x0 + static_cast<float>(piece.place.x) * scale;
            const float top = rect.y0 + static_cast<float>(piece.place.y) * scale;
            paint::picture(ui,
                           {left, top, left + static_cast<float>(piece.place.wide) * scale,
                            top + static_cast<float>(piece.place.tall) * scale},
                           piece.picture, dark);
        }
    } else if (file.failed.contains(page)) {
        say(ui, rect, Icon::Error, ui.tr("pages.page_failed"), dark ? ui.theme().ink : kInk);
    } else {
        say(ui, rect, Icon::Document, ui.tr("pages.opening"), dark ? ui.theme().quiet : kQuiet);
    }
    paint::outline(ui, rect, ui.theme().line, paint::hairline(ui), 0);
}

void wish_neighbour(std::vector<PageWish>& wishes, int n, std::uint32_t page, const Shape& shape,
                    float whole_width)
{
    wishes.push_back({n, whole_page(page, shape, whole_width)});
}

void wish_sheet(std::vector<PageWish>& wishes, int n, std::uint32_t page, const Shape& shape,
                const Rect& rect, const Rect& view, float whole_width)
{
    const Draw whole = whole_page(page, shape, whole_width);
    wishes.push_back({n, whole});
    const auto width = static_cast<std::uint32_t>(
        std::clamp(std::round(rect.width()), 1.F, static_cast<float>(protocol::pages::kWidest)));
    if (whole.width == width) return;
    const std::uint32_t height = height_at(shape, width);
    // Half a view more on each side: what comes next under the finger is sharp already.
    const Rect around = view.inset(-view.width() / 4, -view.height() / 4);
    const auto from = [](float edge) {
        return static_cast<std::uint32_t>(std::max(0.F, std::floor(edge / kGrid)) * kGrid);
    };
    const auto to = [](float edge, std::uint32_t most) {
        return static_cast<std::uint32_t>(
            std::clamp(std::ceil(edge / kGrid) * kGrid, 0.F, static_cast<float>(most)));
    };
    Draw piece{page, width, from(around.x0 - rect.x0), from(around.y0 - rect.y0), 0, 0};
    const std::uint32_t right = to(around.x1 - rect.x0, width);
    const std::uint32_t bottom = to(around.y1 - rect.y0, height);
    if (right <= piece.x || bottom <= piece.y) return;
    piece.wide = right - piece.x;
    piece.tall = bottom - piece.y;
    if (std::size_t{piece.wide} * piece.tall <= protocol::pages::kMostPixels) wishes.push_back({n, piece});
}

bool is_photo(const offline_cache::Attachment& file)
{
    return file.media == "image/png" || file.media == "image/jpeg";
}

bool can_be_shown(const offline_cache::Attachment& file)
{
    return file.media == "application/pdf" || is_photo(file) || text_kind(file.media);
}

std::string_view bare_name(const offline_cache::Attachment& file)
{
    const std::string_view name = file.name;
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

std::string_view trouble_key(FileTrouble trouble)
{
    switch (trouble) {
        case FileTrouble::Locked:
            return "pages.locked";
        case FileTrouble::TooLarge:
            return "pages.too_large";
        case FileTrouble::NotHere:
            return "pages.not_here";
        case FileTrouble::NotReadable:
            break;
    }
    return "pages.not_readable";
}

}  // namespace kiosk

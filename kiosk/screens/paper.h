#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/app/state.h"
#include "kiosk/ui/ui.h"

namespace kiosk {

/// A page of a file at `rect` (whole px): its pictures from the coarse to the sharp one; until the first has
/// come its empty shape says that it is on the way, and for good that it cannot be shown. `dark`: light and
/// dark change places, colours stay.
void draw_sheet(Ui& ui, const Rect& rect, const PaperFile& file, std::uint32_t page, bool dark = false);

/// What is to be drawn so that the part of the page inside `view` is sharp: the page as a whole, as large as
/// its share of memory allows, then a sharp piece if that is not enough. `whole_width`: of the page unzoomed.
void wish_sheet(std::vector<PageWish>& wishes, int n, std::uint32_t page, const protocol::pages::Shape& shape,
                const Rect& rect, const Rect& view, float whole_width);
/// A page next to those that are seen.
void wish_neighbour(std::vector<PageWish>& wishes, int n, std::uint32_t page,
                    const protocol::pages::Shape& shape, float whole_width);

/// How the pages of a file stand in this resident's light: dark in high contrast, unless he wants them white.
/// Photos always stand as they are.
[[nodiscard]] bool dark_pages(const State& state, const offline_cache::Attachment& file);

/// Such files are opened here; others are only named.
[[nodiscard]] bool can_be_shown(const offline_cache::Attachment& file);
[[nodiscard]] bool is_photo(const offline_cache::Attachment& file);
/// "du-toan.pdf" → "du-toan".
[[nodiscard]] std::string_view bare_name(const offline_cache::Attachment& file);
/// Key below "pages." of what a resident reads about a file that is not shown.
[[nodiscard]] std::string_view trouble_key(FileTrouble trouble);

}  // namespace kiosk

#include "kiosk/ui/items.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace kiosk {

void Items::clear()
{
    items_.clear();
    texts_.clear();
    grounds_.clear();
}

void Items::forget()
{
    std::vector<Item>{}.swap(items_);
    std::vector<TextNote>{}.swap(texts_);
    std::vector<Ground>{}.swap(grounds_);
}

void Items::note(Item item) { items_.push_back(std::move(item)); }

void Items::note_text(TextNote note)
{
    if (recording_) texts_.push_back(std::move(note));
}

void Items::note_ground(const Rect& px, Colour colour)
{
    if (recording_ && !px.empty()) grounds_.push_back({px, colour});
}

Colour Items::ground_at(Point point, Colour page) const
{
    Colour seen = page;
    for (const Ground& ground : grounds_) {
        if (!ground.px.contains(point)) continue;
        const auto mixed = [&](std::uint8_t below, std::uint8_t above) {
            return static_cast<std::uint8_t>((below * (255 - ground.colour.a) + above * ground.colour.a) /
                                             255);
        };
        seen = {mixed(seen.r, ground.colour.r), mixed(seen.g, ground.colour.g),
                mixed(seen.b, ground.colour.b)};
    }
    return seen;
}

const Item* Items::find(std::string_view name) const
{
    const auto at = std::find_if(items_.begin(), items_.end(), [&](const Item& i) { return i.name == name; });
    return at == items_.end() ? nullptr : &*at;
}

}  // namespace kiosk

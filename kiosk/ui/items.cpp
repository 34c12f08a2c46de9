#include "kiosk/ui/items.h"

#include <algorithm>
#include <utility>

namespace kiosk {

void Items::clear()
{
    items_.clear();
    texts_.clear();
}

void Items::forget()
{
    std::vector<Item>{}.swap(items_);
    std::vector<TextNote>{}.swap(texts_);
}

void Items::note(Item item) { items_.push_back(std::move(item)); }

void Items::note_text(TextNote note)
{
    if (recording_) texts_.push_back(std::move(note));
}

const Item* Items::find(std::string_view name) const
{
    const auto at = std::find_if(items_.begin(), items_.end(), [&](const Item& i) { return i.name == name; });
    return at == items_.end() ? nullptr : &*at;
}

}  // namespace kiosk

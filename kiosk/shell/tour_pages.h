#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "documents/page_process.h"
#include "kiosk/app/event.h"
#include "kiosk/documents/page_order.h"

namespace kiosk {

/// Has pages drawn at once, in the calling thread, by the real commune-page; what was drawn is remembered,
/// because a tour looks at the same page in many ways.
class TourPages {
public:
    using Read = std::function<protocol::Result<std::string>(const FileName&)>;

    [[nodiscard]] std::vector<Event> answer(const std::vector<PageOrder>& orders, const Read& read);

private:
    Event answer(const PageOrder& order, const Read& read);
    std::optional<Event> open(const FileName& file, const Read& read);

    std::optional<FileName> file_;  ///< that process_ has open
    std::optional<documents::PageProcess> process_;
    std::vector<std::pair<PageOrder, Event>> known_;
};

}  // namespace kiosk

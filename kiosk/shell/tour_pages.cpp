#include "kiosk/shell/tour_pages.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <variant>

#include "kiosk/documents/prose.h"

namespace kiosk {

namespace pages = protocol::pages;

namespace {

constexpr std::chrono::seconds kLongest{30};

}  // namespace

std::vector<Event> TourPages::answer(const std::vector<PageOrder>& orders, const Read& read)
{
    std::vector<Event> events;
    for (const PageOrder& order : orders) {
        const auto known = std::find_if(known_.begin(), known_.end(),
                                        [&](const auto& answer) { return answer.first == order; });
        if (known != known_.end()) {
            events.push_back(known->second);
            continue;
        }
        events.push_back(answer(order, read));
        known_.emplace_back(order, events.back());
    }
    return events;
}

Event TourPages::answer(const PageOrder& order, const Read& read)
{
    const bool asks = order.piece || order.words;
    if (file_ != order.file || !asks) {
        auto opened = open(order.file, read);
        if (!asks || !process_) return opened.value_or(paged::Refused{order.file});
    }
    if (order.words) {
        const auto answer = process_->ask(pages::Read{*order.words}, kLongest);
        const auto* words = answer ? std::get_if<pages::Words>(&*answer) : nullptr;
        return paged::Worded{
            order.file, *order.words,
            std::make_shared<const std::string>(words ? prose(words->words) : std::string{})};
    }
    const auto answer = process_->ask(*order.piece, kLongest);
    const auto* drawn = answer ? std::get_if<pages::Drawn>(&*answer) : nullptr;
    if (drawn == nullptr) return paged::Failed{order.file, order.piece->page};
    return paged::Drawn{order.file, *order.piece, picture_of(*drawn)};
}

std::optional<Event> TourPages::open(const FileName& file, const Read& read)
{
    process_.reset();
    file_ = file;
    auto bytes = read(file);
    if (!bytes) return paged::Refused{file, FileTrouble::NotHere};
    auto process = documents::PageProcess::start(documents::page_program());
    if (!process) return std::nullopt;
    const auto answer = process->ask(pages::Open{std::move(*bytes)}, kLongest);
    const auto* opened = answer ? std::get_if<pages::Opened>(&*answer) : nullptr;
    if (opened == nullptr) return std::nullopt;
    process_.emplace(std::move(*process));
    return paged::Opened{file, opened->pages};
}

}  // namespace kiosk

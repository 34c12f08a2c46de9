#include "province/feedback/due_order.h"

#include <algorithm>
#include <iterator>

#include "protocol/base/encoding.h"
#include "province/feedback/terms.h"

namespace province {

using protocol::Date;
using protocol::Result;
using protocol::Time;

namespace {

constexpr Date kNever{std::chrono::year{9999}, std::chrono::December, std::chrono::day{30}};

Time cutoff_of(const Cutoffs& cutoffs, Inbox::Waits waits)
{
    switch (waits) {
        case Inbox::Waits::WrongInfo:
            return cutoffs.wrong_info;
        case Inbox::Waits::Result:
            return cutoffs.result;
        case Inbox::Waits::FirstWord:
            break;
    }
    return cutoffs.first;
}

}  // namespace

DuePlace due_place(const protocol::LawBook& law, const InboxLine& line)
{
    const auto deadline =
        deadline_of(law, line.lane, line.state, line.clock_at, protocol::local_date(line.clock_at));
    return {deadline.term != nullptr ? deadline.due.day : kNever, line.clock_at, line.n};
}

std::string written(const DuePlace& place)
{
    return protocol::format_date(place.due) + "." + std::to_string(protocol::unix_seconds(place.clock_at)) +
           "." + std::to_string(place.n);
}

std::optional<DuePlace> parse_due_place(std::string_view text)
{
    const auto first = text.find('.');
    const auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const auto due = protocol::parse_date(text.substr(0, first));
    const auto clock = protocol::parse_decimal(text.substr(first + 1, second - first - 1));
    const auto n = protocol::parse_decimal(text.substr(second + 1));
    if (!due || !clock || !n) return std::nullopt;
    return DuePlace{*due, protocol::from_unix(static_cast<std::int64_t>(*clock)),
                    static_cast<std::int64_t>(*n)};
}

Result<std::vector<InboxLine>> lines_by_due(Inbox& inbox, const protocol::LawBook& law, std::string_view body,
                                            const Inbox::Filter& filter, const std::optional<DuePlace>& after,
                                            int most)
{
    // What waits for the same is due in the order of its clocks: the first ones of each kind are enough.
    std::vector<std::pair<DuePlace, InboxLine>> found;
    Cutoffs from, beyond;
    const bool counted = after && after->due != kNever;
    if (counted) {
        from = due_before(law, after->due);
        beyond = due_before(law, protocol::add_days(after->due, 1));
    }
    for (const auto waits : {Inbox::Waits::FirstWord, Inbox::Waits::Result, Inbox::Waits::WrongInfo}) {
        Inbox::ClockRange range;
        if (after)
            range = {counted ? cutoff_of(from, waits) : Time{},
                     counted ? cutoff_of(beyond, waits) : Time::max(), after->clock_at, after->n};
        auto some = inbox.waiting(body, filter, waits, range, most);
        if (!some) return some;
        for (InboxLine& line : *some) {
            const DuePlace place = due_place(law, line);
            if (!after || *after < place) found.emplace_back(place, std::move(line));
        }
    }
    std::ranges::sort(found, [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<InboxLine> lines;
    for (auto& [place, line] : found)
        if (lines.size() < static_cast<std::size_t>(most)) lines.push_back(std::move(line));
    return lines;
}

}  // namespace province

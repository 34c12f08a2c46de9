#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "protocol/law/law_book.h"
#include "province/registry/inbox.h"

namespace province {

/// Where a line stands among those that wait: by the day on which it is due, then by its clock. Lines that no
/// rule counts for come last.
struct DuePlace {
    protocol::Date due{};
    protocol::Time clock_at{};
    std::int64_t n = 0;

    friend bool operator==(const DuePlace&, const DuePlace&) = default;
    friend bool operator<(const DuePlace& a, const DuePlace& b)
    {
        return std::tie(a.due, a.clock_at, a.n) < std::tie(b.due, b.clock_at, b.n);
    }
};
DuePlace due_place(const protocol::LawBook& law, const InboxLine& line);

/// "2026-12-07.1795399020.17", for an address, and back; nothing for what is none.
std::string written(const DuePlace& place);
std::optional<DuePlace> parse_due_place(std::string_view text);

/// Lines of a list of what waits (ToDo, Late, Soon) behind `after`, first what is due first, at most `most`.
protocol::Result<std::vector<InboxLine>> lines_by_due(Inbox& inbox, const protocol::LawBook& law,
                                                      std::string_view body, const Inbox::Filter& filter,
                                                      const std::optional<DuePlace>& after, int most);

}  // namespace province

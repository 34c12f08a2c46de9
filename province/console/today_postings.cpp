#include "province/console/today_postings.h"

#include <algorithm>

#include "province/console/draft_visit.h"

namespace province::console {

namespace {

constexpr int kMostLooked = 300;  // the newest; a posting lasts a month or two
constexpr int kSoon_days = 7;
constexpr std::size_t kShown = 8;

}  // namespace

protocol::Result<void> add_ending_postings(Fields& fields, const Visit& visit)
{
    const auto papers =
        Drafts(visit.console.registry).standing(visit.who().body.code, "disclosure", kMostLooked);
    if (!papers) return tl::unexpected{papers.error()};
    const auto today = protocol::local_date(visit.now);
    std::vector<std::pair<protocol::Date, const StoredDraft*>> ending;
    for (const StoredDraft& paper : *papers) {
        const auto text = draft_text_of(paper.source);
        const auto until = text ? protocol::parse_date(text->value("until")) : std::nullopt;
        if (until && *until >= today && *until <= protocol::add_days(today, kSoon_days))
            ending.emplace_back(*until, &paper);
    }
    std::ranges::stable_sort(ending, {}, &std::pair<protocol::Date, const StoredDraft*>::first);
    if (ending.size() > kShown) ending.resize(kShown);
    std::vector<Fields> rows;
    for (const auto& [until, paper] : ending)
        rows.push_back(Fields()
                           .text("address", draft_address(paper->n))
                           .text("title", paper->title)
                           .text("until", short_day(until)));
    fields.yes("has_ending", !rows.empty());
    fields.list("ending", std::move(rows));
    return {};
}

}  // namespace province::console

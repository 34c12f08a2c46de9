#include "province/console/today_papers.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "province/console/desk_visit.h"
#include "province/console/draft_visit.h"
#include "province/feedback/terms.h"
#include "province/text/texts.h"

namespace province::console {

namespace {

using protocol::Date;

constexpr std::string_view kRule = "publish";
constexpr std::string_view kKind = "disclosure";
constexpr int kMostLooked = 300;  // the newest; one that waits for its day was published not long ago
constexpr std::size_t kShown = 8;

struct Due {
    Deadline deadline;
    Fields row;
};

/// Nothing where no clock runs: another kind of paper, a correction, or one without its day.
std::optional<Due> due_of(const Visit& visit, const StoredDraft& draft, const DraftText& text, Date today)
{
    const auto& must = visit.console.law.to_publicise;
    const auto item = text.value("item");
    const auto signed_on = protocol::parse_date(text.value("doc_date"));
    if (draft.kind != kKind || !signed_on || !text.revises.empty() || !text.withdraws.empty() ||
        std::ranges::find(must, item) == must.end())
        return std::nullopt;
    Due due;
    due.deadline = due_by_rule(visit.console.terms, kRule, *signed_on, today);
    if (due.deadline.term == nullptr || due.deadline.due.day > soon_until(visit.console.terms, today))
        return std::nullopt;
    due.row.text("address", draft_address(draft.n))
        .text("title",
              draft.title.empty() ? province::console::text("console.publish.untitled") : draft.title)
        .text("item", item)
        .text("doc_date", short_day(*signed_on));
    add_due(due.row, due.deadline, today);
    return due;
}

/// In what the law says, with its article.
std::string how_long(const protocol::Term& term)
{
    return texts().fill(
        "console.today.papers_due_about",
        {{"n", std::to_string(term.days)},
         {"kind", texts().get(term.working ? "console.term.working" : "console.term.calendar")},
         {"law", term.law}});
}

}  // namespace

protocol::Result<void> add_papers_due(Fields& fields, const Visit& visit,
                                      const std::vector<StoredDraft>& open)
{
    Drafts drafts(visit.console.registry);
    const Date today = protocol::local_date(visit.now);
    std::vector<Due> found;
    const auto look = [&](const StoredDraft& draft, std::string_view state) {
        const auto text = draft_text_of(draft.source);
        auto due = text ? due_of(visit, draft, *text, today) : std::nullopt;
        if (!due) return;
        due->row.text("state_word", province::console::text(state));
        found.push_back(std::move(*due));
    };
    for (const StoredDraft& draft : open) {
        if (draft.kind != kKind) continue;
        const auto whole = drafts.find(draft.n);
        if (!whole) return tl::unexpected{whole.error()};
        if (*whole)
            look(**whole,
                 draft.state == DraftState::Writing ? "console.publish.writing" : "console.publish.waiting");
    }
    // Signed, but for a later day.
    const auto standing = drafts.standing(visit.who().body.code, kKind, kMostLooked);
    if (!standing) return tl::unexpected{standing.error()};
    for (const StoredDraft& paper : *standing) {
        const auto text = draft_text_of(paper.source);
        const auto from = text ? protocol::parse_date(text->value("from")) : std::nullopt;
        if (from && *from > today) look(paper, "console.today.papers_later");
    }
    std::ranges::stable_sort(found, {}, [](const Due& due) { return due.deadline.due.day; });
    const bool late =
        std::ranges::any_of(found, [&](const Due& due) { return due.deadline.due.day < today; });
    fields.text("n_papers_due", std::to_string(found.size())).yes("has_papers_due", !found.empty());
    fields.yes("papers_late", late);
    if (!found.empty()) fields.text("papers_due_about", how_long(*found.front().deadline.term));
    if (found.size() > kShown) found.resize(kShown);
    std::vector<Fields> rows;
    for (Due& due : found) rows.push_back(std::move(due.row));
    fields.list("papers_due", std::move(rows));
    return {};
}

}  // namespace province::console

#include <algorithm>
#include <array>

#include "province/console/account_names.h"
#include "province/console/apart.h"
#include "province/console/desk_seen.h"
#include "province/console/governing.h"
#include "province/console/pages.h"
#include "province/console/terminal_sheet.h"
#include "province/console/today_desk.h"
#include "province/console/today_items.h"
#include "province/console/today_meetings.h"
#include "province/console/today_papers.h"
#include "province/console/today_postings.h"
#include "province/feedback/terms.h"
#include "province/people/acting_for.h"
#include "province/registry/drafts.h"
#include "province/registry/inbox.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;

namespace {

constexpr int kMostListed = 200;

/// Is there neither a list on this person's page nor anything late or broken?
bool nothing_listed(const Fields& fields)
{
    static constexpr std::array<std::string_view, 4> kTold{"at_desk", "has_late", "has_resets",
                                                           "has_terminals"};
    return std::ranges::none_of(fields.all(), [](const auto& field) {
        const auto& [name, value] = field;
        const auto* rows = std::get_if<std::vector<Fields>>(&value);
        const auto* yes = std::get_if<bool>(&value);
        return (rows != nullptr && !rows->empty()) ||
               (yes != nullptr && *yes && std::ranges::find(kTold, name) != kTold.end());
    });
}

}  // namespace

Response today_page(Visit& visit)
{
    // What waits for this person: drafts to approve, drafts that came back, resets that need a second person.
    const Visitor& who = visit.who();
    // Whoever may not open a draft is not told of it.
    const bool publishes = who.roles.any_of({Role::Writer, Role::Approver, Role::Supervisor});
    protocol::Result<std::vector<StoredDraft>> open;
    if (publishes)
        open = Drafts(visit.console.registry)
                   .of_body(who.body.code, {DraftState::Writing, DraftState::Waiting, DraftState::Signing},
                            kMostListed);
    if (!open) return failed(visit, open.error());
    const auto names = AccountNames::of(visit);
    if (!names) return failed(visit, names.error());
    std::vector<Fields> waiting, returned, mine;
    for (const auto& draft : *open) {
        Fields row;
        row.text("address", "/console/publish/" + std::to_string(draft.n));
        row.text("title", draft.title.empty() ? text("console.publish.untitled") : draft.title);
        row.text("kind_word", text("form.kind." + draft.kind)).text("why", draft.returned_why);
        row.text("by", (*names)(draft.state == DraftState::Writing ? draft.writer : draft.sent_by));
        row.text("at", day_and_hour(draft.sent_at.value_or(draft.changed_at)));
        if (draft.state != DraftState::Writing)
            waiting.push_back(std::move(row));
        else if (!draft.returned_why.empty())
            returned.push_back(std::move(row));
        else
            mine.push_back(std::move(row));
    }
    Fields fields;
    fields.yes("publishes", publishes).yes("may_write", who.roles.has(Role::Writer));
    fields.text("n_waiting", std::to_string(waiting.size())).yes("has_waiting", !waiting.empty());
    fields.text("n_returned", std::to_string(returned.size())).yes("has_returned", !returned.empty());
    fields.text("n_mine", std::to_string(mine.size())).yes("has_mine", !mine.empty());
    if (who.roles.has(Role::Administrator)) {
        const auto resets = resets_to_agree(visit);
        if (!resets) return failed(visit, resets.error());
        fields.yes("administrates", true);
        fields.text("n_resets", std::to_string(*resets)).yes("has_resets", *resets > 0);
    }
    const bool oversees = who.roles.any_of({Role::Approver, Role::Supervisor});
    if (oversees || mends_terminals(visit)) {
        const auto need = terminals_in_need(visit);
        if (!need) return failed(visit, need.error());
        fields.yes("has_terminals", need->count > 0).text("n_terminals", std::to_string(need->count));
        fields.text("halls", need->halls);
    }
    if (oversees && !who.roles.has(Role::Desk)) {
        // Whoever leads or supervises an office is told what its desk owes, in numbers.
        const auto late = due_before(visit.console.terms, protocol::local_date(visit.now));
        const auto counts = Inbox(visit.console.registry).count(who.body.code, late, late, {});
        if (!counts) return failed(visit, counts.error());
        if (auto added = add_desk_seen(fields, visit); !added) return failed(visit, added.error());
        fields.yes("oversees", true).text("n_late", std::to_string(counts->late));
        fields.yes("has_late", counts->late > 0).text("n_to_do", std::to_string(counts->to_do));
    }
    fields.list("waiting", std::move(waiting))
        .list("returned", std::move(returned))
        .list("mine", std::move(mine));
    if (who.roles.has(Role::Desk)) {
        if (auto added = add_desk(fields, visit); !added) return failed(visit, added.error());
    }
    if (publishes) {
        if (auto added = add_ending_postings(fields, visit); !added) return failed(visit, added.error());
        if (auto added = add_papers_due(fields, visit, *open); !added) return failed(visit, added.error());
        if (auto added = add_law_items(fields, visit); !added) return failed(visit, added.error());
    }
    if (who.roles.any_of({Role::Desk, Role::Approver})) {
        auto apart = apart_for(visit);
        if (!apart) return failed(visit, apart.error());
        fields.yes("has_apart", !apart->rows.empty());
        fields.list("apart", std::move(apart->rows));
        fields.yes("has_apart_late", apart->late > 0).text("n_apart_late", std::to_string(apart->late));
    }
    if (publishes || who.roles.has(Role::Desk)) {
        if (auto added = add_meetings(fields, visit); !added) return failed(visit, added.error());
    }
    const auto today = protocol::local_date(visit.now);
    fields.text("day", long_day(today)).yes("is_over", !who.body.stands_on(today));
    if (today < who.body.valid_from)
        fields.text("over", texts().fill("console.today.not_yet", {{"day", long_day(who.body.valid_from)}}));
    else if (who.body.valid_to)
        fields.text("over", texts().fill("console.today.over", {{"day", long_day(*who.body.valid_to)}}));
    if (const auto next = Bodies(visit.console.registry).find(who.body.successor); next && *next)
        fields.yes("has_next", true).text("next_office", (*next)->name);
    fields.yes("nothing", nothing_listed(fields));
    return show(visit, "today", "console.today.title", std::move(fields));
}

Response act_for(Visit& visit)
{
    const Visitor& who = visit.who();
    const std::string& body = visit.form.get("body");
    // Somebody without a right there is told as much as by any other door.
    if (who.account.roles_for(body).empty()) return refuse(visit, 403);
    const auto ticket =
        act_for_office(visit.console.registry, who.ticket, who.session, body, visit.act("act_for", body));
    if (!ticket) return failed(visit, ticket.error());
    Response response = go("/console/today");
    set_session(response, visit.console, *ticket);
    return response;
}

}  // namespace province::console

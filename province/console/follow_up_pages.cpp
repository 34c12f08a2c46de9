#include "protocol/base/clock.h"
#include "province/console/draft_visit.h"
#include "province/console/pages.h"
#include "province/drafting/forms.h"

// What is begun from something that was published.

namespace province::console {

using http::Response;

Response correct_draft(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft || (*draft)->state != DraftState::Published) return refuse(visit, 404);
    auto again = draft_text_of((*draft)->source);
    if (!again) return failed(visit, again.error());
    if (!again->withdraws.empty()) return refuse(visit, 404);
    again->revises = (*draft)->record;
    again->chg.clear();
    const std::string title = again->title;
    const auto files = files_of(visit, **draft, *again);
    if (!files) return failed(visit, files.error());
    return begin_draft(visit, std::move(*again), title, *files);
}

Response meeting_step(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft || (*draft)->state != DraftState::Published || (*draft)->kind != "meeting")
        return refuse(visit, 404);
    const std::string& status = visit.form.get("status");
    if (status != "changed" && status != "cancelled" && status != "held") return refuse(visit, 400);
    auto next = draft_text_of((*draft)->source);
    if (!next) return failed(visit, next.error());
    // A meeting goes on as revisions of its one record: each is approved and stays readable.
    next->revises = (*draft)->record;
    next->chg = status == "held" ? "bo_sung" : "doi_lich";
    next->values["status"] = {status};
    const std::string title = next->title;
    const auto files = files_of(visit, **draft, *next);
    if (!files) return failed(visit, files.error());
    return begin_draft(visit, std::move(*next), title, *files);
}

Response withdraw_draft(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft || (*draft)->state != DraftState::Published || (*draft)->kind == "withdrawal")
        return refuse(visit, 404);
    DraftText withdrawal;
    withdrawal.kind = "withdrawal";
    withdrawal.withdraws = (*draft)->record;
    withdrawal.values["who"] = {visit.who().body.name};
    return begin_draft(visit, std::move(withdrawal), (*draft)->title);
}

Response draft_again(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft || (*draft)->state != DraftState::Published || (*draft)->kind == "withdrawal")
        return refuse(visit, 404);
    auto fresh = draft_text_of((*draft)->source);
    if (!fresh) return failed(visit, fresh.error());
    fresh->revises.clear();
    fresh->chg.clear();
    fresh->files.clear();
    // What belongs to the one paper, meeting or month that it was.
    for (const auto* name : {"doc_no", "doc_date", "effective", "expires", "comment_until", "start", "end",
                             "present", "opens", "closes", "period_from", "period_to", "decisions.text",
                             "decisions.who", "decisions.due", "decisions.done"})
        fresh->values.erase(name);
    const auto today = protocol::local_date(visit.now);
    fresh->values["from"] = {protocol::format_date(today)};
    if (!fresh->value("until").empty())
        fresh->values["until"] = {protocol::format_date(protocol::add_days(today, 30))};
    if ((*draft)->kind == "meeting") fresh->values["status"] = {"scheduled"};
    const std::string title = fresh->title;
    return begin_draft(visit, std::move(*fresh), title);
}

}  // namespace province::console

#include "protocol/base/clock.h"
#include "province/console/draft_visit.h"
#include "province/console/pages.h"
#include "province/drafting/forms.h"
#include "province/drafting/pattern.h"

// What is begun from something that was published.

namespace province::console {

using http::Response;

namespace {

/// A draft of the next revision of what was published, with its files.
Response begin_revision(const Visit& visit, const StoredDraft& draft, DraftText next, std::string_view why)
{
    next.revises = draft.record;
    next.chg = why;
    const auto files = files_of(visit, draft, next);
    if (!files) return failed(visit, files.error());
    const std::string title = next.title;
    return begin_draft(visit, std::move(next), title, draft.n, *files);
}

}  // namespace

Response correct_draft(Visit& visit)
{
    return with_published(visit, {}, [&](const StoredDraft& draft, const DraftText& stored) {
        if (!stored.withdraws.empty()) return refuse(visit, 404);
        return begin_revision(visit, draft, stored, {});
    });
}

Response meeting_step(Visit& visit)
{
    return with_published(visit, "meeting", [&](const StoredDraft& draft, const DraftText& stored) {
        const std::string& status = visit.form.get("status");
        // A meeting goes on as revisions of its one record: each is approved and stays readable. Once held,
        // only what became of its decisions is added.
        const bool held = stored.value("status") == "held";
        const bool fits =
            held ? status == "held" : status == "changed" || status == "cancelled" || status == "held";
        if (!fits) return refuse(visit, 400);
        DraftText next = stored;
        next.values["status"] = {status};
        return begin_revision(visit, draft, std::move(next), status == "held" ? "bo_sung" : "doi_lich");
    });
}

Response withdraw_draft(Visit& visit)
{
    return with_published(visit, {}, [&](const StoredDraft& draft, const DraftText&) {
        if (draft.kind == "withdrawal") return refuse(visit, 404);
        DraftText withdrawal;
        withdrawal.kind = "withdrawal";
        withdrawal.withdraws = draft.record;
        withdrawal.values["who"] = {visit.who().body.name};
        return begin_draft(visit, std::move(withdrawal), draft.title);
    });
}

Response draft_again(Visit& visit)
{
    return with_published(visit, {}, [&](const StoredDraft& draft, const DraftText& stored) {
        if (draft.kind == "withdrawal") return refuse(visit, 404);
        DraftText fresh = as_pattern(stored);
        fill_days(fresh, protocol::local_date(visit.now));
        const std::string title = fresh.title;
        return begin_draft(visit, std::move(fresh), title);
    });
}

}  // namespace province::console

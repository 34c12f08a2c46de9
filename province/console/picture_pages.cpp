#include "protocol/base/log.h"
#include "province/console/draft_visit.h"
#include "province/console/form_fields.h"
#include "province/console/pages.h"
#include "province/drafting/kiosk_picture.h"

namespace province::console {

using http::Response;
using protocol::Fault;

namespace {

/// The screen. Nothing (204) where the draft is not far enough for the kiosk or there is none beside us; with
/// Retry-After where another one is being drawn.
Response picture_of(const Visit& visit, const StoredDraft& draft, const DraftText& shown)
{
    Response response = go("");
    std::erase_if(response.headers, [](const auto& header) { return header.first == "Location"; });
    response.type = "image/png";
    response.status = 204;
    // One at a time: each is a program for a moment.
    const std::unique_lock turn{visit.console.drawing, std::try_to_lock};
    if (!turn) {
        response.headers.emplace_back("Retry-After", "1");
        return response;
    }
    auto picture = kiosk_picture(kiosk_program(), visit.console.data, source_of(shown), draft.body, visit.now,
                                 visit.console.law);
    if (picture) {
        response.status = 200;
        response.body = std::move(*picture);
    } else if (picture.error().fault != Fault::Malformed) {
        protocol::log::error("console", picture.error().detail);
    }
    return response;
}

}  // namespace

Response stored_picture(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft) return refuse(visit, 404);
    const auto stored = draft_text_of((*draft)->source);
    if (!stored) return failed(visit, stored.error());
    DraftText shown = *stored;
    shown.files.clear();
    return picture_of(visit, **draft, shown);
}

Response typed_picture(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft) return refuse(visit, 404);
    const auto stored = draft_text_of((*draft)->source);
    if (!stored) return failed(visit, stored.error());
    DraftText typed = filled_in(*stored, visit.form);
    typed.files.clear();  // their bytes are not laid out for this; the kiosk names what it lacks
    return picture_of(visit, **draft, typed);
}

}  // namespace province::console

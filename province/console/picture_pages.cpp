#include "protocol/base/log.h"
#include "protocol/trust/key_names.h"
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
    const auto files = files_of(visit, draft, shown);
    if (!files) return failed(visit, files.error());
    auto villages = villages_of(visit.console.data, protocol::body_area(draft.body));
    if (!villages) return failed(visit, villages.error());
    auto picture = kiosk_picture(kiosk_program(), visit.console.data,
                                 {source_of(shown), source_files(visit, *files), draft.body,
                                  std::move(*villages), draft.state == DraftState::Published},
                                 visit.now, visit.console.law);
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
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText& stored) {
        return picture_of(visit, draft, stored);
    });
}

Response typed_picture(Visit& visit)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText& stored) {
        return picture_of(visit, draft, filled_in(stored, visit.form, draft.body));
    });
}

}  // namespace province::console

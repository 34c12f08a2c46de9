#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/base/log.h"
#include "protocol/trust/key_names.h"
#include "province/attachments/upload_store.h"
#include "province/console/draft_sheet.h"
#include "province/console/draft_visit.h"
#include "province/console/form_fields.h"
#include "province/console/pages.h"
#include "province/drafting/forms.h"
#include "province/drafting/personal_data.h"
#include "province/drafting/publish_draft.h"
#include "province/people/key_wrapping.h"
#include "province/phone_pages/safe_html.h"
#include "province/registry/drafts.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Fault;

namespace {

constexpr int kMostListed = 200;
constexpr std::size_t kReason_bytes = 1000;

std::vector<Fields> listed(const std::vector<StoredDraft>& drafts)
{
    std::vector<Fields> rows;
    for (const auto& draft : drafts) {
        Fields row;
        add_states(row, draft);
        rows.push_back(
            row.text("address", draft_address(draft.n))
                .text("title", draft.title.empty() ? text("console.publish.untitled") : draft.title)
                .text("kind_word", text("form.kind." + draft.kind))
                .text("writer", draft.writer)
                .text("changed_at", day_and_hour(draft.changed_at))
                .yes("returned", !draft.returned_why.empty() && draft.state == DraftState::Writing));
    }
    return rows;
}

}  // namespace

Response publish_page(Visit& visit)
{
    Drafts drafts(visit.console.registry);
    const auto& body = visit.who().body.code;
    const auto open =
        drafts.of_body(body, {DraftState::Writing, DraftState::Waiting, DraftState::Signing}, kMostListed);
    if (!open) return failed(visit, open.error());
    const auto done = drafts.of_body(body, {DraftState::Published}, kMostListed);
    if (!done) return failed(visit, done.error());
    std::vector<Fields> kinds;
    for (const auto kind : form_kinds())
        kinds.push_back(
            Fields().text("kind", std::string(kind)).text("word", text("form.kind." + std::string(kind))));
    Fields fields;
    fields.yes("no_open", open->empty()).list("open", listed(*open));
    fields.yes("no_done", done->empty()).list("finished", listed(*done));
    fields.yes("may_write", visit.who().roles.has(Role::Writer)).list("kinds", std::move(kinds));
    return show(visit, "publish", "console.publish.list", std::move(fields));
}

Response new_draft(Visit& visit)
{
    DraftText draft;
    draft.kind = visit.form.get("kind");
    if (std::ranges::find(form_kinds(), draft.kind) == form_kinds().end()) return refuse(visit, 400);
    const auto today = protocol::local_date(visit.now);
    draft.values["from"] = {protocol::format_date(today)};
    draft.values["until"] = {protocol::format_date(protocol::add_days(today, 30))};
    draft.values["status"] = {"scheduled"};
    return begin_draft(visit, std::move(draft), {});
}

Response draft_page(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    return *draft ? stored_sheet(visit, **draft) : refuse(visit, 404);
}

Response save_draft(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft) return refuse(visit, 404);
    const auto stored = draft_text_of((*draft)->source);
    if (!stored) return failed(visit, stored.error());
    const DraftText filled = filled_in(*stored, visit.form);
    const auto saved = save_draft_text(visit, **draft, filled);
    if (!saved && saved.error().fault == Fault::Refused)
        return draft_sheet(visit, **draft, filled, {"console.publish.moved_on"});
    if (!saved) return failed(visit, saved.error());
    return go(draft_address((*draft)->n), "saved");
}

Response mask_draft(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft) return refuse(visit, 404);
    const auto stored = draft_text_of((*draft)->source);
    if (!stored) return failed(visit, stored.error());
    DraftText filled = filled_in(*stored, visit.form);
    const auto mask = [](std::string& piece) { piece = masked(piece, find_personal_data(piece)); };
    mask(filled.title);
    mask(filled.body);
    for (auto& [name, all] : filled.values)
        for (auto& value : all) mask(value);
    const auto saved = save_draft_text(visit, **draft, filled);
    if (!saved) return moved_on(visit, saved.error());
    return go(draft_address((*draft)->n), "masked");
}

Response send_draft(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft) return refuse(visit, 404);
    const auto stored = draft_text_of((*draft)->source);
    if (!stored) return failed(visit, stored.error());
    const DraftText filled = filled_in(*stored, visit.form);
    const auto version = save_draft_text(visit, **draft, filled);
    if (!version) return moved_on(visit, version.error());
    StoredDraft now = **draft;
    now.version = *version;
    if (auto wrong = check_form(filled, protocol::local_date(visit.now), visit.console.law); !wrong.empty())
        return draft_sheet(visit, now, filled, {{}, std::move(wrong), {}});
    const auto files = files_of(visit, **draft, filled);
    if (!files) return failed(visit, files.error());
    const auto problems =
        check_source(visit.console.data, record_name(**draft), source_of(filled), source_files(visit, *files),
                     (*draft)->body, protocol::local_date(visit.now), visit.console.law);
    if (!problems) return failed(visit, problems.error());
    if (!problems->empty()) return draft_sheet(visit, now, filled, {{}, {}, *problems});
    const auto sent = Drafts(visit.console.registry).send((*draft)->n, *version, visit.act("draft.send", {}));
    if (!sent) return moved_on(visit, sent.error());
    return go("/console/publish", "sent");
}

Response drop_draft(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft) return refuse(visit, 404);
    const auto dropped =
        Drafts(visit.console.registry).drop((*draft)->n, version_of(visit.form), visit.act("draft.drop", {}));
    if (!dropped) return moved_on(visit, dropped.error());
    const auto files = DraftFiles(visit.console.registry).of((*draft)->n);
    if (!files) return failed(visit, files.error());
    for (const auto& file : *files) {
        const auto last =
            DraftFiles(visit.console.registry).remove(file.n, file.k, visit.act("draft.detach", {}));
        if (!last) return failed(visit, last.error());
        if (!*last) continue;
        if (auto gone = UploadStore{visit.console.data}.remove(file.sha256); !gone)
            return failed(visit, gone.error());
    }
    return go("/console/publish", "dropped");
}

Response back_draft(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft) return refuse(visit, 404);
    const std::string& why = visit.form.get("why");
    if (why.empty() || why.size() > kReason_bytes)
        return stored_sheet(visit, **draft, {"console.publish.why_needed"});
    const auto sent = Drafts(visit.console.registry)
                          .send_back((*draft)->n, version_of(visit.form), why, visit.act("draft.back", {}));
    if (!sent) return moved_on(visit, sent.error());
    return go("/console/publish", "returned");
}

Response approve_draft(Visit& visit)
{
    Console& console = visit.console;
    const Visitor& who = visit.who();
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft) return refuse(visit, 404);
    const auto shown = draft_text_of((*draft)->source);
    if (!shown) return failed(visit, shown.error());
    const auto files = files_of(visit, **draft, *shown);
    if (!files) return failed(visit, files.error());
    const std::string& reason = visit.form.get("reason");
    if (!personal_data_in(*shown, *files).empty() && (reason.empty() || reason.size() > kReason_bytes))
        return stored_sheet(visit, **draft, {"console.gate.reason_needed"});

    const std::string& password = visit.form.get("password");
    const auto checked = console.sign_in.again(who.account.login, password, visit.origin(), visit.now);
    if (!checked && checked.error().fault == Fault::Busy)
        return stored_sheet(visit, **draft, {"console.login.busy"});
    if (!checked) return failed(visit, checked.error());
    if (checked->fate != SignIn::Fate::In)
        return stored_sheet(visit, **draft, {"console.publish.wrong_password"});
    auto wrapped = WrappedKeys(console.registry).of(who.account.login);
    if (!wrapped) return failed(visit, wrapped.error());
    std::erase_if(*wrapped, [&](const WrappedKey& key) { return key.body != (*draft)->body; });
    const auto keys = unwrap_keys(console.passwords, *wrapped, {"publisher"}, password);
    if (!keys || keys->empty()) return stored_sheet(visit, **draft, {"console.publish.no_key"});
    const auto key = protocol::SigningKey::parse(keys->front().text.view());
    if (!key) return failed(visit, key.error());

    Drafts drafts(console.registry);
    const auto n = (*draft)->n;
    const auto approved = drafts.approve(n, version_of(visit.form), reason, visit.act("draft.approve", {}));
    if (!approved) return moved_on(visit, approved.error());
    const auto published =
        publish_source(console.data, record_name(**draft), (*draft)->source, source_files(visit, *files),
                       (*draft)->body, *key, protocol::local_date(visit.now), console.law);
    if (published && published->problems.empty()) {
        const auto noted = drafts.published(n, published->record, visit.act("draft.published", {}));
        if (!noted) return failed(visit, noted.error());
        if (!shown->erase.empty()) {
            if (auto gone = erase_drafts(visit, published->record); !gone) return failed(visit, gone.error());
        }
        return go(draft_address(n), "published");
    }
    // The log did not get it: nothing was appended before these answers.
    const bool certain =
        published || published.error().fault == Fault::Busy || published.error().fault == Fault::Refused;
    if (certain) {
        if (auto back = drafts.not_signed(n, visit.act("draft.not_signed", {})); !back)
            return failed(visit, back.error());
    }
    if (published) return stored_sheet(visit, **draft, {{}, {}, published->problems});
    protocol::log::error("console", "publishing a draft: ", published.error().detail);
    return stored_sheet(visit, **draft,
                        {published.error().fault == Fault::Busy ? "console.publish.log_busy"
                         : certain                              ? "console.publish.no_key"
                                                                : "console.publish.not_known"});
}

Response preview(Visit& visit)
{
    // Only the piece of the page that changes while somebody types.
    Fields fields;
    fields.text("title", visit.form.get("title")).text("household", visit.form.get("household"));
    fields.yes("has_household", !visit.form.get("household").empty());
    fields.html("body_html", safe_html(visit.form.get("body")));
    Response response = go("");
    response.status = 200;
    std::erase_if(response.headers, [](const auto& header) { return header.first == "Location"; });
    response.body = visit.console.pages.part("preview", fields);
    return response;
}

}  // namespace province::console

#include <algorithm>
#include <iterator>

#include "protocol/base/encoding.h"
#include "protocol/base/log.h"
#include "protocol/base/text.h"
#include "protocol/trust/key_names.h"
#include "province/console/account_names.h"
#include "province/console/draft_sheet.h"
#include "province/console/draft_visit.h"
#include "province/console/form_fields.h"
#include "province/console/pages.h"
#include "province/drafting/forms.h"
#include "province/drafting/pattern.h"
#include "province/drafting/personal_data.h"
#include "province/drafting/publish_draft.h"
#include "province/people/key_wrapping.h"
#include "province/phone_pages/safe_html.h"
#include "province/publish/villages.h"
#include "province/registry/drafts.h"
#include "province/registry/patterns.h"
#include "province/registry/terminals.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Fault;

namespace {

constexpr int kMostListed = 200;
constexpr int kMostDropped = 20;
constexpr std::size_t kPage = 50;
constexpr std::size_t kWords_bytes = 200;
constexpr std::chrono::hours kPickUp{24 * 30};
constexpr std::size_t kReason_bytes = 1000;
constexpr std::string_view kListOfPeople = "privacy.list_of_people";

std::vector<Fields> listed(const std::vector<StoredDraft>& drafts, const AccountNames& names)
{
    std::vector<Fields> rows;
    for (const auto& draft : drafts) {
        Fields row;
        add_states(row, draft);
        rows.push_back(
            row.text("address", draft_address(draft.n))
                .text("n", std::to_string(draft.n))
                .text("title", draft.title.empty() ? text("console.publish.untitled") : draft.title)
                .text("kind_word", text("form.kind." + draft.kind))
                .text("writer", names(draft.writer))
                .text("changed_at", day_and_hour(draft.changed_at))
                .yes("returned", !draft.returned_why.empty() && draft.state == DraftState::Writing));
    }
    return rows;
}

/// The body's publisher key, unwrapped by the password in the form. Nothing, and the text key of the reason,
/// where it cannot be had.
protocol::Result<std::optional<protocol::SigningKey>> key_of_office(const Visit& visit,
                                                                    const std::string& body,
                                                                    std::string_view& why)
{
    Console& console = visit.console;
    const std::string& login = visit.who().account.login;
    const std::string& password = visit.form.get("password");
    const auto checked = console.sign_in.again(login, password, visit.origin(), visit.now);
    if (!checked && checked.error().fault != Fault::Busy) return tl::unexpected{checked.error()};
    if (!checked || checked->fate != SignIn::Fate::In) {
        why = checked ? "console.publish.wrong_password" : "console.login.busy";
        return std::nullopt;
    }
    auto wrapped = WrappedKeys(console.registry).of(login);
    if (!wrapped) return tl::unexpected{wrapped.error()};
    std::erase_if(*wrapped, [&](const WrappedKey& key) { return key.body != body; });
    const auto keys = unwrap_keys(console.passwords, *wrapped, {"publisher"}, password);
    if (!keys || keys->empty()) {
        why = "console.publish.no_key";
        return std::nullopt;
    }
    auto key = protocol::SigningKey::parse(keys->front().text.view());
    if (!key) return tl::unexpected{key.error()};
    return std::move(*key);
}

/// Signs an approved draft and puts it on the log.
Response sign(const Visit& visit, const StoredDraft& draft, const DraftText& shown,
              const std::vector<DraftFile>& files, const protocol::SigningKey& key)
{
    Console& console = visit.console;
    Drafts drafts(console.registry);
    const auto published =
        publish_source(console.data, record_name(draft), draft.source, source_files(visit, files), draft.body,
                       key, protocol::local_date(visit.now), console.law);
    if (published && published->problems.empty()) {
        const auto noted = note_published(visit, draft, shown, published->record);
        if (!noted) return failed(visit, noted.error());
        return go(draft_address(draft.n), "published");
    }
    // The log did not get it: nothing was appended before these answers.
    const bool certain =
        published || published.error().fault == Fault::Busy || published.error().fault == Fault::Refused;
    if (certain) {
        if (auto back = drafts.not_signed(draft.n, visit.act("draft.not_signed", {})); !back)
            return failed(visit, back.error());
    }
    if (published) return stored_sheet(visit, draft, {{}, {}, published->problems});
    protocol::log::error("console", "publishing a draft: ", published.error().detail);
    return stored_sheet(visit, draft,
                        {published.error().fault == Fault::Busy ? "console.publish.log_busy"
                         : certain                              ? "console.publish.no_key"
                                                                : "console.publish.not_known"});
}

/// The page again, where what this draft corrects was corrected meanwhile.
std::optional<Response> outdated(const Visit& visit, const StoredDraft& draft, const DraftText& shown)
{
    const auto late = Drafts(visit.console.registry).is_outdated(draft);
    if (!late) return failed(visit, late.error());
    if (!*late) return std::nullopt;
    return draft_sheet(visit, draft, shown, {"console.publish.outdated"});
}

protocol::Result<std::vector<FoundData>> data_in(const Visit& visit, const StoredDraft& draft,
                                                 const DraftText& shown, const std::vector<DraftFile>& files)
{
    const auto numbers = work_numbers_of(visit, draft.body, shown);
    if (!numbers) return tl::unexpected{numbers.error()};
    return personal_data_in(shown, files, *numbers);
}

/// What the form lacks today, by the law in force and by what it corrects.
protocol::Result<std::vector<FieldProblem>> form_problems(const Visit& visit, const DraftText& shown,
                                                          const std::vector<FoundData>& found)
{
    std::optional<DraftText> before;
    if (!shown.revises.empty()) {
        const auto newest = Drafts(visit.console.registry).newest(shown.revises);
        if (!newest) return tl::unexpected{newest.error()};
        const auto stored = draft_text_of(*newest ? (*newest)->source : std::string{});
        // Of a record that the command line published nothing is known: it is judged like a correction
        // that leaves its days.
        before = stored ? *stored : shown;
    }
    auto problems =
        check_form(shown, protocol::local_date(visit.now), visit.console.terms, before ? &*before : nullptr,
                   shown.kind == "disclosure" && visit.console.law.is_standing(shown.value("item")));
    std::ranges::copy(check_map(shown, visit.console.law), std::back_inserter(problems));
    // A list of people leaves every screen with its last day, and no phone page holds it: only this says so
    // to the kiosks, so that it hangs on what was found and not on a tick that somebody may forget.
    const bool lists = std::ranges::any_of(
        found, [](const FoundData& one) { return one.kind == PersonalData::Kind::People; });
    if (lists && shown.kind == "disclosure" && shown.value(kListOfPeople) != "yes")
        problems.push_back({std::string(kListOfPeople), text("form.problem.list_of_people")});
    return problems;
}

/// For somebody who reads a sheet without fields.
std::vector<DraftProblem> as_sentences(const std::vector<FieldProblem>& problems)
{
    std::vector<DraftProblem> sentences;
    for (const FieldProblem& problem : problems) {
        const std::string label = "form." + problem.field;
        sentences.push_back(
            {{}, texts().has(label) ? text(label) + ": " + problem.sentence : problem.sentence});
    }
    return sentences;
}

/// A commune's villages are named by its committee alone.
bool may_begin(const Visit& visit, std::string_view kind)
{
    const auto& body = visit.who().body.code;
    const bool commune = protocol::body_area(body) != visit.console.law.province_code;
    return std::ranges::find(form_kinds(), kind) != form_kinds().end() &&
           (kind != "place" || (commune && body.ends_with(".ubnd")));
}

/// There is one list of a commune's villages: the one that stands is corrected, and a first one begins with
/// what the log and the terminals know.
Response begin_place(const Visit& visit, DraftText draft, protocol::Date today)
{
    const auto& body = visit.who().body.code;
    const auto standing = Drafts(visit.console.registry).standing(body, "place", 1);
    if (!standing) return failed(visit, standing.error());
    if (!standing->empty()) return go(draft_address(standing->front().n), "place_there");
    const auto area = protocol::body_area(body);
    const auto villages = villages_of(visit.console.data, area);
    if (!villages) return failed(visit, villages.error());
    for (const auto& village : *villages) {
        draft.values["villages.id"].push_back(village.id);
        draft.values["villages.name"].push_back(village.name);
    }
    const auto terminals = Terminals(visit.console.registry).list(area);
    if (!terminals) return failed(visit, terminals.error());
    auto& halls = draft.values["halls.id"];
    for (const Terminal& terminal : *terminals) {
        if (std::ranges::find(halls, terminal.hall) != halls.end()) continue;
        halls.push_back(terminal.hall);
        draft.values["halls.name"].push_back(terminal.hall_name);
    }
    for (const Unit& unit : visit.console.law.units)
        if (unit.code == area) draft.values["name"] = {unit.kind + " " + unit.name};
    fill_days(draft, today);
    const auto title = texts().fill("form.place.title", {{"name", draft.value("name")}});
    return begin_draft(visit, std::move(draft), title);
}

}  // namespace

Response publish_page(Visit& visit)
{
    Drafts drafts(visit.console.registry);
    const auto& body = visit.who().body.code;
    const auto open =
        drafts.of_body(body, {DraftState::Writing, DraftState::Waiting, DraftState::Signing}, kMostListed);
    if (!open) return failed(visit, open.error());
    Drafts::Wanted wanted;
    wanted.words = protocol::first_bytes(visit.query.get("q"), kWords_bytes);
    if (std::ranges::find(form_kinds(), visit.query.get("kind")) != form_kinds().end())
        wanted.kind = visit.query.get("kind");
    const auto after =
        static_cast<std::int64_t>(protocol::parse_decimal(visit.query.get("after")).value_or(0));
    auto done = drafts.finished(body, wanted, after, kPage + 1);
    if (!done) return failed(visit, done.error());
    const bool more = done->size() > kPage;
    if (more) done->resize(kPage);
    std::vector<Fields> kinds;
    for (const auto kind : form_kinds())
        if (may_begin(visit, kind) || kind == wanted.kind)
            kinds.push_back(Fields()
                                .text("kind", std::string(kind))
                                .text("word", text("form.kind." + std::string(kind)))
                                .text("about", text("form.kind." + std::string(kind) + ".about"))
                                .yes("chosen", kind == wanted.kind));
    const auto names = AccountNames::of(visit);
    if (!names) return failed(visit, names.error());
    Fields fields;
    fields.yes("no_open", open->empty()).list("open", listed(*open, *names));
    fields.yes("no_done", done->empty()).list("finished", listed(*done, *names));
    const bool filtered = !wanted.words.empty() || !wanted.kind.empty();
    fields.yes("may_find", !done->empty() || filtered || after > 0).yes("filtered", filtered);
    fields.text("q", wanted.words).text("kind", wanted.kind);
    fields.yes("more", more);
    if (more) fields.text("after", std::to_string(done->back().n));
    const bool writes = visit.who().roles.has(Role::Writer);
    fields.yes("may_write", writes).list("kinds", std::move(kinds));
    const auto dropped = drafts.of_body(body, {DraftState::Dropped}, kMostDropped);
    if (!dropped) return failed(visit, dropped.error());
    std::vector<StoredDraft> there;
    for (const auto& draft : *dropped)
        if (draft.changed_at > visit.now - kPickUp && !is_erased(draft)) there.push_back(draft);
    fields.yes("has_dropped", writes && !there.empty()).list("dropped", listed(there, *names));
    const auto patterns = Patterns(visit.console.registry).of(body);
    if (!patterns) return failed(visit, patterns.error());
    std::vector<Fields> shown;
    for (const auto& pattern : *patterns)
        shown.push_back(Fields()
                            .text("n", std::to_string(pattern.n))
                            .text("name", pattern.name)
                            .text("kind_word", text("form.kind." + pattern.kind)));
    fields.yes("has_patterns", writes && !shown.empty()).list("patterns", std::move(shown));
    return show(visit, "publish", "console.publish.list", std::move(fields));
}

Response new_draft(Visit& visit)
{
    DraftText draft;
    draft.kind = visit.form.get("kind");
    if (!may_begin(visit, draft.kind)) return refuse(visit, 400);
    const auto today = protocol::local_date(visit.now);
    if (draft.kind == "place") return begin_place(visit, std::move(draft), today);
    draft.values["until"] = {protocol::format_date(today)};
    draft.values["issuer"] = {visit.who().body.name};
    // From the list of what is missing on the page of today.
    if (visit.console.law.has_item(visit.form.get("item"))) draft.values["item"] = {visit.form.get("item")};
    fill_days(draft, today);
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
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText& stored) -> Response {
        const DraftText filled = filled_in(stored, visit.form, draft.body);
        const auto saved = save_draft_text(visit, draft, filled);
        if (!saved && saved.error().fault == Fault::Refused)
            return draft_sheet(visit, draft, filled, {"console.publish.moved_on"});
        if (!saved) return failed(visit, saved.error());
        return go(draft_address(draft.n), "saved");
    });
}

Response mask_draft(Visit& visit)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText& stored) -> Response {
        DraftText filled = filled_in(stored, visit.form, draft.body);
        const auto numbers = work_numbers_of(visit, draft.body, filled);
        if (!numbers) return failed(visit, numbers.error());
        const auto mask = [&](std::string& piece) {
            piece = masked(piece, find_personal_data(piece, *numbers));
        };
        mask(filled.title);
        mask(filled.body);
        for (auto& [name, all] : filled.values)
            for (auto& value : all) mask(value);
        const auto saved = save_draft_text(visit, draft, filled);
        if (!saved) return moved_on(visit, saved.error());
        return go(draft_address(draft.n), "masked");
    });
}

Response send_draft(Visit& visit)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText& stored) -> Response {
        const DraftText filled = filled_in(stored, visit.form, draft.body);
        const auto version = save_draft_text(visit, draft, filled);
        if (!version) return moved_on(visit, version.error());
        StoredDraft now = draft;
        now.version = *version;
        const auto files = files_of(visit, draft, filled);
        if (!files) return failed(visit, files.error());
        const auto found = data_in(visit, draft, filled, *files);
        if (!found) return failed(visit, found.error());
        auto wrong = form_problems(visit, filled, *found);
        if (!wrong) return failed(visit, wrong.error());
        if (!wrong->empty()) return draft_sheet(visit, now, filled, {{}, std::move(*wrong), {}});
        const auto problems = check_source(visit.console.data, record_name(draft), source_of(filled),
                                           source_files(visit, *files), draft.body,
                                           protocol::local_date(visit.now), visit.console.law);
        if (!problems) return failed(visit, problems.error());
        if (!problems->empty()) return draft_sheet(visit, now, filled, {{}, {}, *problems});
        if (const auto late = outdated(visit, now, filled)) return *late;
        const auto sent = Drafts(visit.console.registry).send(draft.n, *version, visit.act("draft.send", {}));
        if (!sent) return moved_on(visit, sent.error());
        return go("/console/publish", "sent");
    });
}

Response drop_draft(Visit& visit)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText&) {
        const auto dropped =
            Drafts(visit.console.registry).drop(draft.n, version_of(visit.form), visit.act("draft.drop", {}));
        if (!dropped) return moved_on(visit, dropped.error());
        return go("/console/publish", "dropped");
    });
}

Response pick_up_draft(Visit& visit)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText&) {
        const auto back = Drafts(visit.console.registry).pick_up(draft.n, visit.act("draft.pick_up", {}));
        if (!back) return moved_on(visit, back.error());
        return go(draft_address(draft.n), "picked_up");
    });
}

Response recall_draft(Visit& visit)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText&) {
        const auto back = Drafts(visit.console.registry)
                              .recall(draft.n, version_of(visit.form), visit.act("draft.recall", {}));
        if (!back) return moved_on(visit, back.error());
        return go(draft_address(draft.n), "recalled");
    });
}

Response back_draft(Visit& visit)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText&) -> Response {
        const std::string& why = visit.form.get("why");
        if (why.empty() || why.size() > kReason_bytes)
            return stored_sheet(visit, draft, {"console.publish.why_needed"});
        const auto sent = Drafts(visit.console.registry)
                              .send_back(draft.n, version_of(visit.form), why, visit.act("draft.back", {}));
        if (!sent) return moved_on(visit, sent.error());
        return go("/console/publish", "returned");
    });
}

Response approve_draft(Visit& visit)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText& shown) {
        const auto files = files_of(visit, draft, shown);
        if (!files) return failed(visit, files.error());
        // The days that it lay here are missing from its term. One that is being signed may be on the log.
        const auto found = data_in(visit, draft, shown, *files);
        if (!found) return failed(visit, found.error());
        const auto wrong = form_problems(visit, shown, *found);
        if (!wrong) return failed(visit, wrong.error());
        if (!wrong->empty() && draft.state != DraftState::Signing)
            return stored_sheet(visit, draft, {"console.publish.term_gone", {}, as_sentences(*wrong)});
        if (const auto late = outdated(visit, draft, shown)) return *late;
        const std::string& reason = visit.form.get("reason");
        if (!found->empty() && (reason.empty() || reason.size() > kReason_bytes))
            return stored_sheet(visit, draft, {"console.gate.reason_needed"});
        std::string_view why;
        const auto key = key_of_office(visit, draft.body, why);
        if (!key) return failed(visit, key.error());
        if (!*key) return stored_sheet(visit, draft, {why});
        const auto approved =
            Drafts(visit.console.registry)
                .approve(draft.n, version_of(visit.form), reason, visit.act("draft.approve", {}));
        if (!approved) return moved_on(visit, approved.error());
        return sign(visit, draft, shown, *files, **key);
    });
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

#include "province/console/draft_visit.h"

#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/trust/key_names.h"
#include "province/attachments/upload_store.h"
#include "province/console/draft_sheet.h"

namespace province::console {

using http::Response;
using protocol::Fault;
using protocol::Result;

std::string draft_address(std::int64_t n) { return "/console/publish/" + std::to_string(n); }

std::string record_name(const StoredDraft& draft) { return "van-ban-" + std::to_string(draft.n); }

Result<std::optional<StoredDraft>> named_draft(const Visit& visit)
{
    const auto n = protocol::parse_decimal(visit.parameter("n"));
    if (!n) return std::nullopt;
    auto draft = Drafts(visit.console.registry).find(static_cast<std::int64_t>(*n));
    if (!draft) return draft;
    // One that was dropped long ago is forgotten: nothing stands in it.
    if (*draft && ((*draft)->body != visit.who().body.code || (*draft)->source.empty())) return std::nullopt;
    return draft;
}

Response with_draft(const Visit& visit, const DraftWork& work)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    if (!*draft) return refuse(visit, 404);
    const auto stored = draft_text_of((*draft)->source);
    if (!stored) return failed(visit, stored.error());
    return work(**draft, *stored);
}

Response with_published(const Visit& visit, std::string_view kind, const DraftWork& work)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText& stored) {
        const bool fits = draft.state == DraftState::Published && (kind.empty() || draft.kind == kind);
        if (!fits) return refuse(visit, 404);
        const auto newest = Drafts(visit.console.registry).newest(draft.record);
        if (!newest) return failed(visit, newest.error());
        const bool older = *newest && draft.kind != "withdrawal" && (*newest)->n != draft.n;
        return older ? go(draft_address((*newest)->n), "older_revision") : work(draft, stored);
    });
}

std::int64_t version_of(const Form& form)
{
    return static_cast<std::int64_t>(protocol::parse_decimal(form.get("version")).value_or(0));
}

Result<std::int64_t> add_draft(const Visit& visit, DraftText text, std::int64_t based_on)
{
    const auto& body = visit.who().body.code;
    text.scope = protocol::body_area(body) == visit.console.law.province_code ? "province" : "commune";
    StoredDraft fresh;
    fresh.body = body;
    fresh.kind = text.kind;
    fresh.title = text.title;
    fresh.source = source_of(text);
    fresh.record = text.revises.empty() ? text.withdraws : text.revises;
    fresh.based_on = based_on;
    return Drafts(visit.console.registry).add(fresh, visit.act("draft.add", {}));
}

Response begin_draft(const Visit& visit, DraftText text, std::string title, std::int64_t based_on,
                     const std::vector<DraftFile>& files)
{
    text.title = std::move(title);
    const auto n = add_draft(visit, std::move(text), based_on);
    if (!n) return failed(visit, n.error());
    for (DraftFile file : files) {
        file.n = *n;
        const auto added = DraftFiles(visit.console.registry).add(file, visit.act("draft.attach", {}));
        if (!added) return failed(visit, added.error());
    }
    return go(draft_address(*n));
}

Result<void> note_published(const Visit& visit, const StoredDraft& draft, const DraftText& shown,
                            std::string_view record)
{
    Drafts drafts(visit.console.registry);
    const Act act = visit.act("draft.published", {});
    if (shown.erase.empty()) return drafts.published(draft.n, record, act);
    // What is cut short here is swept by the upkeep: nothing names those bytes any more.
    const auto unused = drafts.published_and_erased(draft.n, record, act);
    if (!unused) return tl::unexpected{unused.error()};
    const UploadStore uploads{visit.console.data};
    for (const auto& sha256 : *unused)
        if (auto gone = uploads.remove(sha256); !gone) return gone;
    return {};
}

Result<std::int64_t> save_draft_text(const Visit& visit, const StoredDraft& draft, const DraftText& filled)
{
    const auto version = version_of(visit.form);
    // A withdrawal has no title of its own; in the lists it goes by that of what it withdraws.
    const std::string& title = filled.withdraws.empty() ? filled.title : draft.title;
    const auto saved = Drafts(visit.console.registry)
                           .change(draft.n, version, title, source_of(filled), visit.act("draft.change", {}));
    if (!saved) return tl::unexpected{saved.error()};
    return version + 1;
}

Response moved_on(const Visit& visit, const protocol::Error& error)
{
    if (error.fault != Fault::Refused) return failed(visit, error);
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    return *draft ? stored_sheet(visit, **draft, {"console.publish.moved_on", {}, {}}) : refuse(visit, 404);
}

Result<std::vector<DraftFile>> files_of(const Visit& visit, const StoredDraft& draft, const DraftText& shown)
{
    auto all = DraftFiles(visit.console.registry).of(draft.n);
    if (!all) return all;
    std::vector<DraftFile> named;
    for (const auto& name : shown.files) {
        const auto found = std::ranges::find(*all, name, [](const DraftFile& file) { return file.name; });
        if (found != all->end()) named.push_back(*found);
    }
    return named;
}

std::vector<SourceFile> source_files(const Visit& visit, const std::vector<DraftFile>& files)
{
    const UploadStore uploads{visit.console.data};
    std::vector<SourceFile> out;
    for (const auto& file : files) out.push_back({file.name, uploads.path(file.sha256), file.words});
    return out;
}

}  // namespace province::console

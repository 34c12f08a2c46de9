#include <algorithm>

#include "documents/page_process.h"
#include "protocol/base/encoding.h"
#include "protocol/limits.h"
#include "province/attachments/file_name.h"
#include "province/attachments/take_in.h"
#include "province/attachments/upload_store.h"
#include "province/console/draft_sheet.h"
#include "province/console/draft_visit.h"
#include "province/console/form_fields.h"
#include "province/console/pages.h"
#include "province/http/open_file.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Fault;

namespace {

/// The page as it was typed, with this under the files.
Response not_attached(const Visit& visit, const StoredDraft& draft, const DraftText& filled,
                      std::string_view key)
{
    return draft_sheet(visit, draft, filled,
                       {{}, {{"files", text("console.attach." + std::string(key))}}, {}});
}

/// A name that no other file of the draft has.
std::string free_name(const DraftText& draft, std::string name)
{
    const std::string wanted = name;
    for (int number = 2; std::ranges::find(draft.files, name) != draft.files.end(); ++number)
        name = numbered_file_name(wanted, number);
    return name;
}

/// RFC 5987: any name in an ASCII header.
std::string disposition(std::string_view name)
{
    std::string coded;
    for (const char c : name) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           c == '.' || c == '-' || c == '_';
        if (plain)
            coded += c;
        else
            coded += "%" + protocol::to_hex(std::string_view{&c, 1});
    }
    return "attachment; filename*=UTF-8''" + coded;
}

}  // namespace

Response attach_file_to_draft(Visit& visit)
{
    Console& console = visit.console;
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText& stored) -> Response {
        DraftText filled = filled_in(stored, visit.form, draft.body);
        if (visit.file.empty()) return not_attached(visit, draft, filled, "none");
        if (filled.files.size() >= protocol::limits::kAttachments)
            return not_attached(visit, draft, filled, "too_many");

        // One at a time: each may cost a third of a gigabyte for a moment.
        const std::unique_lock turn{console.taking_in, std::try_to_lock};
        if (!turn) return not_attached(visit, draft, filled, "busy");
        auto taken = take_in(documents::page_program(), std::move(visit.file));
        if (const auto* why = std::get_if<NotTaken>(&taken))
            return not_attached(visit, draft, filled, name_of(*why));
        auto& file = std::get<TakenIn>(taken);
        const auto sha256 = UploadStore{console.data}.put(file.bytes);
        if (!sha256) return failed(visit, sha256.error());
        DraftFile row;
        row.n = draft.n;
        row.name = free_name(filled, tidy_file_name(visit.file_name, file.ending));
        row.media_type = file.media_type;
        row.size = static_cast<std::int64_t>(file.bytes.size());
        row.sha256 = *sha256;
        row.pages = file.pages;
        row.words = std::move(file.words);
        // First the row, then the text that names it: a row without a name is nothing to anybody.
        DraftFiles files(console.registry);
        const auto k = files.add(row, visit.act("draft.attach", {}));
        if (!k) return failed(visit, k.error());
        filled.files.push_back(row.name);
        if (const auto saved = save_draft_text(visit, draft, filled); !saved) {
            static_cast<void>(files.remove(row.n, *k, visit.act("draft.detach", {})));
            filled.files.pop_back();
            if (saved.error().fault != Fault::Refused) return failed(visit, saved.error());
            return draft_sheet(visit, draft, filled, {"console.publish.moved_on", {}, {}});
        }
        return go(draft_address(row.n) + "?done=attached#files");
    });
}

Response detach_file(Visit& visit)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText& stored) -> Response {
        DraftText filled = filled_in(stored, visit.form, draft.body);
        const auto files = files_of(visit, draft, filled);
        if (!files) return failed(visit, files.error());
        const auto k = protocol::parse_decimal(visit.form.get("detach"));
        const auto found = std::ranges::find_if(
            *files, [&](const DraftFile& file) { return k && file.k == static_cast<std::int64_t>(*k); });
        if (found == files->end()) return refuse(visit, 404);
        std::erase(filled.files, found->name);
        if (const auto saved = save_draft_text(visit, draft, filled); !saved)
            return moved_on(visit, saved.error());
        const auto last =
            DraftFiles(visit.console.registry).remove(found->n, found->k, visit.act("draft.detach", {}));
        if (!last) return failed(visit, last.error());
        if (*last) {
            if (auto gone = UploadStore{visit.console.data}.remove(found->sha256); !gone)
                return failed(visit, gone.error());
        }
        return go(draft_address(draft.n) + "?done=detached#files");
    });
}

Response draft_file(Visit& visit)
{
    const auto draft = named_draft(visit);
    if (!draft) return failed(visit, draft.error());
    const auto k = protocol::parse_decimal(visit.parameter("k"));
    if (!*draft || !k) return refuse(visit, 404);
    const auto file = DraftFiles(visit.console.registry).find((*draft)->n, static_cast<std::int64_t>(*k));
    if (!file) return failed(visit, file.error());
    if (!*file) return refuse(visit, 404);
    const auto open = http::OpenFile::open(UploadStore{visit.console.data}.path((*file)->sha256).string());
    if (!open) return refuse(visit, 404);
    Response response;
    response.type = (*file)->media_type;
    response.headers = {{"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Content-Security-Policy", "default-src 'none'; sandbox"},
                        {"Cross-Origin-Resource-Policy", "same-origin"},
                        {"Content-Disposition", disposition((*file)->name)}};
    response.file = open;
    response.length = open->size();
    return response;
}

}  // namespace province::console

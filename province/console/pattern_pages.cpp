#include "protocol/base/encoding.h"
#include "province/console/draft_sheet.h"
#include "province/console/draft_visit.h"
#include "province/console/pages.h"
#include "province/drafting/pattern.h"
#include "province/registry/patterns.h"

// Texts that an office begins others from.

namespace province::console {

using http::Response;
using protocol::Fault;

namespace {

constexpr std::size_t kName_bytes = 200;

std::int64_t number_in(const Form& form)
{
    return static_cast<std::int64_t>(protocol::parse_decimal(form.get("n")).value_or(0));
}

}  // namespace

Response save_pattern(Visit& visit)
{
    return with_draft(visit, [&](const StoredDraft& draft, const DraftText& stored) {
        const std::string& name = visit.form.get("name");
        if (!stored.withdraws.empty()) return refuse(visit, 404);
        if (name.empty() || name.size() > kName_bytes || name.find('\n') != std::string::npos)
            return stored_sheet(visit, draft, {"console.pattern.name_needed"});
        const auto added = Patterns(visit.console.registry)
                               .add({0, draft.kind, name, source_of(as_pattern(stored)), draft.n},
                                    visit.act("pattern.add", {}));
        if (!added) return failed(visit, added.error());
        return go("/console/publish", "pattern");
    });
}

Response draft_from_pattern(Visit& visit)
{
    const auto pattern = Patterns(visit.console.registry).find(visit.who().body.code, number_in(visit.form));
    if (!pattern) return failed(visit, pattern.error());
    if (!*pattern) return refuse(visit, 404);
    auto text = draft_text_of((*pattern)->source);
    if (!text) return failed(visit, text.error());
    fill_days(*text, protocol::local_date(visit.now));
    const std::string title = text->title;
    return begin_draft(visit, std::move(*text), title);
}

Response drop_pattern(Visit& visit)
{
    const auto gone =
        Patterns(visit.console.registry).remove(number_in(visit.form), visit.act("pattern.remove", {}));
    if (!gone) return failed(visit, gone.error());
    return go("/console/publish", "pattern_gone");
}

}  // namespace province::console

#pragma once

#include <string_view>
#include <vector>

#include "province/console/visit.h"
#include "province/drafting/draft_text.h"
#include "province/drafting/publish_draft.h"
#include "province/registry/drafts.h"

namespace province::console {

/// The page of one draft, as far along as it is: a form for its writers, a sheet to read for everybody else.
/// `shown` is what stands in the form: what was stored, or what somebody just typed.
http::Response draft_sheet(const Visit& visit, const StoredDraft& draft, const DraftText& shown,
                           std::string_view problem, const std::vector<DraftProblem>& problems);

/// The same of what is stored.
http::Response stored_sheet(const Visit& visit, const StoredDraft& draft, std::string_view problem = {},
                            const std::vector<DraftProblem>& problems = {});

/// Yes to the one state that the draft is in, by its name.
void add_states(Fields& fields, const StoredDraft& draft);

}  // namespace province::console

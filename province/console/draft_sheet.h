#pragma once

#include <string_view>
#include <vector>

#include "province/console/visit.h"
#include "province/drafting/draft_text.h"
#include "province/drafting/form_check.h"
#include "province/drafting/personal_data.h"
#include "province/drafting/publish_draft.h"
#include "province/registry/draft_files.h"
#include "province/registry/drafts.h"

namespace province::console {

/// What was not right, as the page of a draft says it.
struct SheetProblems {
    std::string_view line{};             ///< a text key, above everything
    std::vector<FieldProblem> fields{};  ///< at their fields
    std::vector<DraftProblem> draft{};   ///< of the whole, in a list above

    bool none() const { return line.empty() && fields.empty() && draft.empty(); }
};

/// The page of one draft, as far along as it is: a form for its writers, a sheet to read for everybody else.
/// `shown` is what stands in the form: what was stored, or what somebody just typed.
http::Response draft_sheet(const Visit& visit, const StoredDraft& draft, const DraftText& shown,
                           const SheetProblems& problems);

/// The same of what is stored.
http::Response stored_sheet(const Visit& visit, const StoredDraft& draft, const SheetProblems& problems = {});

/// What looks like somebody's data, in the text and in the words of its files.
struct FoundData {
    std::string where;  ///< a file's name; empty: the text itself
    PersonalData::Kind kind{};
    std::string piece;
};
/// `numbers`: work telephones that may be read by everybody.
std::vector<FoundData> personal_data_in(const DraftText& shown, const std::vector<DraftFile>& files,
                                        const std::vector<std::string>& numbers);
/// Those of this draft's own fields for them, and of the contacts that its body has published.
protocol::Result<std::vector<std::string>> work_numbers_of(const Visit& visit, const std::string& body,
                                                           const DraftText& shown);

/// Yes to the one state that the draft is in, by its name.
void add_states(Fields& fields, const StoredDraft& draft);

}  // namespace province::console

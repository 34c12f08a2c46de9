#pragma once

#include <vector>

#include "province/console/fields.h"
#include "province/console/form.h"
#include "province/drafting/draft_text.h"
#include "province/law/rule_book.h"

namespace province::console {

/// The fields of a draft's form, filled in, for the template `draft`.
std::vector<Fields> shown_fields(const DraftText& draft, const RuleBook& law);
/// The same as pairs of label and value, for reading; empty fields left out.
std::vector<Fields> read_fields(const DraftText& draft);

/// What came back from that form. Kind, what it corrects or withdraws, and the scope stay as `stored` has
/// them.
DraftText filled_in(const DraftText& stored, const Form& form);

}  // namespace province::console

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "province/console/fields.h"
#include "province/console/form.h"
#include "province/drafting/draft_text.h"
#include "province/drafting/form_check.h"
#include "province/law/rule_book.h"

namespace province::console {

/// What a form offers to choose from, beside the words that stand in it.
struct FormChoices {
    const RuleBook& law;
    std::vector<std::pair<std::string, std::string>> contacts;  ///< record id, title
    std::vector<std::pair<std::string, std::string>> papers;    ///< newest first
    std::vector<std::pair<std::string, std::string>> files;     ///< attached: name, name
};

/// The fields of a draft's form, filled in, each with what is wrong in it: "lead", before the text, and
/// "groups", some folded, for the template `draft`.
void add_form(Fields& page, const DraftText& draft, const FormChoices& choices,
              const std::vector<FieldProblem>& problems);
/// The same for reading, with label and value: days as 24/11/2026, words for codes, whole numbers with dots,
/// rows as tables; empty fields left out.
std::vector<Fields> read_fields(const DraftText& draft, const FormChoices& choices);

/// What came back from that form. Kind, what it corrects or withdraws, scope and files stay as `stored` has
/// them; villages and halls of a `place` get ids (drafting/place_ids.h).
DraftText filled_in(const DraftText& stored, const Form& form, std::string_view body);

/// has_problem and problem: what is wrong in the field of that name.
void add_problem(Fields& fields, const std::vector<FieldProblem>& problems, std::string_view field,
                 const std::string& has, const std::string& words);

}  // namespace province::console

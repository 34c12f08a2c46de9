#pragma once

#include <string>
#include <vector>

#include "protocol/base/clock.h"
#include "province/drafting/draft_text.h"
#include "province/law/rule_book.h"

namespace province {

/// What is wrong in one field of a form, in the reader's language.
struct FieldProblem {
    std::string field;  ///< "title", "body", "chg" or a form field's name
    std::string sentence;
    friend bool operator==(const FieldProblem&, const FieldProblem&) = default;
};

/// What a writer is told beside the fields before a draft is sent on, in the form's order: what the record
/// type must have (law.md §14 of a disclosure), days and numbers that are none, ends before their beginnings,
/// rows with a hole, pictures of the text that nobody attached, terms of the rule book (30 days of posting,
/// 20 of a consultation, notice of a meeting), what a meeting that was held must say. check_source() judges
/// what is left.
std::vector<FieldProblem> check_form(const DraftText& draft, protocol::Date today, const RuleBook& law);

}  // namespace province

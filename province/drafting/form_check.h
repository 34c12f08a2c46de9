#pragma once

#include <string>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/law/law_book.h"
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
/// rows with a hole, pictures of the text that nobody attached, terms of the rule book, what a meeting that
/// was held must say. check_source() judges what is left.
///
/// Terms (30 days of posting, 20 of a consultation, notice of a meeting) are those in force today and begin
/// today at the earliest, whatever day was typed: nobody has read it before. So they are checked again on the
/// day it is signed. Of a correction (`before`: what it corrects) the days count as they stand, and none
/// begins earlier than it did; a meeting needs notice anew when its day or its kind was changed. What the law
/// has posted all the time (`standing`, RuleBook::is_standing()) has no last day. A question and its answer
/// (D14 without a document's number) come from no document, and name none.
std::vector<FieldProblem> check_form(const DraftText& draft, protocol::Date today,
                                     const protocol::LawBook& law, const DraftText* before = nullptr,
                                     bool standing = false);

/// A place on the map: both of its numbers or none, and within the province.
std::vector<FieldProblem> check_map(const DraftText& draft, const RuleBook& law);

}  // namespace province

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "province/drafting/forms.h"

namespace province {

/// What somebody filled in, and the source that `publish` reads: two forms of the same thing.
struct DraftText {
    std::string kind;
    std::string title;
    std::string body;                   ///< Markdown
    std::string scope = "commune";      ///< "commune", or "province" for its bodies
    std::vector<std::string> villages;  ///< ids; of a commune's body: whom it concerns, empty: everybody
    std::string revises, chg;           ///< of a correction: record id and reason code
    std::string withdraws;              ///< of a withdrawal: record id
    std::vector<std::string> erase;     ///< of a withdrawal: "body"
    std::vector<std::string> files;     ///< names of what is attached, in order
    /// By form field; of Papers and Files all that were chosen; of rows by "row.column", one a row, empty
    /// rows left out when it is written.
    std::map<std::string, std::vector<std::string>, std::less<>> values;

    std::string value(std::string_view name) const;
    /// Of a field with columns: rows up to the last that says anything, and what stands in one.
    std::size_t rows(const FormField& field) const;
    std::string cell(const FormField& field, const FormField& column, std::size_t row) const;
};

/// Front matter and Markdown. Values go as they are: whether they fit is said by the reader of sources, with
/// the same sentences as on the command line.
std::string source_of(const DraftText& draft);

/// Malformed when it is no source that source_of() could have made.
protocol::Result<DraftText> draft_text_of(std::string_view source);

/// Everything in it that people will read, one piece a line: what the look for personal data goes over.
std::string readable_text(const DraftText& draft);

}  // namespace province

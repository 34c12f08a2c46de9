#pragma once

#include <string>
#include <string_view>

namespace province {

/// Text for between tags and for attributes in double quotes.
[[nodiscard]] std::string escaped(std::string_view text);

/// CommonMark with tables as HTML that can do nothing: raw HTML is text like any other, of tags only a fixed
/// few are let through, of attributes only a cell's alignment, a list's start and the address of a link that
/// begins with http:// or https://. Pictures become their words: a page asks nobody for anything. Headings
/// begin at h2. Any bytes are taken; nothing fails.
[[nodiscard]] std::string safe_html(std::string_view markdown);

}  // namespace province

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "protocol/base/strings.h"
#include "province/console/fields.h"

namespace province::console {

/// The pages of assets/console/*.html: mustache, with `[[key]]` for a text of the catalogue and `{{> name}}`
/// for what several pages share, both put in when they are loaded.
class Templates {
public:
    /// Malformed: a text that the catalogue does not have, a part that is no file or names others, an
    /// unfinished `[[` or `{{>`, no good mustache.
    static protocol::Result<Templates> load(const std::filesystem::path& folder,
                                            const protocol::Strings& texts);

    /// `name` without .html; {{{content}}} of `layout` becomes the page.
    std::string page(std::string_view name, const Fields& fields, std::string_view layout = "layout") const;
    std::string part(std::string_view name, const Fields& fields) const;

private:
    std::map<std::string, std::string, std::less<>> sources_;
};

/// Text for HTML, also inside double quotes.
std::string escaped(std::string_view text);

}  // namespace province::console

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "province/console/form.h"

namespace province::console {

/// A form that brought a file (multipart/form-data, RFC 7578).
struct Multipart {
    Form form;
    std::string file_name;  ///< as the browser called it; to be tidied before it is used
    std::string file;       ///< of the one field with a file; empty when none was chosen
};

/// Nothing when it is none, holds over one file or over 400 fields, or text that Form would not take.
/// `type` is the Content-Type.
std::optional<Multipart> parse_multipart(std::string_view type, std::string_view bytes);

bool is_multipart(std::string_view type);

}  // namespace province::console

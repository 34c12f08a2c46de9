#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "province/publish/blob_store.h"
#include "province/publish/problems.h"

namespace province {

/// A file that a front matter names, ready to be published.
struct AttachedFile {
    std::string name;  ///< in NFC
    std::string media_type;
    NewBlob blob;
};

enum class AttachedAs { Document, Audio };

/// Finds `name` beside `source`. Problems with `line`: a name that leaves the folder or is no plain name, a
/// file that is missing, a symbolic link, no regular file, empty, of a kind that kiosks cannot show, or above
/// its limit (§8.9).
std::optional<AttachedFile> attach_file(const std::filesystem::path& source, std::string_view name,
                                        AttachedAs as, int line, Problems& problems);

/// The same for a Markdown text without front matter (minutes); its bytes are clean (source_text.h).
std::optional<AttachedFile> attach_text(const std::filesystem::path& source, std::string_view name, int line,
                                        Problems& problems);

/// A name that stays in its folder: no separator, not "." or "..", no leading dot, no control characters.
bool is_plain_name(std::string_view name);

}  // namespace province

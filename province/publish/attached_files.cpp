#include "province/publish/attached_files.h"

#include <algorithm>
#include <array>
#include <utility>

#include "protocol/base/text.h"
#include "protocol/limits.h"
#include "province/files/files.h"
#include "province/publish/source_text.h"

namespace province {

namespace fs = std::filesystem;

namespace {

// Attachments above this size are read again when they are stored, so that a batch of large ones fits into
// memory.
constexpr std::size_t kKeptInMemory = 256 * 1024;

struct MediaType {
    std::string_view ending, type;
    AttachedAs as;
};
constexpr std::array<MediaType, 15> kMediaTypes{{
    {".pdf", "application/pdf", AttachedAs::Document},
    {".png", "image/png", AttachedAs::Document},
    {".jpg", "image/jpeg", AttachedAs::Document},
    {".jpeg", "image/jpeg", AttachedAs::Document},
    {".txt", "text/plain", AttachedAs::Document},
    {".md", "text/markdown", AttachedAs::Document},
    {".csv", "text/csv", AttachedAs::Document},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     AttachedAs::Document},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", AttachedAs::Document},
    {".odt", "application/vnd.oasis.opendocument.text", AttachedAs::Document},
    {".ods", "application/vnd.oasis.opendocument.spreadsheet", AttachedAs::Document},
    {".ogg", "audio/ogg", AttachedAs::Audio},
    {".opus", "audio/ogg", AttachedAs::Audio},
    {".mp3", "audio/mpeg", AttachedAs::Audio},
    {".wav", "audio/wav", AttachedAs::Audio},
}};

std::string_view media_type(const fs::path& path, AttachedAs as)
{
    auto ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (const auto& known : kMediaTypes) {
        if (known.ending == ending && known.as == as) return known.type;
    }
    return {};
}

std::string mebibytes(std::size_t bytes) { return std::to_string(bytes / protocol::limits::kMiB); }

/// The bytes of a file beside `source` that may be published.
std::optional<std::string> read_beside(const fs::path& source, std::string_view name, std::size_t limit,
                                       int line, Problems& problems)
{
    if (!is_plain_name(name)) {
        problems.add(source, line, "bad_name", {{"name", name}});
        return std::nullopt;
    }
    const auto path = source.parent_path() / fs::path{name};
    std::error_code code;
    const auto status = fs::symlink_status(path, code);
    if (!fs::exists(status)) {
        problems.add(source, line, "file_missing", {{"name", name}});
    } else if (fs::is_symlink(status)) {
        problems.add(source, line, "file_is_link", {{"name", name}});
    } else if (!fs::is_regular_file(status)) {
        problems.add(source, line, "file_not_regular", {{"name", name}});
    } else if (fs::file_size(path, code) > limit) {
        problems.add(source, line, "file_too_large", {{"name", name}, {"limit", mebibytes(limit)}});
    } else if (auto bytes = read_file(path, limit); !bytes) {
        problems.add(source, line, "file_unreadable", {{"name", name}, {"why", bytes.error().detail}});
    } else if (bytes->empty()) {
        problems.add(source, line, "file_empty", {{"name", name}});
    } else {
        return std::move(*bytes);
    }
    return std::nullopt;
}

}  // namespace

bool is_plain_name(std::string_view name)
{
    return !name.empty() && name.front() != '.' && name.size() <= 200 &&
           name.find_first_of("/\\") == std::string_view::npos &&
           !protocol::find_forbidden(name, protocol::TextForm::Line);
}

std::optional<AttachedFile> attach_file(const fs::path& source, std::string_view name, AttachedAs as,
                                        int line, Problems& problems)
{
    const auto limit = as == AttachedAs::Audio ? protocol::limits::kAudio : protocol::limits::kAttachment;
    auto bytes = read_beside(source, name, limit, line, problems);
    if (!bytes) return std::nullopt;
    const auto type = media_type(fs::path{name}, as);
    if (type.empty()) {
        problems.add(source, line, "file_kind", {{"name", name}});
        return std::nullopt;
    }
    AttachedFile file{protocol::nfc(name).value_or(std::string{name}), std::string{type},
                      blob_of(std::move(*bytes))};
    if (file.blob.bytes.size() > kKeptInMemory) {
        file.blob.bytes = {};
        file.blob.file = source.parent_path() / fs::path{name};
    }
    return file;
}

std::optional<AttachedFile> attach_text(const fs::path& source, std::string_view name, int line,
                                        Problems& problems)
{
    auto bytes = read_beside(source, name, protocol::limits::kBody, line, problems);
    if (!bytes) return std::nullopt;
    auto text = clean_text(std::move(*bytes), source.parent_path() / fs::path{name}, problems);
    if (!text) return std::nullopt;
    return AttachedFile{std::string{name}, "text/markdown", blob_of(std::move(*text))};
}

}  // namespace province

#pragma once

#include <memory>
#include <string_view>

#include "protocol/pages/messages.h"

namespace kiosk::opener {

namespace pages = protocol::pages;

/// A file taken apart. Whatever stands in it, a question is answered or refused; at worst the process dies.
class OpenedFile {
public:
    OpenedFile() = default;
    OpenedFile(const OpenedFile&) = delete;
    OpenedFile& operator=(const OpenedFile&) = delete;
    virtual ~OpenedFile() = default;

    /// Opened, or Refused for the whole file.
    [[nodiscard]] virtual pages::Answer open() = 0;
    /// Asked only after Opened, for a page there is.
    [[nodiscard]] virtual pages::Answer draw(const pages::Draw& draw) = 0;
    [[nodiscard]] virtual pages::Answer words(std::uint32_t page) = 0;
};

/// What the first bytes say; a PDF may have some rubbish before its head.
enum class FileKind { Unknown, Pdf, Png, Jpeg };
[[nodiscard]] FileKind kind_of(std::string_view file);

/// `file` must stay where it is as long as the result lives.
[[nodiscard]] std::unique_ptr<OpenedFile> make_pdf(std::string_view file);
[[nodiscard]] std::unique_ptr<OpenedFile> make_photo(std::string_view file, FileKind kind);

}  // namespace kiosk::opener

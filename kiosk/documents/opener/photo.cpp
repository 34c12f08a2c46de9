#include <utility>

#include "kiosk/documents/opener/opened_file.h"
#include "kiosk/documents/opener/pixels.h"

namespace kiosk::opener {

using pages::Refusal;

namespace {

/// A picture file: a document of one page without words.
class Photo final : public OpenedFile {
public:
    Photo(std::string_view file, FileKind kind) : file_(file), kind_(kind) {}

    pages::Answer open() override
    {
        const auto size = kind_ == FileKind::Png ? png_size(file_) : jpeg_size(file_);
        if (!size) return pages::Refused{Refusal::NotReadable};
        const bool lean =
            size->width / size->height >= pages::kLeanest || size->height / size->width >= pages::kLeanest;
        const bool large =
            size->width > 100'000 || size->height > 100'000 ||
            (kind_ == FileKind::Png && std::uint64_t{size->width} * size->height > kMostUnpacked);
        if (lean || large) return pages::Refused{Refusal::TooLarge};
        return pages::Opened{{{size->width, size->height}}};
    }

    pages::Answer draw(const pages::Draw& draw) override
    {
        // A JPEG is unpacked anew when more of it is wanted; anything else is unpacked once.
        if (unpacked_.rgb.empty() || (kind_ == FileKind::Jpeg && draw.width > unpacked_for_)) {
            auto pixels = kind_ == FileKind::Png ? unpack_png(file_) : unpack_jpeg(file_, draw.width);
            if (!pixels) return pages::Refused{Refusal::NotReadable};
            unpacked_ = std::move(*pixels);
            unpacked_for_ = draw.width;
        }
        return scaled(unpacked_, draw);
    }

    pages::Answer words(std::uint32_t) override { return pages::Words{}; }

private:
    std::string_view file_;
    FileKind kind_;
    Pixels unpacked_;
    std::uint32_t unpacked_for_ = 0;
};

}  // namespace

FileKind kind_of(std::string_view file)
{
    using namespace std::string_view_literals;
    constexpr std::size_t kRubbish = 1024;
    if (file.starts_with("\x89PNG\r\n\x1a\n"sv)) return FileKind::Png;
    if (file.starts_with("\xFF\xD8\xFF"sv)) return FileKind::Jpeg;
    if (file.substr(0, kRubbish).find("%PDF-"sv) != std::string_view::npos) return FileKind::Pdf;
    return FileKind::Unknown;
}

std::unique_ptr<OpenedFile> make_photo(std::string_view file, FileKind kind)
{
    return std::make_unique<Photo>(file, kind);
}

}  // namespace kiosk::opener

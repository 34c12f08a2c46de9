#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "kiosk/documents/opener/opened_file.h"

namespace kiosk::opener {

using pages::Refusal;

namespace {

constexpr double kPointsPerInch = 72;
/// Shapes are told in these parts of a point.
constexpr double kParts = 100;

struct Size {
    double width = 0;
    double height = 0;
};

/// Of the page as it is read, turned by its own rotation; nothing when it is no page a person could look at.
std::optional<Size> size_of(const poppler::page& page)
{
    const poppler::rectf box = page.page_rect(poppler::crop_box);
    Size size{std::abs(box.width()), std::abs(box.height())};
    const auto turned = page.orientation();
    if (turned == poppler::page::landscape || turned == poppler::page::seascape)
        std::swap(size.width, size.height);
    const double lean = size.width / size.height;
    if (!std::isfinite(lean) || size.width < 1 || size.height < 1 || size.width > 1e6 || size.height > 1e6)
        return std::nullopt;
    if (lean >= pages::kLeanest || lean <= 1.0 / pages::kLeanest) return std::nullopt;
    return size;
}

class Pdf final : public OpenedFile {
public:
    explicit Pdf(std::string_view file) : file_(file)
    {
        renderer_.set_render_hint(poppler::page_renderer::antialiasing);
        renderer_.set_render_hint(poppler::page_renderer::text_antialiasing);
        renderer_.set_image_format(poppler::image::format_argb32);
    }

    pages::Answer open() override
    {
        if (file_.size() > std::numeric_limits<int>::max()) return pages::Refused{Refusal::TooLarge};
        document_.reset(poppler::document::load_from_raw_data(file_.data(), static_cast<int>(file_.size())));
        if (!document_) return pages::Refused{Refusal::NotReadable};
        if (document_->is_locked()) return pages::Refused{Refusal::Locked};
        const int count = document_->pages();
        if (count <= 0) return pages::Refused{Refusal::NotReadable};
        if (count > static_cast<int>(pages::kMostPages)) return pages::Refused{Refusal::TooLarge};
        pages::Opened opened;
        for (int i = 0; i < count; ++i) {
            const std::unique_ptr<poppler::page> page{document_->create_page(i)};
            // A broken page keeps its place among the others; it is refused when it is to be drawn.
            const auto size = page ? size_of(*page) : std::nullopt;
            opened.pages.push_back(size ? pages::Shape{static_cast<std::uint32_t>(size->width * kParts),
                                                       static_cast<std::uint32_t>(size->height * kParts)}
                                        : pages::Shape{210, 297});
        }
        return opened;
    }

    pages::Answer draw(const pages::Draw& draw) override
    {
        const std::unique_ptr<poppler::page> page{document_->create_page(static_cast<int>(draw.page))};
        const auto size = page ? size_of(*page) : std::nullopt;
        if (!size) return pages::Refused{Refusal::NoSuchPage};
        const double dpi = kPointsPerInch * draw.width / size->width;
        const poppler::image image =
            renderer_.render_page(page.get(), dpi, dpi, static_cast<int>(draw.x), static_cast<int>(draw.y),
                                  static_cast<int>(draw.wide), static_cast<int>(draw.tall));
        const bool whole = image.is_valid() && image.format() == poppler::image::format_argb32 &&
                           image.width() == static_cast<int>(draw.wide) &&
                           image.height() == static_cast<int>(draw.tall);
        if (!whole) return pages::Refused{Refusal::NoSuchPage};
        pages::Drawn drawn{draw.wide, draw.tall, {}};
        const std::size_t row = std::size_t{4} * draw.wide;
        drawn.pixels.resize(row * draw.tall);
        for (std::uint32_t y = 0; y < draw.tall; ++y)
            std::memcpy(drawn.pixels.data() + y * row,
                        image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row(), row);
        return drawn;
    }

    pages::Answer words(std::uint32_t number) override
    {
        const std::unique_ptr<poppler::page> page{document_->create_page(static_cast<int>(number))};
        if (!page) return pages::Refused{Refusal::NoSuchPage};
        const auto utf8 = page->text(poppler::rectf{}, poppler::page::non_raw_non_physical_layout).to_utf8();
        pages::Words words;
        std::size_t size = std::min(utf8.size(), pages::kMostWords);
        // Not in the middle of a letter.
        while (size < utf8.size() && size > 0 && (utf8[size] & 0xC0) == 0x80) --size;
        words.words.assign(utf8.begin(), utf8.begin() + static_cast<std::ptrdiff_t>(size));
        return words;
    }

private:
    std::string_view file_;
    std::unique_ptr<poppler::document> document_;
    poppler::page_renderer renderer_;
};

}  // namespace

std::unique_ptr<OpenedFile> make_pdf(std::string_view file) { return std::make_unique<Pdf>(file); }

}  // namespace kiosk::opener

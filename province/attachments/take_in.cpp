#include "province/attachments/take_in.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "documents/page_process.h"
#include "protocol/base/log.h"
#include "protocol/base/text.h"
#include "protocol/limits.h"
#include "province/attachments/fresh_picture.h"

namespace province {

namespace pages = protocol::pages;
using documents::PageProcess;
using protocol::Fault;

namespace {

/// A kiosk is 1080 px wide and shows a picture as wide; larger when it is pulled apart by two fingers.
constexpr std::uint32_t kWidest = 2160;

enum class Kind { Other, Pdf, Png, Jpeg };

Kind kind_of(std::string_view file)
{
    using namespace std::string_view_literals;
    constexpr std::size_t kRubbish = 1024;
    if (file.starts_with("\x89PNG\r\n\x1a\n"sv)) return Kind::Png;
    if (file.starts_with("\xFF\xD8\xFF"sv)) return Kind::Jpeg;
    return file.substr(0, kRubbish).find("%PDF-"sv) == std::string_view::npos ? Kind::Other : Kind::Pdf;
}

/// A talk with commune-page about one file, with one deadline for all of it.
class Talk {
public:
    Talk(PageProcess process, std::chrono::milliseconds time)
        : process_(std::move(process)), until_(std::chrono::steady_clock::now() + time)
    {
    }

    /// The answer of this kind; else `why` says what stood against it.
    template <class Wanted>
    std::optional<Wanted> ask(const pages::Request& request, NotTaken& why)
    {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until_ - std::chrono::steady_clock::now());
        auto answer = process_.ask(request, std::max(left, std::chrono::milliseconds{1}));
        if (!answer) {
            // It died or was ended: a file that eats memory or time looks like this.
            why = answer.error().fault == Fault::Busy ? NotTaken::TooSlow : NotTaken::Broken;
            return std::nullopt;
        }
        if (auto* wanted = std::get_if<Wanted>(&*answer)) return std::move(*wanted);
        const auto* refused = std::get_if<pages::Refused>(&*answer);
        why = refused == nullptr                         ? NotTaken::Broken
              : refused->why == pages::Refusal::Locked   ? NotTaken::Locked
              : refused->why == pages::Refusal::TooLarge ? NotTaken::TooLarge
                                                         : NotTaken::Broken;
        return std::nullopt;
    }

private:
    PageProcess process_;
    std::chrono::steady_clock::time_point until_;
};

/// UTF-8 in NFC without what no text may hold.
std::string clean(std::string words)
{
    for (char& c : words)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F) c = ' ';
    return protocol::nfc(words).value_or(std::string{});
}

std::variant<TakenIn, NotTaken> pdf(Talk& talk, std::uint32_t count, std::string bytes)
{
    TakenIn taken{std::move(bytes), ".pdf", "application/pdf", count, {}};
    for (std::uint32_t page = 0; page < count && taken.words.size() < kMostWords; ++page) {
        NotTaken why{};
        const auto words = talk.ask<pages::Words>(pages::Read{page}, why);
        if (why == NotTaken::TooSlow) return why;
        // One page that cannot be read is one page without words; the kiosk says the same of it.
        if (words) taken.words += clean(words->words) + "\n";
    }
    if (taken.words.size() > kMostWords) {
        std::size_t size = kMostWords;
        while (size > 0 && (static_cast<unsigned char>(taken.words[size]) & 0xC0) == 0x80) --size;
        taken.words.resize(size);
    }
    return taken;
}

std::variant<TakenIn, NotTaken> picture(Talk& talk, const pages::Shape& shape, Kind kind)
{
    const double ratio = static_cast<double>(shape.height) / shape.width;
    const auto fitting = static_cast<std::uint32_t>(std::sqrt(pages::kMostPixels / ratio));
    std::uint32_t width = std::max(1U, std::min({shape.width, kWidest, fitting}));
    while (width > 1 && std::uint64_t{width} * pages::height_at(shape, width) > pages::kMostPixels) --width;
    NotTaken why{};
    const auto drawn =
        talk.ask<pages::Drawn>(pages::Draw{0, width, 0, 0, width, pages::height_at(shape, width)}, why);
    if (!drawn) return why;
    auto bytes = kind == Kind::Png ? fresh_png(*drawn) : fresh_jpeg(*drawn);
    if (!bytes || bytes->size() > protocol::limits::kAttachment) return NotTaken::TooLarge;
    if (kind == Kind::Png) return TakenIn{std::move(*bytes), ".png", "image/png", 1, {}};
    return TakenIn{std::move(*bytes), ".jpg", "image/jpeg", 1, {}};
}

}  // namespace

std::string_view name_of(NotTaken why)
{
    constexpr std::array<std::string_view, 6> kNames{"kind",      "broken",   "locked",
                                                     "too_large", "too_slow", "unavailable"};
    return kNames[static_cast<std::size_t>(why)];
}

std::variant<TakenIn, NotTaken> take_in(const std::filesystem::path& program, std::string bytes,
                                        std::chrono::milliseconds time)
{
    if (bytes.size() > protocol::limits::kAttachment) return NotTaken::TooLarge;
    const Kind kind = kind_of(bytes);
    if (kind == Kind::Other) return NotTaken::Kind;
    auto process = PageProcess::start(program);
    if (!process) {
        protocol::log::error("attachments", process.error().detail);
        return NotTaken::Unavailable;
    }
    Talk talk{std::move(*process), time};
    NotTaken why{};
    const auto opened = talk.ask<pages::Opened>(pages::Open{bytes}, why);
    if (!opened) return why;
    if (kind == Kind::Pdf)
        return pdf(talk, static_cast<std::uint32_t>(opened->pages.size()), std::move(bytes));
    return picture(talk, opened->pages.front(), kind);
}

}  // namespace province

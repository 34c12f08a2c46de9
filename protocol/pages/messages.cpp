#include "protocol/pages/messages.h"

#include <algorithm>

namespace protocol::pages {

namespace {

constexpr std::size_t kNumber = 4;

void put(std::string& out, std::uint32_t number)
{
    for (unsigned shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(number >> shift & 0xFF));
}

std::uint32_t number_at(std::string_view bytes, std::size_t at)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < kNumber; ++i)
        number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return number;
}

/// Begins a frame.
std::string begin(char kind, std::size_t size)
{
    std::string frame;
    frame.reserve(kPrefix + 1 + size);
    put(frame, static_cast<std::uint32_t>(1 + size));
    frame.push_back(kind);
    return frame;
}

struct Encode {
    std::string operator()(const Open& open) const { return begin(1, open.file.size()) += open.file; }
    std::string operator()(const Draw& draw) const
    {
        std::string frame = begin(2, 6 * kNumber);
        for (const auto number : {draw.page, draw.width, draw.x, draw.y, draw.wide, draw.tall})
            put(frame, number);
        return frame;
    }
    std::string operator()(const Read& read) const
    {
        std::string frame = begin(3, kNumber);
        put(frame, read.page);
        return frame;
    }
    std::string operator()(const Opened& opened) const
    {
        std::string frame = begin(1, opened.pages.size() * 2 * kNumber);
        for (const Shape& page : opened.pages) {
            put(frame, page.width);
            put(frame, page.height);
        }
        return frame;
    }
    std::string operator()(const Drawn& drawn) const
    {
        std::string frame = begin(2, 2 * kNumber + drawn.pixels.size());
        put(frame, drawn.wide);
        put(frame, drawn.tall);
        return frame += drawn.pixels;
    }
    std::string operator()(const Words& words) const { return begin(3, words.words.size()) += words.words; }
    std::string operator()(const Refused& refused) const
    {
        return begin(4, 1) += static_cast<char>(refused.why);
    }
};

tl::unexpected<Error> bad(const char* what) { return fail(Fault::Malformed, what); }

bool good_piece(std::uint32_t wide, std::uint32_t tall)
{
    return wide > 0 && tall > 0 && wide <= kWidest && tall <= kTallest &&
           std::uint64_t{wide} * tall <= kMostPixels;
}

Result<Request> decode_draw(std::string_view fields)
{
    if (fields.size() != 6 * kNumber) return bad("pages: draw");
    const Draw draw{number_at(fields, 0),  number_at(fields, 4),  number_at(fields, 8),
                    number_at(fields, 12), number_at(fields, 16), number_at(fields, 20)};
    const bool inside = draw.width > 0 && draw.width <= kWidest && draw.x < kWidest && draw.y < kTallest;
    if (draw.page >= kMostPages || !inside || !good_piece(draw.wide, draw.tall)) return bad("pages: draw");
    return Request{draw};
}

Result<Answer> decode_opened(std::string_view fields)
{
    constexpr std::size_t kShape = 2 * kNumber;
    const std::size_t count = fields.size() / kShape;
    if (fields.size() % kShape != 0 || count == 0 || count > kMostPages) return bad("pages: opened");
    Opened opened;
    opened.pages.reserve(count);
    for (std::size_t at = 0; at < fields.size(); at += kShape) {
        const Shape shape{number_at(fields, at), number_at(fields, at + kNumber)};
        const bool good = shape.width > 0 && shape.height > 0 && shape.width / shape.height <= kLeanest &&
                          shape.height / shape.width <= kLeanest;
        if (!good) return bad("pages: shape");
        opened.pages.push_back(shape);
    }
    return Answer{std::move(opened)};
}

Result<Answer> decode_drawn(std::string_view fields)
{
    if (fields.size() < 2 * kNumber) return bad("pages: drawn");
    Drawn drawn{number_at(fields, 0), number_at(fields, kNumber), {}};
    const std::size_t pixels = fields.size() - 2 * kNumber;
    if (!good_piece(drawn.wide, drawn.tall) || pixels != std::size_t{4} * drawn.wide * drawn.tall)
        return bad("pages: drawn");
    drawn.pixels = fields.substr(2 * kNumber);
    return Answer{std::move(drawn)};
}

}  // namespace

std::uint32_t height_at(const Shape& shape, std::uint32_t width)
{
    const std::uint64_t height = (std::uint64_t{width} * shape.height + shape.width / 2) / shape.width;
    return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(height, 1, kTallest));
}

std::string encode(const Request& request) { return std::visit(Encode{}, request); }
std::string encode(const Answer& answer) { return std::visit(Encode{}, answer); }

std::optional<std::size_t> frame_length(std::string_view prefix, std::size_t most)
{
    if (prefix.size() != kPrefix) return std::nullopt;
    const std::size_t length = number_at(prefix, 0);
    if (length == 0 || length > most) return std::nullopt;
    return length;
}

Result<Request> decode_request(std::string_view frame)
{
    if (frame.empty()) return bad("pages: empty");
    const std::string_view fields = frame.substr(1);
    switch (frame.front()) {
        case 1:
            if (fields.size() > kMostFile) return bad("pages: file too large");
            return Request{Open{std::string{fields}}};
        case 2:
            return decode_draw(fields);
        case 3:
            if (fields.size() != kNumber || number_at(fields, 0) >= kMostPages) return bad("pages: read");
            return Request{Read{number_at(fields, 0)}};
        default:
            return bad("pages: unknown request");
    }
}

Result<Answer> decode_answer(std::string_view frame)
{
    if (frame.empty()) return bad("pages: empty");
    const std::string_view fields = frame.substr(1);
    switch (frame.front()) {
        case 1:
            return decode_opened(fields);
        case 2:
            return decode_drawn(fields);
        case 3:
            if (fields.size() > kMostWords) return bad("pages: words too long");
            return Answer{Words{std::string{fields}}};
        case 4:
            if (fields.size() != 1 || fields[0] < 1 || fields[0] > 4) return bad("pages: refused");
            return Answer{Refused{static_cast<Refusal>(fields[0])}};
        default:
            return bad("pages: unknown answer");
    }
}

}  // namespace protocol::pages

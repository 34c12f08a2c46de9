#include "kiosk/ui/field_text.h"

#include "protocol/base/text.h"

namespace kiosk {

std::size_t FieldLines::line_of(std::size_t byte) const
{
    for (std::size_t i = lines.size(); i-- > 1;) {
        if (lines[i].from <= byte) return i;
    }
    return 0;
}

FieldLines field_lines(Fonts& fonts, const FontSize& size, std::string_view text, float width)
{
    FieldLines result;
    std::size_t from = 0;
    std::size_t after_space = 0;  ///< where the line may be broken; 0: nowhere
    float used = 0;
    float used_to_space = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t c = protocol::next_code_point(text, at);
        if (c == U'\n') {
            result.lines.push_back({from, start});
            from = at;
            after_space = 0;
            used = 0;
            continue;
        }
        used += fonts.advance(size, c);
        if (c == U' ') {
            // A space at the end hangs over the edge.
            after_space = at;
            used_to_space = used;
            continue;
        }
        if (used <= width || start == from) continue;
        const std::size_t cut = after_space > from ? after_space : start;
        used = after_space > from ? used - used_to_space : fonts.advance(size, c);
        result.lines.push_back({from, cut});
        from = cut;
        after_space = 0;
    }
    result.lines.push_back({from, text.size()});
    return result;
}

std::size_t byte_at(Fonts& fonts, const FontSize& size, std::string_view text, const FieldLines::Piece& piece,
                    float x)
{
    float edge = 0;
    for (std::size_t at = piece.from; at < piece.to;) {
        const std::size_t start = at;
        const float width = fonts.advance(size, protocol::next_code_point(text, at));
        if (x < edge + width / 2) return start;
        edge += width;
    }
    return piece.to;
}

}  // namespace kiosk

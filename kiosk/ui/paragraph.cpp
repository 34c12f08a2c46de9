#include "kiosk/ui/paragraph.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/glyph_sheet.h"
#include "kiosk/ui/paint.h"
#include "protocol/base/text.h"

namespace kiosk {

namespace {

constexpr std::string_view kEllipsis = "…";
constexpr float kAscender = 1.069F;  ///< of Noto Sans, in em
constexpr float kDescender = 0.293F;

/// Takes words one by one and puts them on lines.
class Breaker {
public:
    Breaker(Fonts& fonts, std::span<const Span> spans, const Fit& fit)
        : fonts_(fonts), spans_(spans), fit_(fit)
    {
        broken_.lines.emplace_back();
    }

    Broken run()
    {
        for (std::uint32_t s = 0; s < spans_.size() && !full_; ++s) take_span(s);
        if (!full_) flush_word();
        return std::move(broken_);
    }

private:
    const FontSize& size(std::uint32_t span) const { return spans_[span].bold ? fit_.bold : fit_.regular; }

    void take_span(std::uint32_t s)
    {
        const std::string_view words = spans_[s].words;
        std::uint32_t from = 0;
        float width = 0;
        const auto close = [&](std::size_t to) {
            if (to > from) word_.push_back({s, from, static_cast<std::uint32_t>(to), 0, width, false});
            word_width_ += width;
            width = 0;
        };
        for (std::size_t at = 0; at < words.size() && !full_;) {
            const std::size_t start = at;
            const char32_t c = protocol::next_code_point(words, at);
            if (c == U' ' || c == U'\n') {
                close(start);
                flush_word();
                from = static_cast<std::uint32_t>(at);
                if (c == U'\n') {
                    new_line();
                } else {
                    space_ += fonts_.advance(size(s), U' ');
                }
                continue;
            }
            width += fonts_.advance(size(s), c);
        }
        close(words.size());
    }

    void flush_word()
    {
        if (word_.empty() || full_) return;
        Line* line = &broken_.lines.back();
        if (!line->runs.empty() && line->width + space_ + word_width_ > fit_.width) {
            if (!new_line()) return;
            line = &broken_.lines.back();
        }
        if (word_width_ > fit_.width) {
            break_word();
        } else {
            float x = line->runs.empty() ? 0 : line->width + space_;
            for (Run& piece : word_) {
                piece.x = x;
                x += piece.width;
                join(*line, piece);
            }
            line->width = x;
        }
        word_.clear();
        word_width_ = 0;
        space_ = 0;
    }

    /// Runs of one span that stand side by side become one.
    static void join(Line& line, const Run& piece)
    {
        if (!line.runs.empty()) {
            Run& last = line.runs.back();
            if (last.span == piece.span && last.to + 1 >= piece.from) {
                last.to = piece.to;
                last.width = piece.x + piece.width - last.x;
                return;
            }
        }
        line.runs.push_back(piece);
    }

    void break_word()
    {
        broken_.split_word = true;
        for (const Run& piece : std::vector<Run>{word_}) {
            const std::string_view words = spans_[piece.span].words;
            Run part{piece.span, piece.from, piece.from, broken_.lines.back().width, 0, false};
            for (std::size_t at = piece.from; at < piece.to;) {
                const std::size_t start = at;
                const float width = fonts_.advance(size(piece.span), protocol::next_code_point(words, at));
                if (part.x + part.width + width > fit_.width && part.x + part.width > 0) {
                    finish(part, start);
                    if (!new_line()) return;
                    part = {piece.span, static_cast<std::uint32_t>(start), 0, 0, 0, false};
                }
                part.width += width;
            }
            finish(part, piece.to);
        }
    }

    void finish(Run& part, std::size_t to)
    {
        part.to = static_cast<std::uint32_t>(to);
        if (part.to <= part.from) return;
        Line& line = broken_.lines.back();
        join(line, part);
        line.width = part.x + part.width;
    }

    /// False when no line is left: the last one gets its "…".
    bool new_line()
    {
        space_ = 0;
        if (fit_.max_lines > 0 && static_cast<int>(broken_.lines.size()) >= fit_.max_lines) {
            full_ = true;
            broken_.cut = true;
            cut_last();
            return false;
        }
        broken_.lines.emplace_back();
        return true;
    }

    /// Takes whole words off the last line until "…" has its place: half a word or half a number says
    /// something else. Only a word that fills the line alone is cut itself.
    void cut_last()
    {
        Line& line = broken_.lines.back();
        while (!line.runs.empty()) {
            Run& last = line.runs.back();
            const float dots = run_width(fonts_, size(last.span), kEllipsis);
            const std::string_view words = spans_[last.span].words;
            while (last.to > last.from && last.x + last.width + dots > fit_.width) {
                const std::size_t space = words.substr(last.from, last.to - last.from).rfind(' ');
                if (space != std::string_view::npos)
                    shorten(last, last.from + static_cast<std::uint32_t>(space));
                else
                    shorten(last, line.runs.size() > 1 ? last.from : before(words, last));
            }
            shorten(last, last.from + without_joint(words.substr(last.from, last.to - last.from)));
            if (last.to > last.from) {
                last.ellipsis = true;
                line.width = last.x + last.width + dots;
                return;
            }
            line.runs.pop_back();
        }
    }

    void shorten(Run& run, std::uint32_t to)
    {
        if (run.to == to) return;
        run.to = to;
        run.width =
            run_width(fonts_, size(run.span), spans_[run.span].words.substr(run.from, run.to - run.from));
    }

    /// Where the last letter of a run begins.
    static std::uint32_t before(std::string_view words, const Run& run)
    {
        std::uint32_t to = run.to;
        do --to;
        while (to > run.from && (static_cast<unsigned char>(words[to]) & 0xC0U) == 0x80U);
        return to;
    }

    /// Length without what would have led on to the next words: " ·", ",", " –".
    static std::uint32_t without_joint(std::string_view words)
    {
        for (bool more = true; more;) {
            more = false;
            for (const std::string_view joint : {" ", "·", ",", ":", ";", "–", "-"}) {
                if (!words.ends_with(joint)) continue;
                words.remove_suffix(joint.size());
                more = true;
            }
        }
        return static_cast<std::uint32_t>(words.size());
    }

    Fonts& fonts_;
    std::span<const Span> spans_;
    const Fit& fit_;
    Broken broken_;
    std::vector<Run> word_;
    float word_width_ = 0;
    float space_ = 0;
    bool full_ = false;
};

}  // namespace

float Broken::widest() const
{
    float widest = 0;
    for (const Line& line : lines) widest = std::max(widest, line.width);
    return widest;
}

Broken break_lines(Fonts& fonts, std::span<const Span> spans, const Fit& fit)
{
    return Breaker{fonts, spans, fit}.run();
}

std::vector<Span> rich_spans(std::string_view words, bool rich, bool all_bold)
{
    std::vector<Span> spans;
    bool bold = all_bold;
    while (rich) {
        const std::size_t mark = words.find("**");
        if (mark == std::string_view::npos) break;
        if (mark > 0) spans.push_back({words.substr(0, mark), bold});
        words.remove_prefix(mark + 2);
        bold = !bold;
    }
    if (!words.empty()) spans.push_back({words, bold});
    return spans;
}

float run_width(Fonts& fonts, const FontSize& size, std::string_view words)
{
    float width = 0;
    for (std::size_t at = 0; at < words.size();) {
        width += fonts.advance(size, protocol::next_code_point(words, at));
    }
    return width;
}

float baseline_of(const FontSize& size, float line_height)
{
    return (line_height - (kAscender + kDescender) * size.em) / 2 + kAscender * size.em;
}

void draw_run(Ui& ui, float x, float y, std::string_view words, const FontSize& size, Colour colour)
{
    const Rect clip = ui.clip();
    if (words.empty() || y + size.em < clip.y0 || y - size.em * 1.3F > clip.y1 || x > clip.x1) return;
    ImDrawList& list = *ui.list();
    const ImU32 packed = paint::packed(colour);
    constexpr float kU = 1.0F / GlyphSheet::kWidth;
    constexpr float kV = 1.0F / GlyphSheet::kMostHeight;
    const float base = std::round(y);
    Fonts& fonts = ui.fonts();
    // In pieces, so that one reservation never outgrows the 16-bit indices.
    constexpr int kPiece = 256;
    for (std::size_t at = 0; at < words.size();) {
        list.PrimReserve(kPiece * 6, kPiece * 4);
        int drawn = 0;
        while (at < words.size() && drawn < kPiece) {
            const Glyph& glyph = fonts.glyph(size, protocol::next_code_point(words, at));
            if (glyph.w != 0) {
                const float left = std::round(x) + glyph.x;
                const float top = base + glyph.y;
                const auto w = static_cast<float>(glyph.w);
                const auto h = static_cast<float>(glyph.h);
                const auto u = static_cast<float>(glyph.u);
                const auto v = static_cast<float>(glyph.v);
                list.PrimRectUV(ImVec2(left, top), ImVec2(left + w, top + h), ImVec2(u * kU, v * kV),
                                ImVec2((u + w) * kU, (v + h) * kV), packed);
                ++drawn;
            }
            x += glyph.advance;
        }
        list.PrimUnreserve((kPiece - drawn) * 6, (kPiece - drawn) * 4);
    }
}

}  // namespace kiosk

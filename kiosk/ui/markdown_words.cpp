#include "kiosk/ui/markdown_words.h"

#include <algorithm>
#include <cmath>

namespace kiosk {

namespace {

constexpr float kLeading = 1.45F;
constexpr float kTitleLeading = 1.3F;

/// Next code point of valid UTF-8; a stray byte counts as one letter.
char32_t next(std::string_view text, std::size_t& at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (at + size > text.size() || size == 1) {
        ++at;
        return lead < 0x80 ? lead : 0xFFFD;
    }
    char32_t code = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) code = code << 6 | (byte(at + i) & 0x3FU);
    at += size;
    return code;
}

/// A word or a part of one: no blank inside.
struct Piece {
    std::string_view words;
    float width = 0;
    Face face = Face::Body;
    int sentence = -1;
    bool blank_before = false;
    bool break_before = false;
};

std::vector<Piece> pieces_of(Ui& ui, const std::vector<WordRun>& runs, Face face, int zoom)
{
    std::vector<Piece> pieces;
    bool blank = false;
    bool line_break = false;
    for (const WordRun& run : runs) {
        const Face run_face = run.strong ? strong_face(face) : face;
        const std::string_view text = run.text;
        std::size_t at = 0;
        while (at < text.size()) {
            if (text[at] == ' ' || text[at] == '\t') {
                blank = true;
                ++at;
                continue;
            }
            if (text[at] == '\n') {
                line_break = true;
                ++at;
                continue;
            }
            const std::size_t from = at;
            at = std::min(text.find_first_of(" \t\n", at), text.size());
            const std::string_view word = text.substr(from, at - from);
            pieces.push_back(
                {word, words_width(ui, word, run_face, zoom), run_face, run.sentence, blank, line_break});
            blank = line_break = false;
        }
    }
    return pieces;
}

/// Puts pieces side by side until the line is full.
class Setter {
public:
    Setter(Ui& ui, const Setting& setting, float top, std::vector<LaidLine>& lines)
        : ui_(ui),
          setting_(setting),
          lines_(lines),
          top_(top),
          height_(std::round(line_height(
              ui, setting.face, setting.face == Face::Title ? kTitleLeading : kLeading, setting.zoom))),
          blank_(words_width(ui, " ", setting.face, setting.zoom))
    {
    }

    /// Pieces [first, last) have no blank between them: one word.
    void word(const Piece* first, const Piece* last)
    {
        float width = 0;
        for (const Piece* piece = first; piece != last; ++piece) width += piece->width;
        if (first->break_before) end_line();
        const float lead = first->blank_before && x_ > 0 ? blank_ : 0;
        if (x_ > 0 && x_ + lead + width > setting_.width) {
            end_line();
        } else if (lead > 0) {
            add_blank(first->face, first->sentence, lead);
        }
        for (const Piece* piece = first; piece != last; ++piece) {
            if (x_ + piece->width > setting_.width) {
                broken(*piece);
            } else {
                add(piece->words, piece->width, piece->face, piece->sentence);
            }
        }
    }

    float finish()
    {
        end_line();
        return top_;
    }

private:
    void add(std::string_view words, float width, Face face, int sentence)
    {
        if (!line_.segments.empty() && line_.segments.back().face == face &&
            line_.segments.back().sentence == sentence) {
            line_.segments.back().words += words;
            line_.segments.back().width += width;
        } else {
            line_.segments.push_back({x_, width, std::string{words}, face, setting_.head, sentence});
        }
        x_ += width;
    }

    void add_blank(Face face, int sentence, float width)
    {
        if (!line_.segments.empty() && line_.segments.back().face == face &&
            line_.segments.back().sentence == sentence) {
            add(" ", width, face, sentence);
        } else {
            x_ += width;
        }
    }

    /// A word wider than the line goes letter by letter.
    void broken(const Piece& piece)
    {
        std::size_t at = 0;
        while (at < piece.words.size()) {
            const std::size_t from = at;
            next(piece.words, at);
            const std::string_view letter = piece.words.substr(from, at - from);
            const float width = words_width(ui_, letter, piece.face, setting_.zoom);
            if (x_ > 0 && x_ + width > setting_.width) end_line();
            add(letter, width, piece.face, piece.sentence);
        }
    }

    void end_line()
    {
        if (line_.segments.empty()) return;
        const float rest = std::max(0.F, setting_.width - x_);
        const float shift = setting_.align == Align::Right    ? rest
                            : setting_.align == Align::Centre ? rest / 2
                                                              : 0;
        for (Segment& segment : line_.segments) segment.x = std::round(segment.x + setting_.left + shift);
        line_.top = top_;
        line_.height = height_;
        lines_.push_back(std::move(line_));
        line_ = {};
        top_ += height_;
        x_ = 0;
    }

    Ui& ui_;
    const Setting& setting_;
    std::vector<LaidLine>& lines_;
    float top_;
    float height_;
    float blank_;
    float x_ = 0;
    LaidLine line_;
};

}  // namespace

Face strong_face(Face face)
{
    if (face == Face::Body) return Face::BodyBold;
    return face == Face::Small ? Face::SmallBold : face;
}

float words_width(Ui& ui, std::string_view words, Face face, int zoom)
{
    const FontSize size = ui.font(face, zoom);
    float width = 0;
    for (std::size_t at = 0; at < words.size();) width += ui.fonts().advance(size, next(words, at));
    return width;
}

Extent extent(Ui& ui, const std::vector<WordRun>& runs, Face face, int zoom)
{
    Extent found;
    float word = 0;
    float line = 0;
    const float blank = words_width(ui, " ", face, zoom);
    for (const Piece& piece : pieces_of(ui, runs, face, zoom)) {
        const bool apart = piece.blank_before || piece.break_before;
        word = apart ? piece.width : word + piece.width;
        line = piece.break_before ? piece.width
                                  : line + piece.width + (piece.blank_before && line > 0 ? blank : 0);
        found.least = std::max(found.least, word);
        found.most = std::max(found.most, line);
    }
    return found;
}

float set_words(Ui& ui, const std::vector<WordRun>& runs, const Setting& setting, float top,
                std::vector<LaidLine>& lines)
{
    const std::vector<Piece> pieces = pieces_of(ui, runs, setting.face, setting.zoom);
    Setter setter{ui, setting, top, lines};
    for (std::size_t from = 0; from < pieces.size();) {
        std::size_t to = from + 1;
        while (to < pieces.size() && !pieces[to].blank_before && !pieces[to].break_before) ++to;
        setter.word(&pieces[from], pieces.data() + to);
        from = to;
    }
    return setter.finish();
}

}  // namespace kiosk

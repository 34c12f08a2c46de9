#include "kiosk/ui/markdown_layout.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/markdown_table.h"
#include "kiosk/ui/markdown_words.h"

namespace kiosk {

namespace {

Face face_of(const Block& block)
{
    if (block.kind != Block::Kind::Heading) return Face::Body;
    return block.level <= 2 ? Face::Title : Face::BodyBold;
}

/// Room above a block, in em-free millimetres of the page's 2 mm grid.
float gap_above(const Ui& ui, const Block& block, bool first)
{
    if (first) return 0;
    if (block.kind == Block::Kind::Heading) return ui.mm(block.level <= 2 ? 8 : 6);
    if (block.kind == Block::Kind::Item) return ui.mm(2);
    return ui.mm(4);
}

}  // namespace

LaidBody lay_out(Ui& ui, const Parsed& body, float width, int zoom, const std::vector<float>& pictures)
{
    std::size_t picture = 0;
    LaidBody laid;
    float top = 0;
    bool first = true;
    for (const Block& block : body.blocks) {
        top += gap_above(ui, block, first);
        first = false;
        const float quote = block.quoted ? ui.mm(5) : 0;
        const float begin = top;
        switch (block.kind) {
            case Block::Kind::Rule:
                laid.backings.push_back(
                    {Backing::Kind::Rule, {0, top, width, top + std::max(1.F, ui.mm(0.4F))}});
                top += ui.mm(0.4F);
                break;
            case Block::Kind::Table:
                top = lay_out_table(ui, block, width, zoom, top, laid);
                break;
            case Block::Kind::Picture: {
                const float tall = picture < pictures.size() ? pictures[picture] : 0;
                ++picture;
                if (tall <= 0) {
                    top = set_words(ui, block.runs,
                                    {Face::Body, zoom, Align::Left, quote, width - quote, false}, top,
                                    laid.lines);
                    break;
                }
                LaidPicture place{{0, top, width, top + tall}, block.source, {}};
                for (const WordRun& run : block.runs) place.words += run.text;
                laid.pictures.push_back(std::move(place));
                top += tall;
                break;
            }
            default: {
                const Face face = face_of(block);
                const float indent =
                    quote + (block.kind == Block::Kind::Item
                                 ? ui.mm(11) * ui.text_scale() * static_cast<float>(block.level)
                                 : 0);
                if (!block.marker.empty() && !block.runs.empty()) {
                    const float marker = words_width(ui, block.marker, Face::BodyBold, zoom);
                    LaidLine line{top, line_height(ui, face, 1.45F, zoom), {}};
                    line.segments.push_back({std::max(quote, indent - marker - ui.mm(2)), marker,
                                             block.marker, Face::BodyBold, false,
                                             block.runs.front().sentence});
                    laid.lines.push_back(std::move(line));
                }
                top = set_words(ui, block.runs,
                                {face, zoom, Align::Left, indent, std::max(1.F, width - indent), false}, top,
                                laid.lines);
            }
        }
        if (block.quoted) laid.backings.push_back({Backing::Kind::QuoteBar, {0, begin, ui.mm(1), top}});
    }
    laid.height = std::ceil(top);
    return laid;
}

}  // namespace kiosk

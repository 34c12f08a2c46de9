#include "kiosk/screens/document_head.h"

#include <algorithm>
#include <variant>

#include "kiosk/screens/names.h"
#include "kiosk/screens/times.h"

namespace kiosk {

using offline_cache::ItemRow;

namespace {

void join(std::string& line, const std::string& more)
{
    if (more.empty()) return;
    if (!line.empty()) line += " · ";
    line += more;
}

/// "Số 128/BC-UBND · Ủy ban nhân dân xã · ký ngày 18/11/2026".
std::string facts_line(const Reading& reading, const Ui& ui)
{
    const ItemRow& row = reading.document.row;
    std::string line;
    if (!row.number.empty()) join(line, ui.tr("row.number", {{"number", row.number}}));
    const auto* paper =
        reading.card != nullptr ? std::get_if<protocol::Disclosure>(&reading.card->details) : nullptr;
    join(line, paper != nullptr && !paper->issuer.empty() ? paper->issuer : office_name(ui, row.publisher));
    if (paper != nullptr && !paper->signer_name.empty())
        join(line, ui.tr("document.signer", {{"title", paper->signer_title}, {"name", paper->signer_name}}));
    if (paper != nullptr && paper->doc_date)
        join(line, ui.tr("document.signed_on", {{"date", short_date(ui, *paper->doc_date)}}));
    return line;
}

/// "Đông Lưu, Hòa Vang". What the whole commune is told needs no such line.
std::string scope_names(const Reading& reading)
{
    std::string names;
    for (const std::string& id : reading.document.row.scope) {
        const auto& places = reading.state.places;
        const auto place = std::ranges::find(places, id, &offline_cache::Named::id);
        if (!names.empty()) names += ", ";
        names += place != places.end() ? place->name : id;
    }
    return names;
}

}  // namespace

DocumentHead::DocumentHead(const Reading& reading, const Ui& ui)
    : mark_(mark_of(ui, reading.document.row, believed_time(reading.state))),
      title_(reading.document.row.title),
      facts_(facts_line(reading, ui)),
      scope_(reading.document.withdrawal ? std::string{} : scope_names(reading)),
      title_style_{.face = Face::Title, .leading = 1.3F, .zoom = reading.zoom},
      facts_style_{.face = Face::Small, .quiet = true, .zoom = reading.zoom}
{
}

float DocumentHead::height(Ui& ui, float width, int parts) const
{
    float height = mark_.words.empty() ? 0 : chip_height(ui) + ui.mm(4);
    if (parts > 1) height += words_height(ui, width, title_, title_style_);
    if (parts > 2) height += ui.mm(3) + words_height(ui, width, facts_, facts_style_);
    if (parts > 3 && !scope_.empty())
        height += ui.mm(5) + fact_height(ui, width, ui.tr("document.scope"), scope_);
    return height;
}

int DocumentHead::parts_in(Ui& ui, float width, float room) const
{
    int parts = kParts;
    while (parts > 1 && height(ui, width, parts) > room) --parts;
    return parts > 1 ? parts : 0;
}

void DocumentHead::draw(Flow& flow, int first, int end) const
{
    Ui& ui = flow.ui();
    const auto draws = [&](int part) { return part >= first && part < end; };
    if (draws(0) && !mark_.words.empty()) {
        const Rect place = flow.place(chip_height(ui), 4);
        if (flow.seen(place)) (void)chip(ui, place, mark_.words, mark_.tone);
    }
    if (draws(1)) flow.words(title_, title_style_, 3);
    if (draws(2)) flow.words(facts_, facts_style_, 5);
    if (draws(3)) flow.fact(ui.tr("document.scope"), scope_);
}

}  // namespace kiosk

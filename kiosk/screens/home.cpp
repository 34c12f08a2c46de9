#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/row_words.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"
#include "offline_cache/tiles.h"

namespace kiosk {

using offline_cache::Home;
using offline_cache::ItemRow;
using offline_cache::Tile;

namespace {

constexpr std::array kTiles{Tile::Know,    Tile::Discuss,   Tile::Do,
                            Tile::Inspect, Tile::Supervise, Tile::Benefit};

/// The live count on a tile: what is new, else how much there is.
std::string badge(const Ui& ui, Tile tile, const Home& home)
{
    const offline_cache::TileCount& count = home.tiles[static_cast<std::size_t>(tile)];
    const std::string word{tile_word(tile)};
    if (tile == Tile::Discuss && home.next_meeting && home.next_meeting->start)
        return ui.tr("home.badge.meeting",
                     {{"date", day_and_month(ui, protocol::local_date(*home.next_meeting->start))}});
    if (count.fresh > 0) return counted(ui, "home.badge.fresh", count.fresh);
    if (count.current == offline_cache::kMostCounted)
        return ui.tr("home.badge.most", {{"n", std::to_string(count.current - 1)}});
    if (count.current > 0) return counted(ui, "home.badge." + word, count.current);
    return {};
}

/// `met`: the next meeting stands on the page; else its day stands on a door.
void draw_tiles(const State& state, Ui& ui, const Rect& area, int across, bool met, Action& action)
{
    const int down = static_cast<int>(kTiles.size()) / across;
    const std::vector<Rect> places = grid(area, across, down, part_gap(ui));
    for (std::size_t i = 0; i < kTiles.size(); ++i) {
        const std::string word{tile_word(kTiles[i])};
        const std::string title = tile_title(ui, kTiles[i]);
        std::string count = state.home ? badge(ui, kTiles[i], *state.home) : std::string{};
        const bool day = !met && kTiles[i] == Tile::Discuss;
        // The picture beside it, and the air round both: a count is whole or not there.
        if (!day && chip_width(ui, count) > places[i].width() - ui.mm(33)) count.clear();
        const TileText words{tile_icon(kTiles[i]), title, ui.tr("home.line." + word), count,
                             day && !count.empty()};
        if (tile(ui, places[i], "home.tile." + word, words)) action = act::OpenTile{kTiles[i]};
    }
}

/// The next meeting: what about, when and where, whole. Where the date's block would leave the words no room
/// the day stands above them, at the least in second letters.
struct MeetingRow {
    RowWords words;
    Face face = Face::BodyBold;
    int title_lines = 0;  ///< as many as it takes
    float height = 0;

    [[nodiscard]] RowText text() const
    {
        RowText text = words.text();
        text.title_lines = title_lines;
        text.detail_lines = 0;
        text.title_face = face;
        return text;
    }
};

/// With the day above the words instead of beside them.
MeetingRow day_above(const State& state, const Ui& ui)
{
    const ItemRow& row = *state.home->next_meeting;
    MeetingRow one{row_words(ui, row, believed_time(state))};
    one.words.date.reset();
    one.words.overline.clear();
    if (row.status != "changed") one.words.chip.clear();
    if (!row.start) return one;
    const protocol::Date day = protocol::local_date(*row.start);
    one.words.overline = weekday(ui, day) + " " + day_and_month(ui, day);
    one.words.detail = meeting_line(ui, row, std::nullopt);
    return one;
}

/// nullopt: there is no meeting, or `most` px are too few for it.
std::optional<MeetingRow> meeting_row(const State& state, Ui& ui, float width, float most)
{
    if (!state.home || !state.home->next_meeting) return std::nullopt;
    MeetingRow one{row_words(ui, *state.home->next_meeting, believed_time(state))};
    one.words.overline.clear();
    if (state.home->next_meeting->status != "changed") one.words.chip.clear();
    one.height = list_row_height(ui, width, one.text());
    if (one.height <= most) return one;
    one = day_above(state, ui);
    for (const Face face : {Face::BodyBold, Face::SmallBold}) {
        one.face = face;
        one.height = list_row_height(ui, width, one.text());
        if (one.height <= most) return one;
    }
    // Beside something urgent: when, and how it begins; the whole of it is one touch away.
    one.words.detail.clear();
    one.title_lines = 2;
    one.height = list_row_height(ui, width, one.text());
    return one.height <= most ? std::optional{one} : std::nullopt;
}

void draw_meeting(const State& state, Ui& ui, Rect& area, const std::optional<MeetingRow>& row,
                  Action& action)
{
    if (!row) return;
    if (list_row(ui, area.cut_top(row->height, part_gap(ui)), "home.meeting", row->text()))
        action = act::OpenItem{state.home->next_meeting->index};
}

/// Above a seated reach it is words only; the door "Dân bàn" leads to it.
void draw_meeting_above(const State& state, Ui& ui, const Rect& strip)
{
    if (strip.empty() || !state.home || !state.home->next_meeting) return;
    const RowWords words = day_above(state, ui).words;
    const float pad = card_padding(ui);
    const TextStyle day{.face = Face::SmallBold};
    const TextStyle detail{.face = Face::Small, .quiet = true};
    for (const Face face : {Face::BodyBold, Face::SmallBold}) {
        const TextStyle title{.face = face, .leading = 1.3F};
        const float width = strip.width() - 2 * pad;
        const float height = text_height(ui, width, words.overline, day) +
                             text_height(ui, width, words.title, title) +
                             text_height(ui, width, words.detail, detail) + 2 * pad;
        if (height > strip.height()) continue;
        Rect inside = card(ui, strip.with_height(height));
        paragraph(ui, inside, words.overline, day, 0);
        paragraph(ui, inside, words.title, title, 0);
        return paragraph(ui, inside, words.detail, detail, 0);
    }
}

/// What is new this week, as many rows as fit; at least one or no heading either.
void draw_newest(const State& state, Ui& ui, Rect area, std::size_t most, Action& action)
{
    if (!state.home || state.home->newest.empty()) return;
    const float head = line_height(ui, Face::BodyBold);
    std::size_t n = 0;
    for (const ItemRow& row : state.home->newest) {
        if (n == most) break;
        if (state.home->next_meeting && row.index == state.home->next_meeting->index) continue;
        if (row.type == "bulletin") continue;
        RowWords words = row_words(ui, row, believed_time(state));
        words.detail.clear();
        words.date.reset();
        words.chip.clear();
        RowText text = words.text();
        text.title_lines = 3;
        const float height = list_row_height(ui, area.width(), text);
        if (area.height() < height + (n == 0 ? head + ui.mm(3) : 0)) break;
        if (n == 0) line(ui, area.cut_top(head, ui.mm(3)), ui.tr("home.newest"), {.face = Face::BodyBold});
        if (list_row(ui, area.cut_top(height, part_gap(ui)), "home.new." + std::to_string(n), text))
            action = act::OpenItem{row.index};
        ++n;
    }
}

Tone level_tone(const ItemRow& bulletin) { return bulletin.kind == "danger" ? Tone::Danger : Tone::Warn; }

void draw_bulletin(const State& state, Ui& ui, Rect& area, Action& action)
{
    if (!state.home || state.home->bulletins.empty()) return;
    const ItemRow& row = state.home->bulletins.front();
    const bool alone = state.home->bulletins.size() == 1;
    const std::string words = ui.text_scale() < 1.5F || !alone ? bulletins_words(ui, state.home->bulletins)
                                                               : "**" + row.title + "**";
    const float height = banner_button_height(ui, area.width(), words);
    if (!banner_button(ui, area.cut_top(height, part_gap(ui)), "home.bulletin", level_tone(row),
                       Icon::Warning, words))
        return;
    if (alone)
        action = act::OpenItem{row.index};
    else
        action = act::OpenBulletins{};
}

/// What staff wrote at this machine; the province has not published it yet.
void draw_local(const State& state, Ui& ui, Rect& area, Action& action)
{
    const protocol::Date today = protocol::local_date(state.wall);
    if (!staff::any_shows(state.notices, today)) return;
    const staff::Notice* newest = nullptr;
    for (const staff::Notice& notice : *state.notices)
        if (staff::shows(notice, today)) newest = &notice;
    const std::string& title = newest->text.title;
    const auto height_of = [&](const std::string& words) {
        return banner_button_height(ui, area.width(), words);
    };
    const bool tight = ui.lowered() && ui.text_scale() > 1.5F;
    const float most = std::max(area.height() * (tight ? 0.35F : 0.5F), height_of("M"));
    std::string words = ui.tr("home.notice", {{"title", title}});
    // Where all of it has no room its first words stand there; the notice itself is one touch away.
    if (height_of(words) > most) words = "**" + title + "**";
    for (std::size_t end = title.rfind(' '); height_of(words) > most && end != std::string::npos && end > 0;
         end = title.rfind(' ', end - 1))
        words = "**" + title.substr(0, end) + "…**";
    const float height = height_of(words);
    if (banner_button(ui, area.cut_top(height, part_gap(ui)), "home.notice", Tone::Primary, Icon::Bell,
                      words))
        action = act::OpenNotices{};
}

void draw_feedback_buttons(const State& state, Ui& ui, const Rect& place, bool notice, Action& action)
{
    notice = notice && staff::any_shows(state.notices, protocol::local_date(state.wall));
    const auto places = notice ? columns(place, {1.1F, 1.0F, 1.0F}, part_gap(ui))
                               : columns(place, {1.1F, 1.0F}, part_gap(ui));
    if (button(ui, places[0], "home.feedback", ui.tr("home.feedback"),
               {.kind = ButtonKind::Primary, .icon = Icon::Write}))
        action = act::OpenFeedback{};
    if (button(ui, places[1], "home.lookup", ui.tr("home.lookup"),
               {.kind = ButtonKind::Secondary, .icon = Icon::Ticket}))
        action = act::OpenLookup{};
    if (notice && button(ui, places[2], "home.notice", ui.tr("notice.title"), {.icon = Icon::Bell}))
        action = act::OpenNotices{};
}

void draw_search_field(Ui& ui, const Rect& place, Action& action)
{
    static const TextEdit kNothing;
    if (text_field(ui, place, "home.search", kNothing,
                   {.placeholder = ui.tr("search.placeholder"), .icon = Icon::Search}))
        action = act::OpenSearch{};
}

void draw_portrait(const State& state, Ui& ui, Page& page, Action& action)
{
    information_line(state, ui, page.words());
    Rect& body = page.body;
    draw_feedback_buttons(state, ui, body.cut_bottom(button_height(ui), part_gap(ui)), false, action);
    draw_search_field(ui, body.cut_bottom(field_height(ui), part_gap(ui)), action);
    draw_bulletin(state, ui, body, action);
    draw_local(state, ui, body, action);
    // The doors come first: what is left of them below something urgent, the largest letters' rows included.
    const float calm = 3 * ui.mm(24) * ui.text_scale() + 2 * part_gap(ui);
    std::optional<MeetingRow> meeting =
        meeting_row(state, ui, body.width(), body.height() - calm - part_gap(ui));
    // Seated, the meeting stands above the reach before the doors lose what is told on them.
    const float telling = 3 * ui.mm(38) * ui.text_scale() + 2 * part_gap(ui);
    if (meeting && ui.lowered() && ui.text_scale() < 1.5F &&
        body.height() - meeting->height - part_gap(ui) < telling)
        meeting.reset();
    const float tile_height = ui.mm(50) + ui.mm(24) * (ui.text_scale() - 1);
    const float wanted = 3 * tile_height + 2 * part_gap(ui);
    const float meeting_room = meeting ? meeting->height + part_gap(ui) : 0;
    // Three across when two would leave no room for the meeting: seated reach, largest letters.
    const bool tight = body.height() < wanted + meeting_room;
    const Rect tiles = body.cut_top(std::min(wanted, body.height() - meeting_room), part_gap(ui));
    draw_tiles(state, ui, tiles, tight && ui.text_scale() < 1.5F && tiles.height() < 3 * ui.mm(34) ? 3 : 2,
               meeting.has_value(), action);
    if (!meeting) draw_meeting_above(state, ui, page.upper);
    draw_meeting(state, ui, body, meeting, action);
    draw_newest(state, ui, body, 2, action);
}

/// A low screen: six doors across the page; the meeting's row where they leave it room, its day stands on a
/// door.
void draw_low(const State& state, Ui& ui, Rect body, Action& action)
{
    Rect foot = body.cut_bottom(button_height(ui), part_gap(ui));
    if (button(ui, foot.cut_left(foot.width() * 0.22F, part_gap(ui)), "home.search", ui.tr("tool.search"),
               {.icon = Icon::Search}))
        action = act::OpenSearch{};
    draw_feedback_buttons(state, ui, foot, true, action);
    information_line(state, ui, body);
    draw_bulletin(state, ui, body, action);
    const float doors = 2 * ui.mm(34) * ui.text_scale() + part_gap(ui);
    const auto meeting = meeting_row(state, ui, body.width(), body.height() - doors - part_gap(ui));
    if (meeting) {
        Rect place = body.cut_bottom(meeting->height, part_gap(ui));
        draw_meeting(state, ui, place, meeting, action);
    }
    draw_tiles(state, ui, body, 3, meeting.has_value(), action);
}

void draw_landscape(const State& state, Ui& ui, Page& page, Action& action)
{
    if (is_low(ui) && !ui.lowered()) return draw_low(state, ui, page.body, action);
    const auto halves = columns(page.body, {1.6F, 1.0F}, ui.mm(6));
    Rect left = halves[0];
    Rect right = halves[1];
    draw_search_field(ui, left.cut_bottom(field_height(ui), part_gap(ui)), action);
    const Rect buttons = left.cut_bottom(button_height(ui), part_gap(ui));
    information_line(state, ui, page.upper.empty() ? right : page.upper);
    draw_bulletin(state, ui, right, action);
    // A low screen has no room for the hall's notice at the side: it is one more button.
    const bool room = right.height() >= ui.mm(24);
    if (room) draw_local(state, ui, right, action);
    draw_feedback_buttons(state, ui, buttons, !room, action);
    const auto meeting = meeting_row(state, ui, right.width(), right.height());
    draw_tiles(state, ui, left, 3, meeting.has_value(), action);
    draw_meeting(state, ui, right, meeting, action);
    draw_newest(state, ui, right, 2, action);
}

}  // namespace

Action draw_home(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("tool.home"), .home = true}, action);
    if (ui.portrait())
        draw_portrait(state, ui, page, action);
    else
        draw_landscape(state, ui, page, action);
    return action;
}

}  // namespace kiosk

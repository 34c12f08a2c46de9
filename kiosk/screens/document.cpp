#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/app/hidden_people.h"
#include "kiosk/screens/document_files.h"
#include "kiosk/screens/document_head.h"
#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/row_words.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/zoom_area.h"

namespace kiosk {

using offline_cache::Document;
using offline_cache::ItemRow;
using offline_cache::Shelf;

namespace {

constexpr std::string_view kDocument = "document";

/// "Đúng bản đã công bố": touched, it explains what that means.
void draw_verified(const Reading& reading, Flow& flow, Action& action)
{
    Ui& ui = flow.ui();
    const ItemRow& row = reading.document.row;
    const bool preview = row.index < 0;                 // --render: a draft has no place in the log
    const bool stands = row.shelf != Shelf::Withdrawn;  // else it is on display no more
    // A machine that had it before the day of its posting shows it since that day.
    std::optional<protocol::Date> here;
    if (stands && !preview && reading.document.here)
        here = std::max(protocol::local_date(*reading.document.here), row.from);
    const bool since_then = here == row.from;
    std::string words = ui.tr(preview      ? "document.preview"
                              : !stands    ? "document.verified_withdrawn"
                              : since_then ? "document.verified_here"
                                           : "document.verified",
                              {{"date", short_date(ui, row.from)}});
    if (stands && row.until) words += " " + ui.tr("document.until", {{"date", short_date(ui, *row.until)}});
    if (preview) {
        flow.banner(Tone::Warn, Icon::Write, words);
        return;
    }
    if (here && !since_then) words += " · " + ui.tr("document.here", {{"date", short_date(ui, *here)}});
    const Rect place = flow.place(banner_button_height(ui, flow.width(), words));
    // A page says "right" in green of what still stands only.
    if (flow.seen(place) &&
        banner_button(ui, place, "document.proof", stands ? Tone::Good : Tone::Plain, Icon::Verified, words))
        action = act::OpenProof{};
}

void draw_household(const Reading& reading, Flow& flow)
{
    if (reading.card == nullptr || reading.card->household.empty()) return;
    draw_soft_card(flow, flow.ui().tr("document.household"), reading.card->household);
}

/// A withdrawal that names no day is read as this one.
constexpr protocol::Date kEpoch{std::chrono::year{1970}, std::chrono::January, std::chrono::day{1}};

void draw_tombstone(const Reading& reading, Flow& flow)
{
    Ui& ui = flow.ui();
    const offline_cache::Withdrawal& gone = *reading.document.withdrawal;
    flow.banner(Tone::Danger, Icon::Withdrawn,
                gone.on <= kEpoch ? std::string{ui.tr("document.withdrawn_undated")}
                                  : ui.tr("document.withdrawn", {{"date", short_date(ui, gone.on)}}));
    flow.fact(ui.tr("document.withdrawn_reason"), gone.reason);
    flow.fact(ui.tr("document.withdrawn_ground"), ground_name(ui, gone.ground));
    flow.fact(ui.tr("document.withdrawn_by"),
              gone.authority.empty() ? std::string{} : office_name(ui, gone.authority));
    flow.fact(ui.tr("document.withdrawn_seen"), gone.may_be_seen_at);
    flow.words(ui.tr(gone.erased ? "document.withdrawn_erased" : "document.withdrawn_words"),
               {.quiet = true});
}

/// From when to when it is in force, and until when people may say what they think of its draft.
void draw_dates(const Reading& reading, const protocol::Disclosure& paper, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (paper.comment_until) {
        std::string last = "**" + long_date(ui, *paper.comment_until) + "**";
        if (reading.today && *paper.comment_until >= *reading.today)
            last += " · **" + away(ui, *reading.today, *paper.comment_until) + "**";
        flow.fact(ui.tr("facts.comment_until"), last);
    }
    if (paper.effective) flow.fact(ui.tr("facts.effective"), long_date(ui, *paper.effective));
    if (paper.expires) flow.fact(ui.tr("facts.expires"), long_date(ui, *paper.expires));
}

void draw_type(const Reading& reading, Flow& flow)
{
    if (reading.card == nullptr) return;
    struct Draw {
        const Reading& reading;
        Flow& flow;
        void operator()(const protocol::Meeting& m) const { draw_meeting(reading, m, flow); }
        void operator()(const protocol::Consultation& c) const { draw_consultation(reading, c, flow); }
        void operator()(const protocol::Project& p) const { draw_project(reading, p, flow); }
        void operator()(const protocol::Procedure& p) const { draw_procedure(reading, p, flow); }
        void operator()(const protocol::Contact& c) const { draw_contact(reading, c, flow); }
        void operator()(const protocol::Stats& s) const { draw_stats(reading, s, flow); }
        void operator()(const protocol::Bulletin& b) const { draw_bulletin(reading, b, flow); }
        void operator()(const protocol::NeedsNewer&) const
        {
            flow.banner(Tone::Plain, Icon::Info, flow.ui().tr("document.newer"));
        }
        void operator()(const protocol::Disclosure& d) const { draw_dates(reading, d, flow); }
        void operator()(const protocol::Withdrawal&) const {}
        void operator()(const protocol::Place&) const {}
        void operator()(const protocol::Board&) const {}
    };
    std::visit(Draw{reading, flow}, reading.card->details);
}

void draw_minutes(const Reading& reading, Markdown& minutes, Flow& flow)
{
    if (reading.card == nullptr) return;
    const auto* meeting = std::get_if<protocol::Meeting>(&reading.card->details);
    if (meeting == nullptr) return;
    draw_decisions(reading, *meeting, flow);
    if (minutes.empty()) return;
    flow.heading(flow.ui().tr("meeting.minutes"), Icon::Document);
    draw_markdown(flow, minutes, reading.zoom);
}

/// A change must itself be published: what differs, and every earlier revision that can still be read.
void draw_changes(const Reading& reading, Flow& flow, Action& action)
{
    const Document& document = reading.document;
    if (document.revisions.size() < 2) return;
    Ui& ui = flow.ui();
    flow.heading(ui.tr("document.changes"), Icon::History);
    if (reading.card != nullptr)
        for (const protocol::Change& change : reading.card->changes)
            flow.entry(Icon::Write,
                       ui.tr("document.change",
                             {{"field", change.field}, {"from", change.from}, {"to", change.to}}));
    for (std::size_t i = 0; i < document.revisions.size(); ++i) {
        const offline_cache::Revision& revision = document.revisions[i];
        if (revision.index == document.row.index) continue;
        const std::string title = ui.tr("document.revision", {{"n", std::to_string(revision.revision)},
                                                              {"date", short_date(ui, revision.from)}});
        if (!revision.readable) {
            flow.words(title + " · " + std::string{ui.tr("document.unreadable")}, {.quiet = true});
            continue;
        }
        const Rect place = flow.place(button_height(ui));
        if (flow.seen(place) && button(ui, place, "document.revision." + std::to_string(revision.revision),
                                       title, {.kind = ButtonKind::Quiet, .icon = Icon::History}))
            action = act::OpenRevision{revision.index};
    }
}

void draw_language(const Reading& reading, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (ui.look().english && reading.document.row.lang != "en")
        flow.note(Icon::Language, ui.tr("document.vietnamese_only"), Tone::Plain);
}

void draw_standing(const Reading& reading, Flow& flow)
{
    const Ui& ui = flow.ui();
    const ItemRow& row = reading.document.row;
    if (!reading.document.newest) flow.banner(Tone::Warn, Icon::History, ui.tr("document.older"));
    if (row.shelf == Shelf::Ended && row.until)
        flow.banner(Tone::Plain, Icon::Clock,
                    ui.tr("document.ended", {{"date", short_date(ui, *row.until)}}));
    draw_language(reading, flow);
}

/// The last day on which opinions are asked for; nullopt: none are.
std::optional<protocol::Date> opinions_until(const Reading& reading)
{
    if (reading.document.withdrawal) return std::nullopt;
    const ItemRow& row = reading.document.row;
    if (row.type == "consultation" && row.end) return protocol::local_date(*row.end);
    const auto* paper =
        reading.card != nullptr ? std::get_if<protocol::Disclosure>(&reading.card->details) : nullptr;
    return paper != nullptr ? paper->comment_until : std::nullopt;
}

/// An opinion where one is asked for, else a word about a project or a meeting; empty: neither.
std::string_view opinion_key(const Reading& reading)
{
    const ItemRow& row = reading.document.row;
    const auto until = opinions_until(reading);
    if (until && (!reading.today || *until >= *reading.today)) return "document.opinion";
    return row.type == "project" || row.type == "meeting" ? "document.about" : "";
}

/// What people say of it most: an opinion, or "this is wrong".
void draw_say(const Reading& reading, Ui& ui, const Rect& place, Action& action)
{
    if (const std::string_view key = opinion_key(reading); !key.empty()) {
        if (button(ui, place, "document.opinion", ui.tr(key),
                   {.kind = ButtonKind::Primary, .icon = Icon::Write}))
            action = act::OpenFeedbackAbout{};
        return;
    }
    if (button(ui, place, "document.report", ui.tr("document.report"), {.icon = Icon::Warning}))
        action = act::ReportWrong{};
}

/// Figures can be wrong where opinions are asked for, too; the law gives a term for it.
bool reports_beside_opinion(const Reading& reading) { return !opinion_key(reading).empty(); }

/// All below the head. `aside`: what one takes home stands beside the text.
void draw_text(const Reading& reading, const DocumentView& view, bool aside, Flow& flow,
               std::vector<PageWish>& wishes, Action& action)
{
    Ui& ui = flow.ui();
    if (reading.document.withdrawal) {
        draw_tombstone(reading, flow);
        draw_language(reading, flow);
        draw_verified(reading, flow, action);
        if (!aside) draw_take_home(reading, false, flow, action);
        draw_changes(reading, flow, action);
        return;
    }
    // What to do now stands before how one knows that it is right.
    const bool urgent = reading.document.row.type == "bulletin";
    if (urgent) draw_type(reading, flow);
    if (!urgent) draw_verified(reading, flow, action);
    draw_standing(reading, flow);
    draw_household(reading, flow);
    // The largest letters leave a first view room for the matter only.
    const bool after = urgent || ui.text_scale() > 1.5F;
    const bool report = reports_beside_opinion(reading);
    if (!aside && !after) draw_take_home(reading, report, flow, action);
    if (!urgent) draw_type(reading, flow);
    if (urgent) draw_verified(reading, flow, action);
    if (!aside && after) draw_take_home(reading, report, flow, action);
    Bodies& bodies = bodies_of(view.document);
    std::vector<int> in_text;
    if (people_hidden(reading.document))
        flow.banner(Tone::Plain, Icon::Hidden, ui.tr("document.people_hidden"));
    else
        draw_body(reading, bodies.body, flow, in_text, wishes, action);
    draw_minutes(reading, bodies.minutes, flow);
    draw_files(reading, in_text, flow, wishes, action);
    if (view.contact) draw_contact_link(*view.contact, flow, action);
    draw_changes(reading, flow, action);
    flow.gap(10);
}

void draw_zoom(const DocumentView& view, Ui& ui, const Rect& place, Action& action)
{
    const auto two = columns(place, 2, part_gap(ui));
    if (button(ui, two[0], "document.smaller", ui.tr("document.smaller"),
               {.kind = ButtonKind::Quiet,
                .icon = Icon::ZoomOut,
                .stacked = true,
                .enabled = view.zoom > kSmallestZoom}))
        action = act::Zoom{-1};
    if (button(ui, two[1], "document.larger", ui.tr("document.larger"),
               {.kind = ButtonKind::Quiet,
                .icon = Icon::ZoomIn,
                .stacked = true,
                .enabled = view.zoom < kLargestZoom}))
        action = act::Zoom{1};
}

/// The buttons of the page: at the foot in portrait, at the right in landscape. Leaves the room of the text;
/// `aside`: what one takes home stands there, too.
Rect draw_buttons(const Reading& reading, const DocumentView& view, Ui& ui, Rect body, bool& aside,
                  Action& action)
{
    const std::uint64_t key = reading.state.visit().number;
    const float height = button_height(ui);
    const bool pages = scrolls(ui, kDocument, key);
    if (ui.portrait()) {
        Rect foot = body.cut_bottom(height, part_gap(ui));
        if (pages) page_buttons(ui, foot.cut_right(foot.width() * 0.3F, part_gap(ui)), kDocument, key);
        const auto two = columns(foot, {1.3F, 1.0F}, part_gap(ui));
        draw_say(reading, ui, two[0], action);
        draw_zoom(view, ui, two[1], action);
        return body;
    }
    Rect side = body.cut_right(ui.mm(86), ui.mm(6));
    draw_say(reading, ui, side.cut_top(height, part_gap(ui)), action);
    draw_zoom(view, ui, side.cut_top(height, part_gap(ui)), action);
    const Rect paging = side.cut_bottom(height, part_gap(ui));
    if (pages) page_buttons(ui, paging, kDocument, key);
    const bool report = !reading.document.withdrawal && reports_beside_opinion(reading);
    aside = draw_take_home_aside(reading, report, ui, side, action);
    return body;
}

std::string page_title(const DocumentView& view, const Ui& ui)
{
    if (!view.document) return std::string{ui.tr("document.title")};
    const ItemRow& row = view.document->row;
    return row.type == "disclosure" && !row.law.empty() ? law_name(ui, row.law) : type_name(ui, row.type);
}

}  // namespace

Action draw_document(const State& state, Ui& ui)
{
    const DocumentView& view = state.view<DocumentView>();
    Action action;
    const std::string title = page_title(view, ui);
    Page page = frame(state, ui, {.title = title}, action);
    if (view.loading == Loading::Gone || view.loading == Loading::Failed) {
        const bool gone = view.loading == Loading::Gone;
        statement(ui, page.body.measure(ui.mm(ui.portrait() ? 200 : 320)), Icon::Error, Tone::Warn,
                  ui.tr(gone ? "document.gone" : "document.failed"), ui.tr("document.failed.words"));
        return action;
    }
    if (!view.document) {
        (void)card(ui, page.body);
        return action;
    }
    const Reading reading{state, *view.document, view.card.get(), view.zoom, today(state)};
    bool aside = false;
    const Rect room = draw_buttons(reading, view, ui, page.body, aside, action);
    const DocumentHead head{reading, ui};
    const int above = head.parts_in(ui, room.width(), page.upper.height());
    if (above > 0) {
        page.sink(head.height(ui, room.width(), above));
        Flow strip{ui, {room.x0, page.upper.y0, room.x1, page.upper.y1}};
        head.draw(strip, 0, above);
    }
    const Rect inside = fitting_card(ui, room, kDocument, state.visit().number);
    ScrollArea scroll{ui, inside, kDocument, state.visit().number};
    Flow flow{ui, reading_column(ui, scroll)};
    std::vector<PageWish> wishes;
    head.draw(flow, above);
    draw_text(reading, view, aside, flow, wishes, action);
    scroll.set_content_height(flow.used());
    if (const int steps = take_zoom_steps(ui, kDocument, state.visit().number); steps != 0)
        action = act::Zoom{steps};
    ask_for_pages(state, ui, std::move(wishes), action);
    return action;
}

}  // namespace kiosk

#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/money.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/row_words.h"
#include "kiosk/screens/times.h"

namespace kiosk {

namespace {

void draw_when(const Reading& reading, const protocol::Meeting& meeting, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (meeting.start) {
        const protocol::Date day = protocol::local_date(*meeting.start);
        std::string when = clock_text(*meeting.start);
        if (meeting.end && protocol::local_date(*meeting.end) == day) when += "–" + clock_text(*meeting.end);
        when += " · " + long_date(ui, day);
        if (meeting.status != "held" && meeting.status != "cancelled" && reading.today &&
            day >= *reading.today && !is_over(reading.document.row, believed_time(reading.state)))
            when += " · **" + away(ui, *reading.today, day) + "**";
        flow.entry(Icon::Calendar, when);
    }
    std::string where = meeting.place;
    if (!meeting.address.empty()) where += where.empty() ? meeting.address : ", " + meeting.address;
    if (!where.empty()) flow.entry(Icon::Place, where);
    if (!meeting.audience.empty())
        flow.entry(Icon::Persons, ui.tr("meeting.audience", {{"who", meeting.audience}}));
    if (!meeting.organiser.empty())
        flow.entry(Icon::Hall, ui.tr("meeting.organiser", {{"who", meeting.organiser}}));
}

void draw_status(const Reading& reading, const protocol::Meeting& meeting, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (meeting.status == "cancelled")
        flow.banner(Tone::Danger, Icon::Cancel, ui.tr("meeting.cancelled"));
    else if (meeting.status == "held")
        flow.banner(Tone::Good, Icon::Check, ui.tr("meeting.held"));
    else if (is_over(reading.document.row, believed_time(reading.state)))
        flow.banner(Tone::Plain, Icon::Clock, ui.tr("meeting.over"));
    else if (meeting.status == "changed")
        flow.banner(Tone::Warn, Icon::Calendar, ui.tr("meeting.changed"));
}

void draw_agenda(const protocol::Meeting& meeting, Flow& flow)
{
    if (meeting.agenda.empty()) return;
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("meeting.agenda"), Icon::Inspect);
    for (std::size_t i = 0; i < meeting.agenda.size(); ++i) {
        const protocol::AgendaItem& item = meeting.agenda[i];
        std::string detail = item.who;
        if (item.min)
            detail += (detail.empty() ? "" : " · ") + counted(ui, "meeting.minutes_long", *item.min);
        flow.step({.mark = std::to_string(item.n > 0 ? item.n : static_cast<std::int64_t>(i) + 1),
                   .over = detail,
                   .words = item.topic,
                   .last = i + 1 == meeting.agenda.size()});
    }
    flow.gap(4);
}

void draw_votes(const protocol::Meeting& meeting, Flow& flow)
{
    if (meeting.votes.empty()) return;
    Ui& ui = flow.ui();
    flow.heading(ui.tr("meeting.votes"), Icon::Vote);
    for (const protocol::Vote& vote : meeting.votes) {
        const std::string yes = ui.tr("meeting.vote.yes", {{"n", grouped(ui, vote.yes)}});
        const std::string against = ui.tr("meeting.vote.against", {{"n", grouped(ui, vote.against)}});
        const std::string abstain = ui.tr("meeting.vote.abstain", {{"n", grouped(ui, vote.abstain)}});
        const PlotPart parts[]{{yes, vote.yes, Tone::Good, PlotFill::Solid},
                               {against, vote.against, Tone::Danger, PlotFill::Striped},
                               {abstain, vote.abstain, Tone::Plain, PlotFill::Hollow}};
        const std::int64_t all = vote.yes + vote.against + vote.abstain;
        draw_bar(flow, "**" + vote.q + "**", {}, parts, all);
        const Rect key = flow.place(plot_key_height(ui, flow.width(), parts), 5);
        if (flow.seen(key)) (void)plot_key(ui, key, parts);
    }
}

}  // namespace

void draw_meeting(const Reading& reading, const protocol::Meeting& meeting, Flow& flow)
{
    draw_status(reading, meeting, flow);
    draw_when(reading, meeting, flow);
    draw_agenda(meeting, flow);
}

void draw_decisions(const Reading& reading, const protocol::Meeting& meeting, Flow& flow)
{
    Ui& ui = flow.ui();
    if (meeting.present) {
        const std::string present = grouped(ui, *meeting.present);
        const std::string words = meeting.invited
                                      ? ui.tr("meeting.present_of", {{"all", grouped(ui, *meeting.invited)}})
                                      : std::string{ui.tr("meeting.present")};
        const Rect place = flow.place(big_number_height(ui, flow.width(), present, words));
        if (flow.seen(place)) (void)big_number(ui, place, present, words);
    }
    draw_votes(meeting, flow);
    if (meeting.decisions.empty()) return;
    flow.heading(ui.tr("meeting.decisions"), Icon::CheckCircle);
    for (const protocol::Decision& decision : meeting.decisions) {
        const bool late = !decision.done && decision.due && reading.today && *decision.due < *reading.today;
        std::string words = decision.text;
        if (!decision.who.empty()) words += "\n" + ui.tr("meeting.decision_who", {{"who", decision.who}});
        const std::string due = decision.due
                                    ? ui.tr("meeting.decision_due", {{"date", short_date(ui, *decision.due)}})
                                    : std::string{};
        flow.step({.state = decision.done ? StepState::Done
                            : late        ? StepState::Late
                                          : StepState::ToCome,
                   .over = due,
                   .words = words,
                   .chip = ui.tr(decision.done ? "project.done"
                                 : late        ? "project.late"
                                               : "project.to_come"),
                   .last = true});
        flow.gap(3);
    }
}

}  // namespace kiosk

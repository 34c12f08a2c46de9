#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/money.h"
#include "kiosk/screens/names.h"
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
        if (meeting.status != "held" && meeting.status != "cancelled" && day >= reading.today)
            when += " · **" + away(ui, reading.today, day) + "**";
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

void draw_status(const protocol::Meeting& meeting, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (meeting.status == "cancelled") flow.banner(Tone::Danger, Icon::Cancel, ui.tr("meeting.cancelled"));
    if (meeting.status == "changed") flow.banner(Tone::Warn, Icon::Calendar, ui.tr("meeting.changed"));
    if (meeting.status == "held") flow.banner(Tone::Good, Icon::Check, ui.tr("meeting.held"));
}

void draw_agenda(const protocol::Meeting& meeting, Flow& flow)
{
    if (meeting.agenda.empty()) return;
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("meeting.agenda"), Icon::Inspect);
    for (const protocol::AgendaItem& item : meeting.agenda) {
        std::string words = "**" + std::to_string(item.n) + ".** " + item.topic;
        std::string detail = item.who;
        if (item.min)
            detail += (detail.empty() ? "" : " · ") + counted(ui, "meeting.minutes_long", *item.min);
        flow.words(words, {.rich = true}, detail.empty() ? 4 : 0);
        flow.words(detail, {.face = Face::Small, .quiet = true}, 4);
    }
}

void draw_votes(const protocol::Meeting& meeting, Flow& flow)
{
    if (meeting.votes.empty()) return;
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("meeting.votes"), Icon::Vote);
    for (const protocol::Vote& vote : meeting.votes) {
        const std::int64_t all = vote.yes + vote.against + vote.abstain;
        flow.words(vote.q, {.face = Face::BodyBold}, 2);
        flow.bar(all > 0 ? static_cast<float>(vote.yes) / static_cast<float>(all) : 0, Tone::Good);
        flow.words(ui.tr("meeting.vote", {{"yes", grouped(ui, vote.yes)},
                                          {"against", grouped(ui, vote.against)},
                                          {"abstain", grouped(ui, vote.abstain)}}),
                   {.quiet = true}, 5);
    }
}

}  // namespace

void draw_meeting(const Reading& reading, const protocol::Meeting& meeting, Flow& flow)
{
    draw_status(meeting, flow);
    draw_when(reading, meeting, flow);
    draw_agenda(meeting, flow);
}

void draw_decisions(const Reading&, const protocol::Meeting& meeting, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (meeting.present) {
        const std::string present = grouped(ui, *meeting.present);
        flow.words(meeting.invited
                       ? ui.tr("meeting.present_of", {{"n", present}, {"all", grouped(ui, *meeting.invited)}})
                       : ui.tr("meeting.present", {{"n", present}}));
    }
    draw_votes(meeting, flow);
    if (meeting.decisions.empty()) return;
    flow.heading(ui.tr("meeting.decisions"), Icon::CheckCircle);
    for (const protocol::Decision& decision : meeting.decisions) {
        std::string detail;
        if (!decision.who.empty()) detail = ui.tr("meeting.decision_who", {{"who", decision.who}});
        if (decision.due)
            detail += (detail.empty() ? "" : " · ") +
                      ui.tr("meeting.decision_due", {{"date", short_date(*decision.due)}});
        flow.entry(Icon::Check, decision.text, Tone::Good);
        flow.words(detail, {.face = Face::Small, .quiet = true});
    }
}

void draw_consultation(const Reading& reading, const protocol::Consultation& consultation, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (consultation.closes) {
        const protocol::Date last = protocol::local_date(*consultation.closes);
        if (last >= reading.today)
            flow.banner(Tone::Warn, Icon::Clock,
                        ui.tr("consultation.open",
                              {{"date", long_date(ui, last)}, {"away", away(ui, reading.today, last)}}));
        else
            flow.banner(Tone::Plain, Icon::Clock, ui.tr("consultation.closed", {{"date", short_date(last)}}));
    }
    if (!consultation.question.empty()) {
        flow.heading(ui.tr("consultation.question"), Icon::Help);
        flow.words(consultation.question, {.face = Face::BodyBold});
    }
    flow.words(consultation.why, {});
    for (std::size_t i = 0; i < consultation.options.size(); ++i)
        flow.entry(Icon::RadioOff, "**" + std::to_string(i + 1) + ".** " + consultation.options[i]);
    for (const std::string& channel : consultation.channels) flow.entry(Icon::Info, channel);
    if (!consultation.results) return;
    flow.heading(ui.tr("consultation.results"), Icon::Persons);
    flow.words(counted(ui, "consultation.received", consultation.results->received));
    const auto& by_option = consultation.results->by_option;
    for (std::size_t i = 0; i < by_option.size() && i < consultation.options.size(); ++i) {
        const auto all = static_cast<float>(std::max<std::int64_t>(consultation.results->received, 1));
        flow.words(consultation.options[i] + ": **" + grouped(ui, by_option[i]) + "**", {.rich = true}, 2);
        flow.bar(static_cast<float>(by_option[i]) / all, Tone::Primary);
    }
    for (const protocol::Theme& theme : consultation.results->themes) {
        flow.entry(Icon::Discuss,
                   theme.text + " · **" + counted(ui, "consultation.opinions", theme.count) + "**");
        if (!theme.answer.empty())
            flow.words(ui.tr("consultation.answer", {{"answer", theme.answer}}), {.quiet = true}, 5);
    }
}

}  // namespace kiosk

#include "kiosk/screens/answer_way.h"

#include <algorithm>
#include <string>

#include "kiosk/screens/names.h"
#include "kiosk/screens/times.h"

namespace kiosk {

namespace {

using protocol::Date;
using protocol::DueDay;

constexpr std::string_view kFeedbackClock = "T37";

/// One clock of the case.
struct Deadline {
    std::string_view words;  ///< text key, with {date}
    DueDay due;
    std::optional<Date> met_on;  ///< the answer it asks for came on this day
};

void draw_deadline(const Deadline& deadline, std::optional<Date> today, Flow& flow)
{
    const Ui& ui = flow.ui();
    std::string words = ui.tr(deadline.words, {{"date", long_date(ui, deadline.due.day)}});
    const auto counted_to = deadline.met_on ? deadline.met_on : today;
    if (!counted_to) return flow.entry(Icon::Calendar, words);
    words += " · ";
    const int late = protocol::days_between(deadline.due.day, *counted_to);
    if (late > 0) {
        words += counted(ui, deadline.met_on ? "answer.due.late" : "answer.due.over", late);
        return flow.entry(Icon::Warning, words, Tone::Warn);
    }
    words +=
        deadline.met_on ? std::string{ui.tr("answer.due.kept")} : away(ui, *counted_to, deadline.due.day);
    flow.entry(deadline.met_on ? Icon::Check : Icon::Calendar, words,
               deadline.met_on ? Tone::Good : Tone::Plain);
}

std::optional<Date> first_answer(const Case& found, int after)
{
    // Newest first: the last one that counts is the earliest.
    std::optional<Date> day;
    for (const Reply& reply : found.replies)
        if (reply.n > after) day = protocol::local_date(reply.at);
    return day;
}

std::optional<Date> result(const Case& found, int after)
{
    std::optional<Date> day;
    for (const Reply& reply : found.replies)
        if (reply.n > after && reply.status != "received" && reply.status != "in_progress")
            day = protocol::local_date(reply.at);
    return day;
}

/// The newest word that a matter is not done. An answer to a question wins nobody time.
const Reopening* newest_reopening(const Case& found)
{
    const Reopening* newest = nullptr;
    for (const Reopening& word : found.reopenings) {
        const auto of = std::find_if(found.replies.begin(), found.replies.end(),
                                     [&](const Reply& reply) { return reply.n == word.reply; });
        if (!word.agrees && (of == found.replies.end() || !asks(*of))) newest = &word;
    }
    return newest;
}

/// The clocks run from the day the province signed for the report, or for the word that it is not done.
void draw_deadlines(const State& state, const Case& found, Flow& flow)
{
    const Ui& ui = flow.ui();
    const Reopening* reopened = newest_reopening(found);
    const auto begin = reopened != nullptr ? reopened->received : found.received;
    if (!begin || !state.law) return;
    const Date from = protocol::local_date(*begin);
    const protocol::Term* term = state.law->term(kFeedbackClock, from);
    if (term == nullptr) return;
    const auto day = today(state);
    const int after = reopened != nullptr ? reopened->reply : 0;
    const DueDay first = state.law->first_due(*term, from);
    const DueDay last = state.law->due(*term, from);
    draw_deadline({"answer.due.first", first, first_answer(found, after)}, day, flow);
    draw_deadline({"answer.due.result", last, result(found, after)}, day, flow);

    flow.words(ui.tr("answer.due.how", {{"first", std::to_string(term->first_days)},
                                        {"result", std::to_string(term->days)},
                                        {"date", short_date(ui, from)}}),
               {.face = Face::Small, .quiet = true}, 2);
    if (term->act.empty()) flow.words(ui.tr("answer.due.own"), {.face = Face::Small, .quiet = true}, 2);
    // Of what kind the report was is not kept at this machine: the other clock is told beside this one.
    if (const protocol::Term* wrong = state.law->rule("wrong_info", from); wrong != nullptr)
        flow.words(ui.tr("answer.due.wrong_info", {{"date", short_date(ui, state.law->due(*wrong, from).day)},
                                                   {"law", ui.look().english ? wrong->law_en : wrong->law}}),
                   {.face = Face::Small, .quiet = true}, 2);
    flow.words(ui.tr("answer.due.opinion"), {.face = Face::Small, .quiet = true}, 2);
    if (last.may_move)
        flow.words(
            ui.tr("answer.due.may_move", {{"year", std::to_string(static_cast<int>(last.day.year()))}}),
            {.face = Face::Small, .quiet = true}, 2);
}

void draw_reopening(const Reopening& reopening, const Reply& reply, Flow& flow)
{
    const Ui& ui = flow.ui();
    const bool asked = asks(reply);
    const std::string_view key = reopening.agrees ? "answer.agreed"
                                 : asked          ? "answer.replied"
                                                  : "answer.reopened";
    flow.entry(reopening.agrees ? Icon::Check
               : asked          ? Icon::Write
                                : Icon::History,
               ui.tr(key, {{"when", date_time(ui, reopening.stored)}}),
               reopening.agrees ? Tone::Good : Tone::Primary);
    if (!reopening.received) flow.entry(Icon::Clock, ui.tr("answer.not_sent"), Tone::Warn);
}

}  // namespace

void draw_way(const State& state, const Case& found, Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("answer.way"), Icon::History);
    if (found.stored)
        flow.entry(Icon::Check, ui.tr("answer.stored", {{"when", date_time(ui, *found.stored)}}), Tone::Good);
    if (found.received)
        flow.entry(Icon::Check, ui.tr("answer.received", {{"when", date_time(ui, *found.received)}}),
                   Tone::Good);
    else if (found.stage == CaseStage::Waiting)
        flow.entry(Icon::Clock, ui.tr("answer.not_sent"), Tone::Warn);
    if (found.replies.empty() && found.received)
        flow.entry(Icon::Clock, ui.tr("answer.awaited"), Tone::Plain);
    for (auto reply = found.replies.rbegin(); reply != found.replies.rend(); ++reply) {
        const std::string words = ui.tr(
            "answer.step", {{"status", status_name(ui, reply->status)}, {"when", date_time(ui, reply->at)}});
        flow.entry(Icon::Check, words, Tone::Good);
        for (const Reopening& reopening : found.reopenings)
            if (reopening.reply == reply->n) draw_reopening(reopening, *reply, flow);
    }
    flow.gap(2);
    draw_deadlines(state, found, flow);
}

}  // namespace kiosk

#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/money.h"
#include "kiosk/screens/times.h"

namespace kiosk {

namespace {

void draw_term(const Reading& reading, const protocol::Consultation& consultation, Flow& flow)
{
    if (!consultation.closes) return;
    const Ui& ui = flow.ui();
    const protocol::Date last = protocol::local_date(*consultation.closes);
    const std::string date = long_date(ui, last);
    if (!reading.today)
        flow.banner(Tone::Primary, Icon::Clock, ui.tr("consultation.until", {{"date", date}}));
    else if (last >= *reading.today)
        flow.banner(Tone::Primary, Icon::Clock,
                    ui.tr("consultation.open", {{"date", date}, {"away", away(ui, *reading.today, last)}}));
    else
        flow.banner(Tone::Plain, Icon::Clock, ui.tr("consultation.closed", {{"date", short_date(ui, last)}}));
}

void draw_options(const protocol::Consultation& consultation, Flow& flow)
{
    if (consultation.options.empty()) return;
    flow.heading(flow.ui().tr("consultation.options"), Icon::Vote);
    for (std::size_t i = 0; i < consultation.options.size(); ++i)
        flow.step({.mark = std::to_string(i + 1), .words = consultation.options[i], .last = true});
    flow.gap(3);
}

/// How many chose what; the longest bar is the fullest.
void draw_counts(const protocol::Consultation& consultation, Flow& flow)
{
    const Ui& ui = flow.ui();
    const std::vector<std::int64_t>& counts = consultation.results->by_option;
    const std::size_t rows = std::min(counts.size(), consultation.options.size());
    std::int64_t most = 1;
    for (std::size_t i = 0; i < rows; ++i) most = std::max(most, counts[i]);
    for (std::size_t i = 0; i < rows; ++i) {
        const PlotPart part{{}, counts[i], Tone::Primary, PlotFill::Solid};
        draw_bar(flow, consultation.options[i], counted(ui, "consultation.opinions", counts[i]), {&part, 1},
                 most);
    }
}

/// What people said, and what the authority answers to it: one card each.
void draw_themes(const protocol::Consultation& consultation, Flow& flow)
{
    if (consultation.results->themes.empty()) return;
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("consultation.themes"), Icon::Discuss);
    for (const protocol::Theme& theme : consultation.results->themes) {
        flow.words("**" + theme.text + "** · " + counted(ui, "consultation.opinions", theme.count),
                   {.rich = true}, 2);
        if (theme.answer.empty()) {
            flow.words(ui.tr("consultation.no_answer"), {.quiet = true}, 5);
            continue;
        }
        const std::string answer = ui.tr("consultation.answer", {{"answer", theme.answer}});
        draw_soft_card(flow, {}, {&answer, 1}, Tone::Good);
    }
}

void draw_results(const protocol::Consultation& consultation, Flow& flow)
{
    if (!consultation.results) return;
    Ui& ui = flow.ui();
    flow.heading(ui.tr("consultation.results"), Icon::Persons);
    const std::string number = grouped(ui, consultation.results->received);
    const std::string_view words = ui.tr("consultation.received");
    const Rect place = flow.place(big_number_height(ui, flow.width(), number, words));
    if (flow.seen(place)) (void)big_number(ui, place, number, words);
    draw_counts(consultation, flow);
    draw_themes(consultation, flow);
}

}  // namespace

void draw_consultation(const Reading& reading, const protocol::Consultation& consultation, Flow& flow)
{
    const Ui& ui = flow.ui();
    draw_term(reading, consultation, flow);
    if (!consultation.question.empty())
        draw_soft_card(flow, ui.tr("consultation.question"),
                       std::vector<std::string>{"**" + consultation.question + "**"});
    flow.fact(ui.tr("consultation.why"), consultation.why);
    if (!consultation.channels.empty()) {
        std::string ways;
        for (const std::string& channel : consultation.channels)
            ways += (ways.empty() ? "" : " · ") + channel;
        flow.fact(ui.tr("consultation.channels"), ways);
    }
    // Once there are results the options stand there, each with its bar.
    if (!consultation.results) draw_options(consultation, flow);
    draw_results(consultation, flow);
}

}  // namespace kiosk

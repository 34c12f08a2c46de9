#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/money.h"
#include "kiosk/screens/times.h"

namespace kiosk {

namespace {

std::int64_t budget_of(const protocol::Project& project)
{
    std::int64_t all = 0;
    for (const protocol::BudgetLine& line : project.budget) all += line.amount;
    return all;
}

/// How far it is and when it should be finished: the first thing one asks.
void draw_progress(const Reading& reading, const protocol::Project& project, Flow& flow)
{
    Ui& ui = flow.ui();
    if (project.progress_pct) {
        const std::int64_t percent = std::clamp<std::int64_t>(*project.progress_pct, 0, 100);
        const std::string number = std::to_string(percent) + "%";
        const Rect place =
            flow.place(big_number_height(ui, flow.width(), number, ui.tr("project.progress")), 1);
        if (flow.seen(place)) (void)big_number(ui, place, number, ui.tr("project.progress"));
        const PlotPart parts[]{{{}, percent, Tone::Primary, PlotFill::Solid},
                               {{}, 100 - percent, Tone::Plain, PlotFill::Hollow}};
        const Rect bar = flow.place(ui.mm(10), 5);
        if (flow.seen(bar)) plot_bar(ui, bar, parts, 100);
    }
    if (project.end) {
        flow.note(Icon::CheckCircle, ui.tr("project.ended", {{"date", short_date(ui, *project.end)}}),
                  Tone::Good);
    } else if (project.end_plan) {
        const std::string date = long_date(ui, *project.end_plan);
        if (!reading.today)
            return flow.note(Icon::Calendar, ui.tr("project.planned", {{"date", date}}), Tone::Plain);
        const bool late = *project.end_plan < *reading.today;
        flow.note(late ? Icon::Warning : Icon::Calendar,
                  ui.tr(late ? "project.overdue" : "project.due",
                        {{"date", date}, {"away", away(ui, *reading.today, *project.end_plan)}}),
                  late ? Tone::Warn : Tone::Plain);
    }
}

void draw_milestones(const Reading& reading, const protocol::Project& project, Flow& flow)
{
    if (project.milestones.empty()) return;
    Ui& ui = flow.ui();
    flow.heading(ui.tr("project.milestones"), Icon::Calendar);
    bool today_shown = false;
    for (std::size_t i = 0; i < project.milestones.size(); ++i) {
        const protocol::Milestone& milestone = project.milestones[i];
        const bool waits = !milestone.done && milestone.date && reading.today;
        const bool late = waits && *milestone.date < *reading.today;
        if (!today_shown && i > 0 && waits && !late) {
            today_shown = true;
            const Rect place = flow.place(timeline_today_height(ui), 0);
            const std::string today = ui.tr("project.today", {{"date", day_and_month(ui, *reading.today)}});
            if (flow.seen(place)) (void)timeline_today(ui, place, today);
        }
        const std::string date = milestone.date ? short_date(ui, *milestone.date) : std::string{};
        flow.step({.state = milestone.done ? StepState::Done
                            : late         ? StepState::Late
                                           : StepState::ToCome,
                   .over = date,
                   .words = milestone.text,
                   .chip = ui.tr(milestone.done ? "project.done"
                                 : late         ? "project.late"
                                                : "project.to_come"),
                   .last = i + 1 == project.milestones.size()});
    }
    flow.gap(4);
}

/// Where the money comes from, bar by bar, and how much of it is paid.
void draw_money(const protocol::Project& project, Flow& flow)
{
    if (project.budget.empty()) return;
    Ui& ui = flow.ui();
    flow.heading(ui.tr("project.money"), Icon::Money);
    const std::int64_t all = budget_of(project);
    if (all > 0 && project.paid) {
        const std::int64_t paid = std::clamp<std::int64_t>(*project.paid, 0, all);
        const std::string spent = ui.tr("project.paid", {{"paid", money(ui, *project.paid)}});
        const std::string left = ui.tr("project.unpaid", {{"left", money(ui, all - paid)}});
        const PlotPart parts[]{{spent, paid, Tone::Good, PlotFill::Solid},
                               {left, all - paid, Tone::Plain, PlotFill::Hollow}};
        draw_bar(flow, ui.tr("project.all_money"), money(ui, all), parts, all);
        const Rect key = flow.place(plot_key_height(ui, flow.width(), parts), 5);
        if (flow.seen(key)) (void)plot_key(ui, key, parts);
    }
    if (project.budget.size() < 2 && project.paid) {
        flow.fact(project.budget.front().source, money(ui, project.budget.front().amount));
        return;
    }
    flow.words(ui.tr("project.sources"), {.face = Face::BodyBold}, 2);
    for (const protocol::BudgetLine& source : project.budget) {
        const PlotPart part{{}, source.amount, Tone::Primary, PlotFill::Solid};
        draw_bar(flow, source.source, money(ui, source.amount), {&part, 1}, all);
    }
}

/// What residents gave: money, work, land.
void draw_share(const protocol::Project& project, Flow& flow)
{
    if (!project.people_share) return;
    const Ui& ui = flow.ui();
    const protocol::PeopleShare& share = *project.people_share;
    std::vector<Figure> figures;
    if (share.money) figures.push_back({money(ui, *share.money), std::string{ui.tr("project.share_money")}});
    if (share.labour_days)
        figures.push_back({counted(ui, "project.labour_days", *share.labour_days),
                           std::string{ui.tr("project.share_labour")}});
    if (share.land_m2)
        figures.push_back({grouped(ui, *share.land_m2) + " m²", std::string{ui.tr("project.share_land")}});
    if (figures.empty()) return;
    flow.heading(ui.tr("project.share"), Icon::Persons);
    draw_figures(flow, figures);
}

std::string span(const Ui& ui, const std::optional<protocol::Date>& from,
                 const std::optional<protocol::Date>& to)
{
    if (!from && !to) return {};
    return (from ? short_date(ui, *from) : std::string{ui.tr("project.not_yet")}) + " – " +
           (to ? short_date(ui, *to) : std::string{ui.tr("project.not_yet")});
}

void draw_people(const protocol::Project& project, Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("project.who"), Icon::Hall);
    flow.fact(ui.tr("project.owner"), project.owner);
    flow.fact(ui.tr("project.contractor"), project.contractor);
    flow.fact(ui.tr("project.supervisor"), project.supervisor);
    flow.fact(ui.tr("project.plan"), span(ui, project.start_plan, project.end_plan));
    flow.fact(ui.tr("project.real"), span(ui, project.start, project.end));
    flow.gap(2);
    if (!project.board) return;
    std::vector<std::string> lines;
    if (!project.board->name.empty()) lines.push_back("**" + project.board->name + "**");
    for (const std::string& member : project.board->members) lines.push_back(member);
    if (!project.board->phone.empty())
        lines.push_back(ui.tr("project.board_phone", {{"phone", project.board->phone}}));
    draw_soft_card(flow, ui.tr("project.board"), lines);
}

/// What the people's supervision found, and what was done about it.
void draw_issues(const protocol::Project& project, Flow& flow)
{
    if (project.issues.empty()) return;
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("project.issues"), Icon::Supervise);
    for (std::size_t i = 0; i < project.issues.size(); ++i) {
        const protocol::ProjectIssue& issue = project.issues[i];
        const bool answered = !issue.answer.empty();
        const std::string date = issue.date ? short_date(ui, *issue.date) : std::string{};
        std::string words = "**" + issue.text + "**";
        if (answered) words += "\n" + ui.tr("project.issue_answer", {{"answer", issue.answer}});
        flow.step({.state = answered ? StepState::Done : StepState::Late,
                   .over = date,
                   .words = words,
                   .chip = ui.tr(answered ? "project.answered" : "project.unanswered"),
                   .last = true});
        flow.gap(4);
    }
}

}  // namespace

void draw_project(const Reading& reading, const protocol::Project& project, Flow& flow)
{
    draw_progress(reading, project, flow);
    draw_milestones(reading, project, flow);
    draw_money(project, flow);
    draw_share(project, flow);
    draw_issues(project, flow);
    draw_people(project, flow);
}

}  // namespace kiosk

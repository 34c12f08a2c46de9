#include <algorithm>
#include <string>

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

void draw_progress(const protocol::Project& project, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (project.progress_pct) {
        const std::string percent = std::to_string(*project.progress_pct);
        flow.words(ui.tr("project.progress", {{"percent", percent}}), {.face = Face::BodyBold}, 2);
        flow.bar(static_cast<float>(std::clamp<std::int64_t>(*project.progress_pct, 0, 100)) / 100.0F,
                 Tone::Primary);
    }
    const std::int64_t all = budget_of(project);
    if (all > 0 && project.paid) {
        flow.words(ui.tr("project.paid_of", {{"paid", money(ui, *project.paid)}, {"all", money(ui, all)}}),
                   {.face = Face::BodyBold}, 2);
        flow.bar(std::clamp(static_cast<float>(*project.paid) / static_cast<float>(all), 0.0F, 1.0F),
                 Tone::Good);
    }
}

std::string span(const Ui& ui, const std::optional<protocol::Date>& from,
                 const std::optional<protocol::Date>& to)
{
    if (!from && !to) return {};
    return (from ? short_date(*from) : std::string{ui.tr("project.not_yet")}) + " – " +
           (to ? short_date(*to) : std::string{ui.tr("project.not_yet")});
}

void draw_milestones(const Reading& reading, const protocol::Project& project, Flow& flow)
{
    if (project.milestones.empty()) return;
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("project.milestones"), Icon::Calendar);
    for (const protocol::Milestone& step : project.milestones) {
        const bool late = !step.done && step.date && *step.date < reading.today;
        std::string words = step.text;
        if (step.date) words += " · " + short_date(*step.date);
        words += " · **" +
                 std::string{ui.tr(step.done ? "project.done"
                                   : late    ? "project.late"
                                             : "project.to_come")} +
                 "**";
        flow.entry(step.done ? Icon::CheckCircle
                   : late    ? Icon::Warning
                             : Icon::RadioOff,
                   words,
                   step.done ? Tone::Good
                   : late    ? Tone::Warn
                             : Tone::Plain);
    }
}

void draw_money(const protocol::Project& project, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (project.budget.empty() && !project.people_share) return;
    flow.heading(ui.tr("project.money"), Icon::Money);
    for (const protocol::BudgetLine& line : project.budget) flow.fact(line.source, money(ui, line.amount));
    if (project.budget.size() > 1) flow.fact(ui.tr("project.all_money"), money(ui, budget_of(project)));
    if (!project.people_share) return;
    const protocol::PeopleShare& share = *project.people_share;
    if (share.money) flow.fact(ui.tr("project.share_money"), money(ui, *share.money));
    if (share.labour_days)
        flow.fact(ui.tr("project.share_labour"), counted(ui, "project.labour_days", *share.labour_days));
    if (share.land_m2) flow.fact(ui.tr("project.share_land"), grouped(ui, *share.land_m2) + " m²");
}

void draw_people(const protocol::Project& project, Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("project.who"), Icon::Persons);
    flow.fact(ui.tr("project.owner"), project.owner);
    flow.fact(ui.tr("project.contractor"), project.contractor);
    flow.fact(ui.tr("project.supervisor"), project.supervisor);
    if (project.board) {
        std::string board = project.board->name;
        if (!project.board->phone.empty()) board += (board.empty() ? "" : " · ") + project.board->phone;
        flow.fact(ui.tr("project.board"), board);
    }
    flow.fact(ui.tr("project.plan"), span(ui, project.start_plan, project.end_plan));
    flow.fact(ui.tr("project.real"), span(ui, project.start, project.end));
}

void draw_issues(const protocol::Project& project, Flow& flow)
{
    if (project.issues.empty()) return;
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("project.issues"), Icon::Supervise);
    for (const protocol::ProjectIssue& issue : project.issues) {
        std::string words = issue.text;
        if (issue.date) words = short_date(*issue.date) + " · " + words;
        flow.entry(Icon::Warning, words, Tone::Warn);
        if (!issue.answer.empty())
            flow.words(ui.tr("project.issue_answer", {{"answer", issue.answer}}), {}, 5);
    }
}

}  // namespace

void draw_project(const Reading& reading, const protocol::Project& project, Flow& flow)
{
    draw_progress(project, flow);
    draw_milestones(reading, project, flow);
    draw_money(project, flow);
    draw_people(project, flow);
    draw_issues(project, flow);
}

}  // namespace kiosk

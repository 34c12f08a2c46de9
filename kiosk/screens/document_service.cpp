#include <string>
#include <vector>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/money.h"
#include "kiosk/screens/times.h"

namespace kiosk {

namespace {

std::string fee_words(const Ui& ui, const protocol::FeeLine& fee)
{
    return fee.amount > 0 ? money(ui, fee.amount) : std::string{ui.tr("procedure.no_fee")};
}

/// How long, how much, what one gets: what decides whether one sets out.
void draw_answers(const protocol::Procedure& procedure, Flow& flow)
{
    const Ui& ui = flow.ui();
    std::vector<Figure> figures;
    if (procedure.days)
        figures.push_back(
            {counted(ui, "procedure.working_days", *procedure.days), std::string{ui.tr("procedure.days")}});
    if (procedure.fee.empty())
        figures.push_back({std::string{ui.tr("procedure.no_fee")}, std::string{ui.tr("procedure.fee")}});
    for (const protocol::FeeLine& fee : procedure.fee)
        figures.push_back({fee_words(ui, fee), fee.what.empty()
                                                   ? std::string{ui.tr("procedure.fee")}
                                                   : ui.tr("procedure.fee_of", {{"what", fee.what}})});
    draw_figures(flow, figures);
}

/// A list to tick off at home.
void draw_dossier(const protocol::Procedure& procedure, Flow& flow)
{
    if (procedure.dossier.empty()) return;
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("procedure.dossier"), Icon::Document);
    for (const protocol::DossierItem& item : procedure.dossier) {
        std::string words = item.text;
        if (item.copies) words += " · **" + counted(ui, "procedure.copies", *item.copies) + "**";
        if (!item.form.empty()) words += " · " + item.form;
        flow.entry(Icon::BoxOff, words);
    }
}

void draw_steps(const protocol::Procedure& procedure, Flow& flow)
{
    if (procedure.steps.empty()) return;
    flow.heading(flow.ui().tr("procedure.steps"), Icon::Inspect);
    for (std::size_t i = 0; i < procedure.steps.size(); ++i)
        flow.step({.mark = std::to_string(i + 1),
                   .words = procedure.steps[i],
                   .last = i + 1 == procedure.steps.size()});
    flow.gap(4);
}

}  // namespace

void draw_procedure(const Reading&, const protocol::Procedure& procedure, Flow& flow)
{
    const Ui& ui = flow.ui();
    draw_answers(procedure, flow);
    if (!procedure.where.empty())
        flow.entry(Icon::Place, ui.tr("procedure.where", {{"where", procedure.where}}));
    if (!procedure.result.empty())
        flow.entry(Icon::CheckCircle, ui.tr("procedure.result", {{"result", procedure.result}}), Tone::Good);
    if (!procedure.online_level.empty()) flow.entry(Icon::Smartphone, procedure.online_level);
    draw_dossier(procedure, flow);
    draw_steps(procedure, flow);
    std::string law;
    for (const std::string& one : procedure.law) law += (law.empty() ? "" : "; ") + one;
    flow.fact(ui.tr("procedure.law"), law);
}

void draw_bulletin(const Reading& reading, const protocol::Bulletin& bulletin, Flow& flow)
{
    const Ui& ui = flow.ui();
    const Tone tone = bulletin.level == "danger"    ? Tone::Danger
                      : bulletin.level == "warning" ? Tone::Warn
                                                    : Tone::Primary;
    const std::string words = "**" + bulletin.text + "**";
    draw_soft_card(flow, {}, {&words, 1}, tone);
    if (!bulletin.end) return;
    const bool over = *bulletin.end < reading.state.wall && !reading.state.health.clock_wrong;
    flow.note(Icon::Clock,
              ui.tr(over ? "bulletin.over" : "bulletin.until", {{"when", date_time(ui, *bulletin.end)}}),
              Tone::Plain);
}

}  // namespace kiosk

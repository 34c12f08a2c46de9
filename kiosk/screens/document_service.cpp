#include <algorithm>
#include <string>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/money.h"
#include "kiosk/screens/names.h"
#include "kiosk/screens/times.h"

namespace kiosk {

void draw_procedure(const Reading&, const protocol::Procedure& procedure, Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.fact(ui.tr("procedure.where"), procedure.where);
    if (procedure.days)
        flow.fact(ui.tr("procedure.days"), counted(ui, "procedure.working_days", *procedure.days));
    if (procedure.fee.empty()) flow.fact(ui.tr("procedure.fee"), ui.tr("procedure.no_fee"));
    for (const protocol::FeeLine& fee : procedure.fee)
        flow.fact(fee.what.empty() ? ui.tr("procedure.fee") : std::string_view{fee.what},
                  fee.amount > 0 ? money(ui, fee.amount) : std::string{ui.tr("procedure.no_fee")});
    flow.fact(ui.tr("procedure.result"), procedure.result);
    if (!procedure.dossier.empty()) {
        flow.heading(ui.tr("procedure.dossier"), Icon::Document);
        for (const protocol::DossierItem& item : procedure.dossier) {
            std::string words = item.text;
            if (item.copies) words += " · **" + counted(ui, "procedure.copies", *item.copies) + "**";
            flow.entry(Icon::BoxOff, words);
        }
    }
    if (!procedure.steps.empty()) {
        flow.heading(ui.tr("procedure.steps"), Icon::Inspect);
        for (std::size_t i = 0; i < procedure.steps.size(); ++i)
            flow.words("**" + std::to_string(i + 1) + ".** " + procedure.steps[i], {.rich = true});
    }
    for (const std::string& law : procedure.law) flow.fact(ui.tr("procedure.law"), law);
}

void draw_contact(const Reading&, const protocol::Contact& contact, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (!contact.name.empty())
        flow.entry(Icon::Person,
                   "**" + contact.name + "**" + (contact.role.empty() ? "" : " · " + contact.role));
    if (!contact.office.empty()) flow.entry(Icon::Hall, contact.office);
    if (!contact.phone_work.empty()) flow.entry(Icon::Phone, "**" + contact.phone_work + "**");
    if (!contact.room.empty()) flow.entry(Icon::Place, contact.room);
    if (!contact.reception_day.empty())
        flow.entry(Icon::Calendar, ui.tr("contact.reception", {{"when", contact.reception_day}}));
    if (!contact.hours.empty()) flow.heading(ui.tr("contact.hours"), Icon::Clock);
    for (const std::string& hours : contact.hours) flow.words(hours, {}, 2);
}

namespace {

float share(std::int64_t part, std::int64_t all)
{
    return all > 0 ? std::clamp(static_cast<float>(part) / static_cast<float>(all), 0.0F, 1.0F) : 0.0F;
}

}  // namespace

void draw_stats(const Reading&, const protocol::Stats& stats, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (stats.period_from && stats.period_to)
        flow.fact(ui.tr("stats.period"),
                  short_date(*stats.period_from) + " – " + short_date(*stats.period_to));
    flow.words(
        ui.tr("stats.answered", {{"n", grouped(ui, stats.answered)}, {"all", grouped(ui, stats.received)}}),
        {.face = Face::BodyBold}, 2);
    flow.bar(share(stats.answered, stats.received), Tone::Good);
    flow.words(ui.tr("stats.on_time", {{"n", grouped(ui, stats.on_time)}, {"late", grouped(ui, stats.late)}}),
               {.face = Face::BodyBold}, 2);
    flow.bar(share(stats.on_time, stats.on_time + stats.late), Tone::Primary);
    if (stats.median_days) flow.fact(ui.tr("stats.median"), counted(ui, "stats.days", *stats.median_days));
    if (stats.oldest_open_days)
        flow.fact(ui.tr("stats.oldest"), counted(ui, "stats.days", *stats.oldest_open_days));
    if (stats.by_topic.empty()) return;
    flow.heading(ui.tr("stats.by_topic"), Icon::Inspect);
    for (const protocol::TopicCount& topic : stats.by_topic) {
        std::string name = topic_name(ui, topic.code);
        if (name.empty()) name = ui.tr("stats.other_topic");
        flow.words(ui.tr("stats.topic", {{"topic", name},
                                         {"answered", grouped(ui, topic.answered)},
                                         {"received", grouped(ui, topic.received)}}),
                   {}, 2);
        flow.bar(share(topic.answered, topic.received), Tone::Good);
    }
}

void draw_bulletin(const Reading&, const protocol::Bulletin& bulletin, Flow& flow)
{
    const Ui& ui = flow.ui();
    const Tone tone = bulletin.level == "danger"    ? Tone::Danger
                      : bulletin.level == "warning" ? Tone::Warn
                                                    : Tone::Plain;
    flow.banner(tone, Icon::Warning, bulletin.text);
    if (bulletin.end) flow.fact(ui.tr("bulletin.until"), date_time(*bulletin.end));
}

}  // namespace kiosk

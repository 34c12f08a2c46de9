#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "kiosk/screens/document_parts.h"
#include "kiosk/screens/form.h"
#include "kiosk/screens/frame.h"
#include "kiosk/screens/money.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/times.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/widgets.h"

namespace kiosk {

namespace {

constexpr std::string_view kDiagnosis = "staff_diagnosis";
constexpr std::size_t kRootShown = 16;

void draw_network(const State& state, const staff::Diagnosis& known, Flow& flow)
{
    const Ui& ui = flow.ui();
    const Health& health = state.health;
    flow.heading(ui.tr("diagnosis.network"), Icon::Cloud);
    flow.fact(ui.tr("diagnosis.read"), known.read);
    if (known.write != known.read) flow.fact(ui.tr("diagnosis.write"), known.write);
    flow.fact(ui.tr("diagnosis.link"), ui.tr(!health.contact_known ? "diagnosis.link.unknown"
                                             : health.online       ? "diagnosis.link.on"
                                                                   : "diagnosis.link.off"));
    flow.fact(ui.tr("diagnosis.contact"), health.information ? date_time(ui, *health.information)
                                                             : std::string{ui.tr("diagnosis.never")});
    if (health.sync_total > 0 && health.sync_done < health.sync_total)
        flow.fact(ui.tr("diagnosis.syncing"),
                  grouped(ui, health.sync_done) + " / " + grouped(ui, health.sync_total));
}

void draw_log(const State& state, const staff::Diagnosis& known, Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("diagnosis.log"), Icon::Verified);
    flow.fact(ui.tr("diagnosis.entries"), grouped(ui, known.log.size));
    flow.fact(ui.tr("diagnosis.root"), known.log.root.substr(0, kRootShown));
    flow.fact(ui.tr("diagnosis.trust"), std::to_string(known.log.trust_version));
    flow.fact(ui.tr("diagnosis.history"),
              ui.tr(state.health.history_alarm ? "diagnosis.history.alarm" : "diagnosis.history.good"));
}

void draw_outbox(const staff::Diagnosis& known, std::optional<protocol::Date> today, Flow& flow)
{
    const Ui& ui = flow.ui();
    flow.heading(ui.tr("diagnosis.outbox"), Icon::Ticket);
    if (!known.outbox_open) return flow.note(Icon::Error, ui.tr("diagnosis.outbox.closed"), Tone::Danger);
    flow.fact(ui.tr("diagnosis.waiting"), grouped(ui, known.outbox.waiting));
    if (known.oldest)
        flow.fact(ui.tr("diagnosis.oldest"),
                  date_time(ui, *known.oldest) +
                      (today ? " · " + away(ui, *today, protocol::local_date(*known.oldest)) : ""));
    flow.fact(ui.tr("diagnosis.sent"), grouped(ui, known.outbox.sent));
    flow.fact(ui.tr("diagnosis.parked"), grouped(ui, known.outbox.parked));
    for (const std::string& why : known.parked) flow.note(Icon::Warning, why, Tone::Warn);
}

void draw_machine(const State& state, const staff::Diagnosis& known, Flow& flow)
{
    const Ui& ui = flow.ui();
    constexpr std::int64_t kMegabyte = 1'000'000;
    flow.heading(ui.tr("diagnosis.machine"), Icon::Settings);
    flow.fact(ui.tr("diagnosis.disk"),
              ui.tr("diagnosis.disk.value", {{"free", grouped(ui, known.free_bytes / kMegabyte)},
                                             {"all", grouped(ui, known.disk_bytes / kMegabyte)}}));
    flow.fact(ui.tr("diagnosis.storage"),
              ui.tr(state.health.storage_trouble ? "diagnosis.storage.bad" : "diagnosis.storage.good"));
    flow.fact(
        ui.tr("diagnosis.clock"),
        date_time(ui, state.wall) + " · " +
            std::string{ui.tr(state.health.clock_wrong ? "diagnosis.clock.wrong" : "diagnosis.clock.good")});
    const float scale = ui.look().px_per_mm;
    const auto hundredths = std::lround(static_cast<double>(scale) * 100);
    std::string density = std::to_string(hundredths / 100) + std::string{ui.tr("number.point")};
    if (hundredths % 100 < 10) density += '0';
    density += std::to_string(hundredths % 100);
    flow.fact(ui.tr("diagnosis.screen"),
              ui.tr("diagnosis.screen.value",
                    {{"width", std::to_string(std::lround(ui.area().width()))},
                     {"height", std::to_string(std::lround(ui.area().height()))},
                     {"width_mm", std::to_string(std::lround(ui.area().width() / scale))},
                     {"height_mm", std::to_string(std::lround(ui.area().height() / scale))},
                     {"density", density}}));
    const auto found = [&](bool there) { return ui.tr(there ? "diagnosis.found" : "diagnosis.missing"); };
    flow.fact(ui.tr("diagnosis.printer.slip"), found(state.printers.slip));
    flow.fact(ui.tr("diagnosis.printer.page"), found(state.printers.page));
    flow.fact(ui.tr("diagnosis.voice"), found(state.health.sound));
    flow.fact(ui.tr("diagnosis.device"), state.device);
    flow.fact(ui.tr("diagnosis.version"), state.version);
}

/// "notice.kept 3" in words; a code of another program version stands as it is.
std::string audit_words(const Ui& ui, std::string_view what)
{
    const auto space = what.find(' ');
    const std::string key = "audit." + std::string{what.substr(0, space)};
    if (!ui.strings().has(key)) return std::string{what};
    const std::string n{space == std::string_view::npos ? std::string_view{} : what.substr(space + 1)};
    return ui.tr(key, {{"n", n}});
}

void draw_audit(const staff::Diagnosis& known, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (known.audit.empty()) return;
    flow.heading(ui.tr("diagnosis.audit"), Icon::History);
    for (const auto& line : known.audit) flow.fact(date_time(ui, line.at), audit_words(ui, line.what));
}

void draw_bell(const State& state, Flow& flow)
{
    const Ui& ui = flow.ui();
    if (state.bell == Bell::Rang) flow.banner(Tone::Good, Icon::Bell, ui.tr("diagnosis.bell.rang"));
    if (state.bell == Bell::Mute) flow.banner(Tone::Warn, Icon::Bell, ui.tr("diagnosis.bell.mute"));
}

void draw_stick(const staff::Session& session, Flow& flow)
{
    const Ui& ui = flow.ui();
    const auto say = [&](Tone tone, std::string_view key) {
        flow.banner(tone, Icon::Storage, ui.tr(key, {{"n", grouped(ui, session.stick_entries)}}));
    };
    switch (session.stick) {
        case staff::Stick::NotAsked:
            break;
        case staff::Stick::Reading:
            return say(Tone::Plain, "diagnosis.stick.reading");
        case staff::Stick::Taken:
            return say(Tone::Good, "diagnosis.stick.taken");
        case staff::Stick::NothingNew:
            return say(Tone::Plain, "diagnosis.stick.nothing");
        case staff::Stick::None:
            return say(Tone::Warn, "diagnosis.stick.none");
        case staff::Stick::Unreadable:
            return say(Tone::Warn, "diagnosis.stick.unreadable");
        case staff::Stick::Doubted:
            return say(Tone::Danger, "diagnosis.stick.doubted");
    }
}

/// What is there to be tried: a printer that was not found has no button.
void draw_tests(const State& state, Ui& ui, const Rect& place, Action& action)
{
    struct Test {
        const char* name;
        const char* words;
        Icon icon;
        staff::Action action;
    };
    std::vector<Test> tests;
    if (state.printers.slip)
        tests.push_back({"slip", "diagnosis.test.slip", Icon::Ticket, staff::TestPrint{.slip = true}});
    if (state.printers.page)
        tests.push_back({"page", "diagnosis.test.page", Icon::Print, staff::TestPrint{}});
    const bool ringing = state.bell == Bell::Ringing;
    tests.push_back(
        {"sound", ringing ? "help.ringing" : "diagnosis.test.sound", Icon::Louder, staff::TestSound{}});
    tests.push_back({"stick", "diagnosis.stick", Icon::Storage, staff::ReadStick{}});
    const auto places = columns(place, static_cast<int>(tests.size()), part_gap(ui));
    float alike = 100;
    for (std::size_t i = 0; i < tests.size(); ++i)
        alike =
            std::min(alike, button_label_mm(ui, places[i], ui.tr(tests[i].words), {.icon = tests[i].icon}));
    for (std::size_t i = 0; i < tests.size(); ++i)
        if (button(ui, places[i], std::string{"staff_diagnosis."} + tests[i].name, ui.tr(tests[i].words),
                   {.icon = tests[i].icon, .most_mm = alike}))
            action = tests[i].action;
}

}  // namespace

Action draw_staff_diagnosis(const State& state, Ui& ui)
{
    Action action;
    Page page = frame(state, ui, {.title = ui.tr("staff.door.diagnosis"), .search = false}, action);
    if (!state.staff) return action;
    Rect foot = page.body.cut_bottom(button_height(ui), part_gap(ui));
    if (scrolls(ui, kDiagnosis, state.visit().number))
        page_buttons(ui, foot.cut_left(foot.width() * 0.5F, part_gap(ui)), kDiagnosis, state.visit().number);
    if (button(ui, foot, "staff_diagnosis.again", ui.tr("diagnosis.again"),
               {.kind = ButtonKind::Primary, .icon = Icon::Sync}))
        action = staff::Action{staff::LookAgain{}};
    draw_tests(state, ui, page.body.cut_bottom(button_height(ui), part_gap(ui)), action);
    const Rect inside = card(ui, page.reading());
    if (!state.staff->diagnosis) return action;
    const staff::Diagnosis& known = *state.staff->diagnosis;
    ScrollArea scroll{ui, inside, kDiagnosis, state.visit().number};
    Flow flow{ui, reading_column(ui, scroll)};
    draw_bell(state, flow);
    draw_stick(*state.staff, flow);
    draw_network(state, known, flow);
    draw_outbox(known, today(state), flow);
    draw_log(state, known, flow);
    draw_machine(state, known, flow);
    draw_audit(known, flow);
    scroll.set_content_height(flow.used());
    return action;
}

}  // namespace kiosk

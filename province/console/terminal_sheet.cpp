#include "province/console/terminal_sheet.h"

#include "province/console/visit.h"
#include "province/text/texts.h"

namespace province::console {

using protocol::Time;

namespace {

std::string_view state_key(const Terminal& terminal, Time now)
{
    switch (terminal.state) {
        case TerminalState::Slot:
            return now < terminal.code_until ? "console.terminals.state.slot"
                                             : "console.terminals.state.over";
        case TerminalState::Waiting:
            return "console.terminals.state.waiting";
        case TerminalState::Live:
            if (terminal.closed_at(now)) return "console.terminals.state.closed";
            return terminal.beat_at ? "console.terminals.state.live" : "console.terminals.state.first";
        case TerminalState::Refused:
            return "console.terminals.state.refused";
        case TerminalState::Revoked:
            break;
    }
    return "console.terminals.state.revoked";
}

/// "46 GB" and "640 MB".
std::string readable_space(std::int64_t megabytes)
{
    constexpr std::int64_t kGigabyte = 1024;
    return megabytes < kGigabyte ? std::to_string(megabytes) + " MB"
                                 : std::to_string(megabytes / kGigabyte) + " GB";
}

/// "1080 × 1920" of "1080x1920".
std::string readable_screen(std::string screen)
{
    if (const auto x = screen.find('x'); x != std::string::npos) screen.replace(x, 1, " × ");
    return screen;
}

std::string day_text(Time time) { return protocol::format_date(protocol::local_date(time)); }

}  // namespace

std::string span_words(std::chrono::seconds span)
{
    const auto minutes = span.count() / 60;
    const auto say = [](std::string_view key, std::int64_t n) {
        return texts().fill(key, {{"n", std::to_string(n)}});
    };
    if (minutes < 1) return text("console.span.now");
    if (minutes < 60) return say("console.span.minutes", minutes);
    if (minutes < 48 * 60) return say("console.span.hours", minutes / 60);
    return say("console.span.days", minutes / (24 * 60));
}

Fields terminal_row(const Terminal& terminal, Time now)
{
    Fields row;
    row.text("device", terminal.device).text("hall", terminal.hall_name).text("commune", terminal.commune);
    row.text("state_word", text(state_key(terminal, now)));
    const auto alarms = alarms_of(terminal, now);
    const bool live = terminal.state == TerminalState::Live;
    const bool good = live && alarms.empty() && terminal.beat_at && !terminal.closed_at(now);
    row.yes("good", good).yes("plain", !good && alarms.empty());
    std::vector<Fields> lines;
    for (const Alarm alarm : alarms)
        lines.push_back(Fields()
                            .text("word", text("terminal.alarm." + std::string(alarm_name(alarm))))
                            .text("to_do", text("terminal.alarm." + std::string(alarm_name(alarm)) + ".do"))
                            .yes("severe", alarm <= Alarm::Silent));
    row.yes("has_alarms", !lines.empty());
    row.list("alarms", std::move(lines));
    row.yes("awaits", terminal.state == TerminalState::Waiting);
    if (terminal.state == TerminalState::Waiting)
        row.text("digits", protocol::enrolment_digits(terminal.note)).text("hardware", terminal.hardware);
    row.text("seen", terminal.beat_at ? texts().fill("console.terminals.ago",
                                                     {{"span", span_words(now - *terminal.beat_at)}})
                                      : text("console.terminals.never"));
    row.text("seen_at", terminal.beat_at ? day_and_hour(*terminal.beat_at) : std::string{});
    row.text("version", terminal.beat ? terminal.beat->sw : std::string("—"));
    if (terminal.beat && terminal.beat->outbox_n > 0)
        row.text("outbox",
                 texts().fill("console.terminals.outbox_n",
                              {{"n", std::to_string(terminal.beat->outbox_n)},
                               {"span", span_words(std::chrono::seconds{terminal.beat->outbox_oldest_s})}}));
    else
        row.text("outbox", terminal.beat ? text("console.terminals.outbox_none") : std::string("—"));
    return row;
}

void terminal_facts(Fields& fields, const Terminal& terminal, Time now, const AccountNames& names)
{
    std::vector<Fields> facts;
    const auto fact = [&](std::string_view key, std::string value) {
        if (value.empty()) return;
        facts.push_back(Fields().text("what", text(key)).text("value", std::move(value)));
    };
    fact("console.terminals.address", terminal.address);
    fact("console.terminals.hardware", terminal.hardware);
    if (terminal.decided_at)
        fact("console.terminals.decided",
             day_and_hour(*terminal.decided_at) +
                 (terminal.decided_by.empty() ? "" : " · " + names(terminal.decided_by)));
    if (terminal.revoked_at) fact("console.terminals.revoked_at", day_and_hour(*terminal.revoked_at));
    if (const auto& beat = terminal.beat) {
        fact("console.terminals.version", beat->sw);
        fact("console.terminals.up", span_words(std::chrono::seconds{beat->up_s}));
        fact("console.terminals.log", std::to_string(beat->log_size));
        if (beat->information > 0)
            fact("console.terminals.information", day_and_hour(protocol::from_unix(beat->information)));
        fact("console.terminals.clock", day_and_hour(protocol::from_unix(beat->clock)));
        fact("console.terminals.screen", readable_screen(beat->screen));
        fact("console.terminals.disk", readable_space(beat->disk_free_mb));
        if (beat->touch_age_s >= 0)
            fact("console.terminals.touch", span_words(std::chrono::seconds{beat->touch_age_s}));
    }
    fields.list("facts", std::move(facts));
    const bool live = terminal.state == TerminalState::Live;
    const bool broken = terminal.chain && terminal.chain->broken();
    fields.yes("has_missing", live && (terminal.missing() > 0 || broken)).yes("chain_broken", broken);
    fields.yes("lacks", terminal.missing() > 0);
    fields.text("lacks_words",
                texts().fill("console.terminals.lacks",
                             {{"n", std::to_string(terminal.missing())},
                              {"newest", std::to_string(terminal.beat ? terminal.beat->chain_n : 0)}}));
    fields.yes("live", live);
    fields.yes("revocable",
               live || terminal.state == TerminalState::Waiting || terminal.state == TerminalState::Slot);
    // A closure that is over is none.
    const bool planned = terminal.closed_until && *terminal.closed_until > now;
    fields.yes("planned", live && planned).yes("may_close", live && !planned);
    if (planned) {
        fields.text("closed_from", long_day(protocol::local_date(*terminal.closed_from)));
        fields.text("closed_to",
                    long_day(protocol::local_date(*terminal.closed_until - std::chrono::seconds{1})));
    }
    fields.text("first_day", day_text(now)).text("first_day_words", long_day(protocol::local_date(now)));
}

}  // namespace province::console

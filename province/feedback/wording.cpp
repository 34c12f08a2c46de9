#include "province/feedback/wording.h"

#include <cstdio>

#include "protocol/base/text.h"

namespace province {

using protocol::Strings;

namespace {

std::string line(const Strings& words, std::string_view key, std::string_view value)
{
    return words.fill(key, {{"value", printable(value)}}) + "\n";
}

std::string day(protocol::Time time) { return day_and_hour(time).substr(0, 10); }

}  // namespace

std::string printable(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = protocol::next_code_point(text, at);
        const bool control =
            (c < 0x20 && c != U'\n') || (c >= 0x7f && c < 0xa0) || protocol::is_bidi_control(c);
        protocol::append_utf8(out, control ? U'?' : c);
    }
    return out;
}

std::string named(const Strings& words, std::string_view prefix, std::string_view code)
{
    const std::string key = std::string(prefix) + std::string(code);
    return words.has(key) ? std::string(words.get(key)) : std::string(code);
}

std::string day_and_hour(protocol::Time time)
{
    const protocol::LocalTime local = protocol::local_time(time);
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%02u/%02u/%04d %02d:%02d", static_cast<unsigned>(local.date.day()),
                  static_cast<unsigned>(local.date.month()), static_cast<int>(local.date.year()), local.hour,
                  local.minute);
    return buffer;
}

std::string list_text(const std::vector<InboxLine>& lines, const Strings& words)
{
    std::string out;
    for (const InboxLine& line : lines) {
        out += (line.opened() ? case_number(line.year, line.number) : std::to_string(line.n)) + "  " +
               day(line.received_at) + "  ";
        if (!line.opened()) {
            out += std::string(words.get("feedback.unopened")) + "\n";
            continue;
        }
        out += named(words, "feedback.state.", line.state);
        if (!line.topic.empty()) out += "  " + printable(named(words, "feedback.topic.", line.topic));
        out += "\n";
    }
    return out;
}

std::string report_text(const Desk::Report& report, const Strings& words)
{
    const protocol::Message& m = report.message;
    std::string out = line(words, "feedback.show.number", report.entry.number());
    out += line(words, "feedback.show.received", day_and_hour(report.entry.received_at));
    out += line(words, "feedback.show.state", named(words, "feedback.state.", report.entry.state));
    out += line(words, "feedback.show.lane", named(words, "feedback.lane.", protocol::lane_name(m.lane)));
    out += line(words, "feedback.show.kind",
                named(words, "feedback.kind.", protocol::feedback_kind_name(m.kind)));
    out += line(words, "feedback.show.to", m.pub);
    out += line(words, "feedback.show.topic", named(words, "feedback.topic.", m.topic));
    if (!m.about.empty()) out += line(words, "feedback.show.item", m.about);
    if (!m.option.empty()) out += line(words, "feedback.show.option", m.option.view());
    if (!m.place.empty()) out += line(words, "feedback.show.place", m.place.view());
    if (m.contact) {
        out += line(words, "feedback.show.name", m.contact->name.view());
        out += line(words, "feedback.show.phone", m.contact->phone.view());
    } else {
        out += std::string(words.get("feedback.show.anonymous")) + "\n";
    }
    out += std::string(words.get(m.is_public ? "feedback.show.public" : "feedback.show.private")) + "\n";
    out += line(words, "feedback.show.answers", std::to_string(report.answers));
    if (m.reopens != 0) out += line(words, "feedback.show.lost_report", std::to_string(m.reopens));
    out += "\n" + printable(m.text.view()) + "\n";
    for (const Desk::Unfinished& word : report.unfinished) {
        out += "\n" +
               words.fill("feedback.show.unfinished",
                          {{"k", std::to_string(word.reply)}, {"when", day_and_hour(word.received_at)}}) +
               "\n";
        if (!word.text.empty()) out += printable(word.text.view()) + "\n";
    }
    return out;
}

}  // namespace province

#include "province/console/report_sheet.h"

#include <algorithm>

#include "protocol/trust/key_names.h"
#include "province/console/options.h"
#include "province/console/people_names.h"
#include "province/console/reply_words.h"
#include "province/feedback/terms.h"
#include "province/feedback/wording.h"
#include "province/registry/drafts.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Date;

namespace {

/// By state; those of another topic are left out.
std::vector<Fields> templates_for(const std::vector<ReplyTemplate>& templates, std::string_view topic)
{
    std::vector<Fields> groups;
    for (const auto state : kAnswerStates) {
        std::vector<Fields> own, any;
        for (const ReplyTemplate& one : templates) {
            if (one.state != state || (!one.topic.empty() && one.topic != topic)) continue;
            Fields line;
            line.text("text", one.words).text("word", one.name).text("state", one.state);
            (one.topic.empty() ? any : own).push_back(std::move(line));
        }
        own.insert(own.end(), std::make_move_iterator(any.begin()), std::make_move_iterator(any.end()));
        if (own.empty()) continue;
        groups.push_back(Fields()
                             .text("state_word", text("console.report.answer." + std::string(state)))
                             .list("templates", std::move(own)));
    }
    return groups;
}

/// What the codes of an event mean to people.
std::string told_detail(const CaseEvent& event, const PeopleNames& people)
{
    if (event.what == "assigned") return people.name(event.detail);
    if (event.what == "moved") return people.office(event.detail);
    if (event.what == "published") return texts().fill("console.report.draft_number", {{"n", event.detail}});
    if (event.what == "came") {
        const auto space = event.detail.find(' ');
        return people.office(event.detail.substr(0, space)) +
               (space == std::string::npos ? std::string{} : " · " + event.detail.substr(space + 1));
    }
    if (event.what == "refiled") {
        const auto first = event.detail.find(' ');
        const auto second = event.detail.find(' ', first + 1);
        if (first == std::string::npos || second == std::string::npos) return {};
        const auto village = event.detail.substr(second + 1);
        return named(texts(), "feedback.lane.", event.detail.substr(0, first)) + ", " +
               named(texts(), kTopicTexts, event.detail.substr(first + 1, second - first - 1)) +
               (village.empty() ? std::string{} : ", " + people.village(village));
    }
    return event.detail;
}

std::vector<Fields> history_of(const Desk::Report& report, const PeopleNames& people)
{
    std::vector<Fields> rows;
    for (const Desk::Told& told : report.history) {
        const CaseEvent& event = told.event;
        const bool resident = event.what == kReopened || event.what == kReplied || event.what == kRated;
        Fields row;
        row.text("what", named(texts(), "desk.event.", event.what));
        row.text("at", day_and_hour(event.at));
        row.text("who", resident              ? text("console.report.sender")
                        : event.login.empty() ? text("console.audit.server")
                                              : people.name(event.login));
        const std::string detail = told_detail(event, people);
        row.text("detail", detail).yes("has_detail", !detail.empty());
        row.yes("has_words", told.words.has_value());
        row.text("words", told.words ? std::string(told.words->view()) : std::string{});
        row.yes("to_sender", is_case_state(event.what) || event.what == "asked" || event.what == "moved");
        rows.push_back(std::move(row));
    }
    std::ranges::reverse(rows);
    return rows;
}

void add_words(Fields& fields, const Desk::Report& report, const PeopleNames& people)
{
    const protocol::Message& message = report.message;
    fields.text("text", std::string(message.text.view())).yes("has_text", !message.text.empty());
    fields.text("option", std::string(message.option.view())).yes("has_option", !message.option.empty());
    fields.text("place", people.village(message.place.view())).yes("has_place", !message.place.empty());
    fields.text("about", message.about).yes("has_about", !message.about.empty());
    fields.yes("has_contact", message.contact.has_value());
    if (message.contact) {
        fields.text("name", std::string(message.contact->name.view()));
        fields.text("phone", std::string(message.contact->phone.view()));
        fields.yes("has_phone", !message.contact->phone.empty());
    }
    fields.yes("public", message.is_public);
    std::vector<Fields> words;
    for (const Desk::Unfinished& word : report.unfinished)
        words.push_back(Fields()
                            .text("k", std::to_string(word.reply))
                            .text("at", day_and_hour(word.received_at))
                            .text("words", std::string(word.text.view()))
                            .yes("silent", word.text.empty()));
    fields.list("unfinished", std::move(words));
}

void add_facts(Fields& fields, const Visit& visit, const Desk::Report& report, const PeopleNames& people)
{
    const Case& now = report.entry;
    const Date today = protocol::local_date(visit.now);
    std::vector<CaseEvent> events;
    for (const Desk::Told& told : report.history) events.push_back(told.event);
    const Deadline deadline =
        now.state == kSealedAway ? denunciation_due(visit.console.terms, events, now.clock_at, today)
                                 : deadline_of(visit.console.terms, now.lane, now.state, now.clock_at, today);
    add_due(fields, deadline, today);
    fields.text("counted", how_counted(deadline));
    fields.text("received", now.lane == "official" ? short_day(protocol::local_date(now.received_at))
                                                   : day_and_hour(now.received_at));
    fields.text("opened", day_and_hour(now.opened_at));
    fields.text("number", now.number());
    fields.text("state_word", named(texts(), "feedback.state.", now.state));
    const bool waits = now.state == "received", again = now.state == kReopened;
    const bool done = now.state == "answered" || now.state == kAgreed;
    fields.yes("state_warn", waits).yes("state_good", done).yes("state_bad", again);
    fields.yes("state_plain", !waits && !done && !again);
    fields.text("topic_word", now.topic.empty() ? text("console.report.sealed_topic")
                                                : named(texts(), kTopicTexts, now.topic));
    fields.text("lane_word", named(texts(), "feedback.lane.", now.lane));
    fields.text("office", people.office(now.body)).text("answers", std::to_string(report.answers));
    fields.text("assignee", people.name(now.assignee)).yes("has_assignee", !now.assignee.empty());
    fields.list("people", people.options(now.assignee));
    fields.list("topics", options_of(kTopicTexts, now.topic));
    auto villages = people.villages(now.place);
    fields.yes("has_villages", !villages.empty());
    fields.list("villages", std::move(villages));
    fields.text("village", now.place.empty() ? text("console.report.no_village") : people.village(now.place));
    fields.list("key_holders", people.key_holders())
        .list("offices", people.other_offices(now.lane == "official" ? protocol::body_area(now.body)
                                                                     : std::string_view{}));
    fields.text("lane", now.lane).yes("is_official", now.lane == "official");
    if (now.same_as)
        fields.text("main", case_number(now.same_as->first, now.same_as->second)).yes("is_merged", true);
}

/// The office's newest result, as a beginning for the public one.
std::string last_answer(const Desk::Report& report)
{
    std::string found;
    for (const Desk::Told& told : report.history)
        if (told.words && (told.event.what == "answered" || told.event.what == "rejected"))
            found = told.words->view();
    return found;
}

/// Where it was given to, and how it stands there.
protocol::Result<bool> add_moved(Fields& fields, const Visit& visit, const Case& now,
                                 const PeopleNames& people)
{
    if (!now.came_from.empty()) {
        const auto space = now.came_from.find(' ');
        fields.yes("came", true).text("came_from", people.office(now.came_from.substr(0, space)));
        fields.text("came_number",
                    space == std::string::npos ? std::string{} : now.came_from.substr(space + 1));
    }
    if (now.state != "forwarded" && now.state != kSealedAway) return false;
    const auto moved = MovedReports(visit.console.registry).of_case(now);
    if (!moved) return tl::unexpected{moved.error()};
    if (!*moved) return false;
    fields.yes("moved", true).text("moved_to", people.office((*moved)->to_body));
    fields.text("office", people.office((*moved)->to_body));
    // How a report about an official stands at the inspectorate, no commune learns.
    fields.yes("moved_told", now.state != kSealedAway);
    const auto there = Cases(visit.console.registry).by_report((*moved)->item);
    if (!there) return tl::unexpected{there.error()};
    const bool open = *there && (*there)->state != kSealedAway;
    fields.yes("moved_opened", open);
    if (open)
        fields.text("moved_number", (*there)->number())
            .text("moved_state", named(texts(), "feedback.state.", (*there)->state));
    return true;
}

/// Those that are answered with it, each with a way to it.
protocol::Result<bool> add_same(Fields& fields, const Visit& visit, const Case& now)
{
    const auto same = Cases(visit.console.registry).same_as(now);
    if (!same) return tl::unexpected{same.error()};
    std::vector<Fields> rows;
    for (const Case& other : *same) {
        const auto line = Inbox(visit.console.registry).by_item(visit.who().body.code, other.report);
        if (!line) return tl::unexpected{line.error()};
        if (*line)
            rows.push_back(Fields()
                               .text("number", other.number())
                               .text("address", "/console/desk/" + std::to_string((*line)->line.n)));
    }
    fields.yes("has_same", !rows.empty());
    fields.list("same", std::move(rows));
    return !same->empty();
}

}  // namespace

Response sealed_sheet(const Visit& visit, const Desk::Report& report)
{
    const auto people = PeopleNames::of(visit);
    if (!people) return failed(visit, people.error());
    const auto pair = SealedCases(visit.console.registry).find(report.entry);
    if (!pair) return failed(visit, pair.error());
    if (!*pair) return refuse(visit, 404);
    Fields fields;
    add_words(fields, report, *people);
    add_facts(fields, visit, report, *people);
    const bool first = (*pair)->first == visit.who().account.login;
    fields.text("other", people->name(first ? (*pair)->second : (*pair)->first));
    fields.list("history", history_of(report, *people));
    return show(visit, "apart", "console.report.title", std::move(fields));
}

Response report_sheet(const Visit& visit, const Desk::Report& report, std::string_view problem,
                      const Typed& typed)
{
    const auto people = PeopleNames::of(visit);
    if (!people) return failed(visit, people.error());
    const Case& now = report.entry;
    Fields fields;
    add_words(fields, report, *people);
    add_facts(fields, visit, report, *people);
    if (!report.message.about.empty()) {
        const auto paper = Drafts(visit.console.registry).newest(report.message.about);
        if (!paper) return failed(visit, paper.error());
        fields.text("about_title", *paper ? (*paper)->title : report.message.about);
    }
    const bool ours = now.body == visit.who().body.code;
    const bool apart = now.state == kSealedAway;
    fields.text("n", std::to_string(report.n)).text("seen", std::to_string(report.history.size()));
    const auto moved = add_moved(fields, visit, now, *people);
    if (!moved) return failed(visit, moved.error());
    const auto has_same = add_same(fields, visit, now);
    if (!has_same) return failed(visit, has_same.error());
    const bool alone = ours && !now.same_as && !*moved && !*has_same;
    fields.yes("may_answer", ours && !now.same_as && !*moved);
    fields.yes("may_give", alone && !apart);
    // Also what was given on: it is this office's again, and nothing of it is left where it was.
    fields.yes("may_seal", ours && !now.same_as && !*has_same).yes("given_on", *moved && !apart);
    const std::string inspectorate = visit.console.law.province_code + ".thanhtra";
    fields.yes("may_hand_on", alone && apart && people->is_other_office(inspectorate));
    fields.text("inspectorate", inspectorate).text("inspectorate_name", people->office(inspectorate));
    fields.yes("may_merge", alone && !apart).yes("may_part", ours && now.same_as.has_value());
    fields.yes("ours", ours).yes("others", !ours);
    fields.yes("in_hand", ours && !apart && !*moved).yes("sealed_away", apart);
    fields.yes("may_publish",
               ours && !apart && report.message.is_public && now.answered_at && now.lane != "official");
    fields.text("last_answer", last_answer(report));
    fields.yes("may_agree", ours && (now.state == "answered" || now.state == "rejected"));
    fields.list("answer_states", answer_states(typed.state)).text("typed", typed.text);
    const auto templates = templates_of(visit);
    if (!templates) return failed(visit, templates.error());
    fields.list("template_groups", templates_for(*templates, now.topic));
    auto history = history_of(report, *people);
    fields.list("history", std::move(history));
    fields.yes("has_problem", !problem.empty());
    if (!problem.empty()) fields.text("problem", text(problem));
    return problem.empty() ? show(visit, "report", "console.report.title", std::move(fields))
                           : show_again(visit, "report", "console.report.title", std::move(fields));
}

}  // namespace province::console

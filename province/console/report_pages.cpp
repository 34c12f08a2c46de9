#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/limits.h"
#include "protocol/trust/key_names.h"
#include "province/console/draft_visit.h"
#include "province/console/pages.h"
#include "province/console/people_names.h"
#include "province/console/report_sheet.h"
#include "province/feedback/wording.h"
#include "province/publish/log_keys.h"
#include "province/registry/drafts.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::size_t kNote_bytes = 4000;
constexpr int kShown_days = 30 + 7;  // 30 of the law from the day it is signed, and some to get there

std::int64_t line_of(const Visit& visit)
{
    return static_cast<std::int64_t>(protocol::parse_decimal(visit.parameter("n")).value_or(0));
}

std::string address(const Visit& visit) { return "/console/desk/" + std::to_string(line_of(visit)); }

int seen_of(const Visit& visit)
{
    return static_cast<int>(protocol::parse_decimal(visit.form.get("seen")).value_or(1));
}

Response not_shown(const Visit& visit, const protocol::Error& error)
{
    if (error.fault == Fault::Malformed)
        return show_again(visit, "report_unopened", "console.report.title", Fields().yes("unreadable", true));
    return error.fault == Fault::Refused ? no_own_key(visit) : failed(visit, error);
}

/// The page as it is now, with why the step was not done and what was typed.
Response not_done(const Visit& visit, Desk& desk, std::string_view problem, const Typed& typed = {})
{
    const auto report = desk.show(line_of(visit), visit.act({}, {}));
    if (!report) return not_shown(visit, report.error());
    return report_sheet(visit, *report, problem, typed);
}

Response ended(const Visit& visit, Desk& desk, const Result<void>& step, std::string_view done,
               const Typed& typed = {})
{
    if (step) return go(address(visit), done);
    if (step.error().fault == Fault::Refused) return not_done(visit, desk, "console.report.moved_on", typed);
    if (step.error().fault == Fault::Malformed)
        return not_done(visit, desk, "console.report.not_fitting", typed);
    return failed(visit, step.error());
}

/// A commune's committee reads together with its Fatherland Front, as the kiosk promises; the newest key of a
/// body is the one in use.
std::optional<Desk::Receiver> receiver_of(const protocol::KeyTable& keys, const std::string& body)
{
    const auto own = keys.recipients(body);
    if (own.empty()) return std::nullopt;
    Desk::Receiver to{body, {own.back()}};
    if (body.ends_with(".ubnd")) {
        const auto front = keys.recipients(std::string(protocol::body_area(body)) + ".mttq");
        if (!front.empty()) to.readers.push_back(front.back());
    }
    return to;
}

/// A question and its answer as a text for everybody: "other content" of the law (D14), under the topic's
/// name, so that no word of a resident becomes a title.
DraftText public_answer(const Visit& visit, const Case& of, const std::string& question,
                        const std::string& answer)
{
    const auto today = protocol::local_date(visit.now);
    const std::string topic = named(texts(), "feedback.topic.", of.topic);
    DraftText draft;
    draft.kind = "disclosure";
    draft.title = texts().fill("console.report.public_title", {{"topic", topic}});
    draft.body = "## " + text("console.report.public_question") + "\n\n" + question + "\n\n## " +
                 text("console.report.public_answer") + "\n\n" + answer + "\n";
    draft.values["item"] = {"D14"};
    draft.values["secrecy"] = {"none"};
    draft.values["issuer"] = {visit.who().body.name};
    draft.values["household"] = {texts().fill("console.report.public_household", {{"topic", topic}})};
    draft.values["from"] = {protocol::format_date(today)};
    draft.values["until"] = {protocol::format_date(protocol::add_days(today, kShown_days))};
    return draft;
}

/// A step on an opened case: `work(desk, case)`. `answers`: only the office that has to answer takes it.
template <class Work>
Response with_case(Visit& visit, bool answers, Work&& work)
{
    return with_desk(visit, [&](Desk& desk) -> Response {
        const auto entry = Inbox(visit.console.registry).find(visit.who().body.code, line_of(visit));
        if (!entry) return failed(visit, entry.error());
        if (!*entry) return refuse(visit, 404);
        const auto found = Cases(visit.console.registry).by_report((*entry)->item);
        if (!found) return failed(visit, found.error());
        if (!*found) return go(address(visit));
        const auto known = SealedCases(visit.console.registry).known_to(**found, visit.who().account.login);
        if (!known) return failed(visit, known.error());
        if (!*known) return refuse(visit, 404);
        if (answers && (*found)->body != visit.who().body.code) return refuse(visit, 403);
        return work(desk, **found);
    });
}

/// Signs and sends, unless nobody could read it: the desk's key is revoked.
template <class Step>
Response sign(Visit& visit, Desk& desk, std::string_view done, const Typed& typed, Step&& step)
{
    const auto revoked = is_revoked(desk.signer(), visit.console.data);
    if (!revoked) return failed(visit, revoked.error());
    if (*revoked) return not_done(visit, desk, "console.report.revoked", typed);
    return ended(visit, desk, step(), done, typed);
}

}  // namespace

Response report_page(Visit& visit)
{
    return with_desk(visit, [&](Desk& desk) -> Response {
        const auto entry = Inbox(visit.console.registry).find(visit.who().body.code, line_of(visit));
        if (!entry) return failed(visit, entry.error());
        if (!*entry || (*entry)->reply != 0) return refuse(visit, 404);
        if (!(*entry)->line.opened()) {
            // Looking at an address opens nothing: that is a step of its own.
            Fields fields;
            fields.text("n", std::to_string(line_of(visit)));
            fields.text("received", short_day(protocol::local_date((*entry)->line.received_at)));
            fields.yes("may_open", true).yes("unreadable", (*entry)->line.lane == kUnreadable);
            return show(visit, "report_unopened", "console.report.title", std::move(fields));
        }
        const auto report = desk.show(line_of(visit), visit.act({}, {}));
        if (!report) return not_shown(visit, report.error());
        return report_sheet(visit, *report);
    });
}

Response open_report(Visit& visit)
{
    return with_desk(visit, [&](Desk& desk) {
        const auto report = desk.show(line_of(visit), visit.act({}, {}));
        return report ? go(address(visit), "opened") : not_shown(visit, report.error());
    });
}

Response answer_report(Visit& visit)
{
    return with_case(visit, true, [&](Desk& desk, const Case&) {
        const Typed typed{visit.form.get("state"), visit.form.get("text")};
        if (typed.text.empty()) return not_done(visit, desk, "console.report.text_needed", typed);
        if (typed.text.size() > protocol::limits::kReplyText)
            return not_done(visit, desk, "console.report.too_long", typed);
        const bool asked = typed.state == "asked";
        if (!asked && typed.state != "in_progress" && typed.state != "answered" && typed.state != "rejected")
            return not_done(visit, desk, "console.report.state_needed", typed);
        return sign(visit, desk, asked ? "asked" : "answered", typed, [&]() -> Result<void> {
            const auto answered = desk.answer(
                line_of(visit), seen_of(visit),
                {asked ? "in_progress" : std::string_view{typed.state}, asked ? "asked" : "", typed.text, {}},
                visit.act({}, {}));
            return answered ? Result<void>{} : Result<void>{tl::unexpected{answered.error()}};
        });
    });
}

Response note_report(Visit& visit)
{
    return with_case(visit, false, [&](Desk& desk, const Case& found) {
        const std::string& words = visit.form.get("note");
        if (words.empty() || words.size() > kNote_bytes)
            return not_done(visit, desk, "console.report.note_needed");
        return ended(visit, desk, desk.note(found, words, visit.act({}, {})), "noted");
    });
}

Response assign_report(Visit& visit)
{
    return with_case(visit, true, [&](Desk& desk, const Case& found) {
        const std::string& login = visit.form.get("assignee");
        const auto people = PeopleNames::of(visit);
        if (!people) return failed(visit, people.error());
        if (!login.empty() && !people->has(login)) return refuse(visit, 400);
        const auto step =
            Cases(visit.console.registry).assign(found, seen_of(visit), login, visit.act({}, {}));
        return ended(visit, desk, step, "assigned");
    });
}

Response refile_report(Visit& visit)
{
    return with_case(visit, true, [&](Desk& desk, const Case& found) {
        const std::string& topic = visit.form.get("topic");
        const std::string& lane = visit.form.get("lane");
        const auto names = PeopleNames::of(visit);
        if (!names) return failed(visit, names.error());
        // Where the commune has named no villages there is none to choose; what the kiosk said stays.
        const std::string place = visit.form.has("place") ? visit.form.get("place") : found.place;
        if (!place.empty() && place != found.place && !names->is_village(place)) return refuse(visit, 400);
        const bool known = texts().has("feedback.topic." + topic) &&
                           (lane == "normal" || lane == "opinion" || lane == "wrong_info");
        // Of a report about an official, neither topic nor lane stands in clear.
        if (!known || found.lane == "official") return refuse(visit, 400);
        const auto step = Cases(visit.console.registry)
                              .refile(found, seen_of(visit), lane, topic, place, visit.act({}, {}));
        return ended(visit, desk, step, "refiled");
    });
}

Response merge_report(Visit& visit)
{
    return with_case(visit, true, [&](Desk& desk, const Case& found) {
        const auto number = parse_case_number(visit.form.get("main"));
        Cases cases(visit.console.registry);
        const auto main = number ? cases.by_number(found.body, number->first, number->second)
                                 : Result<std::optional<Case>>{std::nullopt};
        if (!main) return failed(visit, main.error());
        if (!*main || (*main)->state == kSealedAway) return not_done(visit, desk, "console.report.no_main");
        if ((*main)->answered_at || (*main)->state == "forwarded")
            return not_done(visit, desk, "console.report.main_over");
        const auto step = cases.merge(found, seen_of(visit), **main, visit.act({}, {}));
        return ended(visit, desk, step, "merged");
    });
}

Response part_report(Visit& visit)
{
    return with_case(visit, true, [&](Desk& desk, const Case& found) {
        const auto step = Cases(visit.console.registry).part(found, seen_of(visit), visit.act({}, {}));
        return ended(visit, desk, step, "parted");
    });
}

Response seal_report_away(Visit& visit)
{
    return with_case(visit, true, [&](Desk& desk, const Case&) {
        const auto people = PeopleNames::of(visit);
        if (!people) return failed(visit, people.error());
        const std::string& first = visit.form.get("first");
        const std::string& second = visit.form.get("second");
        // One of them works at the desk: somebody has to answer.
        if (!people->holds_key(first) || !people->holds_key(second) || first == second ||
            (!people->has(first) && !people->has(second)))
            return not_done(visit, desk, "console.report.two_people");
        const auto step = desk.seal_away(line_of(visit), seen_of(visit), first, second, visit.act({}, {}));
        if (step) return go("/console/desk", "sealed_away");
        return ended(visit, desk, step, {});
    });
}

Response give_report(Visit& visit)
{
    return with_case(visit, true, [&](Desk& desk, const Case&) {
        const std::string& body = visit.form.get("body");
        const std::string& words = visit.form.get("text");
        const auto names = PeopleNames::of(visit);
        if (!names) return failed(visit, names.error());
        if (!names->is_other_office(body)) return not_done(visit, desk, "console.report.no_receiver");
        if (words.empty()) return not_done(visit, desk, "console.report.text_needed");
        if (words.size() > protocol::limits::kReplyText)
            return not_done(visit, desk, "console.report.too_long");
        const auto keys = log_keys(visit.console.data);
        if (!keys) return failed(visit, keys.error());
        const auto to = receiver_of(*keys, body);
        if (!to) return not_done(visit, desk, "console.report.no_receiver");
        return sign(visit, desk, "given", {},
                    [&] { return desk.give(line_of(visit), seen_of(visit), *to, words, visit.act({}, {})); });
    });
}

Response publish_report(Visit& visit)
{
    return with_case(visit, true, [&](Desk& desk, const Case& found) {
        const std::string& question = visit.form.get("question");
        const std::string& answer = visit.form.get("answer");
        const std::string& why = visit.form.get("why");
        const auto report = desk.show(line_of(visit), visit.act({}, {}));
        if (!report) return not_shown(visit, report.error());
        // Without the sender's word nothing of it becomes public, whatever the form says.
        if (!report->message.is_public || !found.answered_at || found.lane == "official")
            return refuse(visit, 403);
        if (question.empty() || answer.empty() || why.empty() || why.size() > kNote_bytes ||
            question.size() > protocol::limits::kFeedbackText || answer.size() > protocol::limits::kReplyText)
            return not_done(visit, desk, "console.report.public_needed");
        const auto draft = add_draft(visit, public_answer(visit, found, question, answer));
        if (!draft) return failed(visit, draft.error());
        const auto step =
            desk.make_public(found, seen_of(visit), std::to_string(*draft), why, visit.act({}, {}));
        // A draft that no case leads to would hold a resident's words without a trace.
        if (!step)
            if (auto gone = Drafts(visit.console.registry).drop(*draft, 1, visit.act("draft.drop", {}));
                !gone)
                return failed(visit, gone.error());
        return ended(visit, desk, step, "public");
    });
}

Response agree_report(Visit& visit)
{
    return with_case(visit, true, [&](Desk& desk, const Case& found) {
        const std::string& words = visit.form.get("how");
        if (words.empty() || words.size() > kNote_bytes)
            return not_done(visit, desk, "console.report.agree_needed");
        return ended(visit, desk, desk.agree(found, seen_of(visit), words, visit.act({}, {})), "agreed");
    });
}

}  // namespace province::console

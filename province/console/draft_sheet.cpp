#include "province/console/draft_sheet.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "protocol/base/text.h"
#include "protocol/limits.h"
#include "protocol/trust/key_names.h"
#include "province/attachments/take_in.h"
#include "province/console/account_names.h"
#include "province/console/draft_visit.h"
#include "province/console/form_fields.h"
#include "province/drafting/forms.h"
#include "province/phone_pages/body_pictures.h"
#include "province/phone_pages/safe_html.h"
#include "province/publish/card_fields.h"
#include "province/publish/villages.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;

namespace {

constexpr std::size_t kPiece_bytes = 160;
constexpr std::size_t kMostFound = 60;
constexpr int kMostContacts = 200;
constexpr std::size_t kCutLetter = 3;  // bytes of a letter that did not fit any more
constexpr int kMostPapers = 200;

/// What a record of this type may point to: a posting to what was posted, a meeting and a consultation to
/// what they are about.
std::vector<std::string_view> papers_for(std::string_view kind)
{
    if (kind == "board") return {"disclosure"};
    if (kind == "meeting" || kind == "consultation") return {"disclosure", "project", "consultation"};
    return {};
}

std::vector<Fields> told_problems(const std::vector<DraftProblem>& problems)
{
    std::vector<Fields> out;
    for (const auto& problem : problems) out.push_back(Fields().text("sentence", problem.sentence));
    return out;
}

/// Where something is wrong, each place once, with the way to it.
std::vector<Fields> wrong_places(std::string_view kind, const std::vector<FieldProblem>& problems)
{
    std::vector<Fields> out;
    std::string_view last;
    for (const auto& problem : problems) {
        if (std::exchange(last, problem.field) == problem.field) continue;
        const std::string own = "console.publish.field." + problem.field;
        const bool ours = texts().has(own);
        out.push_back(Fields()
                          .text("id", (ours ? "" : "f-") + problem.field)
                          .text("label", text(ours ? own : label_key(kind, problem.field))));
    }
    return out;
}

void look_over(const std::string& words, const std::string& where, const std::vector<std::string>& numbers,
               std::vector<FoundData>& into)
{
    for (const auto& one : find_personal_data(words, numbers)) {
        // A list of people decides what becomes of the paper: it is never left out.
        if (into.size() >= kMostFound && one.kind != PersonalData::Kind::People) continue;
        std::string piece = words.substr(one.begin, one.length);
        if (one.kind == PersonalData::Kind::People) {
            piece = piece.substr(0, std::min(piece.find('\n'), kPiece_bytes));
            while (!protocol::is_utf8(piece)) piece.pop_back();
            piece += " …";
        }
        into.push_back({where, one.kind, std::move(piece)});
    }
}

/// Whoever approves looks at it on the board: it stands in the text or in a field of the form.
bool is_shown(const DraftFile& file, const DraftText& shown)
{
    const auto pictures = body_pictures(shown.body);
    if (std::ranges::find(pictures, file.name) != pictures.end()) return true;
    return std::ranges::any_of(shown.values, [&](const auto& field) {
        return std::ranges::find(field.second, file.name) != field.second.end();
    });
}

/// A text key; empty for a file whose words were all looked through, and for a picture that is shown.
std::string_view unseen_in(const DraftFile& file, const DraftText& shown)
{
    if (file.media_type.starts_with("image/"))
        return is_shown(file, shown) ? std::string_view{} : "console.gate.picture";
    if (file.words.find_first_not_of(" \n") == std::string::npos) return "console.gate.no_words";
    return file.words.size() + kCutLetter >= kMostWords ? "console.gate.cut" : std::string_view{};
}

std::vector<Fields> told_data(const std::vector<FoundData>& found)
{
    std::vector<Fields> out;
    for (const auto& one : found)
        out.push_back(Fields()
                          .text("kind", text("console.gate." + std::string(kind_name(one.kind))))
                          .text("piece", one.piece)
                          .yes("in_file", !one.where.empty())
                          .text("where", one.where));
    return out;
}

/// "2,4 MB" and "180 KB".
std::string readable_size(std::int64_t bytes)
{
    constexpr std::int64_t kKilobyte = 1024, kMegabyte = 1024 * kKilobyte;
    if (bytes < kMegabyte) return std::to_string(std::max<std::int64_t>(1, bytes / kKilobyte)) + " KB";
    const auto tenths = bytes * 10 / kMegabyte;
    return std::to_string(tenths / 10) + "," + std::to_string(tenths % 10) + " MB";
}

std::vector<Fields> told_files(const StoredDraft& draft, const std::vector<DraftFile>& files)
{
    std::vector<Fields> out;
    for (const auto& file : files) {
        const bool picture = file.media_type.starts_with("image/");
        out.push_back(
            Fields()
                .text("name", file.name)
                .text("k", std::to_string(file.k))
                .text("address",
                      "/console/publish/" + std::to_string(draft.n) + "/files/" + std::to_string(file.k))
                .text("size", readable_size(file.size))
                .yes("is_picture", picture)
                .yes("has_pages", !picture)
                .text("pages", std::to_string(file.pages))
                .yes("no_words", !picture && file.words.find_first_not_of(" \n") == std::string::npos));
    }
    return out;
}

/// For whom it is: boxes to tick for a commune that named its villages, and the names of those ticked.
void add_villages(Fields& fields, const std::vector<Village>& villages, const DraftText& shown)
{
    std::vector<Fields> boxes;
    std::string names;
    for (const auto& village : villages) {
        const bool chosen = std::ranges::find(shown.villages, village.id) != shown.villages.end();
        boxes.push_back(Fields().text("id", village.id).text("name", village.name).yes("chosen", chosen));
        if (chosen) names += (names.empty() ? "" : ", ") + village.name;
    }
    fields.yes("has_villages", !boxes.empty() && shown.withdraws.empty() && shown.scope == "commune");
    fields.list("villages", std::move(boxes));
    fields.yes("for_villages", !names.empty());
    fields.text("village_names", std::move(names));
}

/// Yes to the one reason for a correction that was given.
void add_reasons(Fields& fields, const std::string& chg)
{
    for (const auto* reason : {"sai_so_lieu", "doi_lich", "bo_sung", "sai_chinh_ta"})
        fields.yes(std::string("chg_") + reason, chg == reason);
}

bool maskable(const std::vector<FoundData>& found)
{
    return std::ranges::any_of(
        found, [](const auto& one) { return one.where.empty() && one.kind != PersonalData::Kind::People; });
}

}  // namespace

std::vector<FoundData> personal_data_in(const DraftText& shown, const std::vector<DraftFile>& files,
                                        const std::vector<std::string>& numbers)
{
    std::vector<FoundData> found;
    look_over(readable_text(shown), {}, numbers, found);
    for (const auto& file : files) {
        look_over(file.name, file.name, numbers, found);
        look_over(file.words, file.name, numbers, found);
        // What a program cannot read, a person has to have read.
        if (const auto why = unseen_in(file, shown); !why.empty())
            found.push_back({file.name, PersonalData::Kind::Unseen, text(why)});
    }
    return found;
}

protocol::Result<std::vector<std::string>> work_numbers_of(const Visit& visit, const std::string& body,
                                                           const DraftText& shown)
{
    std::vector<std::string> numbers;
    const auto take = [&](const DraftText& text) {
        for (const auto* field : {"phone_work", "board.phone"})
            std::ranges::copy(work_numbers(text.value(field)), std::back_inserter(numbers));
    };
    take(shown);
    const auto contacts = Drafts(visit.console.registry).standing(body, "contact", kMostContacts);
    if (!contacts) return tl::unexpected{contacts.error()};
    for (const auto& contact : *contacts)
        if (const auto text = draft_text_of(contact.source)) take(*text);
    return numbers;
}

void add_states(Fields& fields, const StoredDraft& draft)
{
    for (const auto& [name, state] :
         {std::pair{"writing", DraftState::Writing}, std::pair{"waiting", DraftState::Waiting},
          std::pair{"signing", DraftState::Signing}, std::pair{"published", DraftState::Published},
          std::pair{"dropped", DraftState::Dropped}})
        fields.yes(name, draft.state == state);
}

Response draft_sheet(const Visit& visit, const StoredDraft& draft, const DraftText& shown,
                     const SheetProblems& problems)
{
    const Visitor& who = visit.who();
    const bool writes = who.roles.has(Role::Writer) && draft.state == DraftState::Writing;
    const auto hand = Drafts(visit.console.registry).had_a_hand(draft.n, who.account.login);
    if (!hand) return failed(visit, hand.error());
    const bool approves = who.roles.has(Role::Approver) &&
                          (draft.state == DraftState::Waiting || draft.state == DraftState::Signing);
    const auto files = files_of(visit, draft, shown);
    if (!files) return failed(visit, files.error());
    const auto numbers = work_numbers_of(visit, draft.body, shown);
    if (!numbers) return failed(visit, numbers.error());
    const auto found = personal_data_in(shown, *files, *numbers);

    Fields fields;
    add_states(fields, draft);
    fields.text("n", std::to_string(draft.n)).text("version", std::to_string(draft.version));
    fields.text("kind_word", text("form.kind." + draft.kind)).text("title", shown.title);
    fields.yes("writes", writes).yes("approves", approves && !*hand).yes("own_work", approves && *hand);
    fields.yes("is_withdrawal", !shown.withdraws.empty()).yes("is_correction", !shown.revises.empty());
    fields.text("about_title", draft.title);
    fields.text("about_record", shown.withdraws.empty() ? shown.revises : shown.withdraws);
    add_reasons(fields, shown.chg);
    fields.yes("erase", !shown.erase.empty());
    const bool has_body = shown.withdraws.empty();
    fields.yes("has_body", has_body)
        .text("body", shown.body)
        .yes("has_text", has_body && !shown.body.empty());
    fields.yes("body_required", needs_body(draft.kind));
    fields.yes("has_board", has_body && draft.state != DraftState::Dropped);
    fields.html("body_html", safe_html(shown.body));
    fields.yes("has_household", !shown.value("household").empty())
        .text("household", shown.value("household"));
    const auto names = AccountNames::of(visit);
    if (!names) return failed(visit, names.error());
    fields.text("writer", (*names)(draft.writer)).text("changed_at", day_and_hour(draft.changed_at));
    fields.yes("was_sent", draft.sent_at.has_value()).text("sent_by", (*names)(draft.sent_by));
    fields.yes("was_approved", draft.approved_at.has_value())
        .text("approved_by", (*names)(draft.approved_by));
    if (draft.approved_at) fields.text("approved_at", day_and_hour(*draft.approved_at));
    fields.yes("was_returned", !draft.returned_why.empty() && draft.state == DraftState::Writing);
    fields.text("returned_why", draft.returned_why).text("record", draft.record);
    fields.yes("may_correct", draft.state == DraftState::Published && who.roles.has(Role::Writer) &&
                                  shown.withdraws.empty());
    const bool meeting = draft.state == DraftState::Published && draft.kind == "meeting" &&
                         shown.value("status") != "cancelled";
    const bool held = shown.value("status") == "held";
    fields.yes("may_step", meeting && !held && who.roles.has(Role::Writer));
    fields.yes("may_follow", meeting && held && who.roles.has(Role::Writer));
    fields.yes("may_read_questions", meeting && who.roles.has(Role::Desk));
    fields.yes("may_recall", draft.state == DraftState::Waiting && who.roles.has(Role::Writer) && *hand);
    fields.yes("may_pick_up", draft.state == DraftState::Dropped && who.roles.has(Role::Writer) &&
                                  !draft.source.empty() && !is_erased(draft));
    fields.yes("may_pattern", who.roles.has(Role::Writer) && shown.withdraws.empty() &&
                                  (writes || draft.state == DraftState::Published));
    fields.yes("has_data", !found.empty()).list("data", told_data(found));
    fields.yes("only_unseen", std::ranges::all_of(found, [](const FoundData& one) {
                   return one.kind == PersonalData::Kind::Unseen;
               }));
    fields.yes("maskable", writes && maskable(found));
    fields.yes("has_problem", !problems.line.empty())
        .text("problem", problems.line.empty() ? std::string{} : text(problems.line));
    fields.yes("has_problems", !problems.draft.empty()).list("problems", told_problems(problems.draft));
    fields.yes("has_field_problems", !problems.fields.empty());
    fields.list("wrong_list", wrong_places(draft.kind, problems.fields));
    fields.text("wrong_fields", texts().fill("console.publish.wrong_fields",
                                             {{"n", std::to_string(problems.fields.size())}}));
    add_problem(fields, problems.fields, "title", "title_wrong", "title_wrong_words");
    add_problem(fields, problems.fields, "body", "body_wrong", "body_wrong_words");
    fields.yes("takes_files", shown.withdraws.empty()).yes("has_files", !files->empty());
    fields.list("files", told_files(draft, *files));
    fields.yes("is_project", draft.kind == "project");
    fields.text("most_bytes", std::to_string(protocol::limits::kAttachment));
    add_problem(fields, problems.fields, "files", "files_wrong", "files_wrong_words");
    add_problem(fields, problems.fields, "chg", "chg_wrong", "chg_wrong_words");
    const auto villages = villages_of(visit.console.data, protocol::body_area(draft.body));
    if (!villages) return failed(visit, villages.error());
    add_villages(fields, *villages, shown);
    const auto contacts = Drafts(visit.console.registry).standing(draft.body, "contact", kMostContacts);
    if (!contacts) return failed(visit, contacts.error());
    FormChoices choices{visit.console.law, {}, {}, {}};
    for (const auto& contact : *contacts) choices.contacts.emplace_back(contact.record, contact.title);
    std::ranges::sort(choices.contacts, {}, &std::pair<std::string, std::string>::second);
    for (const std::string_view kind : papers_for(draft.kind)) {
        const auto papers = Drafts(visit.console.registry).standing(draft.body, kind, kMostPapers);
        if (!papers) return failed(visit, papers.error());
        for (const auto& paper : *papers) choices.papers.emplace_back(paper.record, paper.title);
    }
    for (const std::string& name : shown.files) choices.files.emplace_back(name, name);
    if (writes)
        add_form(fields, shown, choices, problems.fields);
    else
        fields.list("facts", read_fields(shown, choices));
    return problems.none() ? show(visit, "draft", "console.publish.title", std::move(fields))
                           : show_again(visit, "draft", "console.publish.title", std::move(fields));
}

Response stored_sheet(const Visit& visit, const StoredDraft& draft, const SheetProblems& problems)
{
    const auto shown = draft_text_of(draft.source);
    if (!shown) return failed(visit, shown.error());
    return draft_sheet(visit, draft, *shown, problems);
}

}  // namespace province::console

#include <algorithm>
#include <utility>

#include "kiosk/app/fields.h"
#include "kiosk/app/flow.h"
#include "kiosk/app/form_pages.h"
#include "protocol/records/card.h"

namespace kiosk::flow {

namespace {

void leave_form(State& state, Commands& commands)
{
    while (state.visits.size() > 1 && is_feedback_page(state.screen())) state.visits.pop_back();
    wipe_left_behind(state, commands);
}

/// The category of a report that was begun on a page, when the resident did not choose a picture.
std::string category_of(const offline_cache::ItemRow& row)
{
    if (row.type == "project") return "du_an";
    if (row.type == "procedure") return "tthc";
    return "cong_khai";
}

const DocumentView* item_on_screen(const State& state)
{
    const auto* view = std::get_if<DocumentView>(&state.visit().view);
    return view != nullptr && view->document ? view : nullptr;
}

/// What an opinion on the record of this card may choose between.
std::vector<std::string> options_of(const protocol::Card* card)
{
    if (card == nullptr) return {};
    const auto* consultation = std::get_if<protocol::Consultation>(&card->details);
    return consultation != nullptr ? consultation->options : std::vector<std::string>{};
}

}  // namespace

void open_feedback(State& state, bool about, Lane lane, Commands& commands)
{
    const DocumentView* item = about ? item_on_screen(state) : nullptr;
    if (about && item == nullptr) return;
    if (state.health.storage_trouble) {
        // The disk may be well again: ask, and the next touch finds the form open.
        commands.emplace_back(cmd::AskRoom{});
        state.feedback_closed = FeedbackClosed::Storage;
        open(state, Screen::FeedbackClosed);
        return;
    }
    // What it is about, before the visits move.
    const auto document = item != nullptr ? item->document : nullptr;
    const auto card = item != nullptr ? item->card : nullptr;
    // A second form over an unfinished one would leave the first behind unseen.
    state.draft.reset();
    std::erase_if(state.visits, [](const Visit& visit) { return is_feedback_page(visit.screen); });

    Draft draft;
    draft.number = state.next_number++;
    draft.lane = lane;
    if (document != nullptr) {
        const offline_cache::ItemRow& row = document->row;
        draft.about = About{row.id, row.title, row.number, {}};
        draft.category = category_of(row);
        if (lane == Lane::Normal && row.type == "consultation") {
            draft.lane = Lane::Opinion;
            draft.about->options = options_of(card.get());
        }
    }
    prepare_field(draft.text, Field::Feedback, state);
    prepare_field(draft.name, Field::Name, state);
    prepare_field(draft.phone, Field::Phone, state);
    state.draft.emplace(std::move(draft));
    // Also a report begun on a page begins with who runs the machine, who reads it and what is kept (kiosk.md
    // §4).
    const bool choice = state.draft->about && !state.draft->about->options.empty();
    open(state, choice ? Screen::FeedbackOption : Screen::FeedbackTopic);
    commands.emplace_back(cmd::AskRoom{});
    commands.emplace_back(cmd::PrepareReceipt{});
}

void choose_topic(State& state, const std::string& category)
{
    const auto& known = topics();
    const bool is_known = std::any_of(known.begin(), known.end(),
                                      [&](const Topic& topic) { return topic.category == category; });
    if (state.draft && is_known && state.screen() == Screen::FeedbackTopic) state.draft->category = category;
}

void choose_option(State& state, std::size_t option)
{
    if (!state.draft || !state.draft->about || state.screen() != Screen::FeedbackOption) return;
    if (option <= state.draft->about->options.size()) state.draft->option = option;
}

void set_official(State& state, bool official)
{
    if (!state.draft || state.draft->sending) return;
    if (state.draft->lane != Lane::Normal && state.draft->lane != Lane::Official) return;
    if (official && state.feedback_closed == FeedbackClosed::Official) return;
    state.draft->lane = official ? Lane::Official : Lane::Normal;
    // What is said of an official of this hall is nobody's business in it: covered until the writer says
    // else.
    state.draft->shoulder = official;
}

void open_guidance(State& state, Guidance guidance, Commands& commands)
{
    if (state.draft && state.draft->sending) return;
    // Of a denunciation or a complaint nothing may stay here, not even what was typed before (law.md §11).
    leave_form(state, commands);
    open(state, Screen::Guidance, GuidanceView{guidance});
    commands.emplace_back(cmd::LoadHelp{state.commune_code});  // where one goes with it, for paper
}

void next_page(State& state)
{
    if (!page_complete(state)) return;
    switch (state.screen()) {
        case Screen::Complaint: {
            const int step = state.view<ComplaintView>().step;
            if (step < kComplaintQuestions) open(state, Screen::Complaint, ComplaintView{step + 1});
            break;
        }
        case Screen::FeedbackTopic:
        case Screen::FeedbackOption:
            open(state, Screen::FeedbackText);
            break;
        case Screen::FeedbackText:
            open(state, Screen::FeedbackReaders);
            break;
        case Screen::FeedbackReaders:
            open(state, Screen::FeedbackReview);
            break;
        default:
            break;
    }
}

void set_contact(State& state, Contact contact)
{
    if (!state.draft || state.draft->sending) return;
    Draft& draft = *state.draft;
    draft.contact = contact;
    const bool wants_name = contact == Contact::Name || contact == Contact::NameAndPhone;
    const bool wants_phone = contact == Contact::Phone || contact == Contact::NameAndPhone;
    if (!wants_name) draft.name.wipe();
    if (!wants_phone) draft.phone.wipe();
    if (wants_name && draft.name.empty())
        state.focus = Field::Name;
    else if (wants_phone && draft.phone.empty())
        state.focus = Field::Phone;
    else
        state.focus = Field::None;
}

void set_public_answer(State& state, bool allowed)
{
    if (state.draft && !state.draft->sending) state.draft->public_answer = allowed;
}

void hand_in(State& state, Commands& commands)
{
    if (state.screen() != Screen::FeedbackReview || !page_complete(state)) return;
    Draft& draft = *state.draft;
    auto report = std::make_shared<cmd::Report>();
    report->number = draft.number;
    report->category = draft.category;
    if (draft.about) report->about = draft.about->record_id;
    report->lane = draft.lane;
    if (!draft.chosen().empty()) report->option.emplace(draft.chosen());
    report->text = protocol::SecretString{draft.text.text()};
    if (!draft.name.empty()) report->name.emplace(draft.name.text());
    if (!draft.phone.empty()) report->phone.emplace(draft.phone.text());
    report->public_answer = draft.public_answer;
    draft.sending = true;
    draft.failed = false;
    commands.emplace_back(cmd::HandIn{std::move(report)});
}

void feedback_possible(State& state, const event::FeedbackPossible& answer, Commands& commands)
{
    state.health.storage_trouble = answer.closed == FeedbackClosed::Storage;
    if (answer.closed || state.feedback_closed == FeedbackClosed::Official)
        state.feedback_closed = answer.closed.value_or(FeedbackClosed::Storage);
    if (answer.closed == FeedbackClosed::Official) {
        // Chosen before the store said so: nothing has been typed for readers it cannot reach.
        if (state.draft && state.draft->lane == Lane::Official && state.draft->text.empty())
            set_official(state, false);
        return;
    }
    const bool on_answer = (state.screen() == Screen::Reopen && state.lookup->unfinished.empty()) ||
                           state.screen() == Screen::Rate;
    if (answer.closed && on_answer && !state.lookup->reopening) {
        state.visits.pop_back();
        open(state, Screen::FeedbackClosed);
        return;
    }
    if (!answer.closed || !state.draft || state.draft->sending || !is_feedback_page(state.screen())) return;
    if (!state.draft->text.empty()) return;  // said when handing in; the words stay on the page
    leave_form(state, commands);
    open(state, Screen::FeedbackClosed);
}

void handed_in(State& state, const event::HandedIn& done, Commands& commands)
{
    if (!state.draft || state.draft->number != done.number || !state.draft->sending) return;
    Receipt receipt;
    receipt.lane = state.draft->lane;
    state.draft.reset();
    receipt.code = done.code;
    receipt.lookup = done.lookup;
    prepare_field(receipt.typed_back, Field::ReceiptBack, state);
    state.receipt.emplace(std::move(receipt));
    state.visits.clear();
    open(state, Screen::Home);
    open(state, Screen::Receipt);
    state.health.outbox += 1;
    state.touched = state.now;
    commands.emplace_back(cmd::WipeScreen{});
}

void hand_in_failed(State& state, const event::HandInFailed& failed)
{
    if (!state.draft || state.draft->number != failed.number) return;
    state.draft->sending = false;
    state.draft->failed = true;
    state.touched = state.now;
    if (failed.fault == protocol::Fault::Storage) state.health.storage_trouble = true;
}

void outbox_changed(State& state, const event::OutboxChanged& changed)
{
    state.health.outbox = changed.waiting;
    if (changed.sent) state.health.online = true;  // the province has just signed for it
    if (changed.sent && state.receipt && state.receipt->lookup == changed.lookup) state.receipt->sent = true;
}

void check_typed_back(State& state)
{
    if (!state.receipt || !state.receipt->code) return;
    Receipt& receipt = *state.receipt;
    const std::string_view typed = receipt.typed_back.text();
    const std::string_view code = receipt.code->view();
    if (typed.size() < kGroupDigits)
        receipt.check = TypedBack::NotYet;
    else
        receipt.check =
            code.substr(code.size() - kGroupDigits) == typed ? TypedBack::Right : TypedBack::Wrong;
}

}  // namespace kiosk::flow

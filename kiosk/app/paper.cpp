#include <utility>

#include "kiosk/app/fields.h"
#include "kiosk/app/flow.h"
#include "kiosk/app/paper.h"

namespace kiosk::flow {

namespace {

PrintOrder order_of(const State& state, PrintWhat what)
{
    PrintOrder order;
    order.what = what;
    order.english = state.preferences.language == Language::English;
    order.commune_code = state.commune_code;
    order.commune = state.commune;
    order.hall = state.hall;
    order.device = state.device;
    order.address = phone_address(state);
    order.at = state.wall;
    order.offices = state.help;
    return order;
}

/// Puts what the sheet shows into the order; false: this page has nothing of the kind.
bool fill(const State& state, PrintOrder& order)
{
    switch (order.what) {
        case PrintWhat::Receipt:
            if (!state.receipt || !state.receipt->code) return false;
            order.code = *state.receipt->code;
            return true;
        case PrintWhat::Document: {
            const auto* view = std::get_if<DocumentView>(&state.visit().view);
            if (view == nullptr || !view->document) return false;
            order.document = view->document;
            return true;
        }
        case PrintWhat::Complaint:
            if (!state.complaint) return false;
            order.decision.assign(state.complaint->decision.text());
            order.reason.assign(state.complaint->reason.text());
            order.wish.assign(state.complaint->wish.text());
            return true;
        case PrintWhat::Guidance:
            return state.screen() == Screen::Guidance;
        case PrintWhat::TestSlip:
        case PrintWhat::TestPage:
            return state.staff && state.staff->open;
    }
    return false;
}

}  // namespace

void open_phone(State& state)
{
    if (const auto* document = std::get_if<DocumentView>(&state.visit().view)) {
        DocumentView copy = *document;
        open(state, Screen::Phone, std::move(copy));
    }
}

void print(State& state, PrintWhat what, Commands& commands)
{
    if (!printable(state, what) || (state.print && state.print->working)) return;
    auto order = std::make_shared<PrintOrder>(order_of(state, what));
    if (!fill(state, *order)) return;
    order->number = state.next_number++;
    state.print = PrintState{order->number, what};
    commands.emplace_back(cmd::Print{std::move(order)});
}

void print_ended(State& state, const event::PrintEnded& ended, Commands& commands)
{
    commands.emplace_back(cmd::FindPrinters{});
    if (!state.print || state.print->number != ended.number) return;
    state.print->working = false;
    state.print->trouble = ended.trouble;
    state.touched = state.now;
    // On paper it is the person's; here nothing of it stays (law.md §11).
    if (state.print->what == PrintWhat::Complaint && ended.trouble == PrintTrouble::None) {
        const PrintState told = *state.print;
        go_home(state, commands);
        state.print = told;
    }
    speak_panel(state, commands);
}

void open_complaint(State& state)
{
    if (!printable(state, PrintWhat::Complaint)) return;
    ComplaintDraft draft;
    prepare_field(draft.decision, Field::ComplaintDecision, state);
    prepare_field(draft.reason, Field::ComplaintReason, state);
    prepare_field(draft.wish, Field::ComplaintWish, state);
    state.complaint.emplace(std::move(draft));
    open(state, Screen::Complaint, ComplaintView{});
}

void open_help(State& state, Commands& commands)
{
    const Screen from = state.screen();
    if (from == Screen::Help || from == Screen::Attract || is_staff(from)) return;
    // What is on its way to the disk is waited for.
    if ((state.draft && state.draft->sending) || (state.lookup && state.lookup->reopening)) return;
    open(state, Screen::Help);
    commands.emplace_back(cmd::LoadHelp{state.commune_code});
}

void ring_bell(State& state, Commands& commands)
{
    const Screen from = state.screen();
    if ((from != Screen::Help && from != Screen::StaffDiagnosis) || state.bell == Bell::Ringing) return;
    state.bell = Bell::Ringing;
    commands.emplace_back(cmd::RingBell{});
}

void bell_answered(State& state, bool rang, Commands& commands)
{
    if (state.bell != Bell::Ringing) return;
    state.bell = rang ? Bell::Rang : Bell::Mute;
    // For staff who test the sound the voice follows, with the page that stands.
    if (state.screen() == Screen::StaffDiagnosis) read_aloud(state, false, commands);
}

}  // namespace kiosk::flow

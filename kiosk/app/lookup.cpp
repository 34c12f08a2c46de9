#include <chrono>
#include <memory>

#include "kiosk/app/fields.h"
#include "kiosk/app/flow.h"
#include "protocol/feedback/message.h"
#include "protocol/feedback/receipt_code.h"

namespace kiosk::flow {

using namespace std::chrono_literals;

namespace {

// Guessing is slowed, nobody is locked out (protocol.md §5.3).
constexpr int kWrongBeforePause = 5;
constexpr Steady kPause = 60s;

void count_wrong(State& state)
{
    if (++state.wrong_codes < kWrongBeforePause) return;
    state.wrong_codes = 0;
    state.paused_until = state.now + kPause;
    state.lookup->trouble = LookupTrouble::Paused;
}

/// The page for a word on the answer. No room on the disk is said before anything is typed.
void open_word(State& state, Screen page, Commands& commands)
{
    commands.emplace_back(cmd::AskRoom{});
    if (state.health.storage_trouble) {
        // As for a report: the disk may be well again, and the next touch finds the page open.
        state.feedback_closed = FeedbackClosed::Storage;
        open(state, Screen::FeedbackClosed);
        return;
    }
    state.lookup->reopen_failed = false;
    open(state, page);
}

}  // namespace

void open_lookup(State& state, Commands& commands)
{
    if (state.screen() == Screen::Lookup) return;
    if (state.draft && state.draft->sending) return;
    Lookup lookup;
    lookup.refreshing = true;
    prepare_field(lookup.code, Field::LookupCode, state);
    if (state.paused_until) lookup.trouble = LookupTrouble::Paused;
    state.lookup.emplace(std::move(lookup));
    open(state, Screen::Lookup);
    commands.emplace_back(cmd::WantReplies{});
}

void look_up(State& state, Commands& commands)
{
    if (!state.lookup || state.screen() != Screen::Lookup || state.lookup->busy) return;
    Lookup& lookup = *state.lookup;
    if (state.paused_until) {
        lookup.trouble = LookupTrouble::Paused;
        return;
    }
    if (lookup.code.text().size() < kCodeDigits) {
        lookup.trouble = LookupTrouble::NotComplete;
        return;
    }
    if (!protocol::ReceiptCode::parse(lookup.code.text())) {
        lookup.trouble = LookupTrouble::WrongDigits;
        count_wrong(state);
        return;
    }
    lookup.busy = true;
    lookup.trouble = LookupTrouble::None;
    lookup.number = state.next_number++;
    commands.emplace_back(
        cmd::LookUp{lookup.number, std::make_shared<const protocol::SecretString>(lookup.code.text())});
}

void looked_up(State& state, const event::LookedUp& answer, Commands& commands)
{
    if (!state.lookup || state.lookup->number != answer.number) return;
    Lookup& lookup = *state.lookup;
    const bool asked_by_hand = lookup.busy;
    lookup.busy = false;
    if (!answer.found) {
        if (!asked_by_hand) return;
        lookup.trouble = LookupTrouble::NotFound;
        count_wrong(state);
        return;
    }
    state.wrong_codes = 0;
    lookup.trouble = LookupTrouble::None;
    lookup.found = answer.found;
    if (state.screen() != Screen::Lookup) return;
    // The answer is open; the digits that open it need not stay.
    lookup.code.wipe();
    open(state, Screen::Answer);
    commands.emplace_back(cmd::WipeScreen{});
}

void open_reopen(State& state, Commands& commands)
{
    if (state.screen() != Screen::Answer || !state.lookup || !state.lookup->found) return;
    if (reopenable(*state.lookup->found) == nullptr) return;
    // Who went back to read the answer once more goes on with his words.
    if (state.lookup->unfinished.empty()) prepare_field(state.lookup->unfinished, Field::Reopen, state);
    open_word(state, Screen::Reopen, commands);
}

void open_rate(State& state, Commands& commands)
{
    if (state.screen() != Screen::Answer || !state.lookup || !state.lookup->found) return;
    if (rateable(*state.lookup->found) == nullptr) return;
    state.lookup->mark = 0;
    open_word(state, Screen::Rate, commands);
}

void choose_mark(State& state, int mark)
{
    if (state.screen() != Screen::Rate || !state.lookup || state.lookup->reopening) return;
    if (mark >= protocol::kLowestMark && mark <= protocol::kHighestMark) state.lookup->mark = mark;
}

void send_reopen(State& state, Commands& commands)
{
    if (state.screen() != Screen::Reopen || !state.lookup || !state.lookup->found) return;
    Lookup& lookup = *state.lookup;
    if (!word_complete(lookup) || lookup.reopening) return;
    const Reply* answer = reopenable(*lookup.found);
    lookup.reopening = true;
    lookup.reopen_failed = false;
    commands.emplace_back(
        cmd::Reopen{lookup.number, answer->n, answer->office,
                    std::make_shared<const protocol::SecretString>(lookup.unfinished.text())});
}

void send_rate(State& state, Commands& commands)
{
    if (state.screen() != Screen::Rate || !state.lookup || !state.lookup->found) return;
    Lookup& lookup = *state.lookup;
    const Reply* answer = rateable(*lookup.found);
    if (answer == nullptr || lookup.mark == 0 || lookup.reopening) return;
    lookup.reopening = true;
    lookup.reopen_failed = false;
    commands.emplace_back(cmd::Agree{lookup.number, answer->n, answer->office, lookup.mark});
}

void reopened(State& state, const event::Reopened& done, Commands& commands)
{
    if (!state.lookup || state.lookup->number != done.number || !state.lookup->reopening) return;
    Lookup& lookup = *state.lookup;
    lookup.reopening = false;
    state.touched = state.now;
    if (done.fault) {
        lookup.reopen_failed = true;
        if (*done.fault == protocol::Fault::Storage) state.health.storage_trouble = true;
        return;
    }
    state.health.outbox += 1;
    lookup.unfinished.wipe();
    lookup.mark = 0;
    // Back to the case, which is read again and now tells of it.
    back(state, commands);
    commands.emplace_back(cmd::LookUpAgain{lookup.number});
}

void look_up_failed(State& state, const event::LookUpFailed& failed)
{
    if (!state.lookup || state.lookup->number != failed.number) return;
    state.lookup->busy = false;
    state.lookup->trouble = LookupTrouble::Failed;
}

void replies_checked(State& state, const event::RepliesChecked& checked, Commands& commands)
{
    if (checked.reached) state.health.online = true;
    if (!state.lookup) return;
    Lookup& lookup = *state.lookup;
    lookup.refreshing = false;
    lookup.offline = !checked.reached;
    const bool may_change = lookup.found || lookup.trouble == LookupTrouble::NotFound;
    if (checked.changed && may_change && !lookup.busy) commands.emplace_back(cmd::LookUpAgain{lookup.number});
}

}  // namespace kiosk::flow

#include "kiosk/app/enrolling.h"

#include "kiosk/app/flow.h"

namespace kiosk::flow {

namespace {

bool may_ask(const State& state)
{
    return state.enrolling && state.enrolling->stage == Enrolling::Stage::Typing;
}

void ask(State& state)
{
    state.enrolling->stage = Enrolling::Stage::Asking;
    state.enrolling->trouble.clear();
    state.focus = Field::None;
}

}  // namespace

void enrol(State& state, Commands& commands)
{
    if (!may_ask(state)) return;
    commands.emplace_back(
        cmd::Enrol{std::string{state.enrolling->address.text()},
                   std::make_shared<const protocol::SecretString>(state.enrolling->code.text())});
    ask(state);
}

void enrol_from_stick(State& state, Commands& commands)
{
    if (!may_ask(state)) return;
    commands.emplace_back(cmd::EnrolFromStick{});
    ask(state);
}

void keep_enrolment(State& state, Commands& commands)
{
    if (!state.enrolling || !state.enrolling->anew || state.enrolling->stage == Enrolling::Stage::Done)
        return;
    commands.emplace_back(cmd::TakeIdentityBack{});
    commands.emplace_back(cmd::Restart{});
}

void enrolment(State& state, const event::EnrolCompare& news)
{
    if (!state.enrolling) return;
    state.enrolling->stage = Enrolling::Stage::Comparing;
    state.enrolling->digits = news.digits;
    state.enrolling->code.wipe();
}

void enrolment(State& state, const event::EnrolFailed& news)
{
    if (!state.enrolling) return;
    state.enrolling->stage = Enrolling::Stage::Typing;
    state.enrolling->digits.clear();
    state.enrolling->trouble = news.trouble;
    state.focus = Field::EnrolCode;
}

void enrolment(State& state, const event::EnrolDone&, Commands& commands)
{
    if (!state.enrolling) return;
    state.enrolling->stage = Enrolling::Stage::Done;
    state.enrolling->code.wipe();
    commands.emplace_back(cmd::Restart{});
}

}  // namespace kiosk::flow

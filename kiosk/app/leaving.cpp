#include <algorithm>
#include <cstddef>
#include <variant>

#include "kiosk/app/flow.h"
#include "kiosk/app/form_pages.h"

namespace kiosk::flow {

namespace {

/// Bytes, about a line: fewer words are soon typed again, and a question more would only be in the way.
constexpr std::size_t kWorthAsking = 40;

bool written(const TextEdit& text) { return text.text().size() >= kWorthAsking; }

template <class... Acts>
bool is_any(const Action& action)
{
    return (std::holds_alternative<Acts>(action) || ...);
}

/// One of the pages that the action leaves on the way belongs to the form.
bool stays(const State& state, const Action& action, bool (*of_form)(Screen))
{
    if (is_any<act::GoHome>(action)) return false;
    const auto left = static_cast<std::ptrdiff_t>(state.visits.size()) - (is_any<act::Back>(action) ? 1 : 0);
    return std::any_of(state.visits.begin(), state.visits.begin() + left,
                       [&](const Visit& visit) { return of_form(visit.screen); });
}

bool loses_report(const State& state, const Action& action)
{
    if (!state.draft || state.draft->sending || !written(state.draft->text)) return false;
    if (is_any<act::OpenFeedback, act::OpenFeedbackAbout, act::ReportWrong>(action)) return true;
    if (is_any<act::OpenGuidance>(action)) return is_feedback_page(state.screen());
    return !stays(state, action, is_feedback_page);
}

bool loses_complaint(const State& state, const Action& action)
{
    if (!state.complaint) return false;
    const ComplaintDraft& draft = *state.complaint;
    if (!written(draft.decision) && !written(draft.reason) && !written(draft.wish)) return false;
    return is_any<act::OpenComplaint>(action) || !stays(state, action, is_complaint_page);
}

/// What is said on an answer stays while the answer is open.
bool loses_word(const State& state, const Action& action)
{
    if (!state.lookup || state.lookup->reopening || !written(state.lookup->unfinished)) return false;
    const bool closes = is_any<act::Back>(action) && state.screen() == Screen::Answer;
    return closes || is_any<act::OpenLookup>(action) || !stays(state, action, is_lookup_page);
}

}  // namespace

bool asks_before(State& state, const Action& action, Commands& commands)
{
    // "I am still here" is said to another question, over this one.
    if (is_any<act::StillHere>(action)) return false;
    state.leaving.reset();
    if (!loses_report(state, action) && !loses_complaint(state, action) && !loses_word(state, action))
        return false;
    state.leaving = action;
    speak_panel(state, commands);
    return true;
}

}  // namespace kiosk::flow

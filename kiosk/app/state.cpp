#include "kiosk/app/state.h"

#include <algorithm>

#include "kiosk/app/fields.h"
#include "kiosk/app/idle.h"
#include "protocol/base/encoding.h"
#include "protocol/routes.h"

namespace kiosk {

using namespace std::chrono_literals;

State initial_state(Setup setup, std::string hall_id, std::string device, protocol::Time floor)
{
    State state;
    const bool usable = setup.problem == SetupProblem::None;
    state.setup = std::move(setup);
    state.hall = hall_id;
    state.hall_id = std::move(hall_id);
    state.device = std::move(device);
    state.floor = floor;
    if (state.setup.problem == SetupProblem::NoConfiguration) {
        Enrolling& enrolling = state.enrolling.emplace();
        flow::prepare_field(enrolling.address, Field::EnrolAddress, state);
        flow::prepare_field(enrolling.code, Field::EnrolCode, state);
        state.focus = Field::EnrolAddress;
    }
    state.visits.push_back({state.next_visit++, usable ? Screen::Attract : Screen::Setup, {}});
    return state;
}

const TextEdit* State::field(Field which) const
{
    switch (which) {
        case Field::None:
            return nullptr;
        case Field::Search:
            return &search;
        case Field::Feedback:
            return draft ? &draft->text : nullptr;
        case Field::Name:
            return draft ? &draft->name : nullptr;
        case Field::Phone:
            return draft ? &draft->phone : nullptr;
        case Field::LookupCode:
            return lookup ? &lookup->code : nullptr;
        case Field::ReceiptBack:
            return receipt ? &receipt->typed_back : nullptr;
        case Field::Reopen:
            return lookup ? &lookup->unfinished : nullptr;
        case Field::ComplaintDecision:
            return complaint ? &complaint->decision : nullptr;
        case Field::ComplaintReason:
            return complaint ? &complaint->reason : nullptr;
        case Field::ComplaintWish:
            return complaint ? &complaint->wish : nullptr;
        case Field::StaffPin:
            return staff ? &staff->pin : nullptr;
        case Field::NoticeTitle:
            return staff && staff->draft ? &staff->draft->title : nullptr;
        case Field::EnrolAddress:
            return enrolling ? &enrolling->address : nullptr;
        case Field::EnrolCode:
            return enrolling ? &enrolling->code : nullptr;
        case Field::NoticeText:
            return staff && staff->draft ? &staff->draft->text : nullptr;
    }
    return nullptr;
}

bool asks(const Reply& reply) { return reply.status == "in_progress"; }

namespace {

bool ends_matter(const Reply& reply) { return reply.status == "answered" || reply.status == "rejected"; }

template <class Counts>
bool said_of(const Case& found, const Reply& reply, Counts&& counts)
{
    return std::any_of(found.reopenings.begin(), found.reopenings.end(),
                       [&](const Reopening& word) { return word.reply >= reply.n && counts(word); });
}

}  // namespace

const Reply* reopenable(const Case& found)
{
    if (found.replies.empty()) return nullptr;
    const Reply& newest = found.replies.front();
    if (!ends_matter(newest) && !asks(newest)) return nullptr;
    return said_of(found, newest, [](const Reopening& word) { return !word.agrees; }) ? nullptr : &newest;
}

const Reply* rateable(const Case& found)
{
    if (found.replies.empty()) return nullptr;
    const Reply& newest = found.replies.front();
    if (!ends_matter(newest)) return nullptr;
    return said_of(found, newest, [](const Reopening&) { return true; }) ? nullptr : &newest;
}

Age age(const State& state)
{
    const Health& health = state.health;
    if (health.clock_wrong || !health.information) return Age::Unknown;
    const auto old = state.wall - *health.information;
    if (old >= 30 * 24h) return Age::Month;
    if (old >= 7 * 24h) return Age::Week;
    if (old >= 24h) return Age::Day;
    return Age::Fresh;
}

std::optional<protocol::Date> today(const State& state)
{
    if (state.health.clock_wrong) return std::nullopt;
    return protocol::local_date(state.wall);
}

namespace {

int seconds_up(Steady left) { return left <= Steady{0} ? 0 : static_cast<int>((left.count() + 999) / 1000); }

}  // namespace

int warning_seconds_left(const State& state)
{
    return state.idle == Idle::Warning ? seconds_up(state.warned + kWarning - state.now) : 0;
}

int pause_seconds_left(const State& state)
{
    return state.paused_until ? seconds_up(*state.paused_until - state.now) : 0;
}

int pin_pause_seconds_left(const State& state)
{
    return state.pin_paused_until ? seconds_up(*state.pin_paused_until - state.now) : 0;
}

int cleaning_seconds_left(const State& state)
{
    return state.screen() == Screen::StaffCleaning ? seconds_up(state.cleaning_until - state.now) : 0;
}

namespace {

bool blank(std::string_view text) { return text.find_first_not_of(" \n\t") == std::string_view::npos; }

bool contact_complete(const Draft& draft)
{
    constexpr std::size_t kShortestPhone = 8;
    const bool named = !blank(draft.name.text());
    const bool phoned = draft.phone.text().size() >= kShortestPhone;
    switch (draft.contact) {
        case Contact::Anonymous:
            return true;
        case Contact::Name:
            return named;
        case Contact::Phone:
            return phoned;
        case Contact::NameAndPhone:
            // Who has begun with both may leave one of them out; half a number is none.
            return phoned || (named && draft.phone.empty());
    }
    return false;
}

}  // namespace

bool word_complete(const Lookup& lookup)
{
    const Reply* reply = lookup.found ? reopenable(*lookup.found) : nullptr;
    return reply != nullptr && (!asks(*reply) || !blank(lookup.unfinished.text()));
}

const protocol::Term* correction_term(const State& state)
{
    const auto day = today(state);
    return day && state.law ? state.law->rule("wrong_info", *day) : nullptr;
}

bool printable(const State& state, PrintWhat what)
{
    // A slip carries digits; everything else wants a sheet.
    if (what == PrintWhat::Receipt) return state.printers.any();
    return what == PrintWhat::TestSlip ? state.printers.slip : state.printers.page;
}

const std::string& phone_address(const State& state)
{
    if (!state.public_address.empty()) return state.public_address;
    return state.log_address.empty() ? state.read_address : state.log_address;
}

std::string phone_link(const State& state, const offline_cache::Document& document)
{
    const std::string& address = phone_address(state);
    if (address.empty()) return {};
    const std::string leaf =
        protocol::to_hex({reinterpret_cast<const char*>(document.leaf.data()), document.leaf.size()});
    return address + "/" + protocol::routes::page(document.row.id) + "#" +
           std::to_string(document.row.index) + "." + leaf.substr(0, 16);
}

bool page_complete(const State& state)
{
    if (state.screen() == Screen::Complaint) {
        const TextEdit* asked = state.field(state.focus);
        return asked == nullptr ? state.complaint.has_value() : !blank(asked->text());
    }
    if (!state.draft) return false;
    const Draft& draft = *state.draft;
    switch (state.screen()) {
        case Screen::FeedbackTopic:
            return !draft.category.empty();
        case Screen::FeedbackOption:
            return draft.option.has_value();
        case Screen::FeedbackText:
            return !blank(draft.text.text()) || !draft.chosen().empty();
        case Screen::FeedbackReaders:
            return contact_complete(draft);
        case Screen::FeedbackReview:
            return !draft.sending;
        default:
            return false;
    }
}

bool speaking(const State& state) { return state.speech && state.speech->stage != Speech::Stage::Paused; }

bool can_be_heard(const State& state)
{
    if (!state.speech || !state.speech->page) return true;
    const auto* view = std::get_if<PagesView>(&state.visit().view);
    const PaperFile* file = view != nullptr ? state.papers.file(view->file.n) : nullptr;
    return file != nullptr && (file->trouble || file->words.contains(*state.speech->page));
}

Steady next_tick(const State& state)
{
    const auto next_minute = Steady{(60 - state.wall.time_since_epoch().count() % 60) * 1000};
    Steady next = state.now + next_minute;
    if (const auto limit = idle_limit(state); limit && state.idle == Idle::Active)
        next = std::min(next, state.touched + *limit);
    const bool counting = state.idle == Idle::Warning ||
                          (state.paused_until && *state.paused_until > state.now) || state.pin_paused_until ||
                          state.screen() == Screen::StaffCleaning;
    if (counting) next = std::min(next, state.now + 1s);
    return next;
}

}  // namespace kiosk

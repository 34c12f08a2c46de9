#include "kiosk/app/fields.h"
#include "kiosk/app/flow.h"

namespace kiosk::flow {

namespace {

TextEdit* edit_of(State& state, Field field)
{
    // State owns every field it hands out.
    return const_cast<TextEdit*>(state.field(field));
}

bool digits_only(Field field)
{
    return field == Field::Phone || field == Field::LookupCode || field == Field::ReceiptBack ||
           field == Field::StaffPin;
}

bool refused(Field field, const Key& key)
{
    if (plain_letters(field)) {
        if (key.kind == Key::Kind::Tone || key.kind == Key::Kind::Word) return true;
        return key.kind == Key::Kind::Character && (key.character <= U' ' || key.character > U'~');
    }
    const bool words = key.kind == Key::Kind::Tone || key.kind == Key::Kind::Word;
    if (words) return digits_only(field);
    if (key.kind != Key::Kind::Character) return false;
    if (digits_only(field)) return key.character < U'0' || key.character > U'9';
    const bool lines = field == Field::Feedback || field == Field::Reopen || field == Field::NoticeText ||
                       field == Field::ComplaintReason || field == Field::ComplaintWish;
    return key.character == U'\n' && !lines;
}

void changed(State& state, Field field, Commands& commands)
{
    switch (field) {
        case Field::Search:
            search_changed(state, commands);
            break;
        case Field::ReceiptBack:
            check_typed_back(state);
            break;
        case Field::LookupCode:
            if (state.lookup->trouble != LookupTrouble::Paused) state.lookup->trouble = LookupTrouble::None;
            break;
        case Field::Feedback:
            state.draft->failed = false;
            break;
        case Field::Reopen:
            state.lookup->reopen_failed = false;
            break;
        case Field::StaffPin:
            if (state.staff->trouble != staff::PinTrouble::Paused)
                state.staff->trouble = staff::PinTrouble::None;
            break;
        case Field::NoticeTitle:
        case Field::NoticeText:
            state.staff->draft->failed = false;
            break;
        case Field::EnrolAddress:
        case Field::EnrolCode:
            state.enrolling->trouble.clear();
            break;
        default:
            break;
    }
}

/// While a report or a code is on its way its text must not move under it.
bool locked(const State& state)
{
    if (state.enrolling && state.enrolling->stage != Enrolling::Stage::Typing) return true;
    return (state.draft && state.draft->sending) || (state.staff && state.staff->checking) ||
           (state.lookup && (state.lookup->busy || state.lookup->reopening));
}

}  // namespace

bool plain_letters(Field field) { return field == Field::EnrolAddress || field == Field::EnrolCode; }

void prepare_field(TextEdit& edit, Field field, const State& state)
{
    edit.set_method(digits_only(field) || plain_letters(field) ? InputMethod::Off : state.method);
    edit.set_tone_style(state.tone_style);
    switch (field) {
        case Field::Search:
            edit.set_limit_bytes(kLongestSearch);
            break;
        case Field::Feedback:
            edit.set_limit_bytes(kLongestReport);
            break;
        case Field::Reopen:
            edit.set_limit_bytes(kLongestReopen);
            break;
        case Field::Name:
            edit.set_limit_bytes(kLongestName);
            break;
        case Field::Phone:
            edit.set_limit_bytes(kLongestPhone);
            break;
        case Field::LookupCode:
            edit.set_limit_bytes(kCodeDigits);
            break;
        case Field::ReceiptBack:
            edit.set_limit_bytes(kGroupDigits);
            break;
        case Field::ComplaintDecision:
            edit.set_limit_bytes(kLongestDecision);
            break;
        case Field::ComplaintReason:
            edit.set_limit_bytes(kLongestReason);
            break;
        case Field::ComplaintWish:
            edit.set_limit_bytes(kLongestWish);
            break;
        case Field::StaffPin:
            edit.set_limit_bytes(kPinDigits);
            break;
        case Field::NoticeTitle:
            edit.set_limit_bytes(offline_cache::kLongestNoticeTitle);
            break;
        case Field::NoticeText:
            edit.set_limit_bytes(offline_cache::kLongestNotice);
            break;
        case Field::EnrolAddress:
            edit.set_limit_bytes(kLongestAddress);
            break;
        case Field::EnrolCode:
            edit.set_limit_bytes(kLongestEnrolCode);
            break;
        case Field::None:
            break;
    }
}

void press(State& state, const Key& key, Commands& commands)
{
    const Field field = state.focus;
    TextEdit* edit = edit_of(state, field);
    if (edit == nullptr || locked(state) || refused(field, key)) return;
    if (key.kind == Key::Kind::Done) {
        if (field == Field::LookupCode) return look_up(state, commands);
        if (field == Field::StaffPin) return staff_asked(state, staff::CheckPin{}, commands);
        if (field == Field::EnrolCode) return enrol(state, commands);
        if (field == Field::EnrolAddress) {
            state.focus = Field::EnrolCode;
            return;
        }
        if (field == Field::NoticeTitle) {
            state.focus = Field::NoticeText;
            return;
        }
        state.focus = Field::None;
        return;
    }
    edit->press(key);
    changed(state, field, commands);
}

void focus(State& state, Field field)
{
    if (field == Field::None || state.field(field) != nullptr) state.focus = field;
}

void place_caret(State& state, Field field, std::size_t byte)
{
    if (TextEdit* edit = edit_of(state, field)) {
        edit->place_caret(byte);
        state.focus = field;
    }
}

void clear_field(State& state, Field field, Commands& commands)
{
    TextEdit* edit = edit_of(state, field);
    if (edit == nullptr || locked(state)) return;
    edit->wipe();
    changed(state, field, commands);
    commands.emplace_back(cmd::WipeScreen{});
}

void use_method(State& state, InputMethod method)
{
    state.method = method;
    state.search.set_method(method);
    if (state.draft) {
        state.draft->text.set_method(method);
        state.draft->name.set_method(method);
    }
    if (state.complaint) {
        state.complaint->decision.set_method(method);
        state.complaint->reason.set_method(method);
        state.complaint->wish.set_method(method);
    }
    if (state.staff && state.staff->draft) {
        state.staff->draft->title.set_method(method);
        state.staff->draft->text.set_method(method);
    }
    if (state.lookup) state.lookup->unfinished.set_method(method);
}

void search_for(State& state, const std::string& text, Commands& commands)
{
    if (state.screen() != Screen::Search) return;
    state.search.set_text(text);
    state.focus = Field::Search;
    search_changed(state, commands);
}

void search_again(State& state, act::SearchAgain::How how, Commands& commands)
{
    if (state.screen() != Screen::Search) return;
    using How = act::SearchAgain::How;
    if (how == How::FewerWords) {
        const std::string_view text = state.search.text();
        const auto end = text.find_last_not_of(' ');
        const auto space = text.rfind(' ', end);
        if (end == std::string_view::npos || space == std::string_view::npos) return;
        const protocol::SecretString left{text.substr(0, text.find_last_not_of(' ', space) + 1)};
        state.search.set_text(left.view());
    } else {
        const TextEdit other =
            retyped(state.search, how == How::AsVni ? InputMethod::Vni : InputMethod::Telex);
        state.search.set_text(other.text());
    }
    state.focus = Field::Search;
    search_changed(state, commands);
}

void toggle_shoulder(State& state)
{
    if (state.draft) state.draft->shoulder = !state.draft->shoulder;
}

}  // namespace kiosk::flow

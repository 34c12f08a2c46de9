#pragma once

#include <vector>

#include "kiosk/app/command.h"
#include "kiosk/app/event.h"
#include "kiosk/app/state.h"

// The parts update() is made of, one file each: navigation, typing, feedback, lookup. Pure like update().
namespace kiosk::flow {

using Commands = std::vector<Command>;

// Navigation.
void open(State& state, Screen screen, decltype(Visit::view) view = {});
void go_home(State& state, Commands& commands);
/// The resident has gone: everything of him is wiped, defaults are back.
void go_attract(State& state, Commands& commands);
void back(State& state, Commands& commands);
void open_tile(State& state, offline_cache::Tile tile, Commands& commands);
void open_meetings(State& state, Commands& commands);
void open_bulletins(State& state, Commands& commands);
void open_law(State& state, const std::string& law, Commands& commands);
void open_shelf(State& state, offline_cache::Shelf shelf, Commands& commands);
void show_rows(State& state, const act::ShowRows& rows, Commands& commands);
void open_item(State& state, std::int64_t index, Commands& commands);
void open_proof(State& state);
void zoom(State& state, int steps);
void open_search(State& state);
/// A page of the store's came, or did not.
void loaded(State& state, const event::LawsLoaded& laws);
void loaded(State& state, const event::ListLoaded& list);
void loaded(State& state, const event::DocumentLoaded& document);
void loaded(State& state, const event::TextLoaded& text);
void loaded(State& state, const event::LoadFailed& failed);
void found(State& state, const event::Found& found);
/// The search line was edited: ask anew, or clear the hits of an empty line.
void search_changed(State& state, Commands& commands);
/// A finger rests on this key of the search line: what it would make is asked for, once. Nothing on screen
/// changes before the key is lifted.
void foresee(State& state, const Key& key, Commands& commands);
/// What is on screen is read again, where it stands.
void refresh(State& state, Commands& commands);
/// Forms that belong to pages no longer on the way are wiped.
void wipe_left_behind(State& state, Commands& commands);
/// The action would wipe words that took somebody a while to write: it waits in State::leaving, and the
/// question stands over the page. A question that stood there is over.
[[nodiscard]] bool asks_before(State& state, const Action& action, Commands& commands);

// Attachments.
void open_file(State& state, int n, Commands& commands);
void want_pages(State& state, const act::WantPages& want, Commands& commands);
/// Another page stands: the pictures of the one before are given back.
void leave_pages(State& state, Commands& commands);
void paper_opened(State& state, const paged::Opened& opened);
void paper_refused(State& state, const paged::Refused& refused);
void paper_drawn(State& state, const paged::Drawn& drawn);
void paper_worded(State& state, const paged::Worded& worded);
void paper_failed(State& state, const paged::Failed& failed);

// Typing.
void press(State& state, const Key& key, Commands& commands);
void focus(State& state, Field field);
void place_caret(State& state, Field field, std::size_t byte);
void clear_field(State& state, Field field, Commands& commands);
void use_method(State& state, InputMethod method);
void search_for(State& state, const std::string& text, Commands& commands);
void search_again(State& state, act::SearchAgain::How how, Commands& commands);
void toggle_shoulder(State& state);

// Reading aloud.
void read_aloud(State& state, bool own, Commands& commands);
/// What stands over the page is read to somebody who has used reading aloud: he may not see it come.
void speak_panel(State& state, Commands& commands);
void pause_reading(State& state, Commands& commands);
/// Goes on at the beginning of the sentence that was cut short.
void go_on_reading(State& state, Commands& commands);
void say_again(State& state, Commands& commands);
void stop_reading(State& state, Commands& commands);
void change_pace(State& state, int steps, Commands& commands);
void change_volume(State& state, int steps, Commands& commands);
void script_made(State& state, const event::ScriptMade& made, Commands& commands);
void sentence_ended(State& state, const event::SentenceEnded& ended, Commands& commands);
/// After each event: a page that was left is not read any more.
void end_left_reading(State& state, Commands& commands);

// Feedback and receipt.
void open_feedback(State& state, bool about, Lane lane, Commands& commands);
void choose_topic(State& state, const std::string& category);
void choose_option(State& state, std::size_t option);
void set_official(State& state, bool official);
void open_guidance(State& state, Guidance guidance, Commands& commands);
void next_page(State& state);
void set_contact(State& state, Contact contact);
void set_public_answer(State& state, bool allowed);
void hand_in(State& state, Commands& commands);
void feedback_possible(State& state, const event::FeedbackPossible& answer, Commands& commands);
void handed_in(State& state, const event::HandedIn& done, Commands& commands);
void hand_in_failed(State& state, const event::HandInFailed& failed);
void outbox_changed(State& state, const event::OutboxChanged& changed);
void check_typed_back(State& state);

// Look-up.
void open_lookup(State& state, Commands& commands);
void look_up(State& state, Commands& commands);
void looked_up(State& state, const event::LookedUp& answer, Commands& commands);
void look_up_failed(State& state, const event::LookUpFailed& failed);
void replies_checked(State& state, const event::RepliesChecked& checked, Commands& commands);
void open_reopen(State& state, Commands& commands);
void send_reopen(State& state, Commands& commands);
void open_rate(State& state, Commands& commands);
void choose_mark(State& state, int mark);
void send_rate(State& state, Commands& commands);
void reopened(State& state, const event::Reopened& done, Commands& commands);

// Paper and people.
void open_phone(State& state);
void print(State& state, PrintWhat what, Commands& commands);
void print_ended(State& state, const event::PrintEnded& ended, Commands& commands);
void open_complaint(State& state);
void open_help(State& state, Commands& commands);
void ring_bell(State& state, Commands& commands);
void bell_answered(State& state, bool rang, Commands& commands);

// Setup of a new terminal.
void enrol(State& state, Commands& commands);
void enrol_from_stick(State& state, Commands& commands);
void keep_enrolment(State& state, Commands& commands);
void enrolment(State& state, const event::EnrolCompare& news);
void enrolment(State& state, const event::EnrolFailed& news);
void enrolment(State& state, const event::EnrolDone& news, Commands& commands);

// Staff corner.
void staff_asked(State& state, const staff::Action& action, Commands& commands);
/// Told in the audit whoever is there; shown only to a session that is still open.
void stick_read(State& state, staff::Stick outcome, std::int64_t entries, Commands& commands);
void staff_news(State& state, const staff::News& news, Commands& commands);
/// Pauses and the cleaning lock end.
void staff_tick(State& state, Commands& commands);
void open_notices(State& state);

}  // namespace kiosk::flow

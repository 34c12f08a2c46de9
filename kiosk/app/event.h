#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/action.h"
#include "kiosk/app/staff_messages.h"
#include "kiosk/app/state.h"
#include "offline_cache/content.h"
#include "offline_cache/search.h"
#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/base/secret.h"

namespace kiosk {

/// What happened: the only way anything reaches State.
namespace event {

/// Time goes on. Before every other event of a frame the loop sends one.
struct Tick {
    Steady now;
    protocol::Time wall;
};

/// A finger or mouse went down anywhere, a key of a code reader came.
struct Touched {};

// Answers of the store. `visit` and `number` name the question; stale ones are ignored.
struct HomeLoaded {
    std::shared_ptr<const offline_cache::Home> home;
};
struct LawsLoaded {
    std::uint32_t visit;
    std::vector<offline_cache::LawCount> laws;
};
struct ListLoaded {
    std::uint32_t visit;
    offline_cache::Window window;
};
struct DocumentLoaded {
    std::uint32_t visit;
    std::shared_ptr<const offline_cache::Document> document;
    std::shared_ptr<const protocol::Card> card;  ///< nullptr: erased, or the kiosk cannot read it
    std::optional<ContactLink> contact{};
};
/// An attachment that is text.
struct TextLoaded {
    std::uint32_t visit;
    std::shared_ptr<const std::string> text;  ///< valid UTF-8, lines end with \n; nullptr: see trouble
    std::optional<FileTrouble> trouble{};
};
struct LoadFailed {
    std::uint32_t visit;
    protocol::Fault fault;
};
struct Found {
    std::uint64_t number;
    std::shared_ptr<const offline_cache::SearchResult> result;  ///< nullptr: the store could not
};
struct PlaceLoaded {
    offline_cache::Place place;
};
struct FeedbackPossible {
    std::optional<FeedbackClosed> closed;  ///< nullopt: reports are taken
};
/// Comes only after the outbox commit returned from disk.
struct HandedIn {
    std::uint64_t number;
    std::shared_ptr<const protocol::SecretString> code;
    std::string lookup;
};
struct HandInFailed {
    std::uint64_t number;
    protocol::Fault fault;
};
struct LookedUp {
    std::uint64_t number;
    std::optional<Case> found;  ///< nullopt: nothing under this code
};
struct LookUpFailed {
    std::uint64_t number;
    protocol::Fault fault;
};
/// A word on an answer. Comes only after the outbox commit returned from disk; `fault`: nothing was kept.
struct Reopened {
    std::uint64_t number;
    std::optional<protocol::Fault> fault;
};
/// The databases cannot be opened at all.
struct StoreUnusable {
    std::string detail;
};
struct Counts {
    std::int64_t outbox;
    std::int64_t log_size;
    std::optional<protocol::Time> information;
    bool history_alarm;
};

// News of sync, translated from kiosk/sync/events.h.
struct Contact {
    bool online;
    std::optional<protocol::Time> information;
};
struct SyncProgress {
    std::int64_t done;
    std::int64_t total;
};
struct NewContent {
    std::int64_t log_size;
};
struct StickRead {
    staff::Stick outcome;
    std::int64_t entries;
};
struct OutboxChanged {
    std::string lookup;
    bool sent;
    bool parked;
    std::int64_t waiting;
};
struct RepliesChecked {
    bool changed;
    bool reached;
};
struct HistoryAlarm {};
struct StorageTrouble {};

// Paper and people.
struct PrintersFound {
    Printers printers;
};
struct PrintEnded {
    std::uint64_t number;
    PrintTrouble trouble;
};
struct HelpLoaded {
    std::vector<HelpOffice> offices;
};
struct BellAnswered {
    bool rang;
};
/// Where the log is read by everybody, as the trust manifest says it.
struct LogAddress {
    std::string address;
};

// News of the page thread are paged::Opened, Refused, Drawn and Failed (kiosk/documents/page_order.h).

// News of the speaker.
/// There is a voice and a device to hear it.
struct SoundFound {
    bool sound;
};
/// The page that was listened to is ready to be read. `number` of Speech; stale ones are ignored.
struct ScriptMade {
    std::uint64_t number;
    std::shared_ptr<const Script> script;
};
/// A sentence is over. `number` of cmd::Speak.
struct SentenceEnded {
    std::uint64_t number;
    bool heard;  ///< false: voice or device did not work
};

// News of an enrolment.
/// Both screens must show these digits.
struct EnrolCompare {
    std::string digits;
};
struct EnrolFailed {
    std::string trouble;  ///< texts setup.trouble.<code>
};
/// The terminal knows who it is.
struct EnrolDone {};

}  // namespace event

using Event =
    std::variant<Action, event::Tick, event::Touched, event::HomeLoaded, event::LawsLoaded, event::ListLoaded,
                 event::DocumentLoaded, event::TextLoaded, event::LoadFailed, event::Found,
                 event::PlaceLoaded, event::FeedbackPossible, event::HandedIn, event::HandInFailed,
                 event::StoreUnusable, event::LookedUp, event::LookUpFailed, event::Counts, event::Contact,
                 event::SyncProgress, event::NewContent, event::OutboxChanged, event::RepliesChecked,
                 event::HistoryAlarm, event::StorageTrouble, event::Reopened, event::PrintersFound,
                 event::PrintEnded, event::HelpLoaded, event::BellAnswered, event::StickRead,
                 event::LogAddress, paged::Opened, paged::Refused, paged::Drawn, paged::Worded, paged::Failed,
                 staff::News, event::SoundFound, event::ScriptMade, event::SentenceEnded, event::EnrolCompare,
                 event::EnrolFailed, event::EnrolDone>;

}  // namespace kiosk

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/staff_messages.h"
#include "kiosk/app/state.h"
#include "offline_cache/content.h"
#include "offline_cache/search.h"
#include "protocol/base/secret.h"

namespace kiosk {

/// What update() asks of the threads. Values only; what a person typed travels in wiped memory.
namespace cmd {

// To the store.
struct LoadHome {};
struct LoadLaws {
    std::uint32_t visit;
};
struct LoadList {
    std::uint32_t visit;
    offline_cache::ListQuery query;
    std::int64_t offset;
    int count;
};
struct LoadDocument {
    std::uint32_t visit;
    std::int64_t index;
};
/// An attachment that is text. Answered by TextLoaded.
struct LoadText {
    std::uint32_t visit;
    FileName file;
};
/// Latest wins: one that waits is dropped when a newer one comes.
struct Search {
    std::uint64_t number;
    std::shared_ptr<const protocol::SecretString> text;
};
/// Is there room for a report? Answered by FeedbackPossible.
struct AskRoom {};
/// Begin a receipt code and its slow key derivation; one that is under way or ready is kept.
struct PrepareReceipt {};
/// The form was abandoned: wipe the prepared code.
struct DropReceipt {};

/// A report, to be sealed with the prepared code and committed.
struct Report {
    std::uint64_t number = 0;  ///< of the draft; comes back in the answer
    std::string category;
    std::optional<std::string> about;
    Lane lane = Lane::Normal;
    std::optional<protocol::SecretString> option;  ///< words of the option an opinion is for
    protocol::SecretString text;
    std::optional<protocol::SecretString> name;
    std::optional<protocol::SecretString> phone;
    bool public_answer = false;
};
struct HandIn {
    std::shared_ptr<Report> report;
};

struct LookUp {
    std::uint64_t number;
    std::shared_ptr<const protocol::SecretString> code;  ///< 20 digits
};
/// The same code once more, after new replies came.
struct LookUpAgain {
    std::uint64_t number;
};
/// Words about an answer, to be sealed with the keys that opened it and committed; answered by
/// event::Reopened.
struct Reopen {
    std::uint64_t number;                                ///< of the look-up
    int reply;                                           ///< Reply::n that it is about
    std::string office;                                  ///< Reply::office: who reads it follows from it
    std::shared_ptr<const protocol::SecretString> text;  ///< may be empty, not when it answers a question
};
/// The matter is done, with a mark: sealed and committed in the same way; answered by event::Reopened.
struct Agree {
    std::uint64_t number;
    int reply;
    std::string office;
    int mark;  ///< protocol::kLowestMark … kHighestMark
};
/// Look-up was left: wipe its keys.
struct ForgetLookup {};
/// The resident has gone: wipe look-up keys, prepared codes, the last search.
struct ForgetPerson {};

/// Who can help: the commune's contact records. Answered by HelpLoaded.
struct LoadHelp {
    std::string commune;  ///< code; other communes' contacts are left out
};

/// Daily totals (kiosk.md §4): added up, kept now and then.
struct CountScreens {
    protocol::Date day;
    std::vector<offline_cache::ScreenTotal> totals;
};

// To the printing thread.
/// Answered by PrintersFound.
struct FindPrinters {};
struct Print {
    std::shared_ptr<PrintOrder> order;
};

// To the bell.
struct RingBell {};

// To sync.
struct WantReplies {};
struct ReadStick {};  ///< answered by StickRead

// To the thread of enrolment; answered by EnrolCompare, EnrolDone, EnrolFailed.
struct Enrol {
    std::string address;
    std::shared_ptr<const protocol::SecretString> code;
};
struct EnrolFromStick {};

// To the page thread.
/// From now on exactly these are wanted; none: the files are left.
struct OrderPages {
    std::vector<PageOrder> orders;
};

// To the speaker.
/// What is being said ends; this sentence begins. Answered by SentenceEnded with this number.
struct Speak {
    std::uint64_t number;
    std::shared_ptr<const Script> script;
    std::size_t sentence;
    int volume;
    int pace;
};
struct Silence {};
/// Answered by SoundFound.
struct LookForSound {};

// To the loop, and to the store's thread for its part.
/// Release what drawing and searching still hold of a person's page: glyph runs, labels, bound words, stacks.
struct WipeScreen {};
/// The finger that is down now does nothing more until it lifts.
struct SwallowTouch {};
/// The program ends so that it is started anew.
struct Restart {};
/// This terminal forgets who it is, to be let in anew, or remembers it again. Before the Restart that
/// follows.
struct SetIdentityAside {};
struct TakeIdentityBack {};

}  // namespace cmd

using Command =
    std::variant<cmd::LoadHome, cmd::LoadLaws, cmd::LoadList, cmd::LoadDocument, cmd::LoadText, cmd::Search,
                 cmd::AskRoom, cmd::PrepareReceipt, cmd::DropReceipt, cmd::HandIn, cmd::LookUp,
                 cmd::LookUpAgain, cmd::ForgetLookup, cmd::ForgetPerson, cmd::WantReplies, cmd::ReadStick,
                 cmd::WipeScreen, cmd::SwallowTouch, cmd::Reopen, cmd::Agree, cmd::LoadHelp,
                 cmd::FindPrinters, cmd::Print, cmd::RingBell, cmd::OrderPages, cmd::CountScreens,
                 cmd::Restart, cmd::SetIdentityAside, cmd::TakeIdentityBack, staff::Command, cmd::Speak,
                 cmd::Silence, cmd::LookForSound, cmd::Enrol, cmd::EnrolFromStick>;

}  // namespace kiosk

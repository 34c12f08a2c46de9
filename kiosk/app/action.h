#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/app/paper.h"
#include "kiosk/app/papers.h"
#include "kiosk/app/staff_action.h"
#include "kiosk/input/key.h"
#include "kiosk/input/text_edit.h"
#include "offline_cache/records.h"

namespace kiosk {

/// The text fields of the program. At most one is being typed into.
enum class Field {
    None,
    Search,       ///< one line
    Feedback,     ///< the report itself, several lines
    Name,         ///< optional, only after the resident chose to give it
    Phone,        ///< optional, digits
    LookupCode,   ///< 20 digits, number pad
    ReceiptBack,  ///< last group typed back, 4 digits, number pad
    Reopen,       ///< what is still not done after an answer (may stay empty), or what the office asked
    ComplaintDecision,
    ComplaintReason,
    ComplaintWish,
    StaffPin,     ///< digits, number pad
    NoticeTitle,  ///< of a local notice, one line
    NoticeText,
    EnrolAddress,  ///< of the province, on the setup page, one line
    EnrolCode,     ///< its one-time code
};

/// What a resident lets be known of himself (kiosk.md §5, page 3).
enum class Contact { Anonymous, Name, Phone, NameAndPhone };

/// What the kiosk explains instead of taking it (kiosk.md §5, lanes by law).
enum class Guidance { Denunciation, Complaint };

/// What a screen asks for. Screens return one of these and change nothing by themselves.
namespace act {

// Everywhere.
struct GoHome {};
struct Back {};
struct StillHere {};  ///< the idle warning was touched
struct KeepWords {};  ///< stay on the page and go on writing
struct DropWords {};  ///< leave it as was asked, without what was written
struct OpenSearch {};
struct ToggleLanguage {};
struct NextTextSize {};
struct ToggleContrast {};
struct ToggleLowered {};

// Reading aloud.
struct ReadAloud {
    bool own = false;  ///< what this resident wrote, his code, his answer; else the page without them
};
struct PauseReading {};
struct GoOnReading {};
struct SayAgain {};  ///< the sentence that is being read, or was last
struct StopReading {};
struct ChangePace {
    int steps;  ///< −1 slower, +1 faster
};
struct ChangeVolume {
    int steps;
};

// Home and lists.
struct OpenTile {
    offline_cache::Tile tile;
};
struct OpenMeetings {};
struct OpenBulletins {};  ///< all of them, of which home shows the first
struct OpenLaw {
    std::string law;  ///< "D03"; empty: every item of the tile
};
struct OpenNotices {};  ///< what staff wrote at this machine
struct OpenShelf {
    offline_cache::Shelf shelf;
};
/// Rows [first, last] of the list are about to be seen. Send when it changes; cheap to repeat.
struct ShowRows {
    std::int64_t first;
    std::int64_t last;
};
struct OpenItem {
    std::int64_t index;  ///< ItemRow::index
};
struct OpenRevision {
    std::int64_t index;
};

// Document.
struct Zoom {
    int steps;  ///< −1 or +1
};
/// In high contrast: pages of files white as they were signed, or dark like the screen.
struct TogglePaper {};
struct OpenProof {};
struct OpenFile {
    int n;  ///< offline_cache::Attachment::n
};
/// These pieces of pages are seen or about to be, most urgent first. Send when it changes; cheap to repeat.
struct WantPages {
    std::vector<PageWish> wishes;
};
struct ReportWrong {};  ///< "Báo chỗ sai": a report tied to this record
struct OpenPhone {};    ///< "Xem trên điện thoại"

// Typing.
struct Press {
    Key key;
};
struct Focus {
    Field field;
};
/// A finger rests on this key of the search line: what lifting it would find can be looked up already.
struct Foresee {
    Key key;
};
struct PlaceCaret {
    Field field;
    std::size_t byte;
};
struct ClearField {
    Field field;
};
struct UseMethod {
    InputMethod method;
};

/// An example on the search page was touched: it stands in the search line as if typed.
struct SearchFor {
    std::string text;
};
/// Nothing was found: once more without the last word, or with the letters taken as keys of another method.
struct SearchAgain {
    enum class How { FewerWords, AsTelex, AsVni };
    How how;
};
/// Shoulder mode: what is typed shows in a narrow band only.
struct ToggleShoulder {};

// Feedback: the four pages and what leads there.
struct OpenFeedback {};
struct OpenFeedbackAbout {};  ///< about the document that is open
struct ChooseTopic {
    std::string category;  ///< id of Topics: "dat_dai"
};
/// Of the consultation the opinion is on, or one behind the last: in own words only.
struct ChooseOption {
    std::size_t option;
};
struct SetOfficial {
    bool official;  ///< "Về một cán bộ?"
};
struct OpenGuidance {
    Guidance guidance;
};
struct NextPage {};
struct SetContact {
    Contact contact;
};
struct SetPublicAnswer {
    bool allowed;
};
struct HandIn {};

// Receipt.
struct CloseReceipt {};

// Look-up.
struct OpenLookup {};
struct LookUp {};
/// "Việc chưa xong", or the answer to an office's question: the page for it, and handing it in.
struct OpenReopen {};
struct SendReopen {};
/// "Việc đã xong": the page where one says how well, the mark, and handing it in.
struct OpenRate {};
struct ChooseMark {
    int mark;  ///< protocol::kLowestMark … kHighestMark
};
struct SendRate {};

// Setup of a new terminal.
struct Enrol {};           ///< with the address and code typed
struct EnrolFromStick {};  ///< with the file on a USB stick

// Paper and people.
struct Print {
    PrintWhat what;
};
struct ClosePrint {};
struct KeepEnrolment {};  ///< not let in anew after all: it goes on as what it was
struct OpenComplaint {};
struct OpenHelp {};  ///< "Nhờ cán bộ giúp"
struct RingBell {};

}  // namespace act

/// monostate: nothing was asked for.
using Action = std::variant<
    std::monostate, act::GoHome, act::Back, act::StillHere, act::KeepWords, act::DropWords, act::OpenSearch,
    act::ToggleLanguage, act::NextTextSize, act::ToggleContrast, act::ToggleLowered, act::OpenTile,
    act::OpenMeetings, act::OpenBulletins, act::ReadAloud, act::PauseReading, act::GoOnReading, act::SayAgain,
    act::StopReading, act::ChangePace, act::ChangeVolume, act::OpenLaw, act::OpenShelf, act::ShowRows,
    act::OpenItem, act::OpenRevision, act::Zoom, act::OpenProof, act::ReportWrong, act::Press, act::Foresee,
    act::Focus, act::PlaceCaret, act::ClearField, act::UseMethod, act::OpenFeedback, act::OpenFeedbackAbout,
    act::ChooseTopic, act::ChooseOption, act::SetOfficial, act::OpenGuidance, act::NextPage, act::SetContact,
    act::SetPublicAnswer, act::HandIn, act::CloseReceipt, act::OpenLookup, act::LookUp, act::SearchFor,
    act::SearchAgain, act::ToggleShoulder, act::OpenReopen, act::SendReopen, act::OpenRate, act::ChooseMark,
    act::SendRate, act::OpenPhone, act::Print, act::ClosePrint, act::KeepEnrolment, act::OpenComplaint,
    act::OpenHelp, act::RingBell, act::TogglePaper, act::OpenFile, act::WantPages, act::OpenNotices,
    act::Enrol, act::EnrolFromStick, staff::Action>;

/// What a page asks for by itself while it is looked at: no hand did it.
[[nodiscard]] inline bool is_by_itself(const Action& action)
{
    return std::holds_alternative<act::ShowRows>(action) || std::holds_alternative<act::WantPages>(action) ||
           std::holds_alternative<act::Foresee>(action);
}

}  // namespace kiosk

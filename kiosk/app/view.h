#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/app/action.h"
#include "kiosk/documents/page_order.h"
#include "offline_cache/content.h"
#include "offline_cache/records.h"
#include "offline_cache/search.h"
#include "protocol/base/clock.h"
#include "protocol/base/secret.h"

namespace protocol {
struct Card;
}

namespace kiosk {

/// Where the data of a view stands.
enum class Loading {
    Asked,   ///< on its way: show what was there before, or a quiet placeholder
    Here,    ///< show it
    Gone,    ///< there is no such item (any more)
    Failed,  ///< the store could not read: "không hiển thị được trang này"
};

/// Dân biết with no law item chosen shows the legal items; every other tile shows rows.
struct ListView {
    offline_cache::ListQuery query;
    bool choose_law = false;  ///< show `laws` as the list; a touch is act::OpenLaw
    Loading laws_loading = Loading::Asked;
    std::vector<offline_cache::LawCount> laws;

    Loading loading = Loading::Asked;
    std::int64_t total = 0;
    std::int64_t offset = 0;  ///< of rows.front()
    std::vector<offline_cache::ItemRow> rows;
    std::int64_t asked_offset = -1;  ///< of the window under way; −1: none

    /// Row i of total, or nullptr while it is not here (draw an empty line of the same height).
    [[nodiscard]] const offline_cache::ItemRow* row(std::int64_t i) const
    {
        const std::int64_t at = i - offset;
        return at < 0 || at >= static_cast<std::int64_t>(rows.size()) ? nullptr
                                                                      : &rows[static_cast<std::size_t>(at)];
    }
};

inline constexpr int kSmallestZoom = -1;
inline constexpr int kLargestZoom = 4;

/// The contact record that a record names.
struct ContactLink {
    std::int64_t index = 0;
    std::string office;
    std::string room;
};

/// A document, a meeting, a consultation, a project, a procedure: told apart by document->row.type.
struct DocumentView {
    std::int64_t index = 0;
    Loading loading = Loading::Asked;
    std::shared_ptr<const offline_cache::Document>
        document;                                ///< set while Here; another pointer when its content changed
    std::shared_ptr<const protocol::Card> card;  ///< its card; nullptr when erased (protocol/records/card.h)
    int zoom = 0;                                ///< steps from the resident's text size, −1 … 4
    std::optional<ContactLink> contact{};        ///< whom the record says to ask
};

/// An attachment that is text and no page.
enum class TextKind { Plain, Table };
/// nullopt: the media type is none of them.
[[nodiscard]] std::optional<TextKind> text_kind(std::string_view media);

/// An attachment, page by page, or as text.
struct PagesView {
    std::int64_t index = 0;  ///< of its record
    offline_cache::Attachment file{};
    std::uint32_t page = 0;                     ///< in the middle of the view
    std::shared_ptr<const std::string> text{};  ///< of a text_kind(), once it is read; valid UTF-8
    std::optional<FileTrouble> trouble{};       ///< it cannot be
    int zoom = 0;                               ///< of a text, as in DocumentView
};

/// What the key under the finger would find: a search takes a few ms, a finger rests on its key for 60 to
/// 150.
struct Foreseen {
    std::uint64_t number = 0;  ///< of the question; 0: none
    protocol::SecretString text;
    std::shared_ptr<const offline_cache::SearchResult> result;  ///< nullptr: not here yet
};

struct SearchView {
    std::uint64_t asked = 0;     ///< number of the newest question; 0: none yet
    std::uint64_t answered = 0;  ///< number the hits belong to; older than asked: still searching
    bool failed = false;
    std::shared_ptr<const offline_cache::SearchResult> result;  ///< nullptr before the first answer
    Foreseen foreseen;
};

struct GuidanceView {
    Guidance guidance = Guidance::Denunciation;
};

/// A complaint is put together in three questions and a page to read back and print.
inline constexpr int kComplaintQuestions = 3;
struct ComplaintView {
    int step = 0;  ///< 0 … 2: question; 3: read back
};

/// One picture of feedback page 1. `category` is the wire value (law facts), `text_key` its words.
struct Topic {
    std::string_view category;
    std::string_view text_key;  ///< "feedback.topic.land"
    std::string_view icon;      ///< name of the picture
};

/// The six topics of kiosk.md §5, in its order.
[[nodiscard]] const std::array<Topic, 6>& topics();

enum class Screen {
    Setup,    ///< no or bad configuration: says what to do
    Attract,  ///< first touch goes home and does nothing else
    Home,
    List,      ///< ListView
    Meetings,  ///< ListView of meetings and consultations
    Document,  ///< DocumentView
    Pages,     ///< PagesView
    Proof,     ///< DocumentView: what "Đúng bản đã công bố" means
    Search,    ///< SearchView
    FeedbackTopic,
    FeedbackOption,  ///< instead of it, for an opinion on a consultation that offers a choice
    FeedbackText,
    FeedbackReaders,
    FeedbackReview,
    FeedbackClosed,  ///< storage cannot take reports: said before anything is typed
    Guidance,        ///< GuidanceView
    Receipt,
    Lookup,
    Answer,
    Reopen,     ///< "Việc chưa xong", or the answer to an office's question
    Rate,       ///< "Việc đã xong": how well
    Phone,      ///< DocumentView: the QR "Xem trên điện thoại"
    Complaint,  ///< ComplaintView
    Help,       ///< who helps, and the bell
    Notices,    ///< written at this machine, not yet through the province
    StaffPin,
    StaffHome,
    StaffNotices,
    StaffNoticeText,
    StaffNoticeReview,
    StaffCleaning,  ///< no touch does anything
    StaffDiagnosis,
    StaffRuler,
    StaffReach,
    StaffRestart,
};

/// A page of the staff corner.
[[nodiscard]] bool is_staff(Screen screen);

/// "home", "feedback_text": for targets' names, the automation socket and the tour.
[[nodiscard]] std::string_view screen_name(Screen screen);

/// One step of the resident's way. `number` is unique while the program runs: key scroll positions by it,
/// then Back finds the page where it was left.
struct Visit {
    std::uint32_t number = 0;
    Screen screen = Screen::Home;
    std::variant<std::monostate, ListView, DocumentView, PagesView, SearchView, GuidanceView, ComplaintView>
        view;
};

/// What a looked-up report's fate is, in the order it goes.
enum class CaseStage {
    Waiting,   ///< still in this kiosk
    Parked,    ///< refused by the server; a technician must look
    Sent,      ///< the province signed that it received it
    Answered,  ///< at least one reply opened
};

/// Seen on the banner line of every page.
enum class Age {
    Unknown,  ///< no contact yet, or the clock is not to be believed: no age is shown
    Fresh,
    Day,    ///< older than one day: calm line
    Week,   ///< older than seven days: yellow bar
    Month,  ///< older than thirty days: red bar
};

}  // namespace kiosk

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/action.h"
#include "kiosk/app/enrolling.h"
#include "kiosk/app/paper.h"
#include "kiosk/app/papers.h"
#include "kiosk/app/staff.h"
#include "kiosk/app/view.h"
#include "kiosk/input/text_edit.h"
#include "kiosk/input/word_list.h"
#include "kiosk/speech/script.h"
#include "offline_cache/records.h"
#include "protocol/base/clock.h"
#include "protocol/base/secret.h"
#include "protocol/feedback/message.h"
#include "protocol/law/law_book.h"

namespace kiosk {

/// Milliseconds of a clock that never jumps.
using Steady = std::chrono::milliseconds;

enum class Language { Vietnamese, English };
enum class TextSize { Normal, Large, Largest };  ///< capital height 6, 7.3, 10 mm

inline constexpr int kLoudest = 5;
inline constexpr int kUsualVolume = 3;
inline constexpr int kQuickest = 2;

/// How this resident wants to see it. Back to this default when he has gone.
struct Preferences {
    Language language = Language::Vietnamese;
    TextSize text_size = TextSize::Normal;
    bool contrast = false;      ///< "Nền đen"
    bool white_pages = false;   ///< pages of files stay white in it
    bool lowered = false;       ///< "Nút thấp"
    int volume = kUsualVolume;  ///< of the voice, 1 … 5
    int pace = 0;               ///< −2 slow … 2 quick
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

enum class SetupProblem { None, NoConfiguration, BadConfiguration, NoStore };

struct Setup {
    SetupProblem problem = SetupProblem::None;
    std::string detail{};  ///< file, for the technician
    /// Text key of why the file is refused, with what fills it; empty: only `detail` is known.
    std::string refusal{};
    std::string key{};
    int line = 0;
    std::string least{}, most{};
};

/// Of the machine, not of a person.
struct Health {
    bool online = false;
    bool contact_known = false;                 ///< false until sync said anything
    std::optional<protocol::Time> information;  ///< last verified contact
    bool clock_wrong = false;
    bool history_alarm = false;
    bool storage_trouble = false;  ///< disk full or read-only: reading works, feedback is refused
    bool sound = false;            ///< a voice and a device are there: pages can be read aloud
    std::int64_t outbox = 0;       ///< reports waiting here
    std::int64_t log_size = 0;
    std::int64_t sync_done = 0;  ///< first sync or a long catch-up, while done < total
    std::int64_t sync_total = 0;
};

using protocol::Lane;

/// Why a report cannot be taken now.
enum class FeedbackClosed {
    Storage,   ///< disk full or read-only
    NotReady,  ///< nobody's key is known yet: the first sync has not come
    Official,  ///< only those about an official: no key of the inspectorate is known
};

/// What a report is about when it was started on a page.
struct About {
    std::string record_id;
    std::string title;
    std::string number;
    std::vector<std::string> options;  ///< of a consultation that offers a choice
};

/// A report being written. Everything a person typed is in wiped memory.
struct Draft {
    std::string category;  ///< of topics(); empty: not chosen
    std::optional<About> about;
    Lane lane = Lane::Normal;
    std::optional<std::size_t> option;  ///< of about->options; their number: none of them, in own words
    TextEdit text;
    Contact contact = Contact::Anonymous;
    TextEdit name;
    TextEdit phone;
    bool public_answer = false;
    bool shoulder = false;  ///< only a narrow band of the text shows; on by itself when about an official
    bool sending = false;   ///< handed to the store, receipt not back yet
    bool failed = false;    ///< the store could not keep it: say so, the text is still here
    std::uint64_t number = 0;

    /// Words of the option chosen; empty when there is none.
    [[nodiscard]] std::string_view chosen() const
    {
        return about && option && *option < about->options.size() ? std::string_view{about->options[*option]}
                                                                  : std::string_view{};
    }
};

enum class TypedBack { NotYet, Right, Wrong };

/// After the outbox commit returned. The digits are wiped with the receipt.
struct Receipt {
    std::shared_ptr<const protocol::SecretString> code;  ///< 20 digits, no spaces
    std::string lookup;
    Lane lane = Lane::Normal;  ///< of what was handed in
    bool sent = false;         ///< false "Đã lưu tại máy", true "Đã gửi"
    TextEdit typed_back;
    TypedBack check = TypedBack::NotYet;
};

struct Reply {
    int n = 1;  ///< 1, 2, 3… under one code
    protocol::Time at{};
    std::string status;  ///< wire value: received | in_progress | answered | forwarded | rejected
    std::shared_ptr<const protocol::SecretString> text;
    std::string office;     ///< body whose desk signed, "20107.ubnd"
    bool doubtful = false;  ///< its key was revoked before this answer came (OldAnswer::Doubtful)
};

/// The resident's word on a reply: that it did not end the matter, or what the office had asked (on the wire
/// both are `reopens`), or that it did (`agrees`, protocol/README.md).
struct Reopening {
    int reply = 0;  ///< Reply::n it was about
    protocol::Time stored{};
    std::optional<protocol::Time> received;
    bool agrees = false;
};

/// What a code opened. Never holds the code.
struct Case {
    CaseStage stage = CaseStage::Waiting;
    std::optional<protocol::Time> stored;
    std::optional<protocol::Time> received;
    std::vector<Reply> replies;  ///< newest first
    std::vector<Reopening> reopenings;
};

/// The office is at work on the matter and may have asked something: its sender can answer.
[[nodiscard]] bool asks(const Reply& reply);
/// The reply that a word can still be said about: the newest one, when it ends the matter ("Việc của tôi chưa
/// xong") or asks, and nothing but that it did was said of it yet. nullptr: none.
[[nodiscard]] const Reply* reopenable(const Case& found);
/// The newest reply, when it ends the matter and nothing was said of it yet. nullptr: none.
[[nodiscard]] const Reply* rateable(const Case& found);

enum class LookupTrouble {
    None,
    NotComplete,  ///< fewer than 20 digits
    WrongDigits,  ///< check digits do not fit: a typing slip
    NotFound,     ///< no such report at this hall
    Paused,       ///< five wrong: wait until `paused_until`
    Failed,       ///< the store could not read
};

struct Lookup {
    TextEdit code;
    bool busy = false;
    LookupTrouble trouble = LookupTrouble::None;
    std::uint64_t number = 0;
    bool refreshing = false;  ///< the reply list is being fetched
    bool offline = false;     ///< it could not be: what is stored is all there is
    std::optional<Case> found;

    TextEdit unfinished;     ///< Field::Reopen
    int mark = 0;            ///< chosen on Screen::Rate; 0: none yet
    bool reopening = false;  ///< a word on the answer is handed to the store, not yet on disk
    bool reopen_failed = false;
};

/// What the resident says of the newest reply can be sent: a question wants words, that a matter is not done
/// needs none.
[[nodiscard]] bool word_complete(const Lookup& lookup);

/// A page being read aloud, sentence by sentence. Ends with the page.
struct Speech {
    enum class Stage {
        Asked,  ///< the next frame is listened to, its script is being made
        Playing,
        Paused,
    };
    std::uint64_t number = 0;  ///< of the reading
    std::uint32_t visit = 0;   ///< page it belongs to
    bool own = false;          ///< act::ReadAloud::own
    bool panel = false;        ///< of what stands over the page: a question, how the printing went
    bool begun = false;        ///< something of it was said: its controls stand in the place of the tools
    Stage stage = Stage::Asked;
    std::shared_ptr<const Script> script{};  ///< nullptr while Asked
    std::size_t sentence = 0;
    std::uint64_t speaking = 0;  ///< number of the newest cmd::Speak
    /// Of a file whose pages are read one after the other; nullopt: what is drawn is read.
    std::optional<std::uint32_t> page{};
};

/// Which part of the waiting for a resident is running out.
enum class Idle { Active, Warning };

/// Everything the screens show and update() decides on. Owned by the ui thread.
struct State {
    Setup setup;
    std::string commune;  ///< name of the commune, "" before its place record came
    std::string hall_id;  ///< "20107-h1"
    std::string hall;     ///< its name from the place record; the id until then
    std::string device;

    Preferences preferences;
    Health health;

    protocol::Time wall{};  ///< of the newest tick
    Steady now{};
    Steady touched{};  ///< last sign of a person
    Idle idle = Idle::Active;
    Steady warned{};  ///< when the warning came up

    std::vector<Visit> visits;  ///< the last one is on screen; never empty
    std::uint32_t next_visit = 1;

    Papers papers;  ///< of the page on screen

    std::shared_ptr<const offline_cache::Home> home;  ///< nullptr before the first answer

    WordList villages;                             ///< of the commune's place record, for suggestions
    std::vector<offline_cache::Named> places;      ///< the same villages with their ids: for whom a record is
    std::shared_ptr<const WordList> common_words;  ///< assets/words; nullptr: no suggestions
    std::shared_ptr<const protocol::LawBook> law;  ///< assets/law; nullptr: no dates are computed
    ToneStyle tone_style = ToneStyle::Classic;     ///< kiosk.toml

    Field focus = Field::None;
    InputMethod method = InputMethod::Telex;
    TextEdit search;
    FeedbackClosed feedback_closed = FeedbackClosed::Storage;  ///< as the store said last
    std::optional<Draft> draft;
    /// Asked for, but it would wipe what was written: "Bỏ phần đã viết?" stands over the page.
    std::optional<Action> leaving;
    std::optional<Receipt> receipt;
    std::optional<Lookup> lookup;

    std::string commune_code;  ///< "20107"
    // Where phones read: the first of these that is known. No final slash.
    std::string public_address;       ///< `public` of kiosk.toml
    std::string log_address;          ///< of the trust manifest
    std::string read_address;         ///< `read` of kiosk.toml
    Printers printers;                ///< found last
    std::optional<PrintState> print;  ///< told over the page
    std::optional<ComplaintDraft> complaint;
    std::vector<HelpOffice> help;
    Bell bell = Bell::Silent;

    int wrong_codes = 0;                 ///< of the machine: a wipe does not reset it
    std::optional<Steady> paused_until;  ///< look-up

    std::optional<Enrolling> enrolling;  ///< on the setup page, where there is no configuration

    std::optional<staff::Session> staff;
    bool enrolled = false;  ///< an enrolment made this terminal what it is: it can be let in anew
    bool pin_kept = false;  ///< kiosk.toml holds a staff_pin_hash
    int wrong_pins = 0;     ///< of the machine, like wrong_codes; kept over a restart
    std::optional<Steady> pin_paused_until;
    Steady cleaning_until{};                        ///< while Screen::StaffCleaning
    std::shared_ptr<const staff::Notices> notices;  ///< nullptr before the store told
    Terminal terminal;
    std::string version;  ///< of the program

    std::optional<Speech> speech;
    bool listens = false;                       ///< this person has had something read aloud
    std::optional<std::uint32_t> voice_failed;  ///< visit on which the voice was not heard

    bool stay_home = false;  ///< for measuring: home never goes to sleep
    protocol::Time floor{};  ///< no honest clock is before this (time of the build)
    std::uint64_t next_number = 1;

    [[nodiscard]] Screen screen() const { return visits.empty() ? Screen::Attract : visits.back().screen; }
    [[nodiscard]] const Visit& visit() const { return visits.back(); }

    /// The view of the page on screen; call only on the screens that have it.
    template <class View>
    [[nodiscard]] const View& view() const
    {
        return std::get<View>(visits.back().view);
    }

    /// The text of a field, or nullptr while its form is not open.
    [[nodiscard]] const TextEdit* field(Field which) const;
};

/// A fresh machine: attract, or the setup page when `setup` has a problem; where there is no configuration at
/// all, it takes the code of an enrolment.
[[nodiscard]] State initial_state(Setup setup, std::string hall_id, std::string device, protocol::Time floor);

[[nodiscard]] Age age(const State& state);

/// The day that terms are counted to. nullopt while the clock is not to be believed: then no page says that a
/// term runs out or is over (kiosk.md §7).
[[nodiscard]] std::optional<protocol::Date> today(const State& state);

/// Seconds left of the idle warning, rounded up.
[[nodiscard]] int warning_seconds_left(const State& state);

/// Seconds left of the look-up pause; 0: none.
[[nodiscard]] int pause_seconds_left(const State& state);

/// How long the law gives to answer "this is wrong"; nullptr: the rule book names no term for today, or the
/// clock is not to be believed.
[[nodiscard]] const protocol::Term* correction_term(const State& state);

/// Can this be printed here?
[[nodiscard]] bool printable(const State& state, PrintWhat what);

[[nodiscard]] const std::string& phone_address(const State& state);
/// The page of a record for phones, as its QR says it (protocol.md §8.1); empty while no address is known.
[[nodiscard]] std::string phone_link(const State& state, const offline_cache::Document& document);

/// Seconds left of the pause after wrong PINs, and of the cleaning lock; 0: none.
[[nodiscard]] int pin_pause_seconds_left(const State& state);
[[nodiscard]] int cleaning_seconds_left(const State& state);

/// What "next" needs on the feedback page on screen is there.
[[nodiscard]] bool page_complete(const State& state);

/// Something is being read aloud, or about to be: as good as a touch (kiosk.md §4).
[[nodiscard]] bool speaking(const State& state);

/// What the reading under way listens to is there: the words of a page may still be on their way.
[[nodiscard]] bool can_be_heard(const State& state);

/// When update() wants its next Tick even if nothing happens.
[[nodiscard]] Steady next_tick(const State& state);

}  // namespace kiosk

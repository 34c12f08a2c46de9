#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/command.h"
#include "kiosk/app/event.h"
#include "kiosk/app/state.h"
#include "kiosk/input/corner_hold.h"
#include "kiosk/platform/display.h"
#include "kiosk/platform/loop.h"
#include "kiosk/shell/listening.h"
#include "kiosk/speech/speaker.h"
#include "kiosk/sync/sync_thread.h"
#include "kiosk/ui/ui.h"
#include "protocol/base/clock.h"
#include "protocol/base/mailbox.h"
#include "protocol/base/strings.h"

#ifdef KIOSK_AUTOMATION
#include "kiosk/automation/driver.h"
#include "kiosk/automation/server.h"
#endif

namespace kiosk {

/// Both languages of the screens, read once at start.
struct Catalogues {
    protocol::Strings vietnamese;
    protocol::Strings english;
    [[nodiscard]] const protocol::Strings& of(Language language) const
    {
        return language == Language::English ? english : vietnamese;
    }
    [[nodiscard]] const protocol::Strings& beside(Language language) const
    {
        return language == Language::English ? vietnamese : english;
    }
};

/// How this resident wants to see it, for the Ui.
[[nodiscard]] Look look_of(const Preferences& preferences, float px_per_mm, float reach_mm = 0);

/// The ui thread's program: inputs and mailboxes become events, update() decides, commands go to the
/// threads, the screen that stands is drawn.
class Program final : public LoopClient {
public:
    struct Parts {
        State state;
        Display* display = nullptr;
        Ui* ui = nullptr;
        const Catalogues* catalogues = nullptr;
        protocol::Mailbox<Event>* events = nullptr;
        const protocol::Clock* clock = nullptr;
        std::function<void(const Command&)> store;  ///< asks the store's thread; none on the setup page
        Speaker* speaker = nullptr;
        std::function<void()> want_replies;         ///< asks sync
        std::function<void(const Command&)> print;  ///< FindPrinters and Print, to the printing thread
        std::function<void()> touched;              ///< somebody is there
        std::function<void(const Command&)> enrol;  ///< Enrol and EnrolFromStick; none where it is enrolled
        std::function<void(const Command&)> identity;             ///< SetIdentityAside and TakeIdentityBack
        std::function<void()> read_stick;                         ///< answered by StickRead
        std::function<void()> ring;                               ///< the bell; answered by BellAnswered
        std::function<void(std::vector<PageOrder>)> order_pages;  ///< asks the page thread
        /// Begins syncing if the store is open; asked after the first frame until it says true. None: never.
        std::function<bool()> start_sync;
        float px_per_mm = 4;
        bool escape_leaves = false;                 ///< windowed
        std::function<void(double ms)> first_home;  ///< once, when home with its counts was shown
    };
    explicit Program(Parts parts);
    ~Program() override;

#ifdef KIOSK_AUTOMATION
    /// Lines of the automation socket, to be carried out here.
    void automate(AutomationServer& server, protocol::Mailbox<std::string>& lines,
                  std::function<void(std::chrono::seconds)> set_clock_ahead);
#endif

    bool input(const Input& input, double now) override;
    bool turn(double now) override;
    [[nodiscard]] std::optional<std::chrono::milliseconds> sleep(double now) override;
    void frame(Ui& ui, double now) override;
    bool acted(double now) override;
    [[nodiscard]] std::chrono::milliseconds patience() const override;
    bool shown(double now) override;
    [[nodiscard]] bool done() const override { return done_; }
    /// It ended so that it is started anew.
    [[nodiscard]] bool restarts() const { return restarts_; }

    [[nodiscard]] const State& state() const { return parts_.state; }
    /// Something happened; commands that follow are handed out.
    void happen(const Event& event);

private:
    /// What the eye would notice: another one means that a frame is needed.
    struct Seen {
        std::uint32_t visit = 0;
        std::int64_t minute = 0;
        int warning = 0;
        int pause = 0;
        int pin_pause = 0;
        int cleaning = 0;
        bool online = false;
        bool contact_known = false;
        bool clock_wrong = false;
        std::int64_t information_minute = 0;
        friend bool operator==(const Seen&, const Seen&) = default;
    };
    [[nodiscard]] Seen seen() const;
    /// False: the command is not for the speaker.
    bool speak(const Command& command);
    void tick(double now);
    [[nodiscard]] Steady steady_of(double now) const;
    void count_fingers(const in::Touch& touch, double now);
    /// A key or a wheel: somebody is there. False: it woke the machine or kept the page, and does nothing
    /// else.
    bool felt(double now);
    void follow();
    void wipe();

    Parts parts_;
    Listening listening_;
    Action asked_;
    bool asked_more_ = false;  ///< handing out a command needs another frame
    bool done_ = false;
    bool restarts_ = false;
    CornerHold hold_;
    bool swallowing_ = false;
    std::vector<std::int64_t> fingers_;  ///< that are down, as far as is known
    double touched_ = 0;
    std::uint32_t visit_shown_ = 0;
    bool home_shown_ = false;
    bool frame_shown_ = false;
    bool sync_started_ = false;
#ifdef KIOSK_AUTOMATION
    std::unique_ptr<AutomationDriver> driver_;
    protocol::Mailbox<std::string>* lines_ = nullptr;
    double later_ = 0;  ///< s by which tests have let time pass
#endif
};

}  // namespace kiosk

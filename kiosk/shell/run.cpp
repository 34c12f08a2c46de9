#include "kiosk/shell/run.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

#include <sys/utsname.h>

#include "documents/page_process.h"
#include "kiosk/app/store_thread.h"
#include "kiosk/app/terminal.h"
#include "kiosk/documents/page_thread.h"
#include "kiosk/platform/chime.h"
#include "kiosk/printing/print_thread.h"
#include "kiosk/shell/knowledge.h"
#include "kiosk/shell/program.h"
#include "kiosk/shell/sync_news.h"
#include "kiosk/shell/sync_slot.h"
#include "kiosk/shell/tour.h"
#include "kiosk/shell/wall_clock.h"
#include "kiosk/sync/enrol_thread.h"
#include "protocol/base/log.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {

/// Where neither the technician nor the display says otherwise: a 21.5" screen of 1080 × 1920.
constexpr float kUsualPxPerMm = 4.03F;
constexpr float kUsualShortSide = 1080;

Result<Catalogues> load_catalogues()
{
    auto vietnamese = load_strings("kiosk", "vi");
    if (!vietnamese) return tl::unexpected{vietnamese.error()};
    auto english = load_strings("kiosk", "en");
    if (!english) return tl::unexpected{english.error()};
    return Catalogues{std::move(*vietnamese), std::move(*english)};
}

int complain(std::string_view line, int code = kExitFailed)
{
    std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
    return code;
}

/// What is missing before the kiosk can show anything but the setup page.
struct Start {
    Config config;
    Setup setup;
    std::string log;  ///< why there is no configuration; told once there is a display
};

Start prepare(const Options& options)
{
    Start start;
    ConfigRefusal why;
    auto config = load_identity({options.config, options.data}, &why);
    if (!config) {
        // What kiosk.toml says beside an enrolment is no identity of its own.
        const bool none =
            config.error().fault == Fault::NotFound || identity_is_aside({options.config, options.data});
        start.setup.problem = none ? SetupProblem::NoConfiguration : SetupProblem::BadConfiguration;
        start.setup.detail = options.config.string();
        if (!why.code.empty()) start.setup.refusal = "config." + why.code;
        start.setup.key = why.key;
        start.setup.line = why.line;
        start.setup.least = why.least;
        start.setup.most = why.most;
        start.log = config.error().detail;
        return start;
    }
    start.config = std::move(*config);
    std::error_code error;
    std::filesystem::create_directories(options.data, error);
    if (error) start.setup = {SetupProblem::NoStore, options.data.string() + ": " + error.message()};
    return start;
}

/// commune-print stands beside this program, installed or not.
std::filesystem::path print_program()
{
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "commune-print";
}

float density(const Options& options, const Config& config, const Display& display)
{
    // A window is a picture of the real screen: everything shrinks with it.
    if (options.width > 0)
        return kUsualPxPerMm * static_cast<float>(std::min(options.width, options.height)) / kUsualShortSide;
    if (config.px_per_mm > 0) return static_cast<float>(config.px_per_mm);
    return display.px_per_mm().value_or(kUsualPxPerMm);
}

/// What the technician measured at the screen itself; a file that is not understood is as good as none.
Terminal measured(const Options& options)
{
    const auto terminal = load_terminal(options.data / "terminal.toml");
    if (terminal) return *terminal;
    if (terminal.error().fault != Fault::NotFound) protocol::log::error("kiosk", terminal.error().detail);
    return {};
}

Event as_event(const Speaker::News& news)
{
    if (const auto* made = std::get_if<Speaker::Made>(&news))
        return event::ScriptMade{made->number, made->script};
    if (const auto* ended = std::get_if<Speaker::Ended>(&news))
        return event::SentenceEnded{ended->number, ended->end == Speaker::End::Said};
    return event::SoundFound{std::get<Speaker::Found>(news).sound};
}

std::string screen_words(const Display& display)
{
    return std::to_string(display.width()) + "x" + std::to_string(display.height());
}

std::int64_t touch_age_s(double touched)
{
    return touched < 0 ? -1 : static_cast<std::int64_t>(Display::uptime() - touched);
}

Event as_event(const EnrolNews& news)
{
    if (const auto* compare = std::get_if<enrolled::Compare>(&news))
        return event::EnrolCompare{compare->digits};
    if (std::holds_alternative<enrolled::Live>(news)) return event::EnrolDone{};
    using enrolled::Trouble;
    switch (std::get<enrolled::Failed>(news).trouble) {
        case Trouble::NotACode:
            return event::EnrolFailed{"not_a_code"};
        case Trouble::NotAnAddress:
            return event::EnrolFailed{"not_an_address"};
        case Trouble::NoStick:
            return event::EnrolFailed{"no_stick"};
        case Trouble::Unreachable:
            return event::EnrolFailed{"unreachable"};
        case Trouble::UnknownCode:
            return event::EnrolFailed{"unknown_code"};
        case Trouble::NotGenuine:
            return event::EnrolFailed{"not_genuine"};
        case Trouble::Refused:
            return event::EnrolFailed{"refused"};
        case Trouble::Storage:
            break;
    }
    return event::EnrolFailed{"storage"};
}

std::unique_ptr<EnrolThread> begin_enrolment(const Options& options, const std::string& screen, State& state,
                                             protocol::Mailbox<Event>& events)
{
    std::error_code error;
    std::filesystem::create_directories(options.data, error);
    EnrolOptions enrol;
    enrol.files = {options.config, options.data};
    utsname machine{};
    enrol.hardware = ::uname(&machine) == 0 ? std::string{machine.machine} + " " + screen : screen;
    if (!options.sticks.empty()) enrol.sticks = options.sticks;
    enrol.on_news = [&events](EnrolNews news) { events.post(as_event(news)); };
    // One that a power cut interrupted goes on by itself.
    if (enrolment_pending(enrol.files)) state.enrolling->stage = Enrolling::Stage::Asking;
    state.enrolling->anew = identity_is_aside(enrol.files);
    return std::make_unique<EnrolThread>(std::move(enrol));
}

/// What threads post to; it exists before the display does and wakes it once it is there.
struct UiMailbox {
    std::atomic<Display*> display{nullptr};
    protocol::Mailbox<Event> events{[this] {
        if (Display* open = display.load()) open->wake();
    }};
};

}  // namespace

int run_kiosk(const Options& options, const protocol::Strings& words)
{
    const double started = Display::uptime();
    auto catalogues = load_catalogues();
    if (!catalogues) return complain(catalogues.error().detail);
    Start start = prepare(options);
    const bool usable = start.setup.problem == SetupProblem::None;

    // The order of these is the order of stopping, backwards: the pages, sync, then the store, then what they
    // post to.
    WallClock wall_clock;
    UiMailbox mailbox;
    SyncSlot sync;
    std::atomic<bool> store_open{false};
    std::unique_ptr<StoreThread> store;
    std::unique_ptr<PrintThread> printing;
    Chime chime{[&](bool rang) { mailbox.events.post(event::BellAnswered{rang}); }};
    if (usable) {
        StoreOptions store_options;
        store_options.content = options.data / "content.db";
        store_options.outbox = options.data / "outbox.db";
        store_options.commune = start.config.commune;
        store_options.clock = &wall_clock;
        store_options.staff.pin_hash = start.config.staff_pin_hash;
        store_options.staff.read = start.config.read;
        store_options.staff.write = start.config.write;
        store_options.on_event = [&](Event event) { mailbox.events.post(std::move(event)); };
        store_options.on_handed_in = [&] { sync.poke(); };
        store_options.on_open = [&] {
            store_open = true;
            if (Display* display = mailbox.display.load()) display->wake();
        };
        store = std::make_unique<StoreThread>(std::move(store_options));
        store->post(cmd::LoadHome{});
        PrintThreadOptions print_options;
        print_options.program = print_program();
        print_options.on_event = [&](Event event) { mailbox.events.post(std::move(event)); };
        printing = std::make_unique<PrintThread>(std::move(print_options));
    }

    PageOptions page_options;
    page_options.program = documents::page_program();
    page_options.read = [&](const FileName& file) -> Result<std::string> {
        if (!store) return protocol::fail(Fault::NotFound, "no store");
        return store->attachment(file.index, file.n);
    };
    page_options.on_news = [&](PageNews news) {
        std::visit([&](auto& piece) { mailbox.events.post(std::move(piece)); }, news);
    };
    auto pages = std::make_unique<PageThread>(std::move(page_options));
    // It sleeps until a page is to be read; what it looks for first is whether there is any sound.
    Speaker speaker{
        {assets_folder(), [&](const Speaker::News& news) { mailbox.events.post(as_event(news)); }}};

    auto fonts = Fonts::open(usable ? options.data.string() : std::string{});
    if (!fonts) return complain(fonts.error().detail);
    DisplayOptions display_options;
    display_options.width = options.width;
    display_options.height = options.height;
    display_options.title = words.get("cli.title");
    auto display = Display::open(display_options);
    if (!display)
        return complain(words.fill("cli.no_display", {{"why", display.error().detail}}), kExitNoDisplay);

    std::atomic<double> touched{-1};  // Display::uptime() of the last touch
    Program::Parts parts;
    parts.touched = [&] { touched = Display::uptime(); };
    parts.state = initial_state(start.setup, start.config.hall, start.config.device, build_time());
    parts.state.stay_home = options.stay_home;
    parts.state.tone_style = start.config.tone_marks;
    teach(parts.state);
    parts.state.commune_code = start.config.commune;
    parts.state.public_address = start.config.public_address;
    parts.state.read_address = start.config.read;
    parts.state.pin_kept = !start.config.staff_pin_hash.empty();
    parts.state.version = COMMUNE_VERSION;
    parts.state.enrolled = is_enrolled({options.config, options.data});
    if (usable && options.width == 0) parts.state.terminal = measured(options);
    parts.display = display->get();
    parts.catalogues = &*catalogues;
    parts.events = &mailbox.events;
    parts.clock = &wall_clock;
    if (store) parts.store = [&](const Command& command) { store->post(command); };
    if (printing) parts.print = [&](const Command& command) { printing->post(command); };
    parts.ring = [&] { chime.ring(); };
    parts.speaker = &speaker;
    parts.want_replies = [&] { sync.want_replies(); };
    parts.identity = [files = IdentityFiles{options.config, options.data}](const Command& command) {
        const auto done = std::holds_alternative<cmd::SetIdentityAside>(command) ? set_identity_aside(files)
                                                                                 : take_identity_back(files);
        if (!done) protocol::log::error("kiosk", done.error().detail);
    };
    parts.read_stick = [&] { sync.read_stick(); };
    parts.order_pages = [&](std::vector<PageOrder> orders) { pages->order(std::move(orders)); };
    parts.px_per_mm = density(options, start.config, **display);
    parts.escape_leaves = options.width > 0;
    if (store)
        parts.start_sync = [&, config = start.config]() mutable {
            if (!store_open) return false;
            SyncOptions sync_options;
            sync_options.config = std::move(config);
            sync_options.content = options.data / "content.db";
            sync_options.outbox = options.data / "outbox.db";
            if (!options.sticks.empty()) sync_options.sticks = options.sticks;
            auto keys = load_device_keys({options.config, options.data}, sync_options.config.device);
            if (keys)
                sync_options.keys = std::move(*keys);
            else
                protocol::log::error("kiosk", "requests are not signed: ", keys.error().detail);
            sync_options.beat.version = COMMUNE_VERSION;
            sync_options.beat.screen = screen_words(**display);
            sync_options.beat.hall = options.data / "hall.db";
            sync_options.beat.touch_age_s = [&touched] { return touch_age_s(touched.load()); };
            sync_options.on_event = [&](SyncEvent news) { mailbox.events.post(as_event(news)); };
            sync.start(std::move(sync_options));
            return true;
        };
    if (options.stay_home)
        parts.first_home = [started](double now) {
            std::printf("first-frame %.1f\n", (now - started) * 1000);
            std::fflush(stdout);
        };
    std::unique_ptr<EnrolThread> enrolling;
    if (parts.state.enrolling) {
        enrolling = begin_enrolment(options, screen_words(**display), parts.state, mailbox.events);
        parts.enrol = [&](const Command& command) {
            if (const auto* typed = std::get_if<cmd::Enrol>(&command))
                enrolling->enrol({typed->address, *typed->code});
            else
                enrolling->enrol_from_stick();
        };
    }
    Ui ui{std::move(*fonts), catalogues->vietnamese};
    parts.ui = &ui;
    Program program{std::move(parts)};
    mailbox.display = display->get();

#ifdef KIOSK_AUTOMATION
    protocol::Mailbox<std::string> lines{[&] { (*display)->wake(); }};
    std::unique_ptr<AutomationServer> automation;
    if (!options.automation.empty()) {
        auto opened = AutomationServer::open(options.automation,
                                             [&](std::string line) { lines.post(std::move(line)); });
        if (!opened) return complain(opened.error().detail);
        automation = std::move(*opened);
        program.automate(*automation, lines, [&](std::chrono::seconds by) { wall_clock.set_ahead(by); });
    }
#endif
    if (options.width > 0) complain(words.get("cli.leave"));
    if (options.stay_home) program.happen(event::Touched{});
    if (!start.log.empty()) protocol::log::error("kiosk", start.log);
    protocol::log::info("kiosk", "started, ", (*display)->describe());

    run_loop(**display, ui, program);

    // The screen goes dark at once; what is under way ends behind it.
    mailbox.display = nullptr;
#ifdef KIOSK_AUTOMATION
    automation.reset();
#endif
    enrolling.reset();
    pages.reset();
    sync.stop();
    printing.reset();
    store.reset();
    ui.fonts().save_cache();
    protocol::log::info("kiosk", "stopped");
    return program.restarts() ? kExitRestart : kExitOk;
}

int run_tour(const Options& options, const protocol::Strings& words)
{
    auto catalogues = load_catalogues();
    if (!catalogues) return complain(catalogues.error().detail);
    auto fonts = Fonts::open("");
    if (!fonts) return complain(fonts.error().detail);
    std::unique_ptr<TourStore> store = fixture_store();
    if (options.data_given) {
        const auto config = load_config(options.config);
        if (!config) return complain(config.error().detail);
        auto real = content_store(options.data, config->commune);
        if (!real)
            return complain(
                words.fill("cli.no_data", {{"path", options.data.string()}, {"why", real.error().detail}}));
        store = std::move(*real);
    }
    const auto counts = make_tour(options.tour, *store, std::move(*fonts), *catalogues);
    if (!counts) return complain(counts.error().detail);
    const std::string line = words.fill("cli.tour_done", {{"pages", std::to_string(counts->pages)},
                                                          {"pictures", std::to_string(counts->pictures)},
                                                          {"path", options.tour.string()}});
    std::printf("%s\n", line.c_str());
    return kExitOk;
}

}  // namespace kiosk

#include "kiosk/speech/speaker.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "kiosk/speech/voice.h"
#include "protocol/base/log.h"

namespace kiosk {

namespace {

Lexicon load(const std::filesystem::path& assets, std::string_view language)
{
    const auto path = assets / "speech" / (std::string{language} + ".txt");
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    auto lexicon = Lexicon::parse(text.str());
    if (lexicon && file) return std::move(*lexicon);
    // Without it abbreviations are spelled; the reading goes on.
    protocol::log::error("speech", path.string(), ": ", lexicon ? "not readable" : lexicon.error().detail);
    return {};
}

/// A sound server of the session, or an ALSA device that plays.
bool device_there(const std::filesystem::path& devices)
{
    if (const char* server = std::getenv("PULSE_SERVER"); server != nullptr && *server != '\0') return true;
    std::error_code error;
    if (const char* runtime = std::getenv("XDG_RUNTIME_DIR"); runtime != nullptr)
        if (std::filesystem::exists(std::filesystem::path{runtime} / "pulse" / "native", error)) return true;
    for (const auto& entry : std::filesystem::directory_iterator{devices, error}) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("pcm") && name.ends_with('p')) return true;
    }
    return false;
}

}  // namespace

Script::Lexicons load_lexicons(const std::filesystem::path& assets)
{
    return {load(assets, "vi"), load(assets, "en")};
}

struct Speaker::Inside {
    struct Prepare {
        std::uint64_t number;
        std::vector<Passage> passages;
        Tongue page;
    };
    struct Say {
        std::uint64_t number;
        std::shared_ptr<const Script> script;
        std::size_t sentence;
        Manner manner;
    };
    struct Stop {};
    struct Look {};
    struct Quit {};
    using Order = std::variant<Prepare, Say, Stop, Look, Quit>;

    explicit Inside(Options given)
        : options(std::move(given)),
          wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
          orders([this] {
              const std::uint64_t one = 1;
              (void)!::write(wake, &one, sizeof one);
          }),
          thread([this] { run(); })
    {
    }
    ~Inside()
    {
        orders.post(Quit{});
        thread.join();
        ::close(wake);
    }

    void run()
    {
        pthread_setname_np(pthread_self(), "speech");
        look();
        while (!quit) {
            wait();
            for (Order& order : orders.take_all()) std::visit([this](auto& one) { obey(one); }, order);
        }
        utterance.reset();
    }

    /// Until an order comes, or the sentence ends.
    void wait()
    {
        std::array<pollfd, 2> watched{{{wake, POLLIN, 0}, {-1, POLLIN, 0}}};
        int timeout = -1;
        if (utterance) {
            watched[1].fd = utterance->descriptor();
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(utterance->deadline() -
                                                                           std::chrono::steady_clock::now());
            timeout = static_cast<int>(std::max<std::int64_t>(left.count(), 0));
        }
        const int ready = ::poll(watched.data(), watched.size(), timeout);
        if ((watched[0].revents & POLLIN) != 0) {
            std::uint64_t count = 0;
            (void)!::read(wake, &count, sizeof count);
        }
        if (!utterance) return;
        const bool over = (watched[1].revents & (POLLIN | POLLERR | POLLHUP)) != 0;
        const bool late = ready == 0 && std::chrono::steady_clock::now() >= utterance->deadline();
        if (!over && !late) return;
        const bool heard = over && utterance->was_heard();
        if (!heard) protocol::log::warning("speech", late ? "the voice hung" : "the voice was not heard");
        utterance.reset();
        options.on_news(Ended{number, heard ? End::Said : End::Silent});
    }

    void obey(Prepare& order)
    {
        if (!lexicons) lexicons = load_lexicons(options.assets);
        auto script = std::make_shared<const Script>(Script::of(order.passages, order.page, *lexicons));
        options.on_news(Made{order.number, std::move(script)});
    }

    void obey(Say& order)
    {
        utterance.reset();
        number = order.number;
        const Tongue tongue = order.script->at(order.sentence).tongue;
        auto started = Utterance::start(order.script->words(order.sentence), tongue, order.manner.volume,
                                        order.manner.pace);
        if (started) {
            utterance.emplace(std::move(*started));
            return;
        }
        protocol::log::warning("speech", started.error().detail);
        options.on_news(Ended{number, End::Silent});
    }

    void obey(Stop&) { utterance.reset(); }
    void obey(Look&) { look(); }
    void obey(Quit&) { quit = true; }

    void look() { options.on_news(Found{voice_installed() && device_there(options.devices)}); }

    Options options;
    int wake;
    bool quit = false;
    std::optional<Utterance> utterance;
    std::uint64_t number = 0;  ///< of the sentence being said
    std::optional<Script::Lexicons> lexicons;
    protocol::Mailbox<Order> orders;
    std::thread thread;
};

Speaker::Speaker(Options options) : inside_(std::make_unique<Inside>(std::move(options))) {}
Speaker::~Speaker() = default;

void Speaker::prepare(std::uint64_t number, std::vector<Passage> passages, Tongue page)
{
    inside_->orders.post(Inside::Prepare{number, std::move(passages), page});
}

void Speaker::say(std::uint64_t number, std::shared_ptr<const Script> script, std::size_t sentence,
                  Manner manner)
{
    inside_->orders.post(Inside::Say{number, std::move(script), sentence, manner});
}

void Speaker::stop() { inside_->orders.post(Inside::Stop{}); }
void Speaker::look() { inside_->orders.post(Inside::Look{}); }

}  // namespace kiosk

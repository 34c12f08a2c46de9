#include "kiosk/printing/print_thread.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <variant>

#include "kiosk/printing/job.h"
#include "protocol/base/log.h"
#include "protocol/base/mailbox.h"

extern char** environ;

namespace kiosk {

namespace {

using Clock = std::chrono::steady_clock;

/// With an order: print it; else look what printers there are, or stop.
struct Message {
    std::shared_ptr<PrintOrder> order{};
    bool stop = false;
};

constexpr auto kLook = std::chrono::milliseconds{200};
constexpr std::size_t kLongestAnswer = 4096;

class Pipe {
public:
    static std::optional<Pipe> make()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
        return Pipe{ends[0], ends[1]};
    }
    Pipe(Pipe&& other) noexcept : ends_(std::exchange(other.ends_, {-1, -1})) {}
    Pipe& operator=(Pipe&&) = delete;
    ~Pipe()
    {
        close_end(0);
        close_end(1);
    }
    [[nodiscard]] int read_end() const { return ends_[0]; }
    [[nodiscard]] int write_end() const { return ends_[1]; }
    void close_end(std::size_t which)
    {
        if (ends_[which] >= 0) ::close(ends_[which]);
        ends_[which] = -1;
    }

private:
    Pipe(int reader, int writer) : ends_{reader, writer} {}
    std::array<int, 2> ends_;
};

PrintTrouble trouble_of(std::string_view answer)
{
    if (answer == "printed\n") return PrintTrouble::None;
    if (answer == "no_paper\n") return PrintTrouble::NoPaper;
    if (answer == "stopped\n") return PrintTrouble::Stopped;
    return PrintTrouble::Failed;
}

Printers printers_in(std::string_view answer)
{
    const auto has = [&](std::string_view word) {
        return answer.starts_with(word) || answer.find("\n" + std::string{word}) != std::string_view::npos;
    };
    return {has("slip "), has("page ")};
}

}  // namespace

class PrintThread::Work {
public:
    explicit Work(PrintThreadOptions options) : options_(std::move(options))
    {
        thread_ = std::jthread([this] { run(); });
    }
    ~Work()
    {
        stopping_ = true;
        mailbox_.post(Message{nullptr, true});
        thread_.join();
    }

    void post(Message message) { mailbox_.post(std::move(message)); }

private:
    void run()
    {
        pthread_setname_np(pthread_self(), "print");
        // A child that has gone while it is written to must not take the kiosk with it.
        sigset_t broken;
        sigemptyset(&broken);
        sigaddset(&broken, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &broken, nullptr);
        while (auto message = mailbox_.wait()) {
            if (message->stop) return;
            if (const auto& order = message->order) {
                const auto answer = child(false, job_of(*order).bytes().view());
                options_.on_event(
                    event::PrintEnded{order->number, answer ? trouble_of(*answer) : PrintTrouble::Failed});
            } else {
                const auto answer = child(true, {});
                options_.on_event(event::PrintersFound{answer ? printers_in(*answer) : Printers{}});
            }
        }
    }

    /// Runs commune-print and gives what it said; nullopt when it could not be started or took too long.
    std::optional<std::string> child(bool find, std::string_view job)
    {
        auto in = Pipe::make();
        auto out = Pipe::make();
        if (!in || !out) return std::nullopt;
        const auto pid = start(*in, *out, find);
        if (!pid) return std::nullopt;
        in->close_end(0);
        out->close_end(1);
        const auto end = Clock::now() + options_.deadline;
        const bool sent = send(*in, job, end);
        in->close_end(1);
        auto answer = sent ? receive(*out, end) : std::nullopt;
        if (stopping_ && !find) return std::nullopt;  // a job ends by itself; init waits for it
        if (!answer) ::kill(*pid, SIGKILL);
        ::waitpid(*pid, nullptr, 0);
        if (!answer) protocol::log::error("print", "commune-print took too long and was ended");
        return answer;
    }

    std::optional<pid_t> start(const Pipe& in, const Pipe& out, bool find)
    {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in.read_end(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, out.write_end(), STDOUT_FILENO);
        std::string program = options_.program.string();
        std::string option = "--find";
        std::array<char*, 3> words{program.data(), find ? option.data() : nullptr, nullptr};
        pid_t pid = 0;
        const int error = ::posix_spawn(&pid, program.c_str(), &actions, nullptr, words.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (error == 0) return pid;
        if (!std::exchange(told_, true)) protocol::log::error("print", program, ": cannot be started");
        return std::nullopt;
    }

    /// Waits for the descriptor, looking up now and then; false: too late, or the kiosk stops.
    bool ready(int descriptor, short what, Clock::time_point end)
    {
        while (!stopping_ && Clock::now() < end) {
            pollfd one{descriptor, what, 0};
            if (::poll(&one, 1, static_cast<int>(kLook.count())) > 0) return true;
        }
        return false;
    }

    bool send(const Pipe& in, std::string_view job, Clock::time_point end)
    {
        ::fcntl(in.write_end(), F_SETFL, O_NONBLOCK);
        while (!job.empty()) {
            if (!ready(in.write_end(), POLLOUT, end)) return false;
            const ssize_t n = ::write(in.write_end(), job.data(), job.size());
            if (n < 0 && errno != EAGAIN && errno != EINTR) return true;  // it has gone; its answer says why
            if (n > 0) job.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }

    std::optional<std::string> receive(const Pipe& out, Clock::time_point end)
    {
        std::string answer;
        std::array<char, 512> piece{};
        for (;;) {
            if (!ready(out.read_end(), POLLIN, end)) return std::nullopt;
            const ssize_t n = ::read(out.read_end(), piece.data(), piece.size());
            if (n == 0) return answer;
            if (n < 0 && errno != EINTR) return answer;
            if (n > 0) answer.append(piece.data(), static_cast<std::size_t>(n));
            if (answer.size() > kLongestAnswer) return std::nullopt;
        }
    }

    PrintThreadOptions options_;
    std::atomic<bool> stopping_{false};
    bool told_ = false;
    protocol::Mailbox<Message> mailbox_;
    std::jthread thread_;
};

PrintThread::PrintThread(PrintThreadOptions options) : work_(std::make_unique<Work>(std::move(options))) {}
PrintThread::~PrintThread() = default;

bool PrintThread::post(const Command& command)
{
    if (std::holds_alternative<cmd::FindPrinters>(command))
        work_->post({});
    else if (const auto* print = std::get_if<cmd::Print>(&command))
        work_->post({print->order, false});
    else
        return false;
    return true;
}

}  // namespace kiosk

#include "kiosk/sync/sync_thread.h"

#include <atomic>
#include <thread>

#include <pthread.h>

#include "kiosk/sync/sync_run.h"
#include "protocol/base/log.h"

namespace kiosk {

using protocol::Result;

namespace {
constexpr std::chrono::milliseconds kLongestWait{60'000};
constexpr std::chrono::milliseconds kStoreRetry{5'000};
}  // namespace

struct SyncThread::State {
    explicit State(SyncOptions given) : options(std::move(given)) {}

    void loop(const std::stop_token& stop);
    void take_wishes(SyncRun& run);

    SyncOptions options;
    Http http;
    std::atomic<bool> poked{false};
    std::atomic<bool> replies{false};
    std::atomic<bool> poll{false};
    std::atomic<bool> stick{false};
    std::jthread thread;  // last: it uses everything above
};

void SyncThread::State::take_wishes(SyncRun& run)
{
    const auto now = std::chrono::steady_clock::now();
    if (poked.exchange(false)) run.plan().want(Job::Outbox, now);
    if (replies.exchange(false)) run.plan().want(Job::Replies, now);
    if (poll.exchange(false)) {
        run.plan().contact();
        run.plan().want(Job::Poll, now);
    }
    if (stick.exchange(false)) run.read_stick(now);
}

void SyncThread::State::loop(const std::stop_token& stop)
{
    pthread_setname_np(pthread_self(), "sync");
    std::unique_ptr<SyncRun> run;
    while (!stop.stop_requested()) {
        if (!run) {
            auto opened = SyncRun::open(options, http);
            if (!opened) {
                protocol::log::error("sync", opened.error().detail);
                if (options.on_event) options.on_event(synced::StorageTrouble{opened.error().detail});
                if (options.on_event && stick.exchange(false))
                    options.on_event(synced::StickRead{synced::StickRead::Outcome::Unreadable});
                http.wait(kStoreRetry);
                continue;
            }
            run = std::move(*opened);
        }
        take_wishes(*run);
        const auto now = std::chrono::steady_clock::now();
        const auto next = run->plan().next(now);
        if (next.at <= now) {
            // What came of it was told and rescheduled in work().
            if (auto done = run->work(next.job, now); !done)
                protocol::log::debug("sync", done.error().detail);
            continue;
        }
        http.wait(std::min(kLongestWait, std::chrono::ceil<std::chrono::milliseconds>(next.at - now)));
    }
}

SyncThread::SyncThread(SyncOptions options) : state_(std::make_unique<State>(std::move(options)))
{
    state_->thread = std::jthread{[state = state_.get()](const std::stop_token& stop) { state->loop(stop); }};
}

SyncThread::~SyncThread() { stop(); }

void SyncThread::poke()
{
    state_->poked = true;
    state_->http.wake();
}

void SyncThread::want_replies()
{
    state_->replies = true;
    state_->http.wake();
}

void SyncThread::poll_now()
{
    state_->poll = true;
    state_->http.wake();
}

void SyncThread::read_stick()
{
    state_->stick = true;
    state_->http.wake();
}

void SyncThread::stop()
{
    if (!state_->thread.joinable()) return;
    state_->thread.request_stop();
    state_->http.stop();
    state_->thread.join();
}

Result<void> sync_once(const SyncOptions& options)
{
    Http http;
    auto run = SyncRun::open(options, http);
    if (!run) return tl::unexpected{run.error()};
    Result<void> first;
    for (const Job job : {Job::Poll, Job::Texts, Job::Replies, Job::Outbox, Job::Attachments}) {
        for (;;) {
            const auto now = std::chrono::steady_clock::now();
            (*run)->plan().rest(job);
            auto done = (*run)->work(job, now);
            if (!done && first) first = std::move(done);
            // Outbox and attachments go one at a time.
            const bool again = job == Job::Outbox || job == Job::Attachments;
            if (!again || !first || (*run)->plan().next(now).at > now || (*run)->plan().next(now).job != job)
                break;
        }
    }
    return first;
}

}  // namespace kiosk

#include "kiosk/sync/enrol_thread.h"

#include <mutex>
#include <thread>

#include <pthread.h>

#include "kiosk/sync/enrolment_run.h"
#include "protocol/base/log.h"

namespace kiosk {

using enrolled::Trouble;
using protocol::EnrolmentState;

struct EnrolThread::State {
    explicit State(EnrolOptions given) : options(std::move(given)) {}

    struct Work {
        enum class Kind { Typed, Stick, Pending } kind = Kind::Typed;
        EnrolWish wish;
    };
    void begin(Work work);
    void run(Work work, const std::stop_token& stop);
    void follow(EnrolmentRun& run, const std::stop_token& stop);
    void tell(EnrolNews news) const
    {
        if (options.on_news) options.on_news(std::move(news));
    }

    EnrolOptions options;
    std::mutex mutex;  // guards http and thread
    std::unique_ptr<Http> http;
    std::jthread thread;
};

void EnrolThread::State::begin(Work work)
{
    const std::lock_guard lock(mutex);
    if (thread.joinable()) {
        thread.request_stop();
        http->stop();
        thread.join();
    }
    http = std::make_unique<Http>();
    thread = std::jthread([this, work = std::move(work)](const std::stop_token& stop) mutable {
        pthread_setname_np(pthread_self(), "enrol");
        run(std::move(work), stop);
    });
}

void EnrolThread::State::run(Work work, const std::stop_token& stop)
{
    if (work.kind == Work::Kind::Stick) {
        work.wish.code = link_on_stick(options.sticks);
        if (work.wish.code.empty()) return tell(enrolled::Failed{Trouble::NoStick});
    }
    EnrolmentRun enrolment{*http, options};
    for (;;) {
        const auto trouble =
            work.kind == Work::Kind::Pending ? enrolment.resume() : enrolment.begin(work.wish);
        if (!trouble) break;
        // A power cut often comes back before its network does.
        const bool later = work.kind == Work::Kind::Pending && *trouble == Trouble::Unreachable;
        if (stop.stop_requested()) return;
        if (!later) return tell(enrolled::Failed{*trouble});
        http->wait(options.pause);
    }
    follow(enrolment, stop);
}

void EnrolThread::State::follow(EnrolmentRun& enrolment, const std::stop_token& stop)
{
    bool shown = false;
    while (!stop.stop_requested()) {
        const auto state = enrolment.ask();
        if (!state) {
            protocol::log::info("enrol", state.error().detail);
            if (state.error().fault == protocol::Fault::Refused)
                return tell(enrolled::Failed{Trouble::NotGenuine});
        } else if (*state == EnrolmentState::Refused) {
            enrolment.forget();
            return tell(enrolled::Failed{Trouble::Refused});
        } else if (*state == EnrolmentState::Live) {
            if (const auto kept = enrolment.keep(); !kept) {
                protocol::log::error("enrol", kept.error().detail);
                return tell(enrolled::Failed{Trouble::Storage});
            }
            return tell(enrolled::Live{});
        } else if (!std::exchange(shown, true)) {
            tell(enrolled::Compare{enrolment.digits()});
        }
        http->wait(options.pause);
    }
}

EnrolThread::EnrolThread(EnrolOptions options) : state_(std::make_unique<State>(std::move(options)))
{
    if (enrolment_pending(state_->options.files)) state_->begin({State::Work::Kind::Pending, {}});
}

EnrolThread::~EnrolThread()
{
    const std::lock_guard lock(state_->mutex);
    if (!state_->thread.joinable()) return;
    state_->thread.request_stop();
    state_->http->stop();
    state_->thread.join();
}

void EnrolThread::enrol(EnrolWish wish) { state_->begin({State::Work::Kind::Typed, std::move(wish)}); }
void EnrolThread::enrol_from_stick() { state_->begin({State::Work::Kind::Stick, {}}); }

}  // namespace kiosk

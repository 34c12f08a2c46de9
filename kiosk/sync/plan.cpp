#include "kiosk/sync/plan.h"

#include <algorithm>

namespace kiosk {

using std::chrono::milliseconds;

Plan::Plan(PlanSettings settings, std::uint64_t seed, Monotonic now)
    : settings_(settings), random_state_(seed)
{
    for (const Job job : {Job::Outbox, Job::Poll, Job::Texts, Job::Replies}) want(job, now);
}

std::uint64_t Plan::random()
{
    random_state_ += 0x9E3779B97F4A7C15U;  // SplitMix64
    std::uint64_t z = random_state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

milliseconds Plan::around(milliseconds time)
{
    const auto fifth = static_cast<std::uint64_t>(time.count() / 5);
    if (fifth == 0) return time;
    return time - milliseconds{fifth} + milliseconds{random() % (2 * fifth + 1)};
}

milliseconds Plan::backoff(int n, milliseconds cap)
{
    milliseconds most = cap;
    if (n < 32 && settings_.retry_base.count() < (cap.count() >> n)) most = settings_.retry_base * (1LL << n);
    return milliseconds{random() % static_cast<std::uint64_t>(most.count() + 1)};
}

Plan::Next Plan::next(Monotonic now) const
{
    Next next{Job::Poll, Monotonic::max()};
    for (std::size_t n = 0; n < kJobs; ++n) {
        const auto& entry = jobs_[n];
        if (!entry.at) continue;
        if (*entry.at <= now) return {static_cast<Job>(n), *entry.at};
        if (*entry.at < next.at) next = {static_cast<Job>(n), *entry.at};
    }
    return next;
}

void Plan::done(Job job, Monotonic now)
{
    contact();
    auto& entry = jobs_[static_cast<std::size_t>(job)];
    switch (job) {
        case Job::Poll:
            entry.at = now + around(settings_.poll);
            break;
        case Job::Replies:
            entry.at = now + around(settings_.replies);
            break;
        case Job::Beat:
            entry.at = now + around(settings_.beat);
            break;
        case Job::Trust:
            entry.at = now + around(settings_.trust);
            break;
        default:
            entry.at.reset();
    }
}

milliseconds Plan::failed(Job job, Monotonic now, std::optional<std::chrono::seconds> retry_after)
{
    auto& entry = jobs_[static_cast<std::size_t>(job)];
    const auto cap =
        job == Job::Poll ? std::min(settings_.retry_cap, settings_.poll * 4) : settings_.retry_cap;
    milliseconds wait = backoff(entry.failures++, cap);
    if (retry_after) wait = std::min<milliseconds>(*retry_after, settings_.retry_cap);
    entry.at = now + wait;
    return wait;
}

void Plan::want(Job job, Monotonic at)
{
    auto& entry = jobs_[static_cast<std::size_t>(job)];
    if (!entry.at || at < *entry.at) entry.at = at;
}

void Plan::rest(Job job) { jobs_[static_cast<std::size_t>(job)].at.reset(); }

void Plan::contact()
{
    for (auto& entry : jobs_) entry.failures = 0;
}

SendOutcome judge_send(int status)
{
    switch (status) {
        case 200:
        case 201:
        case 410:
            return SendOutcome::Done;
        case 409:
            return SendOutcome::RetrySoon;
        case 400:
        case 413:
        case 415:
        case 422:
            return SendOutcome::Park;
        case 401:
        case 403:
            return SendOutcome::Denied;
        default:
            return SendOutcome::Retry;
    }
}

}  // namespace kiosk

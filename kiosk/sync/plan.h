#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

namespace kiosk {

/// What the sync thread can do next, in the order of importance when several are due.
enum class Job { Outbox, Poll, Texts, Replies, Beat, Attachments, Trust };
constexpr std::size_t kJobs = 7;

using Monotonic = std::chrono::steady_clock::time_point;

struct PlanSettings {
    std::chrono::milliseconds poll{300'000};
    std::chrono::milliseconds retry_base{15'000};
    std::chrono::milliseconds retry_cap{6 * 3'600'000};
    std::chrono::milliseconds replies{30 * 60'000};
    std::chrono::milliseconds trust{24 * 3'600'000};
    std::chrono::milliseconds beat{15 * 60'000};
};

/// What next and when (protocol.md §5.6, §8.14.12). Pure: no clock, no network; the same seed and calls give
/// the same answers.
class Plan {
public:
    Plan(PlanSettings settings, std::uint64_t seed, Monotonic now);

    struct Next {
        Job job = Job::Poll;
        Monotonic at{};
    };
    /// The job that is due, or the one that will be due first.
    [[nodiscard]] Next next(Monotonic now) const;

    /// It went well: regular jobs come again after their time ± 20 %, others rest until wanted. Contact is
    /// there, so every job's failures are forgotten.
    void done(Job job, Monotonic now);
    /// No use for now: again after random(0, min(cap, base·2^n)) (full jitter), or what Retry-After asked, at
    /// most the cap. Returns how long.
    std::chrono::milliseconds failed(Job job, Monotonic now,
                                     std::optional<std::chrono::seconds> retry_after = {});
    /// Due now (or at `at`, if that is sooner than planned).
    void want(Job job, Monotonic at);
    /// Not before the next want().
    void rest(Job job);

    /// "n back to 0".
    void contact();
    [[nodiscard]] int failures(Job job) const { return jobs_[static_cast<std::size_t>(job)].failures; }

    /// random(0, min(cap, base·2^n)).
    std::chrono::milliseconds backoff(int n) { return backoff(n, settings_.retry_cap); }

private:
    struct Entry {
        std::optional<Monotonic> at;
        int failures = 0;
    };
    std::uint64_t random();
    std::chrono::milliseconds backoff(int n, std::chrono::milliseconds cap);
    std::chrono::milliseconds around(std::chrono::milliseconds time);

    PlanSettings settings_;
    std::uint64_t random_state_;
    std::array<Entry, kJobs> jobs_{};
};

/// What an answer to a sent report means (table of protocol.md §5.6).
enum class SendOutcome { Done, Retry, RetrySoon, Park, Denied };
[[nodiscard]] SendOutcome judge_send(int status);

}  // namespace kiosk

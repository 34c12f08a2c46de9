#include "kiosk/sync/plan.h"

#include "tests/support/catch.h"

using namespace std::chrono_literals;
using kiosk::Job;
using kiosk::judge_send;
using kiosk::Monotonic;
using kiosk::Plan;
using kiosk::PlanSettings;
using kiosk::SendOutcome;

namespace {
const Monotonic kStart{1'000'000s};
}

TEST_CASE("at start what residents handed in comes first, then the poll", "[kiosk][sync][plan]")
{
    Plan plan{{}, 7, kStart};
    CHECK(plan.next(kStart).job == Job::Outbox);
    plan.done(Job::Outbox, kStart);
    CHECK(plan.next(kStart).job == Job::Poll);
}

TEST_CASE("polls come again after their time and a fifth more or less", "[kiosk][sync][plan]")
{
    Plan plan{{}, 7, kStart};
    for (const Job job : {Job::Outbox, Job::Texts, Job::Replies}) plan.rest(job);
    bool early = false;
    bool late = false;
    for (int i = 0; i < 200; ++i) {
        plan.done(Job::Poll, kStart);
        const auto wait = plan.next(kStart).at - kStart;
        CHECK(wait >= 240s);
        CHECK(wait <= 360s);
        early = early || wait < 270s;
        late = late || wait > 330s;
    }
    CHECK(early);
    CHECK(late);
}

TEST_CASE("failures wait a random time up to a bound that doubles, at most six hours", "[kiosk][sync][plan]")
{
    Plan plan{{}, 7, kStart};
    for (int n = 0; n < 40; ++n) {
        const auto most =
            n < 11 ? std::min<std::chrono::milliseconds>(15s * (1 << n), 6h) : std::chrono::milliseconds{6h};
        std::chrono::milliseconds longest{0};
        for (int i = 0; i < 100; ++i) {
            const auto wait = plan.backoff(n);
            CHECK(wait <= most);
            longest = std::max(longest, wait);
        }
        CHECK(longest > most / 2);
    }
}

TEST_CASE("contact sets the count of failures back, Retry-After is honoured up to six hours",
          "[kiosk][sync][plan]")
{
    Plan plan{{}, 7, kStart};
    CHECK(plan.failed(Job::Poll, kStart, 90s) == 90s);
    CHECK(plan.failed(Job::Poll, kStart, std::chrono::seconds{48h}) == 6h);
    CHECK(plan.failures(Job::Poll) == 2);
    plan.done(Job::Outbox, kStart);
    CHECK(plan.failures(Job::Poll) == 0);
}

TEST_CASE("a lost poll is tried again within four times its own time", "[kiosk][sync][plan]")
{
    PlanSettings settings;
    settings.poll = 1s;
    settings.retry_base = 1s;
    Plan plan{settings, 7, kStart};
    for (int n = 0; n < 60; ++n) CHECK(plan.failed(Job::Poll, kStart) <= 4s);
}

TEST_CASE("a wish brings a job forward and never puts it off", "[kiosk][sync][plan]")
{
    Plan plan{{}, 7, kStart};
    for (const Job job : {Job::Outbox, Job::Texts, Job::Replies, Job::Poll}) plan.rest(job);
    plan.want(Job::Replies, kStart + 5s);
    plan.want(Job::Replies, kStart + 9s);
    CHECK(plan.next(kStart).at == kStart + 5s);
    plan.want(Job::Replies, kStart);
    CHECK(plan.next(kStart).job == Job::Replies);
    CHECK(plan.next(kStart).at == kStart);
}

TEST_CASE("answers to a sent report follow the table", "[kiosk][sync][plan]")
{
    for (const int status : {200, 201, 410}) CHECK(judge_send(status) == SendOutcome::Done);
    for (const int status : {408, 425, 429, 500, 502, 503, 504, 404})
        CHECK(judge_send(status) == SendOutcome::Retry);
    for (const int status : {400, 413, 415, 422}) CHECK(judge_send(status) == SendOutcome::Park);
    CHECK(judge_send(409) == SendOutcome::RetrySoon);
    CHECK(judge_send(401) == SendOutcome::Denied);
    CHECK(judge_send(403) == SendOutcome::Denied);
}

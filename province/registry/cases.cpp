#include "province/registry/cases.h"

#include <algorithm>
#include <array>
#include <set>

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "province/registry/case_step.h"
#include "province/registry/mark_row.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::Time;

namespace {

constexpr std::array<std::string_view, 5> kStates{"received", "in_progress", "answered", "forwarded",
                                                  "rejected"};

/// What still happens to a case that is sealed away.
const std::set<std::string_view> kInTheSealedLane{"noted",    "asked",    "received",    "in_progress",
                                                  "answered", "rejected", "sealed_away", "moved"};

bool is_result(std::string_view state) { return state == "answered" || state == "rejected"; }

/// A result came late, this one or one before the case was opened again: no later one makes what its sender
/// lived on time.
bool was_late(const Case& now)
{
    return now.over_at != Time{} && (!now.answered_at || *now.answered_at >= now.over_at);
}

/// A later word on a result leaves its day; whatever else is said opens the case again.
void date_result(Case& now, const Cases::Answered& with, Time at)
{
    const bool late = was_late(now);
    if (!is_result(with.state)) {
        now.answered_at.reset();
        if (!late) now.over_at = {};
    } else if (!now.answered_at) {
        now.answered_at = at;
        if (!late) now.over_at = with.over_at(now);
    }
}

/// Since its newest answer.
bool rated_before(soci::session& session, const Case& of)
{
    long long n = 0;
    const std::string rated(kRated), reopened(kReopened);
    session << "SELECT COUNT(*) FROM case_event WHERE body = :body AND year = :year AND n = :n AND what = "
               ":rated AND k > (SELECT COALESCE(MAX(k), 0) FROM case_event WHERE body = :body2 AND year = "
               ":year2 AND n = :n2 AND what IN ('answered', 'rejected', :reopened))",
        soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"),
        soci::use(rated, "rated"), soci::use(of.body, "body2"), soci::use(of.year, "year2"),
        soci::use(of.n, "n2"), soci::use(reopened, "reopened"), soci::into(n);
    return n > 0;
}

/// It waits for a word of its office.
bool waits(const Case& of)
{
    return of.state == "received" || of.state == "in_progress" || of.state == kReopened;
}

/// From when its terms run, those merged into it aside.
Time own_clock(soci::session& session, const Case& of)
{
    const std::string reopened(kReopened);
    long long at = 0;
    session
        << "SELECT COALESCE(MAX(at), 0) FROM case_event WHERE body = :body AND year = :year AND n = :n AND "
           "what = :what",
        soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"),
        soci::use(reopened, "what"), soci::into(at);
    return at != 0 ? time_of(at) : of.received_at;
}

}  // namespace

bool happens_apart(std::string_view what) { return kInTheSealedLane.contains(what); }

bool insert_answer(soci::session& session, const Cases::Answer& answer, Time now)
{
    const auto size = static_cast<long long>(answer.sealed.size());
    const std::string hash = protocol::to_hex(protocol::sha256(answer.sealed));
    const std::string sealed = protocol::to_base64(answer.sealed);
    const long long at = seconds(now);
    soci::statement insert =
        (session.prepare << "INSERT INTO reply (commune, lookup, k, size, sha256, sealed, filed_at) VALUES "
                            "(:commune, :lookup, :k, :size, :hash, :sealed, :at) "
                            "ON CONFLICT (commune, lookup, k) DO NOTHING",
         soci::use(answer.commune, "commune"), soci::use(answer.lookup, "lookup"), soci::use(answer.k, "k"),
         soci::use(size, "size"), soci::use(hash, "hash"), soci::use(sealed, "sealed"), soci::use(at, "at"));
    insert.execute(true);
    return insert.get_affected_rows() == 1;
}

std::string audit_name(const Case& of) { return of.state == kSealedAway ? std::string{} : of.number(); }

std::string Case::number() const { return case_number(year, n); }

std::string case_number(int year, int n)
{
    std::string digits = std::to_string(n);
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    return "PA-" + std::to_string(year) + "-" + digits;
}

std::optional<std::pair<int, int>> parse_case_number(std::string_view text)
{
    if (!text.starts_with("PA-") || text.size() < 12 || text.size() > 16 || text[7] != '-')
        return std::nullopt;
    const auto year = protocol::parse_decimal(text.substr(3, 4));
    std::string_view digits = text.substr(8);
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    const auto n = protocol::parse_decimal(digits);
    if (!year || !n || *n == 0) return std::nullopt;
    return std::pair{static_cast<int>(*year), static_cast<int>(*n)};
}

bool is_case_state(std::string_view state) { return std::ranges::find(kStates, state) != kStates.end(); }

Result<Case> Cases::open(const Case& fresh, const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<Case> {
        const int year = static_cast<int>(protocol::local_date(fresh.opened_at).year());
        const bool first = insert_case(session, fresh, year);
        const auto found = cases_by_report(session, fresh.report);
        if (found.empty()) return protocol::fail(Fault::Storage, "a case was neither made nor there before");
        const Case& now = found.front();
        if (first) {
            write_case(session, now);
            if (!now.came_from.empty()) note_event(session, now, act, "came", now.came_from, {});
            note_event(session, now, act, "opened", {}, {});
        }
        note_act(session, act.doing(first ? "report.opened" : "report.read", audit_name(now)));
        return now;
    });
}

Result<std::optional<Case>> Cases::by_report(std::string_view report)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<Case>> {
        auto found = cases_by_report(session, std::string(report));
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    });
}

Result<std::optional<Case>> Cases::by_number(std::string_view body, int year, int n)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::optional<Case>> {
        auto found = cases_by_number(session, std::string(body), year, n);
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    });
}

Result<std::vector<Case>> Cases::same_as(const Case& main)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<Case>> {
        return cases_same_as(session, main);
    });
}

Result<std::vector<CaseEvent>> Cases::events(const Case& of)
{
    return reading(registry_, [&](soci::session& session) -> Result<std::vector<CaseEvent>> {
        CaseEvent event;
        long long at = 0;
        std::string bytes;
        auto query =
            (session.prepare << "SELECT k, at, login, by_body, what, detail, sealed FROM case_event WHERE "
                                "body = :body AND year = :year AND n = :n ORDER BY k",
             soci::use(of.body, "body"), soci::use(of.year, "year"), soci::use(of.n, "n"),
             soci::into(event.k), soci::into(at), soci::into(event.login), soci::into(event.by_body),
             soci::into(event.what), soci::into(event.detail), soci::into(bytes));
        return sound_rows(query, [&]() -> Result<CaseEvent> {
            auto sealed = protocol::from_base64(bytes);
            if (!sealed) return protocol::fail(Fault::Storage, "an office's note is damaged");
            event.at = time_of(at);
            event.sealed = std::move(*sealed);
            return event;
        });
    });
}

Result<void> Cases::answer(const Case& of, int seen, const Answered& with, const std::vector<Answer>& answers,
                           const Act& act)
{
    if (!is_case_state(with.state)) return protocol::fail(Fault::Malformed, "unknown state of a case");
    return step(registry_, of, seen, act, with.what, with.detail, with.sealed,
                [&](soci::session& session, Case& now) -> Result<void> {
                    auto same = cases_same_as(session, now);
                    if (same.size() != with.merged)
                        return protocol::fail(Fault::Refused, "others are merged into it by now");
                    for (const Answer& answer : answers)
                        if (!insert_answer(session, answer, act.at))
                            return protocol::fail(Fault::Busy, "another answer came first");
                    if (now.state == kSealedAway) return {};
                    now.state = with.state;
                    // Each is on time or late by its own days.
                    if (!same.empty() && is_result(with.state)) now.clock_at = own_clock(session, now);
                    date_result(now, with, act.at);
                    for (Case& other : same) {
                        date_result(other, with, act.at);
                        write_case(session, other);
                    }
                    return {};
                });
}

Result<void> Cases::reopen(const Case& of, const Act& act)
{
    const auto done =
        step(registry_, of, 0, act, kReopened, {}, {}, [&](soci::session&, Case& now) -> Result<void> {
            if (now.state == kReopened) return protocol::fail(Fault::Refused, "open");
            const bool late = was_late(now);
            now.state = kReopened;
            now.clock_at = act.at;
            now.answered_at.reset();
            if (!late) now.over_at = {};
            return {};
        });
    if (!done && done.error().fault == Fault::Refused) return {};
    return done;
}

Result<void> Cases::replied(const Case& of, const Act& act)
{
    const auto done =
        step(registry_, of, 0, act, kReplied, {}, {}, [&](soci::session& session, Case& now) -> Result<void> {
            if (now.state != "in_progress" || newest_word(session, now) == kReplied)
                return protocol::fail(Fault::Refused, "nothing was asked");
            return {};
        });
    if (!done && done.error().fault == Fault::Refused) return {};
    return done;
}

Result<void> Cases::rated(const Case& of, int mark, const Act& act)
{
    const auto done =
        step(registry_, of, 0, act, kRated, {}, {}, [&](soci::session& session, Case& now) -> Result<void> {
            const bool ended = is_result(now.state) || now.state == kAgreed || now.state == kMerged;
            if (!ended || !now.answered_at || rated_before(session, now))
                return protocol::fail(Fault::Refused, "not answered, or rated before");
            if (now.state != kMerged) now.state = kAgreed;
            add_mark(session, now.body, act.at, mark);
            return {};
        });
    if (!done && done.error().fault == Fault::Refused) return {};
    return done;
}

Result<void> Cases::assign(const Case& of, int seen, std::string_view login, const Act& act)
{
    return step(registry_, of, seen, act, "assigned", login, {},
                [&](soci::session&, Case& now) -> Result<void> {
                    now.assignee = login;
                    return {};
                });
}

Result<void> Cases::note(const Case& of, std::string_view sealed, const Act& act)
{
    return step(registry_, of, 0, act, "noted", {}, sealed,
                [](soci::session&, Case&) -> Result<void> { return {}; });
}

Result<void> Cases::make_public(const Case& of, int seen, std::string_view draft, std::string_view sealed,
                                const Act& act)
{
    return step(registry_, of, seen, act, "published", draft, sealed,
                [](soci::session&, Case& now) -> Result<void> {
                    if (!now.answered_at || now.lane == "official")
                        return protocol::fail(Fault::Malformed, "not answered yet");
                    return {};
                });
}

Result<void> Cases::refile(const Case& of, int seen, std::string_view lane, std::string_view topic,
                           std::string_view place, const Act& act)
{
    const std::string detail = std::string(lane) + " " + std::string(topic) + " " + std::string(place);
    return step(registry_, of, seen, act, "refiled", detail, {},
                [&](soci::session&, Case& now) -> Result<void> {
                    now.lane = lane;
                    now.topic = topic;
                    now.place = place;
                    return {};
                });
}

Result<void> Cases::merge(const Case& of, int seen, const Case& main, const Act& act)
{
    return step(registry_, of, seen, act, kMerged, main.number(), {},
                [&](soci::session& session, Case& now) -> Result<void> {
                    auto found = cases_by_number(session, main.body, main.year, main.n);
                    const bool same = main.body == now.body && main.year == now.year && main.n == now.n;
                    if (found.empty() || main.body != now.body || same || found.front().same_as ||
                        !waits(found.front()) || !cases_same_as(session, now).empty())
                        return protocol::fail(Fault::Malformed, "cannot be merged");
                    Case& first = found.front();
                    if (!now.answered_at) first.clock_at = std::min(first.clock_at, now.clock_at);
                    write_case(session, first);
                    note_event(session, first, act, "joined", now.number(), {});
                    now.state = kMerged;
                    now.same_as = {main.year, main.n};
                    return {};
                });
}

Result<void> Cases::part(const Case& of, int seen, const Act& act)
{
    return step(registry_, of, seen, act, "parted",
                of.same_as ? case_number(of.same_as->first, of.same_as->second) : "", {},
                [](soci::session& session, Case& now) -> Result<void> {
                    if (!now.same_as) return protocol::fail(Fault::Malformed, "merged into none");
                    auto main = cases_by_number(session, now.body, now.same_as->first, now.same_as->second);
                    if (main.empty())
                        return protocol::fail(Fault::Storage, "merged into a case that is not there");
                    now.same_as.reset();
                    now.state = main.front().state == kAgreed ? "answered" : main.front().state;
                    if (now.answered_at && !is_result(now.state))
                        now.state = "answered";  // before it was merged
                    if (now.state == kReopened) now.clock_at = own_clock(session, main.front());
                    Case& left = main.front();
                    left.clock_at = own_clock(session, left);
                    for (const Case& other : cases_same_as(session, left))
                        if (other.report != now.report && !other.answered_at)
                            left.clock_at = std::min(left.clock_at, other.clock_at);
                    write_case(session, left);
                    return {};
                });
}

Result<void> Cases::agree(const Case& of, int seen, std::string_view sealed, const Act& act)
{
    return step(registry_, of, seen, act, kAgreed, {}, sealed, [](soci::session&, Case& now) -> Result<void> {
        if (now.state != "answered" && now.state != "rejected")
            return protocol::fail(Fault::Malformed, "not answered yet");
        now.state = kAgreed;
        return {};
    });
}

}  // namespace province

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/audit.h"
#include "province/registry/registry.h"

namespace province {

/// A report that a desk has opened: what may be known of it in clear.
struct Case {
    std::string body;  // the one that has to answer
    int year = 0;
    int n = 0;
    std::string report;  // container id, or a mark for reports about an official
    std::string lane;
    std::string kind;
    std::string commune;
    std::string topic;
    std::string place;
    protocol::Time received_at{};
    protocol::Time opened_at{};
    std::string state = "received";
    std::string assignee;                       // a login; empty: nobody yet
    protocol::Time clock_at{};                  // its terms run from here: arrival, or the newest reopening
    std::optional<protocol::Time> answered_at;  // when it got its result; none while it is open
    protocol::Time over_at{};  // with a result: when its term was over; before one: a result came late before
    std::optional<std::pair<int, int>> same_as;  // year and n of the case that it was merged into
    std::string came_from;                       // of another body: "20107.ubnd PA-2026-0001"

    friend bool operator==(const Case&, const Case&) = default;

    std::string number() const;  // "PA-2026-0001"
};

std::string case_number(int year, int n);
/// Year and n of "PA-2026-0001".
std::optional<std::pair<int, int>> parse_case_number(std::string_view text);

bool is_case_state(
    std::string_view state);  // received, in_progress, answered, forwarded, rejected: an answer's
/// The resident said of the newest answer that it did not end the matter; no answer gives this state.
inline constexpr std::string_view kReopened = "reopened";
/// An event: the resident answered a question. The state stays in_progress, and so does the clock: an office
/// that asks does not win time.
inline constexpr std::string_view kReplied = "replied";
/// An event: the resident said at a kiosk that the matter is done, with a mark. Whose mark it was is nowhere.
inline constexpr std::string_view kRated = "rated";
/// The resident said that the matter is done: in person, by telephone, or at a kiosk.
inline constexpr std::string_view kAgreed = "agreed";
/// Is answered together with another case.
inline constexpr std::string_view kMerged = "merged";

/// A denunciation that came as a report: known to two named people, and in no list, search or statistic
/// (registry/sealed_cases.h).
inline constexpr std::string_view kSealedAway = "sealed";

/// Something that happened to a case.
struct CaseEvent {
    int k = 0;
    protocol::Time at{};
    std::string login;
    std::string by_body;
    std::string what;    ///< opened, assigned, noted, refiled, asked, merged, …, or the state it was given
    std::string detail;  ///< codes: a topic, a login, a body, a number
    std::string sealed;  ///< the office's words, sealed to by_body; may be empty
};

/// The cases of all bodies. A number belongs to the body that has to answer; it counts from 1 in each local
/// year. Every step is written into the case's history and the audit log in the same transaction; one that
/// names `seen`, how many things had happened to the case when it was looked at (0: whatever it is), is
/// Refused when more have happened since.
class Cases {
public:
    explicit Cases(Registry& registry) : registry_(registry) {}

    /// The case of this report. On first opening it gets the next number (year and n of `fresh` are not
    /// looked at); whoever opens it later gets the same case back. Both are reads in the audit log.
    protocol::Result<Case> open(const Case& fresh, const Act& act);

    protocol::Result<std::optional<Case>> by_report(std::string_view report);
    protocol::Result<std::optional<Case>> by_number(std::string_view body, int year, int n);
    /// Those merged into this one.
    protocol::Result<std::vector<Case>> same_as(const Case& main);
    /// In order.
    protocol::Result<std::vector<CaseEvent>> events(const Case& of);

    struct Answer {
        std::string commune;
        std::string lookup;
        int k = 1;
        std::string sealed;
    };
    /// What the case becomes with an answer.
    struct Answered {
        std::string_view state;
        std::string_view what;  ///< the event: a state, or "asked"
        std::string_view detail;
        std::string_view sealed;  ///< the office's own copy
        /// When the term of a case is over: kept with a result, which is on time or not by the calendar of
        /// its day, whatever the calendar says later.
        std::function<protocol::Time(const Case&)> over_at;
        std::size_t merged = 0;  ///< into how many cases merged into it somebody looked
    };
    /// Files the answers (of the case and of those merged into it) and gives the case its new state, all or
    /// none. A first result also counts for those merged into it. Busy when a k is taken meanwhile; Refused
    /// when other cases are merged into it by now: nobody is noted as answered who gets nothing.
    protocol::Result<void> answer(const Case& of, int seen, const Answered& with,
                                  const std::vector<Answer>& answers, const Act& act);

    /// The case is not done, and its terms run anew: `act.at` is when the resident's word came. Again changes
    /// nothing.
    protocol::Result<void> reopen(const Case& of, const Act& act);
    /// The resident answered a question of the office; nothing but the history changes. Again, before the
    /// office said something, changes nothing.
    protocol::Result<void> replied(const Case& of, const Act& act);
    /// The resident said at a kiosk that it is done. The mark goes into the sums of the body (ratings.h) and
    /// nowhere else. Again for the same answer, or without one, changes nothing.
    protocol::Result<void> rated(const Case& of, int mark, const Act& act);
    /// `login` empty: nobody.
    protocol::Result<void> assign(const Case& of, int seen, std::string_view login, const Act& act);
    protocol::Result<void> note(const Case& of, std::string_view sealed, const Act& act);
    /// Question and answer go to be published as draft number `detail`; `sealed`: what was changed in the
    /// resident's words and why. Malformed: not answered yet, or about an official.
    protocol::Result<void> make_public(const Case& of, int seen, std::string_view draft,
                                       std::string_view sealed, const Act& act);
    /// Another topic, lane or village; number and terms stay.
    protocol::Result<void> refile(const Case& of, int seen, std::string_view lane, std::string_view topic,
                                  std::string_view place, const Act& act);
    /// It is answered together with `main` from now on, and while it waits, that one waits as long as it
    /// does; an event "joined" there. Malformed: with itself, with a case of another body, with one that is
    /// merged itself or waits for nothing, or where others are merged into it.
    protocol::Result<void> merge(const Case& of, int seen, const Case& main, const Act& act);
    /// It stands by itself again, as the other one stands now; what its sender was told with that one stays
    /// told. Malformed: it is merged into none.
    protocol::Result<void> part(const Case& of, int seen, const Act& act);
    /// The resident agreed; `sealed`: how the office came to know.
    protocol::Result<void> agree(const Case& of, int seen, std::string_view sealed, const Act& act);

private:
    Registry& registry_;
};

}  // namespace province

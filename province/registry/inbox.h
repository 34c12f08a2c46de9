#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/audit.h"
#include "province/registry/registry.h"

namespace province {

/// A line of an office's inbox (registry schema 006). Of an unopened report it tells the day and nothing
/// else.
struct InboxLine {
    std::int64_t n = 0;  ///< within the body
    protocol::Time received_at{};
    std::string state;  ///< empty: not opened
    std::string office;
    int year = 0;
    int number = 0;
    std::string lane, topic, place, assignee;
    protocol::Time clock_at{};
    bool replied = false;  ///< its sender answered a question, and the office has not said anything since

    bool opened() const { return !state.empty(); }
};

/// The lane of an unopened line that the desk's key opens and its program cannot read.
inline constexpr std::string_view kUnreadable = "unreadable";

/// What a desk's key finds out of a sealed report when it opens it for the first time.
struct Sorted {
    std::string item;       ///< container id, or the mark
    std::string hidden_id;  ///< container id, sealed to the body
    std::string matter;
    int reply = 0;
    protocol::Time received_at{};
    std::string about{};  ///< keyed hash of the record that it is about; empty: of none
    std::string lane{};   ///< kUnreadable, or empty until it is opened
};

/// A line's terms are over when its clock began before these; by what it waits for.
struct Cutoffs {
    protocol::Time first{};       ///< the first word: not opened, received, reopened
    protocol::Time result{};      ///< the result: in progress
    protocol::Time wrong_info{};  ///< lane wrong_info, whatever it waits for
};

class Inbox {
public:
    explicit Inbox(Registry& registry) : registry_(registry) {}

    /// How far this body's key has gone through the sealed reports.
    struct Reach {
        std::int64_t seq = 0;
        std::string recipient;             ///< the key that new reports are sealed to, base64; may be empty
        std::optional<protocol::Time> at;  ///< when the desk had last seen all; to the hour
    };
    protocol::Result<Reach> reach(std::string_view body);
    /// Of all bodies that were ever here.
    protocol::Result<std::map<std::string, protocol::Time>> last_seen();
    /// Adds what was found between `from` and `to`. Nothing where somebody else has gone on from `from`
    /// meanwhile, or the body got another key.
    protocol::Result<void> add(std::string_view body, const Reach& from, std::int64_t to,
                               const std::vector<Sorted>& found);
    /// The desk has seen all that came until now.
    protocol::Result<void> came_by(std::string_view body, protocol::Time now);
    /// New reports are sealed to this key from now on: who opens with older ones only passes none of them.
    protocol::Result<void> expect_key(std::string_view body, std::string_view recipient, const Act& act);

    struct Entry {
        InboxLine line;
        std::string item, hidden_id, matter;
        int reply = 0;
    };
    protocol::Result<std::optional<Entry>> find(std::string_view body, std::int64_t n);
    protocol::Result<std::vector<Entry>> by_number(std::string_view body, int year, int number);
    protocol::Result<std::optional<Entry>> by_item(std::string_view body, std::string_view item);
    /// Reports about one record, by its keyed hash, in order of arrival.
    protocol::Result<std::vector<InboxLine>> about(std::string_view body, std::string_view record);
    /// The report of this matter (reply 0), the newest where it was given away and came back; the words about
    /// its answers, in order of arrival.
    protocol::Result<std::optional<Entry>> report_of(std::string_view body, std::string_view matter);
    protocol::Result<std::vector<Entry>> words_of(std::string_view body, std::string_view matter);

    /// Which lines of a list.
    enum class Show { ToDo, Unopened, Late, Soon, Done, All, ByArrival };
    struct Filter {
        Show show = Show::ToDo;
        std::string topic, place, assignee, office;  ///< empty: any
        Cutoffs late, soon;                          ///< for Late; for Soon, which is not Late
    };
    /// Lines beyond `after` (received_at and n of the last one seen), at most `most`. Oldest first, but Done
    /// and All newest first; ByArrival is All, oldest first. What is
    /// sealed away (SealedCases::known_by) is in none. By what is due: lines_by_due() (feedback/due_order.h).
    struct Place {
        protocol::Time received_at{};
        std::int64_t n = 0;
    };
    protocol::Result<std::vector<InboxLine>> list(std::string_view body, const Filter& filter,
                                                  std::optional<Place> after, int most);

    /// What an open line waits for. Of lines that wait for the same, the earlier clock is due first.
    enum class Waits { FirstWord, Result, WrongInfo };
    /// Lines of ToDo, Late or Soon that wait for this: with a clock of `beyond` or later, or of `from` or
    /// later and behind `after` by clock and n. In each state the first ones by clock and n, at most `most`.
    struct ClockRange {
        protocol::Time from{}, beyond{}, after{};
        std::int64_t after_n = 0;
    };
    protocol::Result<std::vector<InboxLine>> waiting(std::string_view body, const Filter& filter, Waits waits,
                                                     const ClockRange& range, int most);

    struct Counts {
        std::int64_t unopened = 0, to_do = 0, late = 0, soon = 0, mine = 0;
    };
    /// `to_do` includes the unopened ones; `mine`: to do, with this assignee.
    protocol::Result<Counts> count(std::string_view body, const Cutoffs& late, const Cutoffs& soon,
                                   std::string_view assignee);

private:
    protocol::Result<std::vector<InboxLine>> lines(std::string_view body, const Filter& filter,
                                                   const std::string& condition, std::string_view order,
                                                   int most);
    Registry& registry_;
};

}  // namespace province

#include <utility>

#include "protocol/base/encoding.h"
#include "protocol/base/log.h"
#include "protocol/trust/key_names.h"
#include "province/feedback/desk.h"
#include "province/registry/replies.h"

namespace province {

using protocol::Fault;
using protocol::Lane;
using protocol::Message;
using protocol::Result;
using protocol::Time;

namespace {

constexpr int kBatch = 64;  // of sealed reports in memory at once
constexpr std::size_t kCommuneCode = 5;

/// A province's code is shorter.
bool is_commune(std::string_view area) { return area.size() == kCommuneCode; }

/// With its hour, the day of a report about an official would tell which of the sealed reports it was.
Time day_of(Time time) { return protocol::at_local(protocol::local_date(time)); }

}  // namespace

/// A line without a word of what it is about, so that what a resident has a receipt for stands in a list and
/// in the figures. Filed as item_of() will file it once it can be read; only communes' reports are known not
/// to be about an official.
Sorted Desk::unreadable(const Containers::Sealed& sealed) const
{
    Message unknown;
    unknown.lane = is_commune(protocol::body_area(body_)) ? Lane::Normal : Lane::Official;
    return {item_of(sealed.id, unknown),
            protocol::seal_to(recipient_.newest().public_key(), sealed.id),
            keyed("civic-matter/v1", sealed.id),
            0,
            unknown.lane == Lane::Official ? day_of(sealed.received_at) : sealed.received_at,
            {},
            std::string(kUnreadable)};
}

Result<bool> Desk::sort(std::chrono::milliseconds most)
{
    const auto until = std::chrono::steady_clock::now() + most;
    Inbox inbox(*registry_);
    Containers containers(*registry_);
    for (;;) {
        const auto from = inbox.reach(body_);
        if (!from) return tl::unexpected{from.error()};
        if (!holds_key_in_use(*from))
            return protocol::fail(Fault::Refused, "the office has a newer key for reports");
        const auto batch = containers.after(from->seq, kBatch);
        if (!batch) return tl::unexpected{batch.error()};
        if (batch->empty()) return true;
        if (std::chrono::steady_clock::now() > until) return false;
        std::vector<Sorted> found;
        for (const Containers::Sealed& sealed : *batch) {
            const auto text = recipient_.open_container(sealed.bytes);
            if (!text) continue;  // another office's
            const auto message = protocol::parse_message(text->view());
            if (!message) {
                // Sealed to this office, but by no kiosk that this program knows. Which one it was is not
                // for a log that is written while the office is at work on it.
                protocol::log::warning("feedback", "a report that this program cannot read");
                found.push_back(unreadable(sealed));
                continue;
            }
            if (auto sorted = sort_one(sealed, *message, found); !sorted)
                return tl::unexpected{sorted.error()};
        }
        if (auto added = inbox.add(body_, *from, batch->back().seq, found); !added)
            return tl::unexpected{added.error()};
    }
}

bool Desk::holds_key_in_use(const Inbox::Reach& reach) const
{
    const auto& key = recipient_.newest().public_key();
    return reach.recipient.empty() ||
           reach.recipient == protocol::to_base64(std::string(key.begin(), key.end()));
}

Result<void> Desk::sort_one(const Containers::Sealed& sealed, const Message& message,
                            std::vector<Sorted>& found)
{
    const bool official = message.lane == Lane::Official;
    const Time received = official ? day_of(sealed.received_at) : sealed.received_at;
    // The server knows every lookup; the reply key only the resident and the readers know. A word that does
    // not name both stands for itself, and so does one whose report is gone: nothing handed in is lost.
    const std::string reply_key(message.rpk.begin(), message.rpk.end());
    const std::string matter = keyed("civic-matter/v1", message.look + reply_key);
    int reply = message.reply();
    if (reply != 0) {
        const auto report = Inbox(*registry_).report_of(body_, matter);
        if (!report) return tl::unexpected{report.error()};
        std::string item = report->has_value() ? (*report)->item : std::string{};
        for (const Sorted& one : found)
            if (one.matter == matter && one.reply == 0) item = one.item;
        const auto of = Cases(*registry_).by_report(item);
        if (!of) return tl::unexpected{of.error()};
        // Of a case in the sealed lane no office's key keeps a word.
        if (*of && (*of)->state == kSealedAway) return put_apart(**of, sealed, message);
        if (item.empty()) {
            if (message.agrees != 0) return {};  // a mark for nothing that is here
            reply = 0;
        } else if (!*of) {
            // The report itself is not opened yet: they will be read together.
        } else if (auto settled = settle(**of, message, received); !settled) {
            // Before the word stands in the inbox: what a crash leaves undone is done again.
            return settled;
        }
    }
    found.push_back({item_of(sealed.id, message),
                     protocol::seal_to(recipient_.newest().public_key(), sealed.id), matter, reply, received,
                     official ? std::string{} : mark_of(message.about)});
    return {};
}

std::string Desk::mark_of(std::string_view record) const
{
    return record.empty() ? std::string{} : keyed("civic-about/v1", record);
}

Result<std::vector<InboxLine>> Desk::about(std::string_view record) const
{
    return Inbox(*registry_).about(body_, mark_of(record));
}

Result<void> Desk::settle(const Case& of, const Message& word, Time at)
{
    Cases cases(*registry_);
    auto found = Result<std::optional<Case>>{of};
    if (of.same_as) found = cases.by_number(of.body, of.same_as->first, of.same_as->second);
    if (!found) return tl::unexpected{found.error()};
    if (!*found) return {};
    const Case& now = **found;
    if (word.agrees != 0 && now.state != "forwarded") {
        const auto next = Replies(*registry_).next(word.commune, word.look);
        if (!next) return tl::unexpected{next.error()};
        // Of an answer that another one followed no mark is kept: nobody knows which of the two it was for.
        if (word.agrees != *next - 1) return {};
        return cases.rated(of, word.mark, {at, {}, body_, {}, {}});
    }
    if (now.state == "forwarded" && now.body == body_) return pass_on(now, word, at);
    const bool asked = now.state == "in_progress";  // then it is the answer to a question
    if (now.state != "answered" && now.state != "rejected" && now.state != kAgreed && !asked) return {};
    const auto next = Replies(*registry_).next(word.commune, word.look);
    if (!next) return tl::unexpected{next.error()};
    if (word.reopens != *next - 1) return {};  // about an answer that another one followed
    const Act act{at, {}, body_, {}, {}};
    return asked ? cases.replied(now, act) : cases.reopen(now, act);
}

}  // namespace province

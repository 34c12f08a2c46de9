#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/audit.h"

namespace province {

enum class DraftState { Writing, Waiting, Signing, Published, Dropped };

/// Something that an office is about to publish, or has published through the console.
struct StoredDraft {
    std::int64_t n = 0;
    std::string body;
    std::string kind;
    std::string title;
    std::string source;  ///< front matter and Markdown, as `publish` reads them
    DraftState state = DraftState::Writing;
    std::int64_t version = 1;
    std::string writer;
    protocol::Time changed_at{};
    std::string sent_by;
    std::optional<protocol::Time> sent_at;
    std::string returned_why;
    std::string approved_by;
    std::optional<protocol::Time> approved_at;
    std::string gate_reason;
    std::string record;
    std::int64_t based_on = 0;  ///< of a correction: the draft that stood when it was begun
};

/// Its text was erased with what was published: only the record's id is left of it.
inline bool is_erased(const StoredDraft& draft)
{
    return !draft.record.empty() && draft.title == draft.record;
}

/// The way from the first word to the log. Every step is Refused from another state than its own, and for
/// another `version` than the one that was looked at: what somebody approves is what they read.
class Drafts {
public:
    explicit Drafts(Registry& registry) : registry_(registry) {}

    /// `fresh`: body, kind, title, source, record, based_on. Its number.
    protocol::Result<std::int64_t> add(const StoredDraft& fresh, const Act& act);
    protocol::Result<std::optional<StoredDraft>> find(std::int64_t n);
    /// Newest first, without their sources; those in one of these states.
    protocol::Result<std::vector<StoredDraft>> of_body(std::string_view body,
                                                       const std::vector<DraftState>& states, int most);

    struct Wanted {
        std::string
            words;  ///< each stands in the title or the record's id, marks and capitals aside; empty: any
        std::string kind;  ///< empty: any
    };
    /// What was published, newest first, without sources, from below number `before` on (0: from the newest).
    protocol::Result<std::vector<StoredDraft>> finished(std::string_view body, const Wanted& wanted,
                                                        std::int64_t before, int most);

    /// Published records of this type that are not withdrawn, each as it stands now; newest first.
    protocol::Result<std::vector<StoredDraft>> standing(std::string_view body, std::string_view kind,
                                                        int most);

    /// What the console published last of this record, withdrawals aside: as it was approved, not begun.
    protocol::Result<std::optional<StoredDraft>> newest(std::string_view record);
    /// Was another correction of its record published, or is one being signed, since this one was begun?
    protocol::Result<bool> is_outdated(const StoredDraft& draft);

    /// Writing → Writing.
    protocol::Result<void> change(std::int64_t n, std::int64_t version, std::string_view title,
                                  std::string_view source, const Act& act);
    /// Writing → Waiting. Refused of a correction that is outdated.
    protocol::Result<void> send(std::int64_t n, std::int64_t version, const Act& act);
    /// Waiting → Writing.
    protocol::Result<void> send_back(std::int64_t n, std::int64_t version, std::string_view why,
                                     const Act& act);
    /// Waiting → Signing, by somebody who had no hand in it (else Refused). From Signing again, where the
    /// first time did not come to an end. Refused of a correction that is outdated.
    protocol::Result<void> approve(std::int64_t n, std::int64_t version, std::string_view gate_reason,
                                   const Act& act);
    /// Signing → Waiting, where it is certain that the log did not get it.
    protocol::Result<void> not_signed(std::int64_t n, const Act& act);
    /// Signing → Published.
    protocol::Result<void> published(std::int64_t n, std::string_view record, const Act& act);
    /// The same of a withdrawal that erases, and erase() with it: both or none.
    protocol::Result<std::vector<std::string>> published_and_erased(std::int64_t n, std::string_view record,
                                                                    const Act& act);
    /// Writing → Dropped, where it can be picked up again until it is forgotten. changed_at is when.
    protocol::Result<void> drop(std::int64_t n, std::int64_t version, const Act& act);
    /// Waiting → Writing, by somebody who had a hand in it (else Refused).
    protocol::Result<void> recall(std::int64_t n, std::int64_t version, const Act& act);
    /// Dropped → Writing. Refused of one that is forgotten.
    protocol::Result<void> pick_up(std::int64_t n, const Act& act);
    /// Of those dropped before: text, title and files go. SHA-256 of the bytes that nobody names any more.
    protocol::Result<std::vector<std::string>> forget_dropped(protocol::Time before, const Act& act);

    /// Of every draft of this record but withdrawals: the text goes, the title becomes the record's id, its
    /// files and the patterns made from it go; what was not published is dropped. SHA-256 of the bytes that
    /// nobody names any more.
    protocol::Result<std::vector<std::string>> erase(std::string_view record, const Act& act);

    /// How many drafts of this body wait for this person: to be approved by `approver`, who had no hand in
    /// them, and sent back to a `writer` who had.
    protocol::Result<std::int64_t> waiting_for(std::string_view body, std::string_view login, bool approver,
                                               bool writer);

    /// Did this person write any of it?
    protocol::Result<bool> had_a_hand(std::int64_t n, std::string_view login);

private:
    Registry& registry_;
};

}  // namespace province

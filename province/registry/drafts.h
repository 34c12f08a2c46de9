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
};

/// The way from the first word to the log. Every step is Refused from another state than its own, and for
/// another `version` than the one that was looked at: what somebody approves is what they read.
class Drafts {
public:
    explicit Drafts(Registry& registry) : registry_(registry) {}

    /// `fresh`: body, kind, title, source, record. Its number.
    protocol::Result<std::int64_t> add(const StoredDraft& fresh, const Act& act);
    protocol::Result<std::optional<StoredDraft>> find(std::int64_t n);
    /// Newest first, without their sources; those in one of these states.
    protocol::Result<std::vector<StoredDraft>> of_body(std::string_view body,
                                                       const std::vector<DraftState>& states, int most);

    /// Published records of type `contact` that are not withdrawn: record id and title, by title.
    protocol::Result<std::vector<std::pair<std::string, std::string>>> contacts_of(std::string_view body);

    /// Writing → Writing.
    protocol::Result<void> change(std::int64_t n, std::int64_t version, std::string_view title,
                                  std::string_view source, const Act& act);
    /// Writing → Waiting.
    protocol::Result<void> send(std::int64_t n, std::int64_t version, const Act& act);
    /// Waiting → Writing.
    protocol::Result<void> send_back(std::int64_t n, std::int64_t version, std::string_view why,
                                     const Act& act);
    /// Waiting → Signing, by somebody who had no hand in it (else Refused). From Signing again, where the
    /// first time did not come to an end.
    protocol::Result<void> approve(std::int64_t n, std::int64_t version, std::string_view gate_reason,
                                   const Act& act);
    /// Signing → Waiting, where it is certain that the log did not get it.
    protocol::Result<void> not_signed(std::int64_t n, const Act& act);
    /// Signing → Published.
    protocol::Result<void> published(std::int64_t n, std::string_view record, const Act& act);
    /// Writing → Dropped.
    protocol::Result<void> drop(std::int64_t n, std::int64_t version, const Act& act);

    /// Of every draft of this record but withdrawals: the text goes, the title becomes the record's id, its
    /// files go; what was not published is dropped. SHA-256 of the bytes that nobody names any more.
    protocol::Result<std::vector<std::string>> erase(std::string_view record, const Act& act);

    /// Did this person write any of it?
    protocol::Result<bool> had_a_hand(std::int64_t n, std::string_view login);

private:
    Registry& registry_;
};

}  // namespace province

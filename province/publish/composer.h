#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/records/json.h"
#include "protocol/tlog/note.h"
#include "province/publish/draft.h"
#include "province/publish/log_writer.h"
#include "province/publish/problems.h"

namespace province {

/// Makes a batch of log entries from drafts: gives numbers and ids, resolves references, compares revisions
/// with what they revise, signs.
///
/// The writer's lock is held from before compose() until the batch is appended, so numbers and indexes hold.
class Composer {
public:
    Composer(LogWriter& writer, std::string pub, const protocol::SigningKey& key, protocol::Date today)
        : writer_(writer), pub_(std::move(pub)), key_(key), today_(today)
    {
    }

    /// What is wrong with the drafts against the log is in `problems`; the batch is not to be used then.
    protocol::Result<NewBatch> compose(const std::vector<Draft>& drafts, Problems& problems);

private:
    /// What stands, or will stand, under a record id.
    struct Known {
        std::string t, pub;
        int rev = 0;
        std::int64_t index = 0;
        bool withdrawn = false;
        std::optional<protocol::Json> card;  ///< of a record of this batch
        std::optional<protocol::Date> from, until;
    };

    /// The drafts so that each comes after those of the batch that it revises or withdraws.
    std::vector<const Draft*> ordered(const std::vector<Draft>& drafts, Problems& problems) const;
    protocol::Result<std::optional<std::string>> id_of(std::string_view name);
    protocol::Result<Known*> known(const std::string& id);
    protocol::Result<void> add(const Draft& draft, NewBatch& batch, Problems& problems);
    protocol::Result<bool> aim(const Draft& draft, protocol::Entry& entry, Problems& problems);
    protocol::Result<void> refer(const Draft& draft, protocol::Json& node, Problems& problems);
    protocol::Result<protocol::Json> previous_card(const Known& known);

    LogWriter& writer_;
    std::string pub_;
    const protocol::SigningKey& key_;
    protocol::Date today_;
    std::int64_t next_index_ = 0;
    std::int64_t next_seq_ = 1;
    std::map<std::string, std::string, std::less<>> ids_;  // name of a new record of this batch → id
    std::map<std::string, Known, std::less<>> known_;      // by id
};

/// The members of `after` that differ from `before`, as a card's `changes` (protocol.md §8.4). Lists and
/// tables are named without their content.
protocol::Json::Array changes_between(const protocol::Json& before, const protocol::Json& after);

}  // namespace province

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/audit.h"

namespace province {

/// How far somebody has come with signing in.
enum class Stage { Code, Enrol, Full };  // second factor awaited; must be set up first; signed in

struct StoredSession {
    std::string id;  ///< derived from the cookie, which stands nowhere
    std::string login;
    std::string body;  ///< for which this person acts
    Stage stage = Stage::Code;
    protocol::Time created_at{};
    protocol::Time seen_at{};
    std::string sealed;  ///< under what only the cookie holds; may be empty
};

inline constexpr std::chrono::minutes kSessionIdle{30};
inline constexpr std::chrono::hours kSessionLife{12};
inline constexpr std::chrono::minutes kSessionHalfOpen{10};  // before the second factor

class Sessions {
public:
    explicit Sessions(Registry& registry) : registry_(registry) {}

    /// In the place of session `replaces` (an id, may be empty). Created at `act.at`, unless it says when:
    /// one that goes on under another ticket lives no longer. Also forgets sessions that ran out.
    protocol::Result<void> add(const StoredSession& session, std::string_view replaces, const Act& act);
    /// A session that has not run out. Its seen_at moves on, at most once a minute.
    protocol::Result<std::optional<StoredSession>> find(std::string_view id, protocol::Time now);
    /// No error where there is none.
    protocol::Result<void> end(std::string_view id, const Act& act);

private:
    Registry& registry_;
};

}  // namespace province

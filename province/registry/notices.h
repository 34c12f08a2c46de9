#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/audit.h"

namespace province {

inline constexpr std::chrono::hours kBetweenNotices{1};
inline constexpr std::chrono::hours kBetweenReminders{24};  // to sort what is sealed: nobody knows for whom

/// Who wants to be told of new work, and where. A notice never says what the work is.
class Notices {
public:
    explicit Notices(Registry& registry) : registry_(registry) {}

    /// Empty: this person is not told.
    protocol::Result<std::string> address_of(std::string_view login);
    /// An empty address ends it. What came before now is not told of.
    protocol::Result<void> set_address(std::string_view login, std::string_view address, const Act& act);

    struct Due {
        std::string login;
        std::string address;
        std::string body_name;  ///< of the office: the first that this person acts for
    };
    /// Everybody for whom there is new work since they were last told, kBetweenNotices ago or longer: drafts
    /// to approve, drafts that came back, reports assigned by somebody else, resets that want a second
    /// person; and, kBetweenReminders apart, sealed reports that nobody with the office's key has sorted yet.
    protocol::Result<std::vector<Due>> due(protocol::Time now);
    /// This person is told now. False: another process was faster, or it is too early.
    protocol::Result<bool> take(std::string_view login, protocol::Time now);

private:
    Registry& registry_;
};

}  // namespace province

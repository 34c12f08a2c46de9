#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/inbox.h"
#include "province/registry/registry.h"

namespace province {

/// A line of the register that an office keeps of what it received (sổ theo dõi): no resident's word in it.
struct RegisterLine {
    InboxLine line;
    std::optional<protocol::Time> answered_at;
    bool on_time = false;  ///< with a result
};

/// What this body's inbox received from `from` to `to`, both counted, in order of arrival, at most `most`;
/// what is sealed away is left out.
protocol::Result<std::vector<RegisterLine>> register_of(Registry& registry, std::string_view body,
                                                        protocol::Date from, protocol::Date to, int most);

}  // namespace province

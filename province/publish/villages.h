#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "province/init/layout.h"
#include "province/publish/draft.h"
#include "province/publish/log_writer.h"
#include "province/publish/problems.h"

namespace province {

struct Village {
    std::string id;
    std::string name;
};
/// Those of a commune ("20107") in its newest place record, in its order; none where it published no such
/// record. Any thread, also while the log is written.
protocol::Result<std::vector<Village>> villages_of(const DataFolder& data, std::string_view area);

/// Villages that a draft is for must be in the commune's newest place record, published or in this batch. A
/// commune without one has its villages taken as written.
protocol::Result<void> check_villages(LogWriter& writer, std::string_view pub,
                                      const std::vector<Draft>& drafts, Problems& problems);

}  // namespace province

#pragma once

#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "province/publish/draft.h"
#include "province/publish/log_writer.h"
#include "province/publish/problems.h"

namespace province {

/// Villages that a draft is for must be in the commune's newest place record, published or in this batch. A
/// commune without one has its villages taken as written.
protocol::Result<void> check_villages(LogWriter& writer, std::string_view pub,
                                      const std::vector<Draft>& drafts, Problems& problems);

}  // namespace province

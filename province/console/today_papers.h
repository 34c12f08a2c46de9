#pragma once

#include <vector>

#include "province/console/visit.h"
#include "province/registry/drafts.h"

namespace province::console {

/// Papers on what the law says must be public that are not: of those that are due within two working days of
/// the day they were signed on, or late, the most urgent first, into the page of today. `open`: the body's
/// unfinished drafts, without sources.
protocol::Result<void> add_papers_due(Fields& fields, const Visit& visit,
                                      const std::vector<StoredDraft>& open);

}  // namespace province::console

#pragma once

#include "province/feedback/desk.h"

namespace province {

/// Opens a case of the sealed lane by the own key of one of its two people, who need not work at the desk:
/// a head of office has no key of it. A read in the audit log, which names no case. NotFound: not one of the
/// two, or not in the lane. Refused: the key is another one since. `n` of the report is 0.
protocol::Result<Desk::Report> read_sealed(Registry& registry, const Case& of, const protocol::BoxKey& person,
                                           const Act& act);

}  // namespace province

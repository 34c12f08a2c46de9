#pragma once

#include <vector>

#include "province/console/visit.h"

namespace province::console {

/// What lies in the sealed lane of the body for the person of this visit, who is one of its two.
struct ApartList {
    std::vector<Fields> rows;  ///< number, address, received, and when it is due (add_due)
    std::int64_t late = 0;
};
protocol::Result<ApartList> apart_for(const Visit& visit);

}  // namespace province::console

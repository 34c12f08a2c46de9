#pragma once

#include <string>
#include <string_view>

#include "province/console/desk_visit.h"

namespace province::console {

/// What a clerk was typing when a step was refused: it stands there again.
struct Typed {
    std::string state, text;
};

/// The case of the sealed lane for somebody who has no key of the desk: to be read, not worked on.
http::Response sealed_sheet(const Visit& visit, const Desk::Report& report);

/// The page of an opened report. `problem`: a text key, or empty; then the answer's status is 422.
http::Response report_sheet(const Visit& visit, const Desk::Report& report, std::string_view problem = {},
                            const Typed& typed = {});

}  // namespace province::console

#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "kiosk/app/paper.h"
#include "protocol/base/result.h"

namespace kiosk {

/// CUPS queues of this machine, by what they are for. Empty: none.
struct Queues {
    std::string slip;
    std::string page;
};

/// Asks the local cupsd. A queue that takes jobs and is not stopped counts. It is for slips when its paper is
/// at most 90 mm wide, or when its name begins with "phieu" or "slip" (drivers that do not say their paper);
/// of the others the default one is for pages, else the first. Offline: no cupsd answers.
protocol::Result<Queues> find_queues();

struct PrintLimits {
    std::chrono::milliseconds deadline{45'000};  ///< the whole job
    std::chrono::milliseconds grace{2'000};      ///< trouble that stands this long is told
};

/// Sends a PDF and waits until it lies in the tray. However it ends, the job and its file are taken out of
/// the spool: cupsd keeps nothing of it (Cancel-Job with purge-job). `title` is seen by everybody who lists
/// jobs: nothing of a person belongs into it. Offline or Refused: cupsd would not take it.
protocol::Result<PrintTrouble> print_pdf(std::string_view pdf, const std::string& queue,
                                         const std::string& title, const PrintLimits& limits = {});

}  // namespace kiosk

#pragma once

#include <string>

#include "kiosk/printing/job.h"
#include "protocol/base/result.h"
#include "protocol/base/strings.h"

namespace kiosk {

/// The PDF of a job. `words`: assets/text/kiosk.<lang of the job>.txt. Malformed: a job of no known kind, a
/// receipt that is not 20 digits, a card that does not parse.
protocol::Result<std::string> typeset(const PrintJob& job, const protocol::Strings& words);

// One file each.
std::string receipt_sheet(const PrintJob& job, const protocol::Strings& words);
protocol::Result<std::string> document_sheet(const PrintJob& job, const protocol::Strings& words);
std::string complaint_sheet(const PrintJob& job, const protocol::Strings& words);
/// For staff: whose machine it is, every mark, a code to read.
std::string test_sheet(const PrintJob& job, const protocol::Strings& words);
std::string guidance_sheet(const PrintJob& job, const protocol::Strings& words);

}  // namespace kiosk

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/strings.h"
#include "province/feedback/desk.h"

namespace province {

/// Text that came from outside, safe to print on a terminal: no escape, no other control character but line
/// breaks, and nothing that turns the direction of writing.
std::string printable(std::string_view text);

/// The text of `prefix` + `code`, or the code where there is none: a newer kiosk may know more codes.
std::string named(const protocol::Strings& words, std::string_view prefix, std::string_view code);

/// "24/11/2026 21:05", local time.
std::string day_and_hour(protocol::Time time);

/// One line a report. Each begins with what `show` and `answer` take; unopened ones tell their day and
/// nothing else.
std::string list_text(const std::vector<InboxLine>& lines, const protocol::Strings& words);

/// The whole report in plain words.
std::string report_text(const Desk::Report& report, const protocol::Strings& words);

}  // namespace province

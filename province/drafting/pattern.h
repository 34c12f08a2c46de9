#pragma once

#include "protocol/base/clock.h"
#include "province/drafting/draft_text.h"

namespace province {

/// A text to begin others from: without what belongs to the one paper, meeting or month that it was, without
/// files, and aimed at no record.
DraftText as_pattern(const DraftText& text);

/// The days that a new draft begins with: shown from today, for 30 days where it has a last one, and a
/// meeting that is still to come.
void fill_days(DraftText& text, protocol::Date today);

}  // namespace province

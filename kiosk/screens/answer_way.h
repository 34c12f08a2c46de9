#pragma once

#include "kiosk/app/state.h"
#include "kiosk/screens/document_parts.h"

namespace kiosk {

/// What has happened to a looked-up report, each step with its day, and until when the office has to answer:
/// the days, and how they were counted (assets/law, clock T37).
void draw_way(const State& state, const Case& found, Flow& flow);

}  // namespace kiosk

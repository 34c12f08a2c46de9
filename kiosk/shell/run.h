#pragma once

#include "kiosk/shell/options.h"
#include "protocol/base/clock.h"

namespace kiosk {

// Exit codes of commune-kiosk.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;     ///< one line on stderr says why
inline constexpr int kExitUsage = 2;      ///< the command line is wrong
inline constexpr int kExitRestart = 10;   ///< asked for in the staff corner: start it anew
inline constexpr int kExitNoDisplay = 3;  ///< no Wayland, no X11

/// No honest clock is before this.
[[nodiscard]] protocol::Time build_time();

/// The terminal itself: opens databases and screen, starts the threads, runs until SIGTERM.
int run_kiosk(const Options& options, const protocol::Strings& words);
/// --tour
int run_tour(const Options& options, const protocol::Strings& words);
/// --render: one record as the screen shows it (kiosk/shell/render.h).
int run_render(const Options& options, const protocol::Strings& words);
/// --self-test: JSON on stdout; 0 when everything a kiosk needs is there.
int run_self_test(const Options& options);
/// --hash-pin: a PIN, one line of standard input, to the value of staff_pin_hash.
int run_hash_pin(const protocol::Strings& words);
/// --audit: every use of the staff corner, oldest first.
int run_audit(const Options& options);
/// --type: keys from standard input, a word a line, text to standard output.
int run_type(const Options& options);

}  // namespace kiosk

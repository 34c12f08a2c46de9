#pragma once

#include <string>

namespace province {

// Exit codes of every command.
inline constexpr int kFailed = 1;    ///< it could not be done
inline constexpr int kWrongUse = 2;  ///< it was not asked for rightly

/// Says the sentence on the error output and ends the command with this exit code, by a CLI::RuntimeError.
[[noreturn]] void give_up(int code, const std::string& sentence);

}  // namespace province

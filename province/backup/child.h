#pragma once

#include <string>
#include <vector>

#include "protocol/base/result.h"

namespace province {

/// Runs a program of PATH to its end, without a shell and with nothing on its standard input. Storage with
/// the last line it wrote on stderr when it cannot be started or ends otherwise than with 0.
protocol::Result<void> run_program(const std::vector<std::string>& words);

}  // namespace province

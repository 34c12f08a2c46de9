#pragma once

#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/tlog/note.h"

namespace protocol {

/// C2SP cosignature/v1 (protocol.md §1.4): a witness saw this checkpoint text at that time.
/// `witness` is a Cosignature key. The line ends with \n.
[[nodiscard]] std::string cosignature_line(std::string_view checkpoint_text, Time time,
                                           const SigningKey& witness);

/// The time at which the witness cosigned this note. NotFound: no line of that key. Refused: wrong signature.
Result<Time> cosigned_at(std::string_view note, const Vkey& witness);

}  // namespace protocol

#pragma once

#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "protocol/requests/enrolment.h"
#include "province/people/key_wrapping.h"
#include "province/registry/recoveries.h"

namespace province {

/// A key on paper that opens a desk's keys when nobody's passphrase does any more. Two bodies hold one half
/// each; one half alone is worth nothing. Written like the code of a terminal: 26 letters and digits.
struct PaperKey {
    protocol::EnrolmentCode first, second;
};

/// Fresh halves, and `keys` sealed to the key that both together are.
struct MadePaperKey {
    PaperKey paper;
    Recovery recovery;
};
protocol::Result<MadePaperKey> make_paper_key(std::string_view body, std::string_view first_body,
                                              std::string_view second_body, const std::vector<BodyKey>& keys,
                                              protocol::Time now);

/// Which half is not that of this recovery; NoneWrong where both are.
enum class WrongHalf { NoneWrong, First, Second };
WrongHalf wrong_half(const Recovery& recovery, const PaperKey& paper);

/// The keys. Refused: other halves.
protocol::Result<std::vector<BodyKey>> open_recovery(const Recovery& recovery, const PaperKey& paper);

}  // namespace province

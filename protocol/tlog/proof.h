#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/tlog/checkpoint.h"

namespace protocol {

/// A `.tlog-proof` file (C2SP tlog-proof@v1): evidence that an entry is in a log, usable without a network.
struct TlogProof {
    std::uint64_t index = 0;
    std::vector<Hash> path;  ///< leaf's sibling first
    std::string checkpoint;  ///< the signed note

    [[nodiscard]] std::string text() const;
    friend bool operator==(const TlogProof&, const TlogProof&) = default;
};

Result<TlogProof> parse_tlog_proof(std::string_view text);

/// The checkpoint, if the log's key signed it and the entry stands at the index under its root.
Result<Checkpoint> verify_tlog_proof(const TlogProof& proof, std::string_view entry, const Vkey& log);

}  // namespace protocol

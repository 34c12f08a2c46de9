#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offline_cache/content.h"
#include "protocol/base/result.h"
#include "protocol/feedback/message.h"
#include "protocol/trust/key_table.h"

namespace kiosk {

/// Who can read what is handed in here and whose answers count: the keys of the verified log.
class Readers {
public:
    /// NotFound before the first sync: no manifest or no key is here yet.
    static protocol::Result<Readers> read(offline_cache::Content& content, std::string commune);

    /// The body a report is addressed to, by lane: the commune's people's committee, or the inspectorate.
    [[nodiscard]] std::string addressee(protocol::Lane lane) const;
    /// Keys it is sealed to: committee and Fatherland Front, or the inspectorate only. Empty: not possible.
    [[nodiscard]] std::vector<protocol::BoxPublicKey> recipients(protocol::Lane lane) const;
    [[nodiscard]] const std::vector<protocol::Vkey>& desks() const { return desks_; }
    [[nodiscard]] const std::vector<protocol::RevokedDesk>& revoked_desks() const { return revoked_desks_; }
    /// Part of the receipt's salt: origin of the log up to its first '/'.
    [[nodiscard]] const std::string& log_host() const { return log_host_; }

private:
    Readers(protocol::KeyTable keys, std::string commune)
        : keys_(std::move(keys)), commune_(std::move(commune))
    {
    }

    protocol::KeyTable keys_;
    std::string commune_;
    std::string province_;
    std::string log_host_;
    std::vector<protocol::Vkey> desks_;
    std::vector<protocol::RevokedDesk> revoked_desks_;
};

/// Whether an answer counts that a key signed which was revoked since (protocol/README.md).
enum class OldAnswer {
    Good,      ///< it was here before the revocation
    Doubtful,  ///< it came later and says that it is older: who stole the key can write so, too
    Refused,   ///< signed after the revocation
};
/// `log_size`: entries of the log that were here when the answer came.
[[nodiscard]] OldAnswer judge(const protocol::RevokedDesk& key, protocol::Time signed_at,
                              std::uint64_t log_size);

/// "20107.ubnd" of the desk key name "46-20107.ubnd-d1".
[[nodiscard]] std::string office_of(std::string_view key_name);

}  // namespace kiosk

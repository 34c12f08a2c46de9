#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/records/entry.h"
#include "protocol/trust/key_table.h"
#include "province/publish/log_writer.h"

namespace province {

/// A key that the log gave a body (protocol.md §3.3).
struct LoggedKey {
    protocol::KeyRole role = protocol::KeyRole::Publisher;
    std::string name;        ///< "46-20107.ubnd-p1"; of a recipient, whose record has none, by its place
    std::string value;       ///< vkey, or the 32 bytes of a recipient in base64
    std::int64_t added = 0;  ///< index in the log
    std::optional<std::int64_t> revoked;  ///< from behind this index it counts no more
};

/// What the log says of a body's keys, oldest first.
protocol::Result<std::vector<LoggedKey>> keys_of_body(LogState& log, std::string_view province,
                                                      std::string_view body);

/// The registrar's hand on the keys of bodies: each change is a record of the log, which every kiosk follows
/// from the index behind it on.
class KeyRegistrar {
public:
    /// Both must outlive it. `key` is the registrar's of the trust manifest.
    KeyRegistrar(LogWriter& log, std::string province, const protocol::SigningKey& key)
        : log_(log), province_(std::move(province)), key_(key)
    {
    }

    /// A new key for the body, made here. Its private half becomes `offices`/<body>/<role>, mode 0600; one
    /// that stands there is kept as <role>-<n>. Stopped between record and file, the next call for this
    /// role brings it to its end instead of making another. `announce` is called with the public value
    /// before the log has it; what it cannot do, stops all.
    protocol::Result<LoggedKey> add(std::string_view body, protocol::KeyRole role,
                                    const std::filesystem::path& offices,
                                    const std::function<protocol::Result<void>(const LoggedKey&)>& announce);
    /// Nothing that is signed with it, or sealed to it, counts from `now` on; what stands in the log, and
    /// what a desk has answered, stays.
    /// NotFound: the body has no key of this name that counts.
    protocol::Result<LoggedKey> revoke(std::string_view body, std::string_view name, protocol::Time now);

private:
    protocol::Result<void> append(std::string_view body, const LoggedKey& key,
                                  std::optional<protocol::Time> revoked);

    LogWriter& log_;
    std::string province_;
    const protocol::SigningKey& key_;
};

/// "publisher", "desk" or "recipient".
std::string_view key_role_name(protocol::KeyRole role);
std::optional<protocol::KeyRole> parse_key_role(std::string_view name);

}  // namespace province

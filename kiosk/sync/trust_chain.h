#pragma once

#include <optional>

#include "kiosk/sync/source.h"
#include "offline_cache/content_writer.h"
#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/trust/manifest.h"

namespace kiosk {

/// The trust manifests this kiosk verified, from the pinned first one on (protocol.md §3.2).
class TrustChain {
public:
    /// Verifies the stored notes again; with none stored, current() is empty until extend() fetched the
    /// first.
    static protocol::Result<TrustChain> load(offline_cache::ContentWriter& writer, const protocol::Hash& pin);

    [[nodiscard]] const std::optional<protocol::VerifiedManifest>& current() const { return current_; }

    /// Fetches trust/1 if need be, then N+1 … until 404; each is stored before the next is asked for. true:
    /// there is a newer manifest than before. A note that does not verify is Refused and changes nothing.
    protocol::Result<bool> extend(offline_cache::ContentWriter& writer, Source& source);

private:
    explicit TrustChain(const protocol::Hash& pin) : pin_(pin) {}
    protocol::Result<void> take(const std::string& note);

    protocol::Hash pin_;
    std::optional<protocol::VerifiedManifest> current_;
};

}  // namespace kiosk

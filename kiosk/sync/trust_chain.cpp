#include "kiosk/sync/trust_chain.h"

#include "protocol/limits.h"
#include "protocol/routes.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;

Result<void> TrustChain::take(const std::string& note)
{
    auto opened =
        current_ ? protocol::open_next_manifest(note, *current_) : protocol::open_first_manifest(note, pin_);
    if (!opened) return tl::unexpected{opened.error()};
    current_ = std::move(*opened);
    return {};
}

Result<TrustChain> TrustChain::load(offline_cache::ContentWriter& writer, const protocol::Hash& pin)
{
    auto notes = writer.manifests();
    if (!notes) return tl::unexpected{notes.error()};
    TrustChain chain{pin};
    for (const auto& note : *notes) {
        if (auto done = chain.take(note); !done) return tl::unexpected{done.error()};
    }
    return chain;
}

Result<bool> TrustChain::extend(offline_cache::ContentWriter& writer, Source& source)
{
    bool newer = false;
    for (std::size_t step = 0; step < protocol::limits::kTrustSteps; ++step) {
        const std::uint64_t version = current_ ? current_->manifest.version + 1 : 1;
        Fetch fetch;
        fetch.path = protocol::routes::trust(version);
        fetch.max_bytes = protocol::limits::kTrustManifest;
        auto got = source.get(fetch);
        if (!got) return tl::unexpected{got.error()};
        if (got->status != 200) {
            if (!current_) return protocol::fail(Fault::Offline, "the server has no trust manifest");
            return newer;
        }
        auto before = current_;
        if (auto done = take(got->body); !done) return tl::unexpected{done.error()};
        const auto& manifest = current_->manifest;
        auto stored = writer.add_manifest(manifest.version, got->body, manifest.province,
                                          manifest.receiver ? manifest.receiver->text() : std::string{});
        if (!stored) {
            current_ = std::move(before);
            return tl::unexpected{stored.error()};
        }
        newer = true;
    }
    return newer;
}

}  // namespace kiosk

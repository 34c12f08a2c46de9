#include "province/kiosk_api/trust_root.h"

#include "protocol/limits.h"
#include "protocol/routes.h"
#include "protocol/tlog/note.h"
#include "province/files/files.h"

namespace province {

protocol::Result<protocol::Hash> trust_root(const std::filesystem::path& tree)
{
    const auto note = read_file(tree / protocol::routes::trust(1), protocol::limits::kTrustManifest);
    if (!note) return tl::unexpected{note.error()};
    const auto parts = protocol::split_note(*note);
    if (!parts) return tl::unexpected{parts.error()};
    return protocol::sha256(parts->text);
}

}  // namespace province

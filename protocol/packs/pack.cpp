#include "protocol/packs/pack.h"

#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/limits.h"

namespace protocol {

namespace {
constexpr std::size_t kPrefix = 4;
}

void append_to_pack(std::string& pack, std::string_view piece)
{
    append_u32be(pack, static_cast<std::uint32_t>(piece.size()));
    pack += piece;
}

Result<void> PackReader::feed(std::string_view bytes, const std::function<void(std::string_view)>& piece)
{
    while (!bytes.empty()) {
        // First the length, then the piece: `wanted` is what makes the next of them complete.
        const std::size_t length = pending_.size() < kPrefix ? 0 : read_u32be(pending_);
        const std::size_t wanted = kPrefix + length - pending_.size();
        const std::size_t taken = std::min(wanted, bytes.size());
        pending_ += bytes.substr(0, taken);
        bytes.remove_prefix(taken);
        if (pending_.size() < kPrefix) continue;
        const std::size_t announced = read_u32be(pending_);
        if (announced > limits::kBody) return fail(Fault::Malformed, "pack: piece too large");
        if (pending_.size() == kPrefix + announced) {
            piece(std::string_view{pending_}.substr(kPrefix));
            pending_.clear();
        }
    }
    return {};
}

Result<void> PackReader::finish() const
{
    if (!pending_.empty()) return fail(Fault::Malformed, "pack: cut piece");
    return {};
}

}  // namespace protocol

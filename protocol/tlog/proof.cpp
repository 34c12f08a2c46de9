#include "protocol/tlog/proof.h"

#include <optional>

#include "protocol/base/encoding.h"
#include "protocol/limits.h"
#include "protocol/tlog/merkle.h"

namespace protocol {

namespace {
constexpr std::string_view kHeader = "c2sp.org/tlog-proof@v1\n";
constexpr std::string_view kIndex = "index ";
constexpr std::size_t kLongestPath = 64;

/// The text up to the next line break, and steps behind it; nullopt when there is none.
std::optional<std::string_view> next_line(std::string_view& text)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}
}  // namespace

std::string TlogProof::text() const
{
    std::string text{kHeader};
    text += kIndex;
    text += std::to_string(index) + "\n";
    for (const Hash& hash : path) text += to_base64(hash) + "\n";
    return text + "\n" + checkpoint;
}

Result<TlogProof> parse_tlog_proof(std::string_view text)
{
    if (text.size() > limits::kCheckpoint + 4 * limits::kKiB)
        return fail(Fault::Malformed, "proof: too large");
    if (text.substr(0, kHeader.size()) != kHeader) return fail(Fault::Malformed, "proof: unknown form");
    text.remove_prefix(kHeader.size());
    auto line = next_line(text);
    if (line && line->substr(0, 6) == "extra ") line = next_line(text);  // for others; we have no use for it
    if (!line || line->substr(0, kIndex.size()) != kIndex) return fail(Fault::Malformed, "proof: no index");
    const auto index = parse_decimal(line->substr(kIndex.size()));
    if (!index) return fail(Fault::Malformed, "proof: bad index");

    TlogProof proof;
    proof.index = *index;
    for (line = next_line(text); line && !line->empty(); line = next_line(text)) {
        const auto hash = hash_from_base64(*line);
        if (!hash || proof.path.size() == kLongestPath) return fail(Fault::Malformed, "proof: bad hash line");
        proof.path.push_back(*hash);
    }
    if (!line) return fail(Fault::Malformed, "proof: no checkpoint");
    proof.checkpoint = text;
    return proof;
}

Result<Checkpoint> verify_tlog_proof(const TlogProof& proof, std::string_view entry, const Vkey& log)
{
    auto checkpoint = open_checkpoint(proof.checkpoint, log);
    if (checkpoint &&
        !verify_inclusion(leaf_hash(entry), proof.index, checkpoint->size, checkpoint->root, proof.path))
        return fail(Fault::Refused, "proof: the entry is not at this place of the log");
    return checkpoint;
}

}  // namespace protocol

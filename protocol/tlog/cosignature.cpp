#include "protocol/tlog/cosignature.h"

#include "protocol/base/encoding.h"
#include "protocol/limits.h"

namespace protocol {

namespace {
std::string signed_message(std::string_view checkpoint_text, std::uint64_t time)
{
    return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string{checkpoint_text};
}
}  // namespace

std::string cosignature_line(std::string_view checkpoint_text, Time time, const SigningKey& witness)
{
    const auto seconds = static_cast<std::uint64_t>(unix_seconds(time));
    std::string bytes;
    append_u64be(bytes, seconds);
    bytes += witness.sign(signed_message(checkpoint_text, seconds));
    return signature_line(witness.vkey(), bytes);
}

Result<Time> cosigned_at(std::string_view note, const Vkey& witness)
{
    const auto parts = split_note(note, {limits::kCheckpoint, limits::kSignatures});
    if (!parts) return tl::unexpected{parts.error()};
    for (const NoteSignature& line : parts->signatures) {
        if (line.id != witness.id() || line.name != witness.name()) continue;
        if (line.signature.size() != 8 + 64) return fail(Fault::Refused, "cosignature: wrong length");
        const std::uint64_t time = read_u64be(line.signature);
        const std::string_view signature = std::string_view{line.signature}.substr(8);
        if (time > INT64_MAX || !witness.verify(signed_message(parts->text, time), signature))
            return fail(Fault::Refused, "cosignature: wrong signature of " + witness.name());
        return from_unix(static_cast<std::int64_t>(time));
    }
    return fail(Fault::NotFound, "cosignature: none of " + witness.name());
}

}  // namespace protocol

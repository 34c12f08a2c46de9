#include "protocol/tlog/checkpoint.h"

#include "protocol/base/encoding.h"
#include "protocol/limits.h"

namespace protocol {

std::string Checkpoint::text() const
{
    return origin + "\n" + std::to_string(size) + "\n" + to_base64(root) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text)
{
    const auto first = text.find('\n');
    const auto second = first == std::string_view::npos ? first : text.find('\n', first + 1);
    if (second == std::string_view::npos) return fail(Fault::Malformed, "checkpoint: too few lines");
    const auto size = parse_decimal(text.substr(first + 1, second - first - 1));
    std::string_view root_line = text.substr(second + 1);
    if (root_line.empty() || root_line.back() != '\n') return fail(Fault::Malformed, "checkpoint: no root");
    root_line.remove_suffix(1);
    const auto root = hash_from_base64(root_line);
    if (first == 0 || !size || !root) return fail(Fault::Malformed, "checkpoint: not origin, size and root");
    return Checkpoint{std::string{text.substr(0, first)}, *size, *root};
}

Result<Checkpoint> open_checkpoint(std::string_view note, const Vkey& log)
{
    const auto opened = open_note(note, {&log, 1}, {limits::kCheckpoint, limits::kSignatures});
    if (!opened) return tl::unexpected{opened.error()};
    auto checkpoint = parse_checkpoint(opened->text);
    if (checkpoint && checkpoint->origin != log.name())
        return fail(Fault::Refused, "checkpoint: origin of another log");
    return checkpoint;
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& log)
{
    return sign_note(checkpoint.text(), log);
}

}  // namespace protocol

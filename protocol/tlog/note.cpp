#include "protocol/tlog/note.h"

#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/base/text.h"

namespace protocol {

namespace {

constexpr std::string_view kDash = "\xe2\x80\x94 ";  // EM DASH and a space

/// Lines that a note's text may have: any UTF-8 without control characters below U+0020 except \n.
bool is_note_text(std::string_view text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }) &&
           is_utf8(text);
}

std::optional<NoteSignature> parse_signature_line(std::string_view line)
{
    if (line.substr(0, kDash.size()) != kDash) return std::nullopt;
    line.remove_prefix(kDash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !valid_key_name(line.substr(0, space))) return std::nullopt;
    auto bytes = from_base64(line.substr(space + 1));
    if (!bytes || bytes->size() < 5) return std::nullopt;
    return NoteSignature{line.substr(0, space), read_u32be(*bytes), bytes->substr(4)};
}

}  // namespace

Result<NoteParts> split_note(std::string_view note, NoteLimits limits)
{
    if (note.size() > limits.bytes) return fail(Fault::Malformed, "note: too large");
    if (!is_note_text(note)) return fail(Fault::Malformed, "note: not plain UTF-8 text");
    const auto empty_line = note.rfind("\n\n");
    if (empty_line == std::string_view::npos || note.back() != '\n')
        return fail(Fault::Malformed, "note: no signatures");

    NoteParts parts;
    parts.text = note.substr(0, empty_line + 1);
    std::string_view lines = note.substr(empty_line + 2);
    while (!lines.empty()) {
        if (parts.signatures.size() == limits.signatures)
            return fail(Fault::Malformed, "note: too many signatures");
        const auto end = lines.find('\n');
        auto signature = parse_signature_line(lines.substr(0, end));
        if (!signature) return fail(Fault::Malformed, "note: bad signature line");
        parts.signatures.push_back(*std::move(signature));
        lines.remove_prefix(end + 1);
    }
    if (parts.signatures.empty()) return fail(Fault::Malformed, "note: no signatures");
    return parts;
}

Result<OpenedNote> open_note(std::string_view note, std::span<const Vkey> known, NoteLimits limits)
{
    auto parts = split_note(note, limits);
    if (!parts) return tl::unexpected{parts.error()};
    OpenedNote opened{parts->text, {}};
    for (const NoteSignature& signature : parts->signatures) {
        const auto key = std::find_if(known.begin(), known.end(), [&signature](const Vkey& candidate) {
            return candidate.type() == KeyType::Note && candidate.id() == signature.id &&
                   candidate.name() == signature.name;
        });
        if (key == known.end()) continue;
        if (std::find(opened.signed_by.begin(), opened.signed_by.end(), &*key) != opened.signed_by.end())
            continue;
        if (!key->verify(opened.text, signature.signature))
            return fail(Fault::Refused, "note: wrong signature of " + key->name());
        opened.signed_by.push_back(&*key);
    }
    if (opened.signed_by.empty()) return fail(Fault::Refused, "note: not signed by a known key");
    return opened;
}

std::string signature_line(const Vkey& key, std::string_view signature)
{
    std::string bytes;
    append_u32be(bytes, key.id());
    bytes += signature;
    std::string line{kDash};
    line += key.name();
    line += ' ';
    line += to_base64(bytes);
    line += '\n';
    return line;
}

std::string sign_note(std::string_view text, const SigningKey& key)
{
    std::string note{text};
    note += '\n';
    note += signature_line(key.vkey(), key.sign(text));
    return note;
}

Result<std::string> add_signature(std::string_view note, const SigningKey& key)
{
    const auto parts = split_note(note);
    if (!parts) return tl::unexpected{parts.error()};
    return std::string{note} + signature_line(key.vkey(), key.sign(parts->text));
}

}  // namespace protocol

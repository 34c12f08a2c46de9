#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "protocol/base/secret.h"

namespace protocol {

/// What a key signs (C2SP signed-note type bytes that we know).
enum class KeyType : std::uint8_t { Note = 0x01, Cosignature = 0x04 };

/// A public note key: `<name>+<8 hex key id>+<base64(type || public key)>`.
class Vkey {
public:
    /// Malformed: bad name, wrong key id, a type or length we do not know.
    static Result<Vkey> parse(std::string_view text);
    [[nodiscard]] std::string text() const;

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::uint32_t id() const { return id_; }
    [[nodiscard]] KeyType type() const { return type_; }
    [[nodiscard]] const std::array<std::uint8_t, 32>& key() const { return key_; }

    /// Ed25519 over these bytes. For a Cosignature key the caller builds the message (tlog/cosignature.h).
    [[nodiscard]] bool verify(std::string_view message, std::string_view signature) const;

    friend bool operator==(const Vkey&, const Vkey&) = default;

private:
    friend class SigningKey;
    Vkey(std::string name, KeyType type, const std::array<std::uint8_t, 32>& key);

    std::string name_;
    std::uint32_t id_ = 0;
    KeyType type_ = KeyType::Note;
    std::array<std::uint8_t, 32> key_{};
};

/// A private note key. Its file is one line, the form of Go's sumdb/note:
/// `PRIVATE+KEY+<name>+<8 hex key id>+<base64(type || 32-byte seed)>\n`.
class SigningKey {
public:
    /// A new random key. The name must pass valid_key_name().
    static SigningKey generate(std::string_view name, KeyType type = KeyType::Note);
    static SigningKey from_seed(std::string_view name, const SecretSeed& seed, KeyType type = KeyType::Note);
    /// One final line break is accepted.
    static Result<SigningKey> parse(std::string_view text);
    /// The file's content.
    [[nodiscard]] SecretString text() const;

    [[nodiscard]] const Vkey& vkey() const { return vkey_; }
    /// 64 bytes of Ed25519 over the message.
    [[nodiscard]] std::string sign(std::string_view message) const;

private:
    SigningKey(std::string_view name, const SecretSeed& seed, KeyType type);
    SecretArray<64> secret_;
    Vkey vkey_;
};

/// Not empty, no Unicode space, no '+', UTF-8 without control characters, ≤ 255 bytes.
[[nodiscard]] bool valid_key_name(std::string_view name);

/// A signature line of a note, not verified.
struct NoteSignature {
    std::string_view name;
    std::uint32_t id = 0;
    std::string signature;  ///< the bytes behind the key id
};

/// A note taken apart; nothing is verified yet. `text` (with its final line break) points into the input.
struct NoteParts {
    std::string_view text;
    std::vector<NoteSignature> signatures;
};

/// Limits of §8.9 on a note, checked before anything is decoded.
struct NoteLimits {
    std::size_t bytes = 64 * 1024;
    std::size_t signatures = 32;
};

/// Splits at the last empty line. Malformed: too large, not UTF-8, control characters other than \n, no
/// signature line, a signature line that is not `— name base64`.
Result<NoteParts> split_note(std::string_view note, NoteLimits limits = {});

/// A note whose signatures were checked (signed-note rules, protocol.md §1.1).
struct OpenedNote {
    std::string_view text;               ///< with its final line break; points into the input
    std::vector<const Vkey*> signed_by;  ///< of the known keys, each once, in the order of the lines
};

/// Lines of unknown (name, key id) are ignored. Refused: a known key with a wrong signature, or no known
/// key at all. Malformed as in split_note. Cosignature keys in `known` are ignored here.
/// `known` must outlive the result.
Result<OpenedNote> open_note(std::string_view note, std::span<const Vkey> known, NoteLimits limits = {});

/// text + empty line + one signature. `text` must end with \n and hold no other control character.
[[nodiscard]] std::string sign_note(std::string_view text, const SigningKey& key);
/// Adds one more signature line to a note made by sign_note().
Result<std::string> add_signature(std::string_view note, const SigningKey& key);
/// "— name base64\n"
[[nodiscard]] std::string signature_line(const Vkey& key, std::string_view signature);

}  // namespace protocol

#include <sodium.h>

#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/base/sodium.h"
#include "protocol/base/text.h"
#include "protocol/tlog/note.h"

namespace protocol {

namespace {

constexpr std::string_view kPrivatePrefix = "PRIVATE+KEY+";
constexpr std::size_t kLongestName = 255;

bool is_unicode_space(char32_t c)
{
    return c == 0x20 || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
           c == 0x3000;
}

std::optional<KeyType> known_type(char byte)
{
    const auto type = static_cast<KeyType>(static_cast<unsigned char>(byte));
    if (type == KeyType::Note || type == KeyType::Cosignature) return type;
    return std::nullopt;
}

std::uint32_t key_id(std::string_view name, KeyType type, std::string_view key)
{
    const char type_byte = static_cast<char>(type);
    const Hash hash = Sha256{}.update(name).update("\n").update({&type_byte, 1}).update(key).finish();
    return read_u32be(view(hash));
}

std::string hex_id(std::uint32_t id)
{
    std::string bytes;
    append_u32be(bytes, id);
    return to_hex(bytes);
}

/// The three parts of `<name>+<8 hex>+<base64>`; the base64 may hold '+'.
struct KeyText {
    std::string_view name;
    std::string_view id;
    SecretString bytes;  // type and key
};

std::optional<KeyText> split_key(std::string_view text)
{
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || second != first + 9) return std::nullopt;
    auto bytes = from_base64(text.substr(second + 1));
    if (!bytes || bytes->size() != 33 || !valid_key_name(text.substr(0, first))) return std::nullopt;
    return KeyText{text.substr(0, first), text.substr(first + 1, 8), SecretString{*std::move(bytes)}};
}

template <class Bytes>
void copy_key(std::string_view from, Bytes& to)
{
    std::copy(from.begin(), from.end(), reinterpret_cast<char*>(to.data()));
}

}  // namespace

bool valid_key_name(std::string_view name)
{
    if (name.empty() || name.size() > kLongestName || find_forbidden(name, TextForm::Line)) return false;
    for (std::size_t at = 0; at < name.size();) {
        const char32_t c = next_code_point(name, at);
        if (c == '+' || is_unicode_space(c)) return false;
    }
    return true;
}

Vkey::Vkey(std::string name, KeyType type, const std::array<std::uint8_t, 32>& key)
    : name_(std::move(name)), type_(type), key_(key)
{
    id_ = key_id(name_, type_, view(key_));
}

Result<Vkey> Vkey::parse(std::string_view text)
{
    const auto parts = split_key(text);
    if (!parts) return fail(Fault::Malformed, "key: not name+id+base64");
    const auto type = known_type(parts->bytes.view()[0]);
    if (!type) return fail(Fault::Malformed, "key: unknown type");
    std::array<std::uint8_t, 32> key{};
    copy_key(parts->bytes.view().substr(1), key);
    Vkey vkey{std::string{parts->name}, *type, key};
    if (hex_id(vkey.id_) != parts->id) return fail(Fault::Malformed, "key: wrong id");
    return vkey;
}

std::string Vkey::text() const
{
    std::string bytes{static_cast<char>(type_)};
    bytes += view(key_);
    return name_ + "+" + hex_id(id_) + "+" + to_base64(bytes);
}

bool Vkey::verify(std::string_view message, std::string_view signature) const
{
    if (signature.size() != crypto_sign_BYTES) return false;
    return crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()),
                                       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                                       key_.data()) == 0;
}

SigningKey::SigningKey(std::string_view name, const SecretSeed& seed, KeyType type)
    : vkey_(std::string{name}, type, {})
{
    ready_sodium();
    std::array<std::uint8_t, 32> key{};
    crypto_sign_seed_keypair(key.data(), secret_.data(), seed.data());
    vkey_ = Vkey{std::string{name}, type, key};
}

SigningKey SigningKey::generate(std::string_view name, KeyType type)
{
    ready_sodium();
    SecretSeed seed;
    randombytes_buf(seed.data(), SecretSeed::size());
    return {name, seed, type};
}

SigningKey SigningKey::from_seed(std::string_view name, const SecretSeed& seed, KeyType type)
{
    return {name, seed, type};
}

Result<SigningKey> SigningKey::parse(std::string_view text)
{
    if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    if (text.substr(0, kPrivatePrefix.size()) != kPrivatePrefix)
        return fail(Fault::Malformed, "not a private key");
    const auto parts = split_key(text.substr(kPrivatePrefix.size()));
    if (!parts) return fail(Fault::Malformed, "private key: not name+id+base64");
    const auto type = known_type(parts->bytes.view()[0]);
    if (!type) return fail(Fault::Malformed, "private key: unknown type");
    SecretSeed seed;
    copy_key(parts->bytes.view().substr(1), seed);
    SigningKey key{parts->name, seed, *type};
    if (hex_id(key.vkey_.id()) != parts->id) return fail(Fault::Malformed, "private key: wrong id");
    return key;
}

SecretString SigningKey::text() const
{
    std::string bytes{static_cast<char>(vkey_.type())};
    bytes += secret_.view().substr(0, 32);  // libsodium keeps the seed before the public key
    std::string encoded = to_base64(bytes);
    std::string line{kPrivatePrefix};
    line.reserve(kPrivatePrefix.size() + vkey_.name().size() + encoded.size() + 11);
    line += vkey_.name() + "+" + hex_id(vkey_.id()) + "+";
    line += encoded;
    line += '\n';
    wipe(bytes);
    wipe(encoded);
    return SecretString{std::move(line)};
}

std::string SigningKey::sign(std::string_view message) const
{
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                         reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                         secret_.data());
    return signature;
}

}  // namespace protocol

#include "protocol/base/hash.h"

#include <sodium.h>

#include <algorithm>
#include <new>

#include "protocol/base/encoding.h"

namespace protocol {

namespace {

const unsigned char* raw(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

crypto_hash_sha256_state* state_in(std::array<unsigned char, 112>& memory)
{
    static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(std::array<unsigned char, 112>));
    return std::launder(reinterpret_cast<crypto_hash_sha256_state*>(memory.data()));
}

}  // namespace

Hash sha256(std::string_view bytes)
{
    Hash hash;
    crypto_hash_sha256(hash.data(), raw(bytes), bytes.size());
    return hash;
}

Sha256::Sha256()
{
    new (state_.data()) crypto_hash_sha256_state;
    crypto_hash_sha256_init(state_in(state_));
}

Sha256& Sha256::update(std::string_view bytes)
{
    crypto_hash_sha256_update(state_in(state_), raw(bytes), bytes.size());
    return *this;
}

Hash Sha256::finish()
{
    Hash hash;
    crypto_hash_sha256_final(state_in(state_), hash.data());
    return hash;
}

std::optional<Hash> hash_from_bytes(std::string_view bytes)
{
    Hash hash;
    if (bytes.size() != hash.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

std::string to_hex(const Hash& hash) { return to_hex(view(hash)); }

std::optional<Hash> hash_from_hex(std::string_view hex)
{
    const auto bytes = from_hex(hex);
    if (!bytes) return std::nullopt;
    return hash_from_bytes(*bytes);
}

std::string to_base64(const Hash& hash) { return to_base64(view(hash)); }

std::optional<Hash> hash_from_base64(std::string_view text)
{
    const auto bytes = from_base64(text);
    if (!bytes) return std::nullopt;
    return hash_from_bytes(*bytes);
}

}  // namespace protocol

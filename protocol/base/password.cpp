#include "protocol/base/password.h"

#include <cassert>

#include <sodium.h>

#include "protocol/base/sodium.h"

namespace protocol {

namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory_bytes = std::size_t{64} << 20;

}  // namespace

Result<std::string> hash_password(std::string_view password)
{
    ready_sodium();
    std::string stored(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(stored.data(), password.data(), password.size(), kPasses, kMemory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(Fault::Storage, "no memory for a password's hash");
    stored.resize(stored.find('\0'));
    return stored;
}

bool verify_password(std::string_view stored, std::string_view password)
{
    ready_sodium();
    // The cost stands in the line itself: one that we did not make could ask for all memory.
    if (!stored.starts_with("$argon2id$v=19$m=65536,t=2,p=1$") || stored.size() >= crypto_pwhash_STRBYTES)
        return false;
    const std::string line(stored);
    return crypto_pwhash_str_verify(line.c_str(), password.data(), password.size()) == 0;
}

Result<SecretSeed> key_from_password(std::string_view password, std::string_view salt)
{
    ready_sodium();
    static_assert(kPasswordSalt == crypto_pwhash_SALTBYTES);
    if (salt.size() != kPasswordSalt) return fail(Fault::Malformed, "a password's salt has another length");
    SecretSeed key;
    if (crypto_pwhash(key.data(), SecretSeed::size(), password.data(), password.size(),
                      reinterpret_cast<const unsigned char*>(salt.data()), kPasses, kMemory_bytes,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(Fault::Storage, "no memory for a password's key");
    return key;
}

}  // namespace protocol

#include "protocol/base/secret_box.h"

#include <sodium.h>

#include "protocol/base/random.h"
#include "protocol/base/sodium.h"

namespace protocol {

namespace {

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

SecretSeed key_for(const SecretSeed& key, std::string_view purpose)
{
    return keyed_hash(key, "civic-secret-box/v1\n" + std::string(purpose));
}

}  // namespace

std::string seal_secret(const SecretSeed& key, std::string_view purpose, std::string_view text)
{
    ready_sodium();
    const SecretSeed own = key_for(key, purpose);
    std::string sealed = random_bytes(crypto_secretbox_NONCEBYTES);
    sealed.resize(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size());
    auto* box = reinterpret_cast<unsigned char*>(sealed.data());
    crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, bytes_of(text), text.size(), box, own.data());
    return sealed;
}

Result<SecretString> open_secret(const SecretSeed& key, std::string_view purpose, std::string_view sealed)
{
    ready_sodium();
    constexpr std::size_t kOverhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (sealed.size() < kOverhead) return fail(Fault::Refused, "a sealed text is too short");
    const SecretSeed own = key_for(key, purpose);
    std::string text(sealed.size() - kOverhead, '\0');
    const auto box = sealed.substr(crypto_secretbox_NONCEBYTES);
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(text.data()), bytes_of(box), box.size(),
                                   bytes_of(sealed), own.data()) != 0)
        return fail(Fault::Refused, "a sealed text does not open");
    return SecretString(std::move(text));
}

SecretSeed keyed_hash(const SecretSeed& key, std::string_view text)
{
    ready_sodium();
    static_assert(SecretSeed::size() == crypto_auth_hmacsha256_KEYBYTES &&
                  SecretSeed::size() == crypto_auth_hmacsha256_BYTES);
    SecretSeed hash;
    crypto_auth_hmacsha256(hash.data(), bytes_of(text), text.size(), key.data());
    return hash;
}

bool equal_secrets(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace protocol

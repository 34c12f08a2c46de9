#include "protocol/requests/device_keys.h"

#include <algorithm>

#include <sodium.h>

#include "protocol/base/sodium.h"

namespace protocol {

namespace {

constexpr std::uint64_t kRequestKey = 1;
constexpr std::uint64_t kWitnessKey = 2;
constexpr std::size_t kLongestName = 64;

SecretSeed derived(const SecretSeed& seed, std::uint64_t number, const char* context)
{
    SecretSeed key;
    crypto_kdf_derive_from_key(key.data(), SecretSeed::size(), number, context, seed.data());
    return key;
}

}  // namespace

DeviceKeys derive_device_keys(std::string_view device, const SecretSeed& seed)
{
    ready_sodium();
    return {SigningKey::from_seed(device, derived(seed, kRequestKey, "kioskreq")),
            SigningKey::from_seed(device, derived(seed, kWitnessKey, "kioskwit"), KeyType::Cosignature)};
}

bool is_device_name(std::string_view text)
{
    return !text.empty() && text.size() <= kLongestName && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

}  // namespace protocol

#include "protocol/base/pin.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "protocol/base/sodium.h"

namespace protocol {

bool is_pin(std::string_view text)
{
    return text.size() >= kShortestPin && text.size() <= kLongestPin &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<std::string> hash_pin(std::string_view pin)
{
    ready_sodium();
    if (!is_pin(pin)) return fail(Fault::Malformed, "pin: 6 to 12 digits are wanted");
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(Fault::Storage, "pin: not enough memory");
    return std::string{hash.data()};
}

bool is_pin_hash(std::string_view hash)
{
    return hash.substr(0, 10) == "$argon2id$" && hash.size() < crypto_pwhash_STRBYTES &&
           hash.find('\0') == std::string_view::npos;
}

bool pin_fits(const std::string& hash, std::string_view pin)
{
    ready_sodium();
    return is_pin_hash(hash) && crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

}  // namespace protocol

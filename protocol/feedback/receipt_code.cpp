#include "protocol/feedback/receipt_code.h"

#include <sodium.h>

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/base/random.h"
#include "protocol/base/sodium.h"

namespace protocol {

namespace {

constexpr std::size_t kRandomDigits = 18;
constexpr std::size_t kDigits = 20;
constexpr std::size_t kGroup = 4;
constexpr unsigned long long kPasses = 3;
constexpr std::size_t kMemory = 64UL << 20;
constexpr std::size_t kLookupBytes = 16;

unsigned mod_97(std::string_view digits)
{
    unsigned rest = 0;
    for (const char c : digits) rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
    return rest;
}

}  // namespace

std::string check_digits(std::string_view digits)
{
    const unsigned check = 98 - mod_97(std::string{digits} + "00");
    return {static_cast<char>('0' + check / 10), static_cast<char>('0' + check % 10)};
}

ReceiptCode ReceiptCode::generate()
{
    std::string digits;
    digits.reserve(kDigits);
    while (digits.size() < kRandomDigits) digits += static_cast<char>('0' + random_below(10));
    digits += check_digits(digits);
    return ReceiptCode{SecretString{std::move(digits)}};
}

std::optional<ReceiptCode> ReceiptCode::parse(std::string_view typed)
{
    std::string digits;
    digits.reserve(kDigits);
    bool well_formed = true;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        well_formed = c >= '0' && c <= '9' && digits.size() < kDigits;
        if (!well_formed) break;
        digits += c;
    }
    well_formed = well_formed && digits.size() == kDigits && mod_97(digits) == 1;
    SecretString secret{std::move(digits)};
    if (!well_formed) return std::nullopt;
    return ReceiptCode{std::move(secret)};
}

SecretString ReceiptCode::printed() const
{
    std::string text;
    text.reserve(kDigits + kDigits / kGroup);
    for (std::size_t at = 0; at < kDigits; at += kGroup) {
        if (at > 0) text += ' ';
        text += digits().substr(at, kGroup);
    }
    return SecretString{std::move(text)};
}

std::string receipt_salt(std::string_view log_host, std::string_view commune)
{
    std::string text = "civic-receipt/v1\n";
    text += log_host;
    text += '\n';
    text += commune;
    const Hash hash = sha256(text);
    return std::string{view(hash).substr(0, crypto_pwhash_SALTBYTES)};
}

Result<SecretSeed> receipt_master(const ReceiptCode& code, std::string_view salt)
{
    ready_sodium();
    if (salt.size() != crypto_pwhash_SALTBYTES) return fail(Fault::Malformed, "receipt: bad salt");
    SecretSeed master;
    if (crypto_pwhash(master.data(), SecretSeed::size(), code.password().data(), code.password().size(),
                      reinterpret_cast<const unsigned char*>(salt.data()), kPasses, kMemory,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(Fault::Storage, "receipt: not enough memory");
    return master;
}

ReceiptKeys keys_of_master(const SecretSeed& master)
{
    std::string lookup(kLookupBytes, '\0');
    crypto_kdf_derive_from_key(reinterpret_cast<unsigned char*>(lookup.data()), lookup.size(), 1, "rcptlook",
                               master.data());
    SecretSeed seed;
    crypto_kdf_derive_from_key(seed.data(), SecretSeed::size(), 2, "rcptbox_", master.data());
    return {to_hex(lookup), BoxKey::from_seed(seed)};
}

Result<ReceiptKeys> derive_receipt_keys(const ReceiptCode& code, std::string_view log_host,
                                        std::string_view commune)
{
    const auto master = receipt_master(code, receipt_salt(log_host, commune));
    if (!master) return tl::unexpected{master.error()};
    return keys_of_master(*master);
}

std::string_view log_host(std::string_view origin) { return origin.substr(0, origin.find('/')); }

}  // namespace protocol

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "protocol/base/result.h"
#include "protocol/base/secret.h"
#include "protocol/feedback/container.h"

namespace protocol {

/// The 20 digits on a resident's slip: 18 random and 2 check digits, ISO 7064 MOD 97-10 (protocol.md §5.3).
/// Whoever has them can read the answers; nobody else can. Held wiped, never logged, never stored.
class ReceiptCode {
public:
    static ReceiptCode generate();
    /// Digits with or without spaces and hyphens between them. nullopt: not 20 digits or wrong check digits.
    static std::optional<ReceiptCode> parse(std::string_view typed);

    /// 20 digits.
    [[nodiscard]] std::string_view digits() const { return digits_.view(); }
    /// "4829 1357 0264 8193 7597"
    [[nodiscard]] SecretString printed() const;
    /// The 18 digits that are hashed.
    [[nodiscard]] std::string_view password() const { return digits_.view().substr(0, 18); }

private:
    explicit ReceiptCode(SecretString digits) : digits_(std::move(digits)) {}
    SecretString digits_;
};

/// The two check digits for 18 digits, so that the whole number mod 97 is 1. `digits` holds only digits.
[[nodiscard]] std::string check_digits(std::string_view digits);

/// What a code opens.
struct ReceiptKeys {
    std::string lookup;  ///< 32 hex digits: the name under which replies are filed
    BoxKey reply;        ///< its public key goes into the message as rpk
};

/// Argon2id, 64 MiB, t = 3: 0.1 to 1 s, so off the UI thread. `log_host` is the log's origin up to its first
/// '/', `commune` the commune's code. Storage: not enough memory.
Result<ReceiptKeys> derive_receipt_keys(const ReceiptCode& code, std::string_view log_host,
                                        std::string_view commune);

/// The steps between, for vectors and for the derivation above.
[[nodiscard]] std::string receipt_salt(std::string_view log_host, std::string_view commune);  ///< 16 bytes
Result<SecretSeed> receipt_master(const ReceiptCode& code, std::string_view salt);
[[nodiscard]] ReceiptKeys keys_of_master(const SecretSeed& master);

/// "tlog.hue.example" of "tlog.hue.example/2026".
[[nodiscard]] std::string_view log_host(std::string_view origin);

}  // namespace protocol

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/base/secret.h"

namespace province {

/// A time-based second factor (RFC 6238: SHA-1, 30 seconds, six digits), as any authenticator app knows it.
class SecondFactor {
public:
    static SecondFactor generate();
    /// The secret's 20 bytes, as secret() gave them.
    static std::optional<SecondFactor> from_secret(std::string_view bytes);

    const protocol::SecretString& secret() const { return secret_; }
    /// For typing by hand: base32 in groups of four.
    protocol::SecretString readable() const;
    /// otpauth://totp/… for a QR code.
    protocol::SecretString address(std::string_view issuer, std::string_view login) const;

    /// The step to which the code belongs, when it is the code of the step of `now` or one beside it and
    /// later than `after`: the clocks of telephones differ, and no code counts twice.
    std::optional<std::int64_t> accept(std::string_view code, protocol::Time now, std::int64_t after) const;
    /// The code of this moment.
    std::string code(protocol::Time now) const;

private:
    explicit SecondFactor(protocol::SecretString secret) : secret_(std::move(secret)) {}
    std::string code_of_step(std::int64_t step) const;
    protocol::SecretString secret_;
};

}  // namespace province

#include "province/people/second_factor.h"

#include <array>
#include <cstdlib>

#include <liboath/oath.h>

#include "protocol/base/random.h"
#include "protocol/base/secret_box.h"

namespace province {

using protocol::SecretString;
using protocol::Time;

namespace {

constexpr std::size_t kSecret = 20;
constexpr std::int64_t kStep = 30;
constexpr unsigned kDigits = 6;

void ready_oath()
{
    static const bool ready = oath_init() == OATH_OK;
    static_cast<void>(ready);
}

std::string base32(std::string_view bytes)
{
    ready_oath();
    char* text = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(bytes.data(), bytes.size(), &text, &length) != OATH_OK) return {};
    std::string out(text, length);
    protocol::wipe(text, length);
    std::free(text);  // NOLINT: liboath's own malloc
    return out;
}

}  // namespace

SecondFactor SecondFactor::generate() { return SecondFactor(SecretString(protocol::random_bytes(kSecret))); }

std::optional<SecondFactor> SecondFactor::from_secret(std::string_view bytes)
{
    if (bytes.size() != kSecret) return std::nullopt;
    return SecondFactor(SecretString(bytes));
}

SecretString SecondFactor::readable() const
{
    std::string plain = base32(secret_.view());
    std::string grouped;
    grouped.reserve(plain.size() * 2);
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (i > 0 && i % 4 == 0) grouped += ' ';
        grouped += plain[i];
    }
    protocol::wipe(plain);
    return SecretString(std::move(grouped));
}

SecretString SecondFactor::address(std::string_view issuer, std::string_view login) const
{
    // Issuer and login are plain ASCII of ours: nothing to escape.
    std::string text = "otpauth://totp/" + std::string(issuer) + ":" + std::string(login) + "?secret=";
    text += base32(secret_.view());
    text += "&issuer=" + std::string(issuer);
    return SecretString(std::move(text));
}

std::string SecondFactor::code_of_step(std::int64_t step) const
{
    ready_oath();
    std::array<char, kDigits + 1> digits{};
    const int done =
        oath_totp_generate(secret_.view().data(), secret_.size(), static_cast<time_t>(step * kStep),
                           static_cast<unsigned>(kStep), 0, kDigits, digits.data());
    return done == OATH_OK ? std::string(digits.data()) : std::string{};
}

std::string SecondFactor::code(Time now) const { return code_of_step(protocol::unix_seconds(now) / kStep); }

std::optional<std::int64_t> SecondFactor::accept(std::string_view code, Time now, std::int64_t after) const
{
    if (code.size() != kDigits) return std::nullopt;
    const std::int64_t current = protocol::unix_seconds(now) / kStep;
    std::optional<std::int64_t> found;
    for (std::int64_t step = current - 1; step <= current + 1; ++step) {
        if (protocol::equal_secrets(code_of_step(step), code) && step > after) found = step;
    }
    return found;
}

}  // namespace province

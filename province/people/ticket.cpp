#include "province/people/ticket.h"

#include <cstring>

#include "protocol/base/encoding.h"
#include "protocol/base/random.h"
#include "protocol/base/secret_box.h"

namespace province {

using protocol::SecretSeed;
using protocol::SecretString;

namespace {

SecretSeed seed_of(std::string bytes)
{
    SecretSeed seed;
    std::memcpy(seed.data(), bytes.data(), SecretSeed::size());
    protocol::wipe(bytes);
    return seed;
}

std::string derived(const SecretSeed& seed, std::string_view purpose)
{
    return protocol::to_hex(protocol::keyed_hash(seed, purpose).view());
}

}  // namespace

Ticket Ticket::generate() { return Ticket(seed_of(protocol::random_bytes(SecretSeed::size()))); }

std::optional<Ticket> Ticket::parse(std::string_view cookie)
{
    if (cookie.size() != 2 * SecretSeed::size()) return std::nullopt;
    auto bytes = protocol::from_hex(cookie);
    if (!bytes) return std::nullopt;
    return Ticket(seed_of(std::move(*bytes)));
}

SecretString Ticket::cookie() const { return SecretString(protocol::to_hex(seed_.view())); }
std::string Ticket::id() const { return derived(seed_, "civic-session-id/v1"); }
std::string Ticket::form_token() const { return derived(seed_, "civic-session-form/v1"); }
SecretSeed Ticket::key() const { return protocol::keyed_hash(seed_, "civic-session-key/v1"); }

}  // namespace province

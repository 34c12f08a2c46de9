#include "protocol/feedback/received.h"

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/limits.h"

namespace protocol {

namespace {

std::string received_text(const Received& received)
{
    return "civic-received/v1\nid " + received.id + "\nat " + std::to_string(unix_seconds(received.at)) +
           "\n";
}

}  // namespace

std::string sign_received(const Received& received, const SigningKey& receiver)
{
    return sign_note(received_text(received), receiver);
}

Result<Received> open_received(std::string_view note, const Vkey& receiver, std::string_view id)
{
    const auto opened = open_note(note, {&receiver, 1}, {limits::kReceived, limits::kSignatures});
    if (!opened) return tl::unexpected{opened.error()};
    const std::string_view text = opened->text;
    const auto at = text.rfind(' ');
    const auto seconds = at == std::string_view::npos
                             ? std::nullopt
                             : parse_decimal(text.substr(at + 1, text.size() - at - 2));
    if (!seconds || *seconds > static_cast<std::uint64_t>(limits::kJsonInteger))
        return fail(Fault::Malformed, "received: unknown form");
    const Received received{std::string{id}, from_unix(static_cast<std::int64_t>(*seconds))};
    // The only text that says so: about this id and in this form.
    if (!hash_from_hex(id) || received_text(received) != text)
        return fail(Fault::Refused, "received: about something else");
    return received;
}

}  // namespace protocol

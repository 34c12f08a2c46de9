#include "province/kiosk_api/signed_door.h"

#include "protocol/base/log.h"

namespace province {

using http::problem;
using http::Request;
using http::Response;

namespace {

Response unsigned_request() { return problem(401, "This call needs the signature of an enrolled terminal."); }

}  // namespace

tl::expected<SignedDoor::Visitor, Response> SignedDoor::claimed(const Request& request) const
{
    const auto claim = protocol::read_request(
        {request.header(protocol::kContentDigest), request.header(protocol::kCivicChain),
         request.header(protocol::kSignatureInput), request.header(protocol::kSignature)});
    if (!claim) return tl::unexpected{unsigned_request()};
    auto terminal = Terminals(registry_).find(claim->device);
    if (!terminal) {
        protocol::log::error("terminals", terminal.error().detail);
        Response later = problem(503, "The terminal cannot be looked up now. Please ask again later.");
        later.headers.emplace_back("Retry-After", "2");
        return tl::unexpected{std::move(later)};
    }
    if (!*terminal || !(*terminal)->request_key) return tl::unexpected{unsigned_request()};
    if ((*terminal)->state != TerminalState::Live)
        return tl::unexpected{problem(403, "This terminal is not allowed in.")};
    return Visitor{std::move(**terminal), *claim};
}

std::optional<Response> SignedDoor::refuse(const Visitor& visitor, const Request& request,
                                           std::string_view body)
{
    // A HEAD is answered as its GET and signed as such.
    const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view{request.method};
    if (protocol::verify_request(visitor.claim, method, request.path, body, *visitor.terminal.request_key))
        return std::nullopt;
    return unsigned_request();
}

}  // namespace province

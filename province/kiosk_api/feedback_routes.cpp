#include "province/kiosk_api/feedback_routes.h"

#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/hash.h"
#include "protocol/base/log.h"
#include "protocol/feedback/container.h"
#include "protocol/feedback/received.h"
#include "protocol/limits.h"
#include "protocol/routes.h"
#include "protocol/tlog/note.h"
#include "province/http/router.h"
#include "province/kiosk_api/container_shape.h"
#include "province/kiosk_api/signed_door.h"
#include "province/registry/containers.h"

namespace province {

using http::Body;
using http::problem;
using http::Request;
using http::Response;

namespace {

Response receipt(int status, std::string note)
{
    Response response;
    response.status = status;
    response.type = protocol::routes::kNoteType;
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = std::move(note);
    return response;
}

Response try_later(const protocol::Error& error)
{
    protocol::log::error("feedback", error.detail);
    Response response = problem(503, "The report could not be stored. Please send it again later.");
    response.headers.emplace_back("Retry-After", "2");
    return response;
}

/// `id` has been checked to be 64 hex digits.
Response take(Registry& registry, const protocol::SigningKey& receiver, const protocol::Clock& clock,
              const std::string& id, const Request& request, Body& body)
{
    const auto visitor = SignedDoor(registry).claimed(request);
    if (!visitor) return visitor.error();
    const auto announced = body.announced();
    if (!announced) return problem(411, "Content-Length is needed.");
    if (*announced > protocol::limits::kContainer) return problem(413, "A report is at most 16 MiB.");
    const auto bytes = body.read(protocol::limits::kContainer);
    // Not the sender's fault alone: a line that broke. It may send again.
    if (!bytes) return problem(408, "The report did not arrive whole.");
    if (auto refused = SignedDoor::refuse(*visitor, request, *bytes)) return *refused;
    if (protocol::container_id(*bytes) != id)
        return problem(422, "The bytes are not those the address names.");
    if (!has_container_shape(*bytes)) return problem(422, "This is not a sealed report.");

    const protocol::Time now = clock.now();
    const auto taken = Containers(registry).take(
        id, *bytes, now, [&] { return protocol::sign_received({.id = id, .at = now}, receiver); },
        {visitor->terminal.device, visitor->claim.chain});
    if (!taken) return try_later(taken.error());
    // Also of a removed report the kiosk has to learn, provably, that it was received: its outbox lets go
    // only for that.
    const int status = taken->fate == Containers::Fate::First   ? 201
                       : taken->fate == Containers::Fate::Known ? 200
                                                                : 410;
    return receipt(status, taken->receipt);
}

/// The id of `"<64 hex>"`, a string item of RFC 8941.
std::string idempotency_id(std::string_view key)
{
    if (key.size() != 66 || key.front() != '"' || key.back() != '"') return {};
    return std::string(key.substr(1, 64));
}

}  // namespace

void add_feedback_routes(http::Router& router, Registry& registry, const protocol::SigningKey& receiver,
                         const protocol::Clock& clock)
{
    router.add("PUT", "/v1/feedback/{id}", [&](const Request& request, Body& body) {
        const std::string& id = request.parameters.at("id");
        if (!protocol::hash_from_hex(id))
            return problem(400, "The address must end in a SHA-256 in lower-case hex.");
        return take(registry, receiver, clock, id, request, body);
    });
    router.add("POST", "/v1/feedback", [&](const Request& request, Body& body) {
        const std::string id = idempotency_id(request.header(protocol::routes::kIdempotencyKey));
        if (!protocol::hash_from_hex(id))
            return problem(400, "Idempotency-Key must be the report's SHA-256 in hex, in quotation marks.");
        return take(registry, receiver, clock, id, request, body);
    });
}

}  // namespace province

#include "province/kiosk_api/beat_routes.h"

#include "protocol/base/clock.h"
#include "protocol/base/encoding.h"
#include "protocol/base/log.h"
#include "protocol/limits.h"
#include "protocol/routes.h"
#include "province/http/router.h"

namespace province {

using http::Body;
using http::problem;
using http::Request;
using http::Response;

namespace {

Response take(Registry& registry, const protocol::SigningKey& receiver, const protocol::Clock& clock,
              LogRoots& roots, const Request& request, Body& body)
{
    const std::string& device = request.parameters.at("device");
    const auto n = protocol::parse_decimal(request.parameters.at("n"));
    if (!n || *n == 0 || *n > static_cast<std::uint64_t>(protocol::limits::kJsonInteger))
        return problem(400, "The address must end in the number of the beat.");
    const auto visitor = SignedDoor(registry).claimed(request);
    if (!visitor) return visitor.error();
    if (visitor->terminal.device != device) return problem(403, "A terminal speaks for itself only.");
    const auto json = body.read(protocol::limits::kBeat);
    if (!json) return problem(413, "A beat is at most 4 KiB.");
    if (auto refused = SignedDoor::refuse(*visitor, request, *json)) return *refused;
    const auto beat = protocol::parse_beat(*json);
    if (!beat) return problem(400, "This is not a beat.");
    const bool other = !roots.holds(beat->log_size, beat->log_root);
    if (other) protocol::log::error("terminals", "ALARM: ", device, " has another history than this log");
    const auto kept = Terminals(registry).keep_beat(device, *n, *json, other, clock.now());
    if (!kept) {
        protocol::log::error("terminals", kept.error().detail);
        return problem(503, "The beat could not be kept. Please send it again later.");
    }
    Response response;
    response.type = protocol::routes::kNoteType;
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = protocol::sign_beaten(device, *n, receiver);
    return response;
}

}  // namespace

void add_beat_routes(http::Router& router, Registry& registry, const protocol::SigningKey& receiver,
                     const protocol::Clock& clock, LogRoots& roots)
{
    router.add("PUT", "/v1/beat/{device}/{n}", [&](const Request& request, Body& body) {
        return take(registry, receiver, clock, roots, request, body);
    });
}

}  // namespace province

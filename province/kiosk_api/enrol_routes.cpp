#include "province/kiosk_api/enrol_routes.h"

#include "protocol/base/clock.h"
#include "protocol/base/log.h"
#include "protocol/limits.h"
#include "protocol/requests/enrolment.h"
#include "protocol/routes.h"
#include "province/http/router.h"
#include "province/kiosk_api/trust_root.h"
#include "province/registry/terminals.h"

namespace province {

using http::Body;
using http::problem;
using http::Request;
using http::Response;
using protocol::EnrolmentState;
using protocol::Fault;

namespace {

Response note_of(std::string text)
{
    Response response;
    response.type = protocol::routes::kNoteType;
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = std::move(text);
    return response;
}

Response try_later(const protocol::Error& error)
{
    protocol::log::error("terminals", error.detail);
    Response response = problem(503, "This cannot be done now. Please ask again later.");
    response.headers.emplace_back("Retry-After", "2");
    return response;
}

Response offer(Registry& registry, const protocol::Clock& clock, const std::filesystem::path& tree,
               const std::string& id)
{
    if (!protocol::is_enrolment_id(id)) return problem(404, "There is no such code.");
    const auto found = Terminals(registry).by_code(id);
    if (!found) return try_later(found.error());
    if (!*found || !(*found)->code || clock.now() >= (*found)->code_until)
        return problem(404, "There is no such code, or it was used.");
    const auto root = trust_root(tree);
    if (!root) return try_later(root.error());
    const Terminal& terminal = **found;
    return note_of(protocol::make_offer(
        {id, *root, terminal.device, terminal.commune, terminal.hall, terminal.address, terminal.address},
        *terminal.code));
}

EnrolmentState state_of(const Terminal& terminal)
{
    if (terminal.state == TerminalState::Live) return EnrolmentState::Live;
    return terminal.state == TerminalState::Waiting ? EnrolmentState::Waiting : EnrolmentState::Refused;
}

Response enrol(Registry& registry, const protocol::SigningKey& receiver, const protocol::Clock& clock,
               Body& body)
{
    const auto note = body.read(protocol::limits::kEnrolment);
    if (!note) return problem(413, "An enrolment is at most 4 KiB.");
    const auto read = protocol::read_enrolment(*note);
    if (!read) return problem(400, "This is not an enrolment.");
    const auto terminal = Terminals(registry).enrol(*note, *read, clock.now());
    if (terminal) return note_of(protocol::sign_enrolled(*note, state_of(*terminal), receiver));
    switch (terminal.error().fault) {
        case Fault::NotFound:
        case Fault::Malformed:  // the code's proof does not hold
            return problem(403, "There is no such code.");
        case Fault::Refused:
            return problem(410, "The code was used, or its time is over.");
        default:
            return try_later(terminal.error());
    }
}

}  // namespace

void add_enrol_routes(http::Router& router, Registry& registry, const protocol::SigningKey& receiver,
                      const protocol::Clock& clock, const std::filesystem::path& tree)
{
    router.add("POST", "/v1/enrol",
               [&](const Request&, Body& body) { return enrol(registry, receiver, clock, body); });
    router.add("GET", "/v1/enrol/{id}", [&registry, &clock, tree](const Request& request, Body&) {
        return offer(registry, clock, tree, request.parameters.at("id"));
    });
}

}  // namespace province

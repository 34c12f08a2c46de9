#pragma once

namespace protocol {
class Clock;
class SigningKey;
}  // namespace protocol

namespace province {

class Registry;

namespace http {
class Router;
}

/// `PUT /v1/feedback/<sha256>` and its alias `POST /v1/feedback` with Idempotency-Key (protocol.md §5.5):
/// signed by a live terminal; 201 the first time, 200 every later time, 410 once removed, each with the same
/// signed receipt. All four must outlive the router.
void add_feedback_routes(http::Router& router, Registry& registry, const protocol::SigningKey& receiver,
                         const protocol::Clock& clock);

}  // namespace province

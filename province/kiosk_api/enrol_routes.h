#pragma once

#include <filesystem>

namespace protocol {
class Clock;
class SigningKey;
}  // namespace protocol

namespace province {

class Registry;

namespace http {
class Router;
}

/// `GET /v1/enrol/<id>`, what the holder of a code is offered, and `POST /v1/enrol` (protocol.md §8.7): the
/// same note again is answered the same, so that a lost answer costs nothing. All must outlive the router.
void add_enrol_routes(http::Router& router, Registry& registry, const protocol::SigningKey& receiver,
                      const protocol::Clock& clock, const std::filesystem::path& tree);

}  // namespace province

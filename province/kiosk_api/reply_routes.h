#pragma once

namespace province {

class Registry;

namespace http {
class Router;
}

/// `GET /v1/replies/<commune>/list` (ETag, 304) and `/v1/replies/<commune>/<lookup>.<k>` (protocol.md §5.4,
/// §8.14.12), signed by a live terminal of that commune. Both must outlive the router.
void add_reply_routes(http::Router& router, Registry& registry);

}  // namespace province

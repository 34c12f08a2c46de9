#pragma once

#include "province/kiosk_api/log_roots.h"
#include "province/kiosk_api/signed_door.h"

namespace protocol {
class Clock;
}

namespace province {

namespace http {
class Router;
}

/// `PUT /v1/beat/<device>/<n>` (protocol.md §8.8), signed by that device; answered by the receiver's word.
/// The root it names is compared with this log's at that size. All must outlive the router.
void add_beat_routes(http::Router& router, Registry& registry, const protocol::SigningKey& receiver,
                     const protocol::Clock& clock, LogRoots& roots);

}  // namespace province

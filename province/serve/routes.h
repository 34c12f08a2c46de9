#pragma once

#include <memory>
#include <string>

#include "protocol/base/clock.h"
#include "protocol/tlog/note.h"
#include "province/console/console.h"
#include "province/http/router.h"
#include "province/http/static_files.h"
#include "province/kiosk_api/log_roots.h"
#include "province/operations/health.h"
#include "province/operations/metrics.h"
#include "province/registry/registry.h"

namespace province {

/// What all requests share. Everything here must outlive the router.
struct Served {
    Registry& registry;
    const protocol::SigningKey& receiver;
    const protocol::Clock& clock;
    console::Console& console;
    http::StaticFiles& files;
    const Health& health;
    Metrics& metrics;
    LogRoots& roots;
    const DataFolder& data;
    const std::string& openapi;  ///< assets/api/openapi.json
};

/// Every address of the server: console, kiosks' calls, operations, and for the rest the static tree.
http::Router serve_router(const Served& served);

}  // namespace province

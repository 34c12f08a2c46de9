#pragma once

#include <string>

#include "province/operations/health.h"
#include "province/operations/metrics.h"

namespace province {

namespace http {
class Router;
}

/// `GET /healthz` (200 or 503, JSON), `GET /metrics` (Prometheus; nginx keeps it from strangers) and
/// `GET /v1/openapi.json`. Everything must outlive the router.
void add_operations_routes(http::Router& router, const Health& health, const Metrics& metrics,
                           const std::string& openapi);

/// Counts every answer and writes a line for those that change something, fail or take over a second.
/// `router` keeps a reference to `metrics`.
void watch_requests(http::Router& router, Metrics& metrics);

}  // namespace province

#include "province/operations/operations_routes.h"

#include <cstdio>
#include <fstream>

#include <dirent.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include "protocol/base/log.h"
#include "province/http/router.h"

namespace province {

using http::Body;
using http::Request;
using http::Response;

namespace {

constexpr std::chrono::seconds kSlow{1};

Response healthz(const Health& health)
{
    const auto state = health.look();
    const nlohmann::json body{{"status", state.good() ? "ok" : "failing"},
                              {"registry", state.registry},
                              {"log", state.log_size.has_value()},
                              {"disk", state.disk_free_bytes >= Health::kLeastFree_bytes}};
    Response response;
    response.status = state.good() ? 200 : 503;
    response.type = "application/json";
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = body.dump() + "\n";
    return response;
}

double resident_bytes()
{
    long pages = 0;
    long resident = 0;
    std::ifstream("/proc/self/statm") >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double open_files()
{
    DIR* folder = ::opendir("/proc/self/fd");
    if (folder == nullptr) return 0;
    double count = -3;  // ".", ".." and the folder itself
    while (::readdir(folder) != nullptr) ++count;
    ::closedir(folder);
    return count;
}

Response metrics_page(const Health& health, const Metrics& metrics)
{
    const auto state = health.look();
    Response response;
    response.type = "text/plain; version=0.0.4; charset=utf-8";
    response.headers.emplace_back("Cache-Control", "no-store");
    std::string& out = response.body;
    append_gauge(out, "commune_registry_up", "1 when the database answers.", state.registry ? 1 : 0);
    append_gauge(out, "commune_log_up", "1 when the checkpoint shown verifies.", state.log_size ? 1 : 0);
    append_gauge(out, "commune_log_size", "Entries in the log.",
                 static_cast<double>(state.log_size.value_or(0)));
    append_gauge(out, "commune_checkpoint_age_seconds", "Since the checkpoint was put there.",
                 static_cast<double>(state.checkpoint_age.count()));
    append_gauge(out, "commune_reports_taken", "Sealed reports ever taken.",
                 static_cast<double>(state.reports));
    append_gauge(out, "commune_disk_free_bytes", "Room left beside the tree.",
                 static_cast<double>(state.disk_free_bytes));
    append_gauge(out, "process_resident_memory_bytes", "Memory of this process.", resident_bytes());
    append_gauge(out, "process_open_fds", "Files and sockets this process holds.", open_files());
    out += metrics.text();
    return response;
}

}  // namespace

void add_operations_routes(http::Router& router, const Health& health, const Metrics& metrics,
                           const std::string& openapi)
{
    router.add("GET", "/healthz", [&health](const Request&, Body&) { return healthz(health); });
    router.add("GET", "/metrics", [&](const Request&, Body&) { return metrics_page(health, metrics); });
    router.add("GET", "/v1/openapi.json", [&openapi](const Request&, Body&) {
        Response response;
        response.type = "application/json";
        response.headers.emplace_back("Cache-Control", "public, max-age=3600");
        response.body = openapi;
        return response;
    });
}

void watch_requests(http::Router& router, Metrics& metrics)
{
    router.watch([&metrics](const http::Router::Answered& answered) {
        using protocol::log::Level;
        metrics.count(answered);
        const bool changes = answered.method != "GET" && answered.method != "HEAD";
        const bool failed = answered.status >= 500;
        const bool slow = answered.time > kSlow;
        if (!changes && !failed && !slow) return;
        protocol::log::event(failed ? Level::Error
                             : slow ? Level::Warning
                                    : Level::Info,
                             "http", "request",
                             {{"method", answered.method},
                              {"route", answered.route.empty() ? "none" : answered.route},
                              {"status", answered.status},
                              {"us", answered.time.count()}});
    });
}

}  // namespace province

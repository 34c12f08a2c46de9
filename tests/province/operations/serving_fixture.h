#pragma once

#include <memory>
#include <string>

#include "province/config/config.h"
#include "province/console/open.h"
#include "province/kiosk_api/key_files.h"
#include "province/serve/routes.h"
#include "tests/province/http/raw_client.h"
#include "tests/province/http/running_server.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/places.h"
#include "tests/support/test_registry.h"

/// Everything `serve` answers, over a province of its own.
struct ServingFixture : ProvinceFixture {
    ServingFixture()
    {
        console = need(province::console::open_console(data(), config, registry, clock, places::assets()));
        router = province::serve_router(
            {registry, receiver, clock, *console, files, health, metrics, roots, folder, openapi});
    }
    province::http::Handler handler()
    {
        return [this](const province::http::Request& request, province::http::Body& body) {
            return router.answer(request, body);
        };
    }

    protocol::ManualClock clock{now()};
    province::Config config = need(province::load_config(data().root));
    province::Registry registry = need(province::Registry::open(registry_in(data().root)));
    protocol::SigningKey receiver = need(province::read_signing_key((data().keys() / "receiver").string()));
    std::unique_ptr<province::console::Console> console;
    province::http::StaticFiles files{data().tree().string()};
    province::Health health = need(province::Health::open(data(), registry, clock));
    province::Metrics metrics;
    province::DataFolder folder = data();
    province::LogRoots roots{folder.state()};
    std::string openapi = need(province::read_file(places::assets() + "/api/openapi.json", 1u << 20));
    province::http::Router router;
};

#include "province/serve/serve.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>

#include <unistd.h>
#include <CLI/CLI.hpp>

#include "protocol/base/clock.h"
#include "protocol/base/log.h"
#include "protocol/base/strings.h"
#include "province/config/config.h"
#include "province/console/open.h"
#include "province/files/files.h"
#include "province/http/server.h"
#include "province/kiosk_api/key_files.h"
#include "province/kiosk_api/listen_address.h"
#include "province/serve/routes.h"
#include "province/serve/upkeep.h"
#include "province/text/give_up.h"
#include "province/text/texts.h"

namespace province {

namespace {

constexpr int kAddressTaken = 3;
constexpr std::size_t kOpenApi = 1u << 20;

/// SIGTERM and SIGINT are taken by one waiting thread instead of a handler: nothing is interrupted half-way.
/// Must run before any other thread begins, since threads inherit the mask.
sigset_t block_signals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    return set;
}

void serve(const std::string& data, const std::string& listen)
{
    const protocol::Strings& words = texts();
    const auto address = parse_listen_address(listen);
    if (!address) give_up(kWrongUse, words.fill("serve.bad_address", {{"address", listen}}));
    if (!is_loopback(*address)) give_up(kWrongUse, words.fill("serve.not_loopback", {{"address", listen}}));
    const std::string tree = data + "/tree";
    if (!std::filesystem::is_directory(tree))
        give_up(kWrongUse, words.fill("serve.no_tree", {{"folder", tree}}));
    const std::string key_path = data + "/keys/receiver";
    const auto receiver = read_signing_key(key_path);
    if (!receiver) give_up(kWrongUse, words.fill("serve.no_key", {{"file", key_path}}));

    const sigset_t signals = block_signals();
    const auto config = load_config(data);
    if (!config) give_up(kWrongUse, words.fill("serve.bad_config", {{"why", config.error().detail}}));
    auto registry = Registry::open(config->registry);
    if (!registry) give_up(1, words.fill("serve.no_registry", {{"why", registry.error().detail}}));

    const protocol::SystemClock clock;
    http::StaticFiles files(tree);
    auto pages = console::open_console(DataFolder{data}, *config, *registry, clock, assets_folder());
    if (!pages) give_up(1, words.fill("serve.no_console", {{"why", pages.error().detail}}));
    const auto health = Health::open(DataFolder{data}, *registry, clock);
    if (!health) give_up(1, words.fill("failed", {{"why", health.error().detail}}));
    const auto openapi = read_file(assets_folder() / "api/openapi.json", kOpenApi);
    if (!openapi) give_up(1, words.fill("failed", {{"why", openapi.error().detail}}));
    Metrics metrics;
    const DataFolder folder{data};
    LogRoots roots(folder.state());
    const http::Router router = serve_router(
        {*registry, *receiver, clock, **pages, files, *health, metrics, roots, folder, *openapi});
    auto server = http::Server::bind(
        address->host, address->port,
        [&router](const http::Request& request, http::Body& body) { return router.answer(request, body); });
    if (!server) give_up(kAddressTaken, words.fill("serve.address_taken", {{"address", address->text()}}));

    const Upkeep upkeep(*registry, folder, *config, clock);
    const std::string where = ListenAddress{address->host, server->port()}.text();
    std::jthread serving([&server] {
        server->run();
        ::kill(::getpid(), SIGTERM);  // it never ends by itself; should it, the wait below must end too
    });
    std::printf("%s\n", words.fill("serve.ready", {{"address", where}}).c_str());
    std::fflush(stdout);
    int signal = 0;
    ::sigwait(&signals, &signal);
    server->stop();
}

}  // namespace

void add_serve(CLI::App& app)
{
    const protocol::Strings& words = texts();
    CLI::App* command = app.add_subcommand("serve", std::string(words.get("serve.about")));
    command->footer(std::string(words.get("serve.examples")));
    struct Options {
        std::string data;
        std::string listen = "127.0.0.1:8460";
        std::string log = "text";
    };
    const auto options = std::make_shared<Options>();
    command->add_option("--data", options->data, std::string(words.get("serve.option.data")))
        ->required()
        ->type_name("DATA");
    command->add_option("--listen", options->listen, std::string(words.get("serve.option.listen")))
        ->type_name("HOST:PORT")
        ->capture_default_str();
    command->add_option("--log", options->log, std::string(words.get("serve.option.log")))
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("text|json")
        ->capture_default_str();
    command->callback([options] {
        protocol::log::use_json(options->log == "json");
        serve(options->data, options->listen);
    });
}

}  // namespace province

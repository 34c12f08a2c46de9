#include "province/init/command.h"

#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>

#include "province/config/config.h"
#include "province/init/create_province.h"
#include "province/init/demo_people.h"
#include "province/text/give_up.h"
#include "province/text/texts.h"

namespace province {

namespace {

void init(const ProvinceOptions& options)
{
    const auto law = load_rule_book(assets_folder() / "law");
    if (!law) give_up(1, texts().fill("failed", {{"why", law.error().detail}}));
    const auto created = create_province(options, *law, protocol::SystemClock{}.now());
    const auto place = options.place.string();
    if (!created && created.error().fault == protocol::Fault::Refused)
        give_up(2, texts().fill("init.exists", {{"folder", place}}));
    if (!created) give_up(1, texts().fill("failed", {{"why", created.error().detail}}));
    const auto words = texts().fill("init.done", {{"folder", place},
                                                  {"province", law->province_name},
                                                  {"units", std::to_string(law->units.size())},
                                                  {"bodies", std::to_string(created->bodies)},
                                                  {"size", std::to_string(created->log_size)},
                                                  {"pin", created->trust_pin}});
    std::printf("%s\n", words.c_str());
    if (!options.demo) return;
    const DataFolder data{options.place / "province"};
    const auto config = load_config(data.root);
    if (!config) give_up(1, texts().fill("failed", {{"why", config.error().detail}}));
    auto registry = Registry::open(config->registry);
    const auto people = registry ? add_demo_people(*registry, data, protocol::SystemClock{}.now())
                                 : protocol::Result<void>{tl::unexpected{registry.error()}};
    if (!people) give_up(1, texts().fill("failed", {{"why", people.error().detail}}));
    std::printf("%s\n",
                texts().fill("init.demo_done", {{"folder", place}, {"password", kDemoPassword}}).c_str());
}

}  // namespace

void add_init(CLI::App& app)
{
    const auto word = [](std::string_view key) { return std::string{texts().get(key)}; };
    auto* command = app.add_subcommand("init", word("init.about"));
    command->footer(word("init.examples"));
    const auto options = std::make_shared<ProvinceOptions>();
    const auto place = std::make_shared<std::string>();
    command->add_option("--data", *place, word("init.option.data"))->required()->type_name("X");
    command->add_flag("--demo", options->demo, word("init.option.demo"));
    command->add_option("--log-host", options->log_host, word("init.option.log_host"))
        ->type_name("HOST")
        ->capture_default_str();
    command->add_option("--log-year", options->log_year, word("init.option.log_year"))
        ->type_name("YYYY")
        ->check(CLI::Range(2024, 2999))
        ->capture_default_str();
    command->add_option("--registry", options->registry, word("init.option.registry"))->type_name("ADDRESS");
    command->add_option("--address", options->address, word("init.option.address"))
        ->type_name("URL")
        ->capture_default_str();
    command->callback([options, place] {
        options->place = *place;
        init(*options);
    });
}

}  // namespace province

#include "province/backup/command.h"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "province/backup/backup.h"
#include "province/backup/restored.h"
#include "province/backup/to_redo.h"
#include "province/config/config.h"
#include "province/registry/registry.h"
#include "province/text/texts.h"

namespace province {

namespace {

[[noreturn]] void give_up(const protocol::Error& error)
{
    const bool busy = error.fault == protocol::Fault::Busy;
    const auto words =
        busy ? std::string{texts().get("publish.busy")} : texts().fill("failed", {{"why", error.detail}});
    std::fprintf(stderr, "%s\n", words.c_str());
    throw CLI::RuntimeError(1);
}

void need_province(const std::string& folder)
{
    if (std::filesystem::is_directory(DataFolder{folder}.tree())) return;
    std::fprintf(stderr, "%s\n", texts().fill("no_province", {{"folder", folder}}).c_str());
    throw CLI::RuntimeError(2);
}

void say(std::string_view key, const BackupReport& report, const std::string& folder)
{
    const auto words = texts().fill(key, {{"folder", folder},
                                          {"files", std::to_string(report.files)},
                                          {"size", std::to_string(report.log_size)},
                                          {"mb", std::to_string((report.bytes + 999'999) / 1'000'000)}});
    std::printf("%s\n", words.c_str());
}

struct Options {
    std::string data, folder;
    std::vector<std::string> seen, copies;
};

void backup(const Options& options)
{
    need_province(options.data);
    const auto made = make_backup({options.data}, options.folder);
    if (!made) give_up(made.error());
    say("backup.done", *made, options.folder);
}

/// The registry is as old as the backup: what people did since has to be done again, first of all what was to
/// keep somebody out.
void say_what_to_redo(const DataFolder& data)
{
    const auto config = load_config(data.root);
    if (!config) give_up(config.error());
    auto registry = Registry::open(config->registry);
    if (!registry) give_up(registry.error());
    const auto words = words_to_redo(*registry);
    if (!words) give_up(words.error());
    std::fwrite(words->data(), 1, words->size(), stdout);
}

void restore(const Options& options)
{
    const auto made = restore_backup(options.folder, {options.data});
    if (!made) give_up(made.error());
    say("restore.done", *made, options.data);
    say_what_to_redo({options.data});
}

void reopen(const Options& options)
{
    need_province(options.data);
    const DataFolder data{options.data};
    const auto config = load_config(data.root);
    if (!config) give_up(config.error());
    auto registry = Registry::open(config->registry);
    if (!registry) give_up(registry.error());
    const auto heard = heard_since_restore(data, *registry);
    if (!heard) give_up(heard.error());
    const std::vector<std::filesystem::path> seen(options.seen.begin(), options.seen.end());
    const std::vector<std::filesystem::path> copies(options.copies.begin(), options.copies.end());
    const auto opened = reopen_log(data, *heard, seen, copies);
    if (!opened) give_up(opened.error());
    std::printf("%s\n", texts()
                            .fill("reopen.done", {{"size", std::to_string(opened->size)},
                                                  {"n", std::to_string(opened->recovered)}})
                            .c_str());
}

}  // namespace

void add_backup(CLI::App& app)
{
    const auto word = [](std::string_view key) { return std::string{texts().get(key)}; };
    const auto options = std::make_shared<Options>();
    const auto add = [&](const std::string& name) {
        auto* command = app.add_subcommand(name, word(name + ".about"));
        command->footer(word(name + ".examples"));
        command->add_option("--data", options->data, word(name + ".option.data"))
            ->required()
            ->type_name("DATA");
        return command;
    };
    auto* one = add("backup");
    one->add_option("--to", options->folder, word("backup.option.to"))->required()->type_name("DIR");
    one->callback([options] { backup(*options); });
    auto* two = add("restore");
    two->add_option("--from", options->folder, word("restore.option.from"))->required()->type_name("DIR");
    two->callback([options] { restore(*options); });
    auto* three = add("reopen");
    three->add_option("--seen", options->seen, word("reopen.option.seen"))->type_name("CHECKPOINT");
    three->add_option("--copy", options->copies, word("reopen.option.copy"))->type_name("TREE");
    three->callback([options] { reopen(*options); });
}

}  // namespace province

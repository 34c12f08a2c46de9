#include <cstdio>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include <sys/resource.h>
#include <sys/stat.h>

#include "province/backup/command.h"
#include "province/feedback/commands.h"
#include "province/fsck/command.h"
#include "province/init/command.h"
#include "province/people/commands.h"
#include "province/people/key_command.h"
#include "province/people/recovery_command.h"
#include "province/phone_pages/command.h"
#include "province/publish/command.h"
#include "province/serve/serve.h"
#include "province/text/texts.h"

namespace {

/// The language must be known before the help texts are made, so it is looked for ahead of the real parse.
std::string language_of(int count, char** arguments)
{
    std::string language = "vi";
    for (int i = 1; i < count; ++i) {
        const std::string_view argument{arguments[i]};
        if (argument == "--") break;
        if (argument == "--lang" && i + 1 < count) language = arguments[i + 1];
        if (argument.starts_with("--lang=")) language = argument.substr(7);
    }
    return language;
}

}  // namespace

int main(int count, char** arguments)
{
    // What is published is for everybody to read, whoever publishes; keys are written with modes of their
    // own.
    ::umask(022);
    // A core file could hold an opened report or a key.
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    auto language = language_of(count, arguments);
    if (language != "vi" && language != "en") language = "vi";
    if (const auto loaded = province::load_texts(language); !loaded) {
        std::fprintf(stderr, "commune-province: %s\n", loaded.error().detail.c_str());
        return 1;
    }
    const auto word = [](std::string_view key) { return std::string{province::texts().get(key)}; };
    CLI::App app{word("about"), "commune-province"};
    app.set_help_flag("-h,--help", word("option.help"));
    app.set_version_flag("--version", "commune-province " COMMUNE_VERSION, word("option.version"));
    app.add_option("--lang", language, word("option.lang"))
        ->check(CLI::IsMember({"vi", "en"}))
        ->type_name("vi|en");
    app.require_subcommand(1);
    app.fallthrough();
    app.footer(word("examples"));
    province::add_init(app);
    province::add_publish(app);
    province::add_serve(app);
    province::add_feedback(app);
    province::add_pages(app);
    province::add_fsck(app);
    province::add_backup(app);
    province::add_user(app);
    province::add_body(app);
    province::add_key(app);
    province::add_audit(app);
    province::add_recovery(app);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0
                   ? 0
                   : (dynamic_cast<const CLI::RuntimeError*>(&error) != nullptr ? error.get_exit_code() : 2);
    }
    return 0;
}

#include "province/phone_pages/command.h"

#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>

#include "province/publish/log_writer.h"
#include "province/text/texts.h"

namespace province {

namespace {

void pages(const std::string& folder)
{
    const DataFolder data{folder};
    if (!std::filesystem::is_directory(data.tree())) {
        std::fprintf(stderr, "%s\n", texts().fill("no_province", {{"folder", folder}}).c_str());
        throw CLI::RuntimeError(2);
    }
    auto writer = LogWriter::open(data);
    const auto written =
        writer ? writer->write_pages() : protocol::Result<std::size_t>{tl::unexpected{writer.error()}};
    if (!written) {
        const bool busy = written.error().fault == protocol::Fault::Busy;
        const auto words = busy ? std::string{texts().get("publish.busy")}
                                : texts().fill("failed", {{"why", written.error().detail}});
        std::fprintf(stderr, "%s\n", words.c_str());
        throw CLI::RuntimeError(1);
    }
    std::printf("%s\n", texts().fill("pages.done", {{"n", std::to_string(*written)}}).c_str());
}

}  // namespace

void add_pages(CLI::App& app)
{
    const auto word = [](std::string_view key) { return std::string{texts().get(key)}; };
    auto* command = app.add_subcommand("pages", word("pages.about"));
    command->footer(word("pages.examples"));
    const auto data = std::make_shared<std::string>();
    command->add_option("--data", *data, word("fsck.option.data"))->required()->type_name("DATA");
    command->callback([data] { pages(*data); });
}

}  // namespace province

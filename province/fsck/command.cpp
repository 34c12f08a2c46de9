#include "province/fsck/command.h"

#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>

#include "province/fsck/fsck.h"
#include "province/text/texts.h"

namespace province {

namespace {

void fsck(const std::string& folder)
{
    const DataFolder data{folder};
    if (!std::filesystem::is_directory(data.tree())) {
        std::fprintf(stderr, "%s\n", texts().fill("no_province", {{"folder", folder}}).c_str());
        throw CLI::RuntimeError(2);
    }
    const auto report = check_province(data);
    if (!report) {
        const bool busy = report.error().fault == protocol::Fault::Busy;
        const auto words = busy ? std::string{texts().get("publish.busy")}
                                : texts().fill("failed", {{"why", report.error().detail}});
        std::fprintf(stderr, "%s\n", words.c_str());
        throw CLI::RuntimeError(1);
    }
    for (const auto& defect : report->defects) {
        auto words = texts().fill("fsck.defect." + defect.kind, {{"what", defect.what}});
        if (!defect.why.empty()) words += " (" + defect.why + ")";
        std::fprintf(stderr, "%s\n", words.c_str());
    }
    const auto counts = texts().fill("fsck.counts", {{"entries", std::to_string(report->entries)},
                                                     {"tiles", std::to_string(report->tiles)},
                                                     {"blobs", std::to_string(report->blobs)},
                                                     {"erased", std::to_string(report->erased)},
                                                     {"packs", std::to_string(report->packs)},
                                                     {"pages", std::to_string(report->pages)}});
    std::printf("%s\n", counts.c_str());
    if (!report->defects.empty()) {
        const auto n = std::to_string(report->defects.size());
        std::fprintf(stderr, "%s\n", texts().fill("fsck.bad", {{"n", n}}).c_str());
        throw CLI::RuntimeError(1);
    }
    std::printf("%s\n", std::string{texts().get("fsck.good")}.c_str());
}

}  // namespace

void add_fsck(CLI::App& app)
{
    const auto word = [](std::string_view key) { return std::string{texts().get(key)}; };
    auto* command = app.add_subcommand("fsck", word("fsck.about"));
    command->footer(word("fsck.examples"));
    const auto data = std::make_shared<std::string>();
    command->add_option("--data", *data, word("fsck.option.data"))->required()->type_name("DATA");
    command->callback([data] { fsck(*data); });
}

}  // namespace province

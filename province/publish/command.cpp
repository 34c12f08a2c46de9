#include "province/publish/command.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include <CLI/CLI.hpp>

#include "province/files/files.h"
#include "province/publish/composer.h"
#include "province/publish/log_writer.h"
#include "province/publish/sources.h"
#include "province/text/give_up.h"
#include "province/text/texts.h"

namespace province {

namespace {

constexpr std::size_t kKeyFile = 4096;

struct Options {
    std::vector<std::string> paths;
    std::string data, as, keys;
};

[[noreturn]] void explain(const protocol::Error& error)
{
    if (error.fault == protocol::Fault::Busy) give_up(kFailed, std::string{texts().get("publish.busy")});
    give_up(kFailed, texts().fill("failed", {{"why", error.detail}}));
}

/// Ends the run when something is wrong with the sources: nothing of them is published.
void stop_at(Problems& problems)
{
    if (problems.none()) return;
    problems.sort();
    for (const auto& problem : problems.problems()) std::fprintf(stderr, "%s\n", problem.text().c_str());
    give_up(kWrongUse, texts().fill("publish.nothing", {{"n", std::to_string(problems.problems().size())}}));
}

protocol::SigningKey publisher_key(const Options& options, const DataFolder& data, const LogWriter& writer,
                                   const std::string& body)
{
    const auto known = writer.keys().publishers(body);
    if (known.empty()) give_up(kWrongUse, texts().fill("publish.no_body", {{"body", body}}));
    const OfficeFolder office{options.keys.empty() ? data.offices() : std::filesystem::path{options.keys},
                              body};
    const auto file = office.publisher().string();
    const auto text = read_file(office.publisher(), kKeyFile);
    if (!text) give_up(kWrongUse, texts().fill("publish.no_key", {{"file", file}, {"body", body}}));
    auto key = protocol::SigningKey::parse(*text);
    if (!key || std::find(known.begin(), known.end(), key->vkey()) == known.end())
        give_up(kWrongUse, texts().fill("publish.wrong_key", {{"file", file}, {"body", body}}));
    return std::move(*key);
}

void say_published(const std::string& body, std::size_t records, std::uint64_t size)
{
    const auto words = texts().fill(
        "publish.done", {{"n", std::to_string(records)}, {"body", body}, {"size", std::to_string(size)}});
    std::printf("%s\n", words.c_str());
}

void publish(const Options& options)
{
    const DataFolder data{options.data};
    if (!std::filesystem::is_directory(data.tree()))
        give_up(kWrongUse, texts().fill("no_province", {{"folder", options.data}}));
    const auto law = load_rule_book(assets_folder() / "law");
    if (!law) explain(law.error());

    const auto today = protocol::local_date(protocol::SystemClock{}.now());
    Problems problems;
    const std::vector<std::filesystem::path> paths{options.paths.begin(), options.paths.end()};
    const auto drafts = read_sources(find_sources(paths, problems), today, *law, problems);
    const auto body =
        problems.none() ? publishing_body(options.as, law->province_code, drafts, problems) : "";
    for (const auto& notice : problems.notices()) std::fprintf(stderr, "%s\n", notice.text().c_str());
    stop_at(problems);

    auto writer = LogWriter::open(data);
    if (!writer) explain(writer.error());
    const auto key = publisher_key(options, data, *writer, body);
    if (const auto& finished = writer->finished()) {
        std::printf("%s\n", texts()
                                .fill("publish.finished_earlier",
                                      {{"n", std::to_string(finished->size - finished->first)}})
                                .c_str());
        if (finished->digest == batch_digest(body, drafts))
            return say_published(body, drafts.size(), static_cast<std::uint64_t>(finished->size));
    }
    const auto batch = Composer{*writer, body, key, today}.compose(drafts, problems);
    if (!batch) explain(batch.error());
    stop_at(problems);
    const auto checkpoint = writer->append(*batch);
    if (!checkpoint) explain(checkpoint.error());
    say_published(body, drafts.size(), checkpoint->size);
}

}  // namespace

void add_publish(CLI::App& app)
{
    const auto word = [](std::string_view key) { return std::string{texts().get(key)}; };
    auto* command = app.add_subcommand("publish", word("publish.about"));
    command->footer(word("publish.examples"));
    const auto options = std::make_shared<Options>();
    command->add_option("path", options->paths, word("publish.option.path"))->required()->type_name("PATH");
    command->add_option("--data", options->data, word("publish.option.data"))->required()->type_name("DATA");
    command->add_option("--as", options->as, word("publish.option.as"))->type_name("BODY");
    command->add_option("--keys", options->keys, word("publish.option.keys"))->type_name("DIR");
    command->callback([options] { publish(*options); });
}

}  // namespace province

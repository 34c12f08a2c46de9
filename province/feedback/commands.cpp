#include "province/feedback/commands.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "protocol/base/clock.h"
#include "protocol/base/strings.h"
#include "protocol/limits.h"
#include "protocol/trust/key_names.h"
#include "province/config/config.h"
#include "province/feedback/desk.h"
#include "province/feedback/wording.h"
#include "province/publish/log_keys.h"
#include "province/registry/accounts.h"
#include "province/registry/inbox.h"
#include "province/registry/registry.h"
#include "province/text/command_words.h"

namespace province {

using protocol::Error;
using protocol::Fault;

namespace {

struct Options {
    std::string data;
    std::string keys;
    std::string body;
    std::string by;
    std::string report;
    std::string status = "answered";
    std::string text;
    std::string file;
};

[[noreturn]] void explain(const Error& error)
{
    const protocol::Strings& words = texts();
    switch (error.fault) {
        case Fault::NotFound:
            give_up(1, words.fill("feedback.error.not_found", {{"why", error.detail}}));
        case Fault::Refused:
            give_up(1, words.fill("feedback.error.refused", {{"why", error.detail}}));
        case Fault::Malformed:
            give_up(1, words.fill("feedback.error.malformed", {{"why", error.detail}}));
        case Fault::Busy:
            give_up(1, words.fill("feedback.error.busy", {{"why", error.detail}}));
        default:
            give_up(1, words.fill("feedback.error.storage", {{"why", error.detail}}));
    }
}

template <class T>
T need(protocol::Result<T> result)
{
    if (!result) explain(result.error());
    return std::move(*result);
}

std::string keys_folder(const Options& options)
{
    if (!options.keys.empty()) return options.keys;
    // The demo's layout (protocol.md §8.14.4): offices/ stands beside province/.
    std::error_code ignored;
    const auto data = std::filesystem::weakly_canonical(options.data, ignored);
    const auto beside = data.parent_path() / "offices";
    if (std::filesystem::is_directory(beside, ignored)) return beside.string();
    give_up(2, std::string(texts().get("feedback.error.no_keys")));
}

/// The database and the office's keys, for the length of one command.
struct Session {
    explicit Session(const Options& options)
        : law(need(protocol::load_law_book(assets_folder() / "law"))),
          registry(need(Registry::open(registry_of(options)))),
          desk(need(Desk::open(registry, law, keys_folder(options), options.body)))
    {
        need(desk.sort());
    }
    static std::string registry_of(const Options& options)
    {
        const protocol::Strings& words = texts();
        if (!protocol::valid_body(options.body))
            give_up(2, words.fill("feedback.error.bad_body", {{"body", printable(options.body)}}));
        const auto config = need(load_config(options.data));
        if (!is_postgresql(config.registry) && !std::filesystem::is_regular_file(config.registry))
            give_up(2, words.fill("feedback.error.no_registry", {{"file", config.registry}}));
        return config.registry;
    }
    protocol::LawBook law;
    Registry registry;
    Desk desk;
};

/// Everything, in order of arrival.
const Inbox::Filter kEverything{Inbox::Show::ByArrival, {}, {}, {}, {}, {}, {}};
constexpr int kMostListed = 1'000'000;

/// Whose reading or answer it is: somebody of this desk, for the audit log. A shell proves no person; who has
/// it and the office's keys is asked to say who works.
Act act(Session& session, const Options& options)
{
    const auto account = need(Accounts(session.registry).find(options.by));
    if (!account || account->disabled_at || !account->roles_for(options.body).has(Role::Desk))
        give_up(
            2, texts().fill("feedback.error.by", {{"login", printable(options.by)}, {"body", options.body}}));
    return {protocol::SystemClock{}.now(), options.by, options.body, {}, {}};
}

void list(const Options& options)
{
    Session session(options);
    const auto items =
        need(Inbox(session.registry).list(options.body, kEverything, std::nullopt, kMostListed));
    const std::string text = list_text(items, texts());
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (items.empty()) std::fprintf(stderr, "%s\n", std::string(texts().get("feedback.none")).c_str());
}

void show(const Options& options)
{
    Session session(options);
    const Act reading = act(session, options);
    const std::string text =
        report_text(need(session.desk.show(need(session.desk.line(options.report)), reading)), texts());
    std::fwrite(text.data(), 1, text.size(), stdout);
}

std::string answer_text(const Options& options)
{
    const protocol::Strings& words = texts();
    if (options.text.empty() == options.file.empty())
        give_up(2, std::string(words.get("feedback.error.one_text")));
    if (options.file.empty()) return options.text;
    std::ifstream file(options.file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (!file || text.size() > protocol::limits::kReplyText)
        give_up(2, words.fill("feedback.error.file", {{"file", options.file}}));
    return text;
}

void answer(const Options& options)
{
    if (!is_case_state(options.status))
        give_up(2, texts().fill("feedback.error.bad_status", {{"status", printable(options.status)}}));
    const std::string text = answer_text(options);
    Session session(options);
    const Act answering = act(session, options);
    if (need(is_revoked(session.desk.signer(), DataFolder{options.data})))
        give_up(1, texts().fill("feedback.error.revoked", {{"body", options.body}}));
    const int k = need(session.desk.answer(need(session.desk.line(options.report)), 0,
                                           {options.status, {}, text, {}}, answering));
    const std::string done =
        texts().fill("feedback.answered", {{"report", options.report}, {"k", std::to_string(k)}});
    std::printf("%s\n", done.c_str());
}

CLI::App* add_command(CLI::App& parent, std::string_view name, const std::shared_ptr<Options>& options)
{
    const std::string key = "feedback." + std::string(name);
    CLI::App* command = parent.add_subcommand(std::string(name), word(key + ".about"));
    command->footer(word(key + ".examples"));
    command->add_option("--data", options->data, word("feedback.option.data"))->required()->type_name("DATA");
    command->add_option("--keys", options->keys, word("feedback.option.keys"))->type_name("DIR");
    command->add_option("--as", options->body, word("feedback.option.as"))->required()->type_name("BODY");
    return command;
}

}  // namespace

void add_feedback(CLI::App& app)
{
    CLI::App* feedback = app.add_subcommand("feedback", word("feedback.about"));
    feedback->require_subcommand(1);
    feedback->footer(word("feedback.examples"));
    const auto options = std::make_shared<Options>();

    add_command(*feedback, "list", options)->callback([options] { list(*options); });

    const auto asks_who = [&options](CLI::App* command) {
        command->add_option("--by", options->by, word("feedback.option.by"))->required()->type_name("LOGIN");
    };
    CLI::App* shown = add_command(*feedback, "show", options);
    asks_who(shown);
    shown->add_option("report", options->report, word("feedback.option.report_or_next"))->type_name("REPORT");
    shown->callback([options] { show(*options); });

    CLI::App* answered = add_command(*feedback, "answer", options);
    asks_who(answered);
    answered->add_option("report", options->report, word("feedback.option.report"))
        ->required()
        ->type_name("REPORT");
    answered->add_option("--status", options->status, word("feedback.option.status"))
        ->type_name("STATUS")
        ->capture_default_str();
    answered->add_option("--text", options->text, word("feedback.option.text"))->type_name("TEXT");
    answered->add_option("--file", options->file, word("feedback.option.file"))->type_name("FILE");
    answered->callback([options] { answer(*options); });
}

}  // namespace province

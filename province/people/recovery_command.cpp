#include "province/people/recovery_command.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>

#include "protocol/trust/key_names.h"
#include "province/drafting/publish_draft.h"
#include "province/files/files.h"
#include "province/files/staged_files.h"
#include "province/kiosk_api/key_files.h"
#include "province/people/at_work.h"
#include "province/people/office_keys.h"
#include "province/people/paper_key.h"
#include "province/publish/log_keys.h"
#include "province/registry/audit.h"
#include "province/registry/recoveries.h"
#include "province/text/command_words.h"

namespace province {

namespace {

constexpr int kShownDays = 30;
constexpr unsigned kSecretFolder = 0700;
constexpr unsigned kSecretFile = 0600;

struct Options {
    std::string data, body, with, keys, to;
};

constexpr std::string_view kWhy = "recovery.error.failed";

template <class T>
T need(protocol::Result<T> result)
{
    return value_or_end(std::move(result), kWhy);
}

struct Session : AtWork {
    explicit Session(const Options& options) : AtWork(options.data, kWhy) {}
    std::string name(std::string_view body) { return AtWork::name(body, kWhy); }
};

/// Both key files of the desk, as the office has them.
std::vector<BodyKey> desk_keys(const Session& session, const Options& options)
{
    const std::filesystem::path offices =
        options.keys.empty() ? session.data.offices() : std::filesystem::path{options.keys};
    return need(office_keys(offices, options.body, Roles{Role::Desk}));
}

void make(const Options& options)
{
    const auto comma = options.with.find(',');
    if (comma == std::string::npos) give_up(kWrongUse, word("recovery.error.two_bodies"));
    const std::string first = options.with.substr(0, comma), second = options.with.substr(comma + 1);
    Session session(options);
    const auto made = make_paper_key(options.body, first, second, desk_keys(session, options), session.now);
    if (!made) give_up(kWrongUse, word("recovery.error.two_bodies"));
    need(Recoveries(session.registry).put(made->recovery, {session.now, {}, options.body, {}, {}}));
    for (const auto& [body, half] :
         {std::pair{first, &made->paper.first}, std::pair{second, &made->paper.second}})
        say(texts().fill("recovery.half", {{"body", session.name(body)}, {"half", half->groups().view()}}));
    say(word("recovery.made"));
}

protocol::EnrolmentCode read_half(Session& session, std::string_view body)
{
    std::fprintf(stderr, "%s: ", texts().fill("recovery.type", {{"body", session.name(body)}}).c_str());
    std::string line;
    std::getline(std::cin, line);
    const auto half = protocol::EnrolmentCode::parse(line);
    protocol::wipe(line);
    if (!half) give_up(kFailed, texts().fill("recovery.error.wrong_half", {{"body", session.name(body)}}));
    return *half;
}

/// A bulletin of the registrar's, on every screen of the province for a month and in the log for ever: who
/// used the paper of which body, and when. Nothing is opened before it stands there.
void publish_use(Session& session, const Recovery& recovery, std::string_view use)
{
    const auto day = protocol::local_date(session.now);
    const auto until = protocol::add_days(day, kShownDays);
    const auto time = protocol::local_time(session.now);
    char hour[8];
    std::snprintf(hour, sizeof hour, "%02d:%02d", time.hour, time.minute);
    const auto fill = [&](const std::string& key) {
        return page_texts().fill(key, {{"body", session.name(recovery.body)},
                                       {"first", session.name(recovery.first_body)},
                                       {"second", session.name(recovery.second_body)},
                                       {"when", std::string(hour) + ", " + protocol::format_date(day)}});
    };
    const std::string from = protocol::format_date(day), end = protocol::format_date(until);
    const std::string key = "recovery.record." + std::string(use);
    const std::string source = "+++\nkind = \"bulletin\"\ntitle = \"" + fill(key + ".title") +
                               "\"\nscope = \"province\"\nfrom = \"" + from + "\"\nuntil = \"" + end +
                               "\"\nlevel = \"info\"\nstart = \"" + from + " 00:00\"\nend = \"" + end +
                               " 23:59\"\ntext = \"" + fill(key) + "\"\n+++\n";
    const auto registrar = need(read_signing_key((session.data.keys() / "registrar").string()));
    const std::string name =
        "khoa-giay-" + recovery.body + "-" + std::to_string(protocol::unix_seconds(session.now));
    const auto published = need(publish_source(session.data, name, source, {},
                                               protocol::registrar_body(session.law.province_code), registrar,
                                               day, session.law));
    if (!published.problems.empty()) give_up(kFailed, published.problems.front().sentence);
    say(texts().fill("recovery.published", {{"record", published.record}}));
}

/// Asks for both halves, makes the use public, opens, and proves the keys against the log.
std::vector<BodyKey> use_paper(Session& session, const Options& options, std::string_view use)
{
    const auto recovery = need(Recoveries(session.registry).of(options.body));
    if (!recovery) give_up(kFailed, texts().fill("recovery.error.none", {{"body", options.body}}));
    const auto first = read_half(session, recovery->first_body);
    const PaperKey paper{first, read_half(session, recovery->second_body)};
    const auto wrong = wrong_half(*recovery, paper);
    if (wrong != WrongHalf::NoneWrong)
        give_up(kFailed,
                texts().fill("recovery.error.wrong_half",
                             {{"body", session.name(wrong == WrongHalf::First ? recovery->first_body
                                                                              : recovery->second_body)}}));
    publish_use(session, *recovery, use);
    need(Audit(session.registry)
             .note({session.now, {}, options.body, "recovery." + std::string(use), options.body}));
    auto keys = need(open_recovery(*recovery, paper));
    const auto known = need(log_keys(session.data));
    for (const BodyKey& key : keys) {
        bool counts = false;
        // The log knows of a key that another followed only that it counts no more.
        if (key.kind.starts_with("recipient-")) continue;
        if (key.kind == "recipient") {
            const auto box = need(protocol::BoxKey::parse(key.text.view()));
            counts = std::ranges::count(known.recipients(options.body), box.public_key()) > 0;
        } else {
            const auto signing = need(protocol::SigningKey::parse(key.text.view()));
            counts = std::ranges::count(known.desks(options.body), signing.vkey()) > 0;
        }
        if (!counts) give_up(kFailed, texts().fill("recovery.error.old_keys", {{"body", options.body}}));
    }
    return keys;
}

void rehearse(const Options& options)
{
    Session session(options);
    use_paper(session, options, "rehearsed");
    say(word("recovery.rehearsed"));
}

void open(const Options& options)
{
    Session session(options);
    const std::filesystem::path folder = std::filesystem::path{options.to} / options.body;
    if (std::filesystem::exists(folder))
        give_up(kWrongUse, texts().fill("recovery.error.there", {{"folder", folder.string()}}));
    const auto keys = use_paper(session, options, "used");
    need(make_folder(std::filesystem::path{options.to}, kSecretFolder));
    need(make_folder(folder, kSecretFolder));
    for (const BodyKey& key : keys) {
        std::string text(key.text.view());
        if (!text.ends_with('\n')) text += '\n';
        need(write_new_file(folder / key.kind, text, kSecretFile, Flush::Yes));
        protocol::wipe(text);
    }
    say(texts().fill("recovery.opened",
                     {{"folder", folder.string()}, {"to", options.to}, {"body", options.body}}));
}

CLI::App* add_command(CLI::App& parent, const std::shared_ptr<Options>& options, std::string_view name,
                      void (*work)(const Options&))
{
    CLI::App* command =
        parent.add_subcommand(std::string(name), word("recovery." + std::string(name) + ".about"));
    command->add_option("--data", options->data, word("user.option.data"))->required()->type_name("DATA");
    command->add_option("--as", options->body, word("recovery.option.as"))->required()->type_name("BODY");
    command->callback([options, work] { work(*options); });
    return command;
}

}  // namespace

void add_recovery(CLI::App& app)
{
    CLI::App* recovery = app.add_subcommand("recovery", word("recovery.about"));
    recovery->require_subcommand(1);
    recovery->footer(word("recovery.examples"));
    const auto options = std::make_shared<Options>();
    CLI::App* made = add_command(*recovery, options, "make", make);
    made->add_option("--with", options->with, word("recovery.option.with"))
        ->required()
        ->type_name("BODY,BODY");
    made->add_option("--keys", options->keys, word("feedback.option.keys"))->type_name("DIR");
    add_command(*recovery, options, "rehearse", rehearse);
    add_command(*recovery, options, "open", open)
        ->add_option("--to", options->to, word("recovery.option.to"))
        ->required()
        ->type_name("DIR");
}

}  // namespace province

#include "province/people/key_command.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "protocol/trust/key_names.h"
#include "province/kiosk_api/key_files.h"
#include "province/people/at_work.h"
#include "province/people/key_records.h"
#include "province/registry/accounts.h"
#include "province/registry/bodies.h"
#include "province/registry/inbox.h"
#include "province/text/command_words.h"

namespace province {

using protocol::KeyRole;

namespace {

struct Options {
    std::string data, body, role, keys, name;
};

constexpr std::string_view kWhy = "key.error.failed";

template <class T>
T need(protocol::Result<T> result)
{
    return value_or_end(std::move(result), kWhy);
}

/// The body that is named and the log's writer, for the length of one command.
struct Session : AtWork {
    explicit Session(const Options& options)
        : AtWork(options.data, kWhy),
          body(body_of(options)),
          log(need(LogWriter::open(data))),
          key(need(read_signing_key((data.keys() / "registrar").string())))
    {
        if (!log.trust().registrar || key.vkey() != *log.trust().registrar)
            give_up(kFailed, word("key.error.registrar"));
    }
    OfficeBody body_of(const Options& options)
    {
        auto found = need(Bodies(registry).find(options.body));
        if (!found) give_up(kWrongUse, texts().fill("key.error.no_body", {{"body", options.body}}));
        return std::move(*found);
    }
    Act act(std::string_view what, const LoggedKey& changed) const
    {
        return {now, {}, body.code, std::string(what), changed.name};
    }
    KeyRegistrar registrar() { return {log, law.province_code, key}; }

    OfficeBody body;
    LogWriter log;
    protocol::SigningKey key;
};

void list(const Options& options)
{
    Session session(options);
    for (const LoggedKey& key :
         need(keys_of_body(session.log.state(), session.law.province_code, session.body.code)))
        say(texts().fill(key.revoked ? "key.line.revoked" : "key.line",
                         {{"name", key.name},
                          {"role", word("key.role." + std::string(key_role_name(key.role)))},
                          {"added", std::to_string(key.added)},
                          {"revoked", std::to_string(key.revoked.value_or(0))}}));
}

/// Who works with a key of this role, by login.
std::string users_of(Session& session, KeyRole role)
{
    std::string users;
    const Role needs = role == KeyRole::Publisher ? Role::Approver : Role::Desk;
    for (const Account& account :
         need(Accounts(session.registry).list(protocol::body_area(session.body.code))))
        if (!account.disabled_at && account.roles_for(session.body.code).has(needs))
            users += (users.empty() ? "" : ", ") + account.login;
    return users;
}

void add(const Options& options)
{
    const auto role = parse_key_role(options.role);
    if (!role) give_up(kWrongUse, texts().fill("key.error.bad_role", {{"role", options.role}}));
    Session session(options);
    const std::filesystem::path offices =
        options.keys.empty() ? session.data.offices() : std::filesystem::path{options.keys};
    const auto made = need(session.registrar().add(
        session.body.code, *role, offices, [&](const LoggedKey& key) -> protocol::Result<void> {
            const Act act = session.act("key.add", key);
            // Before any kiosk seals to it: nobody who has it not yet passes such a report unseen.
            if (key.role == KeyRole::Recipient)
                return Inbox(session.registry).expect_key(session.body.code, key.value, act);
            return Audit(session.registry).note(act);
        }));
    const std::string file = (OfficeFolder{offices, session.body.code}.root / key_role_name(*role)).string();
    say(texts().fill("key.added", {{"name", made.name}, {"file", file}}));
    if (const auto users = users_of(session, *role); !users.empty())
        say(texts().fill("key.give", {{"users", users}, {"body", session.body.code}}));
    if (*role != KeyRole::Publisher) say(word("key.paper"));
}

void revoke(const Options& options)
{
    Session session(options);
    const auto keys = need(keys_of_body(session.log.state(), session.law.province_code, session.body.code));
    const auto named = std::ranges::find(keys, options.name, &LoggedKey::name);
    if (named == keys.end() || named->revoked)
        give_up(kWrongUse,
                texts().fill("key.error.no_key", {{"name", options.name}, {"body", session.body.code}}));
    const auto others = std::ranges::count_if(keys, [&](const LoggedKey& key) {
        return key.role == named->role && !key.revoked && key.name != named->name;
    });
    const bool stands = session.body.stands_on(protocol::local_date(session.now));
    if (others == 0 && stands)
        give_up(kFailed,
                texts().fill("key.error.last", {{"name", named->name}, {"body", session.body.code}}));
    need(Audit(session.registry).note(session.act("key.revoke", *named)));
    need(session.registrar().revoke(session.body.code, named->name, session.now));
    say(texts().fill("key.revoked", {{"name", named->name}}));
}

CLI::App* add_command(CLI::App& parent, const std::shared_ptr<Options>& options, std::string_view name,
                      void (*work)(const Options&))
{
    CLI::App* command = parent.add_subcommand(std::string(name), word("key." + std::string(name) + ".about"));
    command->add_option("--data", options->data, word("user.option.data"))->required()->type_name("DATA");
    command->add_option("--as", options->body, word("key.option.as"))->required()->type_name("BODY");
    command->callback([options, work] { work(*options); });
    return command;
}

}  // namespace

void add_key(CLI::App& app)
{
    CLI::App* key = app.add_subcommand("key", word("key.about"));
    key->require_subcommand(1);
    key->footer(word("key.examples"));
    const auto options = std::make_shared<Options>();
    add_command(*key, options, "list", list);
    CLI::App* added = add_command(*key, options, "add", add);
    added->add_option("--role", options->role, word("key.option.role"))->required()->type_name("ROLE");
    added->add_option("--keys", options->keys, word("key.option.keys"))->type_name("DIR");
    add_command(*key, options, "revoke", revoke)
        ->add_option("--name", options->name, word("key.option.name"))
        ->required()
        ->type_name("NAME");
}

}  // namespace province

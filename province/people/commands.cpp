#include "province/people/commands.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "protocol/base/clock.h"
#include "protocol/base/secret.h"
#include "protocol/trust/key_names.h"
#include "province/console/open.h"
#include "province/init/offices.h"
#include "province/people/at_work.h"
#include "province/people/half_code.h"
#include "province/people/key_giving.h"
#include "province/people/office_keys.h"
#include "province/registry/bodies.h"
#include "province/registry/resets.h"
#include "province/text/command_words.h"

namespace province {

namespace {

struct Options {
    std::string data, login, name, body, role, keys, until, from, successor;
    std::vector<std::string> replaces;
};

constexpr std::string_view kWhy = "user.error.refused";

template <class T>
T need(protocol::Result<T> result)
{
    return value_or_end(std::move(result), kWhy);
}

struct Session : AtWork {
    explicit Session(const Options& options) : AtWork(options.data, kWhy) {}
    Act act(const Options& options) const { return {now, {}, options.body, {}, {}}; }
};

Role role_of(const Options& options)
{
    const auto role = parse_role(options.role);
    if (!role) give_up(kWrongUse, texts().fill("user.error.bad_role", {{"role", options.role}}));
    return *role;
}

void add(const Options& options)
{
    const Role role = role_of(options);
    if (!is_login(options.login))
        give_up(kWrongUse, texts().fill("user.error.bad_login", {{"login", options.login}}));
    Session session(options);
    Accounts accounts(session.registry);
    need(accounts.add(options.login, options.name, session.act(options)));
    need(accounts.grant(options.login, options.body, role, session.act(options)));
    say(word("user.done"));
}

void grant(const Options& options)
{
    const Role role = role_of(options);
    Session session(options);
    need(Accounts(session.registry).grant(options.login, options.body, role, session.act(options)));
    say(word("user.done"));
}

void end(const Options& options)
{
    const Role role = role_of(options);
    Session session(options);
    need(Accounts(session.registry).end(options.login, options.body, role, session.act(options)));
    say(word("user.done"));
}

void disable(const Options& options)
{
    Session session(options);
    need(Accounts(session.registry).disable(options.login, session.act(options)));
    say(word("user.done"));
}

void enable(const Options& options)
{
    Session session(options);
    need(Accounts(session.registry).enable(options.login, session.act(options)));
    say(word("user.done"));
}

void list(const Options& options)
{
    Session session(options);
    for (const Account& account : need(Accounts(session.registry).list({}))) {
        std::string line = account.login + "  " + account.name;
        for (const auto& right : account.rights)
            line += "  " + right.body + ":" + std::string(role_name(right.role));
        if (account.disabled_at) line += "  (" + word("console.people.disabled") + ")";
        say(line);
    }
}

void invite(const Options& options)
{
    Session session(options);
    const std::string first = half_code();
    const std::string second = half_code();
    need(Resets(session.registry).invite(options.login, first, second, session.act(options)));
    say(texts().fill("user.invited", {{"first", first}, {"second", second}}));
}

void import_keys(const Options& options)
{
    Session session(options);
    const auto account = need(Accounts(session.registry).find(options.login));
    if (!account) give_up(kWrongUse, texts().fill("user.error.bad_login", {{"login", options.login}}));
    const std::filesystem::path offices =
        options.keys.empty() ? session.data.offices() : std::filesystem::path{options.keys};
    const auto keys = need(office_keys(offices, options.body, account->roles_for(options.body)));
    const auto given = give_keys(session.registry, *account, options.body, keys, session.act(options));
    if (!given && given.error().fault == protocol::Fault::Refused)
        give_up(kFailed, texts().fill("user.error.not_signed_in", {{"login", options.login}}));
    need(given);
    say(texts().fill("user.imported",
                     {{"n", std::to_string(keys.size())}, {"body", options.body}, {"login", options.login}}));
}

void code(const Options& options)
{
    Session session(options);
    if (!session.config.demo) give_up(kFailed, word("user.error.not_demo"));
    const auto account = need(Accounts(session.registry).find(options.login));
    if (!account) give_up(kWrongUse, texts().fill("user.error.bad_login", {{"login", options.login}}));
    Passwords passwords;
    const SignIn sign_in(session.registry, passwords, need(console::console_key(session.data)));
    const auto factor = sign_in.open_factor(*account);
    if (!factor) give_up(kFailed, texts().fill("user.error.refused", {{"why", options.login}}));
    say(factor->code(session.now));
}

void list_bodies(const Options& options)
{
    Session session(options);
    for (const OfficeBody& body : need(Bodies(session.registry).all())) {
        std::string line = body.code + "  " + body.name + "  " + protocol::format_date(body.valid_from);
        if (body.valid_to) line += " – " + protocol::format_date(*body.valid_to);
        if (!body.successor.empty()) line += "  → " + body.successor;
        say(line);
    }
}

void begin_body(const Options& options)
{
    const auto day = protocol::parse_date(options.from);
    if (!day) give_up(kWrongUse, texts().fill("body.error.bad_day", {{"day", options.from}}));
    if (!protocol::valid_body(options.body))
        give_up(kWrongUse, texts().fill("body.error.bad_body", {{"body", options.body}}));
    Session session(options);
    const RuleBook& law = session.law;
    const auto area = protocol::body_area(options.body);
    if (area != law.province_code && std::ranges::find(law.units, area, &Unit::code) == law.units.end())
        give_up(kFailed, texts().fill("body.error.no_area", {{"area", area}}));
    need(Bodies(session.registry)
             .begin({options.body, options.name, *day, {}, {}}, options.replaces, session.act(options)));
    say(texts().fill("body.added", {{"body", options.body}}));
}

void end_body(const Options& options)
{
    const auto day = protocol::parse_date(options.until);
    if (!day) give_up(kWrongUse, texts().fill("body.error.bad_day", {{"day", options.until}}));
    Session session(options);
    need(Bodies(session.registry).end(options.body, *day, options.successor, session.act(options)));
    say(word("user.done"));
}

void verify(const Options& options)
{
    Session session(options);
    const auto check = need(Audit(session.registry).verify());
    if (check.broken_at)
        give_up(kFailed, texts().fill("audit_command.broken", {{"n", std::to_string(*check.broken_at)}}));
    say(texts().fill("audit_command.good",
                     {{"n", std::to_string(check.rows)}, {"hash", protocol::to_hex(check.head)}}));
}

enum Wants : unsigned { kLogin = 1, kName = 2, kBody = 4, kRole = 8, kKeys = 16, kEnd = 32, kBegin = 64 };

void add_command(CLI::App& parent, const std::shared_ptr<Options>& options, std::string_view name,
                 std::string_view about, unsigned wants, void (*work)(const Options&))
{
    CLI::App* command = parent.add_subcommand(std::string(name), word(about));
    command->add_option("--data", options->data, word("user.option.data"))->required()->type_name("DATA");
    if ((wants & kLogin) != 0)
        command->add_option("login", options->login, word("user.option.login"))
            ->required()
            ->type_name("LOGIN");
    if ((wants & kName) != 0)
        command->add_option("--name", options->name, word("user.option.name"))->required()->type_name("NAME");
    if ((wants & kBody) != 0)
        command->add_option("--as", options->body, word("user.option.as"))->required()->type_name("BODY");
    if ((wants & kRole) != 0)
        command->add_option("--role", options->role, word("user.option.role"))->required()->type_name("ROLE");
    if ((wants & kKeys) != 0)
        command->add_option("--keys", options->keys, word("user.option.keys"))->type_name("DIR");
    if ((wants & kBegin) != 0) {
        command->add_option("--from", options->from, word("body.option.from"))->required()->type_name("DAY");
        command->add_option("--replaces", options->replaces, word("body.option.replaces"))->type_name("BODY");
    }
    if ((wants & kEnd) != 0) {
        command->add_option("--until", options->until, word("body.option.until"))
            ->required()
            ->type_name("DAY");
        command->add_option("--successor", options->successor, word("body.option.successor"))
            ->type_name("BODY");
    }
    command->callback([options, work] { work(*options); });
}

}  // namespace

void add_user(CLI::App& app)
{
    CLI::App* user = app.add_subcommand("user", word("user.about"));
    user->require_subcommand(1);
    user->footer(word("user.examples"));
    const auto options = std::make_shared<Options>();
    add_command(*user, options, "add", "user.add.about", kLogin | kName | kBody | kRole, add);
    add_command(*user, options, "grant", "user.grant.about", kLogin | kBody | kRole, grant);
    add_command(*user, options, "end", "user.end.about", kLogin | kBody | kRole, end);
    add_command(*user, options, "disable", "user.disable.about", kLogin, disable);
    add_command(*user, options, "enable", "user.enable.about", kLogin, enable);
    add_command(*user, options, "list", "user.list.about", 0, list);
    add_command(*user, options, "invite", "user.invite.about", kLogin, invite);
    add_command(*user, options, "import-keys", "user.import_keys.about", kLogin | kBody | kKeys, import_keys);
    add_command(*user, options, "code", "user.code.about", kLogin, code);
}

void add_body(CLI::App& app)
{
    CLI::App* body = app.add_subcommand("body", word("body.about"));
    body->require_subcommand(1);
    body->footer(word("body.examples"));
    const auto options = std::make_shared<Options>();
    add_command(*body, options, "list", "body.list.about", 0, list_bodies);
    add_command(*body, options, "add", "body.add.about", kName | kBody | kBegin, begin_body);
    add_command(*body, options, "end", "body.end.about", kBody | kEnd, end_body);
}

void add_audit(CLI::App& app)
{
    CLI::App* audit = app.add_subcommand("audit", word("audit_command.about"));
    audit->require_subcommand(1);
    add_command(*audit, std::make_shared<Options>(), "verify", "audit_command.verify.about", 0, verify);
}

}  // namespace province

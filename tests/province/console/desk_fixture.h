#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/base/encoding.h"
#include "protocol/base/secret_box.h"
#include "protocol/feedback/container.h"
#include "protocol/feedback/message.h"
#include "protocol/feedback/receipt_code.h"
#include "protocol/feedback/reply.h"
#include "protocol/tlog/note.h"
#include "province/feedback/desk.h"
#include "province/people/key_wrapping.h"
#include "province/registry/cases.h"
#include "province/registry/containers.h"
#include "province/registry/inbox.h"
#include "province/registry/person_keys.h"
#include "province/registry/replies.h"
#include "tests/province/console/console_fixture.h"

/// The console with a commune's desk, its Fatherland Front and the inspectorate, each with its keys.
struct DeskFixture : ConsoleFixture {
    struct Office {
        std::string body;
        protocol::BoxKey recipient = protocol::BoxKey::generate();
        protocol::SigningKey desk;
        explicit Office(const std::string& name)
            : body(name), desk(protocol::SigningKey::generate("46-" + name + "-d1"))
        {
        }
    };
    struct HandedIn {
        std::string id;
        protocol::ReceiptKeys keys;
    };

    DeskFixture()
    {
        must(province::Bodies(registry).add(
            {{"46.thanhtra", "Thanh tra", protocol::local_date(now), {}, {}}}));
    }

    /// What a kiosk of 20107 hands in, received now.
    HandedIn hand_in(const std::string& text, protocol::Lane lane = protocol::Lane::Normal,
                     const std::string& name = {}, const std::string& about = {})
    {
        auto keys =
            must(protocol::derive_receipt_keys(protocol::ReceiptCode::generate(), "tlog.test", "20107"));
        protocol::Message message;
        message.commune = "20107";
        message.pub = lane == protocol::Lane::Official ? "46.thanhtra" : "20107.ubnd";
        message.lane = lane;
        message.topic = "ha_tang";
        message.about = about;
        message.text.assign(text);
        message.rpk = keys.reply.public_key();
        message.look = keys.lookup;
        if (!name.empty()) {
            message.contact.emplace();
            message.contact->name.assign(name);
            message.contact->phone.assign("0914123456");
        }
        return {take(message), std::move(keys)};
    }
    std::string take(const protocol::Message& message)
    {
        const auto json = must(protocol::make_message(message));
        std::vector<protocol::BoxPublicKey> readers{inspectors.recipient.public_key()};
        if (message.lane != protocol::Lane::Official)
            readers = {people.recipient.public_key(), front.recipient.public_key()};
        const std::string bytes = must(protocol::seal_container(json.view(), readers));
        const std::string id = protocol::container_id(bytes);
        must(province::Containers(registry).take(id, bytes, clock.now(),
                                                 [] { return std::string("receipt"); }));
        return id;
    }

    /// Somebody of this office's desk, signed in with its keys and an own one in the session.
    std::string at_desk(const Office& office, const std::string& login)
    {
        if (!must(province::Accounts(registry).find(login))) add(login, office.body, province::Role::Desk);
        std::vector<province::BodyKey> keys;
        keys.push_back({office.body, "desk", protocol::SecretString(office.desk.text().view())});
        keys.push_back({office.body, "recipient",
                        protocol::SecretString(office.recipient.text("46-" + office.body + "-r1").view())});
        return with_own_key(office, login, std::move(keys));
    }
    /// Who approves at this office, signed in with a key of their own and none of the desk.
    std::string at_the_head(const Office& office, const std::string& login)
    {
        if (!must(province::Accounts(registry).find(login)))
            add(login, office.body, province::Role::Approver);
        return with_own_key(office, login, {});
    }
    std::string with_own_key(const Office& office, const std::string& login,
                             std::vector<province::BodyKey> keys)
    {
        const auto ticket = province::Ticket::generate();
        if (!own.contains(login)) {
            own.emplace(login, protocol::BoxKey::generate());
            must(province::PersonKeys(registry).put({{login, office.body, own.at(login).public_key()}}, {},
                                                    act(login)));
        }
        keys.push_back({office.body, "person", own.at(login).text(login)});
        province::StoredSession session;
        session.id = ticket.id();
        session.login = login;
        session.body = office.body;
        session.stage = province::Stage::Full;
        session.sealed = protocol::to_base64(
            protocol::seal_secret(ticket.key(), "civic-session/v1", province::join_keys(keys).view()));
        auto now_act = act(login);
        now_act.at = clock.now();
        must(province::Sessions(registry).add(session, {}, now_act));
        tokens[cookie(ticket)] = ticket.form_token();
        return cookie(ticket);
    }
    province::http::Response step(const std::string& who, const std::string& target,
                                  const std::string& fields)
    {
        return post(target, "token=" + tokens.at(who) + "&" + fields, who);
    }

    /// The answer that the holder of the code reads; nothing for none.
    std::optional<protocol::Reply> answer(const HandedIn& report, int k, const Office& by)
    {
        const auto sealed = must(province::Replies(registry).sealed("20107", report.keys.lookup, k));
        if (!sealed) return std::nullopt;
        const std::vector<protocol::Vkey> desks{by.desk.vkey()};
        auto reply = protocol::open_reply(*sealed, report.keys.reply, desks, report.keys.lookup);
        if (!reply) return std::nullopt;
        return std::move(*reply);
    }
    std::int64_t audited(const std::string& what)
    {
        std::int64_t n = 0;
        for (const auto& row : must(province::Audit(registry).before(0, "", 1000))) n += row.act.what == what;
        return n;
    }

    /// The office at work, as this person.
    province::Desk desk_of(const Office& office, const std::string& login = {})
    {
        std::optional<protocol::BoxKey> person;
        if (own.contains(login)) person = own.at(login);
        return {registry, console->terms, office.body, office.recipient, protocol::SigningKey(office.desk),
                person};
    }

    Office people{"20107.ubnd"}, front{"20107.mttq"}, inspectors{"46.thanhtra"}, elsewhere{"19753.ubnd"};
    std::map<std::string, protocol::BoxKey> own;
    std::map<std::string, std::string> tokens;
};

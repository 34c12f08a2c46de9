#include "province/registry/reply_templates.h"

#include "province/registry/audit_row.h"
#include "province/registry/pool.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

long long newest(soci::session& session, const std::string& body)
{
    long long n = 0;
    session << "SELECT COALESCE(MAX(n), 0) FROM reply_template WHERE body = :body", soci::use(body, "body"),
        soci::into(n);
    return n;
}

void insert(soci::session& session, const ReplyTemplate& one, long long n, const Act& act)
{
    const long long at = seconds(act.at);
    session << "INSERT INTO reply_template (body, n, state, topic, name, words, changed_by, changed_at) "
               "VALUES (:body, "
               ":n, :state, :topic, :name, :words, :by, :at)",
        soci::use(act.body, "body"), soci::use(n, "n"), soci::use(one.state, "state"),
        soci::use(one.topic, "topic"), soci::use(one.name, "name"), soci::use(one.words, "words"),
        soci::use(act.login, "by"), soci::use(at, "at");
}

void begin(soci::session& session, const std::vector<ReplyTemplate>& before, const Act& act)
{
    if (newest(session, act.body) != 0) return;
    long long n = 0;
    for (const ReplyTemplate& one : before) insert(session, one, ++n, act);
}

}  // namespace

Result<ReplyTemplates::Stored> ReplyTemplates::of(std::string_view body)
{
    return reading(registry_, [&](soci::session& session) -> Result<Stored> {
        const std::string office(body);
        ReplyTemplate one;
        long long n = 0;
        auto query =
            (session.prepare << "SELECT n, state, topic, name, words FROM reply_template WHERE body = :body "
                                "ORDER BY state, topic, name, n",
             soci::use(office, "body"), soci::into(n), soci::into(one.state), soci::into(one.topic),
             soci::into(one.name), soci::into(one.words));
        Stored found;
        each_row(query, [&] {
            one.n = n;
            found.begun = true;
            if (!one.state.empty()) found.templates.push_back(one);
        });
        return found;
    });
}

Result<void> ReplyTemplates::put(const ReplyTemplate& words, const std::vector<ReplyTemplate>& before,
                                 const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        begin(session, before, act);
        long long n = words.n;
        if (n == 0) {
            n = newest(session, act.body) + 1;
            insert(session, words, n, act);
        } else {
            const long long at = seconds(act.at);
            soci::statement update =
                (session.prepare
                     << "UPDATE reply_template SET state = :state, topic = :topic, name = :name, words = "
                        ":words, changed_by = :by, changed_at = :at WHERE body = :body AND n = :n",
                 soci::use(words.state, "state"), soci::use(words.topic, "topic"),
                 soci::use(words.name, "name"), soci::use(words.words, "words"), soci::use(act.login, "by"),
                 soci::use(at, "at"), soci::use(act.body, "body"), soci::use(n, "n"));
            update.execute(true);
            if (update.get_affected_rows() != 1) return protocol::fail(Fault::NotFound, "no such template");
        }
        note_act(session, act.doing("template.changed", std::to_string(n)));
        return {};
    });
}

Result<void> ReplyTemplates::remove(std::int64_t number, const std::vector<ReplyTemplate>& before,
                                    const Act& act)
{
    return changing(registry_, [&](soci::session& session) -> Result<void> {
        begin(session, before, act);
        const long long n = number;
        // The row stays, without words: an office that took all away is not given those of the texts again.
        soci::statement update = (session.prepare << "UPDATE reply_template SET state = '', topic = '', name "
                                                     "= '', words = '' WHERE body = :body "
                                                     "AND n = :n AND state <> ''",
                                  soci::use(act.body, "body"), soci::use(n, "n"));
        update.execute(true);
        if (update.get_affected_rows() != 1) return protocol::fail(Fault::NotFound, "no such template");
        note_act(session, act.doing("template.removed", std::to_string(n)));
        return {};
    });
}

}  // namespace province

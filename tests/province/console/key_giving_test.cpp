#include <set>
#include <string>

#include "province/people/key_giving.h"
#include "province/people/passwords.h"
#include "tests/province/console/desk_fixture.h"
#include "tests/support/catch.h"

using namespace province;

namespace {

constexpr const char* kPassword = "mua xuan o Phu Loc";

/// A desk of which one clerk holds the office's keys.
struct KeyHolder : DeskFixture {
    KeyHolder()
    {
        add("hanh", people.body, Role::Desk);
        set_password("hanh");
        const std::vector<BodyKey> keys = office_keys();
        must(WrappedKeys(registry).put(must(wrap_keys(passwords, "hanh", keys, kPassword)), act("admin")));
        giver = at_desk(people, "hanh");
    }
    std::vector<BodyKey> office_keys() const
    {
        std::vector<BodyKey> keys;
        keys.push_back({people.body, "desk", protocol::SecretString(people.desk.text().view())});
        keys.push_back({people.body, "recipient",
                        protocol::SecretString(people.recipient.text("46-20107.ubnd-r1").view())});
        return keys;
    }
    void set_password(const std::string& login)
    {
        must(Accounts(registry).set_password(login, must(passwords.hash(kPassword)), {}, {}, act("admin")));
    }
    /// Kinds of keys that a new session of this person holds for an office.
    std::set<std::string> sign_in(const std::string& login, const std::string& body = "20107.ubnd")
    {
        const auto in = must(console->sign_in.password(login, kPassword, {"10.0.0.1", {}}, now));
        REQUIRE(in.fate == SignIn::Fate::In);
        const auto session = must(Sessions(registry).find(in.ticket->id(), now));
        REQUIRE(session);
        std::set<std::string> kinds;
        for (const BodyKey& key : must(session_keys(*in.ticket, *session)))
            if (key.body == body) kinds.insert(key.kind);
        return kinds;
    }
    http::Response give(const std::string& login, const std::string& password = "mua+xuan+o+Phu+Loc")
    {
        return step(giver, "/console/account/keys", "login=" + login + "&password=" + password);
    }
    bool page_holds(const std::string& words)
    {
        return get("/console/account", giver).body.find(words) != std::string::npos;
    }

    Passwords passwords;
    std::string giver;
};

}  // namespace

TEST_CASE("who holds the office's keys gives them to a colleague, who has them at the next sign-in",
          "[province][console][keys]")
{
    KeyHolder office;
    office.add("lan", office.people.body, Role::Desk);
    office.set_password("lan");
    CHECK(office.sign_in("lan") == std::set<std::string>{"person"});
    CHECK(office.page_holds("<span class=\"mark bad\">Chưa có</span>"));

    const auto given = office.give("lan");
    CHECK(given.status == 303);
    CHECK(office.page_holds("Đã trao, chờ đăng nhập"));
    CHECK(office.sign_in("lan") == std::set<std::string>{"desk", "person", "recipient"});
    CHECK(office.sign_in("lan") == std::set<std::string>{"desk", "person", "recipient"});
    CHECK(office.page_holds("<span class=\"mark good\">Đã có</span>"));
    CHECK(office.audited("key.give") == 1);
    CHECK(office.audited("key.take") == 1);
}

TEST_CASE("keys are given with the giver's password, to somebody with the right, and only those of the right",
          "[province][console][keys]")
{
    KeyHolder office;
    office.add("lan", office.people.body, Role::Desk);
    office.set_password("lan");

    const auto early = office.give("lan");
    CHECK(early.status == 422);
    CHECK(early.body.find("chưa đăng nhập lần nào") != std::string::npos);
    (void)office.sign_in("lan");
    CHECK(office.give("lan", "sai").status == 422);
    CHECK(office.give("ai-do").status == 422);
    CHECK(office.give("hanh").status == 422);
    office.add("binh", office.front.body, Role::Desk);
    CHECK(office.give("binh").status == 422);  // of another office
    office.add("mai", office.people.body, Role::Writer);
    CHECK(office.give("mai").status == 422);
    CHECK(office.sign_in("lan") == std::set<std::string>{"person"});

    // An approver needs the key that the desk does not hold.
    office.add("chu-tich", office.people.body, Role::Approver);
    office.set_password("chu-tich");
    (void)office.sign_in("chu-tich");
    const auto none = office.give("chu-tich");
    CHECK(none.status == 422);
    CHECK(none.body.find("không giữ khóa mà người này cần") != std::string::npos);
    const auto writer = office.signed_in("mai", Role::Writer);
    CHECK(office
              .post("/console/account/keys", "token=" + writer.form_token() + "&login=lan",
                    DeskFixture::cookie(writer))
              .status == 403);
}

TEST_CASE("keys on their way end with the right, with the account and with a reset",
          "[province][console][keys]")
{
    KeyHolder office;
    office.add("lan", office.people.body, Role::Desk);
    office.set_password("lan");
    (void)office.sign_in("lan");
    REQUIRE(office.give("lan").status == 303);
    Accounts accounts(office.registry);
    SECTION("the right ends and is granted again")
    {
        must(accounts.end("lan", office.people.body, Role::Desk, office.act()));
        must(accounts.grant("lan", office.people.body, Role::Desk, office.act()));
    }
    SECTION("the account is closed and opened")
    {
        must(accounts.disable("lan", office.act()));
        must(accounts.enable("lan", office.act()));
    }
    CHECK(office.sign_in("lan") == std::set<std::string>{"person"});
}

TEST_CASE("a newer key of the office takes the place of the one a colleague had", "[province][console][keys]")
{
    KeyHolder office;
    office.add("lan", office.people.body, Role::Desk);
    office.set_password("lan");
    (void)office.sign_in("lan");
    const auto account = must(Accounts(office.registry).find("lan")).value();
    auto keys = office.office_keys();
    must(give_keys(office.registry, account, office.people.body, keys, office.act()));
    (void)office.sign_in("lan");
    keys.back().kind = "recipient-1";
    keys.push_back({office.people.body, "recipient",
                    protocol::SecretString(protocol::BoxKey::generate().text("46-20107.ubnd-r2").view())});
    must(give_keys(office.registry, account, office.people.body, keys, office.act()));
    CHECK(office.sign_in("lan") == std::set<std::string>{"desk", "person", "recipient", "recipient-1"});
}

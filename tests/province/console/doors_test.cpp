#include <algorithm>
#include <cctype>
#include <set>
#include <string>

#include "province/registry/audit.h"
#include "province/registry/drafts.h"
#include "tests/province/console/console_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using console::Door;
using console::Route;

namespace {

constexpr Role kAll[] = {Role::Writer,     Role::Approver,   Role::Desk,
                         Role::Supervisor, Role::Technician, Role::Administrator};

/// The route's path with something in the place of {parameters}.
std::string target_of(const Route& route)
{
    std::string path{route.path};
    for (auto from = path.find('{'); from != std::string::npos; from = path.find('{', from))
        path.replace(from, path.find('}', from) - from + 1, "1");
    return path;
}

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// A script or style that stands in the page itself: <script> without src, <style, style="…", on…="…".
bool has_inline_code(std::string_view page)
{
    constexpr std::string_view kScript = "<script";
    for (auto at = page.find(kScript); at != page.npos; at = page.find(kScript, at + 1))
        if (!page.substr(at + kScript.size()).starts_with(" src=")) return true;
    if (page.find("<style") != page.npos) return true;
    for (std::size_t at = 0; at < page.size(); ++at) {
        if (!is_blank(page[at])) continue;
        const std::string_view rest = page.substr(at + 1);
        if (rest.starts_with("style=")) return true;
        if (!rest.starts_with("on")) continue;
        const auto end =
            std::find_if(rest.begin() + 2, rest.end(), [](char c) { return c < 'a' || c > 'z'; });
        if (end != rest.begin() + 2 && end != rest.end() && *end == '=') return true;
    }
    return false;
}

}  // namespace

TEST_CASE("on every route, a role that it does not name gets 403 and one that it names does not",
          "[province][console]")
{
    ConsoleFixture fixture;
    for (const Role role : kAll) {
        const auto ticket = fixture.signed_in("p-" + std::string(role_name(role)), role);
        for (const Route& route : console::routes()) {
            if (route.door != Door::Roles) continue;
            CAPTURE(std::string(role_name(role)), std::string(route.method), std::string(route.path));
            const auto form = "token=" + ticket.form_token();
            const auto answer = route.method == "GET"
                                    ? fixture.get(target_of(route), ConsoleFixture::cookie(ticket))
                                    : fixture.post(target_of(route), form, ConsoleFixture::cookie(ticket));
            if (!route.roles.has(role)) {
                CHECK(answer.status == 403);
            } else if (route.method == "GET") {
                CHECK((answer.status == 200 || answer.status == 404));
            }
        }
    }
}

TEST_CASE("an office that is over publishes nothing more, and says who follows; its desk goes on",
          "[province][console]")
{
    ConsoleFixture fixture;
    must(Bodies(fixture.registry)
             .end("20107.ubnd", protocol::local_date(fixture.now), "19753.ubnd", fixture.act()));
    for (const int days_after : {0, 1}) {
        fixture.clock.set(fixture.clock.now() + std::chrono::hours{24 * days_after});
        fixture.now = fixture.clock.now();
        const int expected = days_after == 0 ? 200 : 403;
        const auto writer = fixture.signed_in("mai", Role::Writer);
        const auto cookie = ConsoleFixture::cookie(writer);
        CHECK(fixture.get("/console/publish", cookie).status == expected);
        if (days_after == 0) continue;
        CHECK(fixture.post("/console/publish/new", "token=" + writer.form_token() + "&kind=meeting", cookie)
                  .status == 403);
        CHECK(fixture.get("/console/today", cookie).body.find("Nối tiếp: <b>") != std::string::npos);
        const auto desk = fixture.signed_in("hanh", Role::Desk);
        CHECK(fixture.get("/console/desk", ConsoleFixture::cookie(desk)).status == 200);
    }
}

TEST_CASE("on every route, whoever is not signed in is sent to the door or refused", "[province][console]")
{
    ConsoleFixture fixture;
    const std::string cookies =
        GENERATE(as<std::string>{}, "", "__Host-commune-session=", "__Host-commune-session=abc",
                 "__Host-commune-session=" + std::string(64, 'a'));
    for (const Route& route : console::routes()) {
        if (route.door == Door::Guest) continue;
        CAPTURE(cookies, std::string(route.path));
        const auto answer = route.method == "GET" ? fixture.get(target_of(route), cookies)
                                                  : fixture.post(target_of(route), "token=x", cookies);
        CHECK(answer.status == (route.method == "GET" ? 303 : 403));
        if (route.method == "GET") CHECK(header_of(answer, "Location") == "/console/login");
    }
}

TEST_CASE("the password alone opens no page but that of the second factor", "[province][console]")
{
    ConsoleFixture fixture;
    const auto stage = GENERATE(Stage::Code, Stage::Enrol);
    const auto ticket = fixture.signed_in("lan", Role::Administrator, stage);
    for (const Route& route : console::routes()) {
        if (route.method != "GET" || route.door == Door::Guest) continue;
        CAPTURE(std::string(route.path));
        const auto own = stage == Stage::Code ? Door::Code : Door::Enrol;
        const auto answer = fixture.get(target_of(route), ConsoleFixture::cookie(ticket));
        CHECK(answer.status == (route.door == own ? 200 : 303));
    }
}

TEST_CASE("on every route, a form without this session's token or from elsewhere is refused",
          "[province][console]")
{
    ConsoleFixture fixture;
    const auto other = fixture.signed_in("minh", Role::Administrator);
    for (const Route& route : console::routes()) {
        if (route.method != "POST") continue;
        if (route.door == Door::Guest || route.door == Door::Code || route.door == Door::Enrol) {
            // At the door too: nobody is signed in as somebody else by a page from elsewhere.
            const auto stage = route.door == Door::Enrol ? Stage::Enrol : Stage::Code;
            const auto half =
                fixture.signed_in(route.door == Door::Enrol ? "q-enrol" : "q-code", Role::Approver, stage);
            const auto page = fixture.get("/console/login");
            const bool guest = route.door == Door::Guest;
            const auto mine = guest ? set_cookie(page) : ConsoleFixture::cookie(half);
            const auto good = "token=" + (guest ? hidden(page.body, "token") : half.form_token());
            CAPTURE(std::string(route.path));
            CHECK(fixture.post(target_of(route), "", mine).status == 403);
            CHECK(fixture.post(target_of(route), "token=" + other.form_token(), mine).status == 403);
            if (guest) CHECK(fixture.post(target_of(route), good, "").status == 403);
            CHECK(fixture
                      .ask("POST", target_of(route), good,
                           {{"cookie", mine}, {"origin", "https://evil.example"}})
                      .status == 403);
            CHECK(fixture.ask("POST", target_of(route), good, {{"cookie", mine}}).status == 403);
            continue;
        }
        const Role role = route.door == Door::Signed             ? Role::Writer
                          : route.roles.has(Role::Administrator) ? Role::Administrator
                          : route.roles.has(Role::Approver)      ? Role::Approver
                          : route.roles.has(Role::Writer)        ? Role::Writer
                                                                 : Role::Desk;
        const auto ticket = fixture.signed_in("p-" + std::string(role_name(role)), role);
        const auto mine = ConsoleFixture::cookie(ticket);
        CAPTURE(std::string(route.path));
        CHECK(fixture.post(target_of(route), "", mine).status == 403);
        CHECK(fixture.post(target_of(route), "token=" + other.form_token(), mine).status == 403);
        const std::string good = "token=" + ticket.form_token();
        for (const auto* origin : {"https://evil.example", "http://console.test", "null"})
            CHECK(
                fixture.ask("POST", target_of(route), good, {{"cookie", mine}, {"origin", origin}}).status ==
                403);
        CHECK(
            fixture.ask("POST", target_of(route), good, {{"cookie", mine}, {"sec-fetch-site", "cross-site"}})
                .status == 403);
        CHECK(fixture.ask("POST", target_of(route), good, {{"cookie", mine}}).status == 403);
    }
}

TEST_CASE("every page keeps scripts and styles out of its text and says so to the browser",
          "[province][console]")
{
    ConsoleFixture fixture;
    const auto ticket = fixture.signed_in("lan", Role::Administrator);
    for (const Route& route : console::routes()) {
        if (route.method != "GET" || route.path.find('{') != std::string_view::npos) continue;
        const auto answer = fixture.get(std::string(route.path), ConsoleFixture::cookie(ticket));
        CAPTURE(std::string(route.path));
        const auto policy = header_of(answer, "Content-Security-Policy");
        CHECK(policy.find("default-src 'none'") != std::string::npos);
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
        CHECK(header_of(answer, "Cache-Control") == "no-store");
        CHECK_FALSE(has_inline_code(answer.body));
        CHECK(answer.body.find("[[") == std::string::npos);
        CHECK(answer.body.find("{{") == std::string::npos);
    }
}

TEST_CASE("code inside a page is seen where it stands", "[province][console]")
{
    for (const char* bad : {"<script>x</script>", "<style>", "<p style=\"x\">", "<img onerror=\"x\">"})
        CHECK(has_inline_code(bad));
    for (const char* good : {"<script src=\"a.js\"></script>", "<p class=\"x\">", "one thing on = off"})
        CHECK_FALSE(has_inline_code(good));
}

TEST_CASE("what somebody writes into any field comes back as text, and changes no table",
          "[province][console]")
{
    ConsoleFixture fixture;
    const auto ticket = fixture.signed_in("lan", Role::Administrator);
    const std::string evil = GENERATE("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
                                      "'); DROP TABLE account; --", "' OR '1'='1", "{{token}}",
                                      "[[console.product]]", "%00", "\xE2\x80\xAE", "%FF%FE", "${7*7}");
    const auto encoded = [](const std::string& text) {
        std::string out;
        char digits[4];
        for (const char c : text) {
            std::snprintf(digits, sizeof digits, "%%%02X", static_cast<unsigned char>(c));
            out += text.front() == '%' ? std::string(1, c) : std::string(digits);
        }
        return out;
    };
    CAPTURE(evil);
    const std::string value = encoded(evil);
    for (const Route& route : console::routes()) {
        if (route.method != "POST" || route.path == "/console/logout") continue;
        CAPTURE(std::string(route.path));
        std::string form = "token=" + ticket.form_token();
        std::string fields = form;
        for (const auto* name : {"login", "name", "body", "role", "n", "password", "repeat", "old", "code",
                                 "first", "second", "title", "text"})
            fields += std::string("&") + name + "=" + value;
        const auto answer = fixture.post(target_of(route), fields, ConsoleFixture::cookie(ticket));
        CHECK(answer.status < 500);
        CHECK(answer.body.find("<script>alert") == std::string::npos);
        CHECK(answer.body.find("<img src=x") == std::string::npos);
    }
    // A name may be odd; it is shown as it is written.
    if (evil.front() != '%' && evil.front() != '\xE2') {
        const auto added = fixture.post(
            "/console/people/add",
            "token=" + ticket.form_token() + "&login=odd&role=writer&body=20107.ubnd&name=" + value,
            ConsoleFixture::cookie(ticket));
        CHECK(added.status == 303);
        CHECK(must(Accounts(fixture.registry).find("odd"))->name == evil);
        const auto page = fixture.get("/console/people", ConsoleFixture::cookie(ticket)).body;
        CHECK(page.find(console::escaped(evil)) != std::string::npos);
        CHECK(page.find("<script>alert") == std::string::npos);
    }
    CHECK(must(Accounts(fixture.registry).find("lan")));
    CHECK_FALSE(must(Audit(fixture.registry).verify()).broken_at);
}

TEST_CASE("what is not a form, or too much of one, is refused", "[province][console]")
{
    ConsoleFixture fixture;
    const auto ticket = fixture.signed_in("lan", Role::Administrator);
    const auto mine = ConsoleFixture::cookie(ticket);
    const std::string token = "token=" + ticket.form_token();
    CHECK(fixture.post("/console/people/add", token + "&name=%", mine).status == 400);
    CHECK(fixture.post("/console/people/add", token + "&name=%C3%28", mine).status == 400);
    CHECK(fixture.post("/console/people/add", token + "&name=a%07b", mine).status == 400);
    CHECK(fixture.post("/console/people/add", token + "&name=" + std::string(70000, 'a'), mine).status ==
          413);
    std::string many = token;
    for (int i = 0; i < 4001; ++i) many += "&a=b";
    CHECK(fixture.post("/console/people/add", many, mine).status == 400);
    CHECK(fixture.get("/console/people?done=%FF", mine).status == 400);
}

TEST_CASE("nobody acts for a body where they have no right", "[province][console]")
{
    ConsoleFixture fixture;
    auto mine = ConsoleFixture::cookie(fixture.signed_in("mai", Role::Writer));
    const auto act_for = [&](const std::string& body) {
        const auto token = hidden(fixture.get("/console/today", mine).body, "token");
        const auto answer = fixture.post("/console/act-for", "token=" + token + "&body=" + body, mine);
        if (answer.status == 303) mine = set_cookie(answer);
        return answer.status;
    };
    for (const std::string body : {"19753.ubnd", "20107.mttq", "99999.ubnd", "", "%27"})
        CHECK(act_for(body) == 403);
    CHECK(act_for("20107.ubnd") == 303);
    must(Accounts(fixture.registry).grant("mai", "20107.mttq", Role::Supervisor, fixture.act()));
    CHECK(act_for("20107.mttq") == 303);
    must(Accounts(fixture.registry).end("mai", "20107.mttq", Role::Supervisor, fixture.act()));
    CHECK(act_for("20107.mttq") != 303);
}

TEST_CASE("a page of one office does nothing for another that was chosen since, and gives its words back",
          "[province][console]")
{
    ConsoleFixture fixture;
    const auto ticket = fixture.signed_in("mai", Role::Writer);
    const auto first = ConsoleFixture::cookie(ticket);
    must(Accounts(fixture.registry).grant("mai", "20107.mttq", Role::Writer, fixture.act()));
    const auto created = must(Sessions(fixture.registry).find(ticket.id(), fixture.now))->created_at;
    fixture.clock.advance(std::chrono::minutes{10});
    const std::string old_form = "token=" + hidden(fixture.get("/console/publish", first).body, "token") +
                                 "&kind=meeting&text=Tr%E1%BA%A3+l%E1%BB%9Di+cho+b%C3%A0+An";
    const auto changed = fixture.post("/console/act-for", old_form + "&body=20107.mttq", first);
    REQUIRE(changed.status == 303);
    const auto second = set_cookie(changed);
    CHECK(second != first);

    const auto refused = fixture.post("/console/publish/new", old_form, second);
    CHECK(refused.status == 403);
    CHECK(refused.body.find("cơ quan khác ở một thẻ khác") != std::string::npos);
    CHECK(refused.body.find("Trả lời cho bà An</textarea>") != std::string::npos);
    CHECK(must(Drafts(fixture.registry).of_body("20107.mttq", {DraftState::Writing}, 9)).empty());
    // The page of now works, the ticket of before opens nothing, and no day was won.
    const auto token = hidden(fixture.get("/console/publish", second).body, "token");
    CHECK(fixture.post("/console/publish/new", "token=" + token + "&kind=meeting", second).status == 303);
    CHECK(must(Drafts(fixture.registry).of_body("20107.mttq", {DraftState::Writing}, 9)).size() == 1);
    CHECK(fixture.get("/console/publish", first).status == 303);
    const auto now = Ticket::parse(second.substr(second.find('=') + 1));
    CHECK(must(Sessions(fixture.registry).find(now->id(), fixture.clock.now()))->created_at == created);
}

TEST_CASE("whoever's session ran out over a text gets it back to copy, but no password",
          "[province][console]")
{
    ConsoleFixture fixture;
    const auto ticket = fixture.signed_in("mai", Role::Writer);
    const auto mine = ConsoleFixture::cookie(ticket);
    fixture.clock.advance(kSessionIdle + std::chrono::minutes{1});
    const std::string form = "token=" + ticket.form_token() +
                             "&title=Thu+chi&body=D%C3%B2ng+m%E1%BB%99t%0D%0A%3Cb%3Ehai&password=mat+khau";
    const auto refused = fixture.post("/console/publish/1/save", form, mine);
    CHECK(refused.status == 403);
    CHECK(refused.body.find("Dòng một\n&lt;b&gt;hai</textarea>") != std::string::npos);
    CHECK(refused.body.find("mat khau") == std::string::npos);
    CHECK(refused.body.find("target=\"_blank\"") != std::string::npos);
    // A page from elsewhere puts no words into ours.
    const auto foreign = fixture.ask("POST", "/console/publish/1/save", form,
                                     {{"cookie", mine}, {"origin", "https://elsewhere.test"}});
    CHECK(foreign.status == 403);
    CHECK(foreign.body.find("Dòng một") == std::string::npos);
}

TEST_CASE("the log of acts is asked for a person, an act or a day", "[province][console]")
{
    ConsoleFixture fixture;
    fixture.add("mai", "20107.ubnd", Role::Writer);
    const auto cookie = ConsoleFixture::cookie(fixture.signed_in("thu", Role::Supervisor));
    Audit audit(fixture.registry);
    for (int day = 0; day < 3; ++day)
        must(audit.note({fixture.now + std::chrono::hours{24 * day}, "mai", "20107.ubnd", "draft.change",
                         "so " + std::to_string(day)}));
    must(audit.note({fixture.now, "thu", "20107.ubnd", "draft.drop", "cua rieng"}));
    const auto has = [&](const std::string& query, const std::string& about) {
        return fixture.get("/console/audit" + query, cookie).body.find("<td>" + about + "</td>") !=
               std::string::npos;
    };
    CHECK(has("", "so 0"));
    CHECK(has("", "cua rieng"));
    CHECK(has("?who=mai", "so 2"));
    CHECK_FALSE(has("?who=mai", "cua rieng"));
    CHECK(has("?what=draft.drop", "cua rieng"));
    CHECK_FALSE(has("?what=draft.drop", "so 1"));
    const auto day = protocol::format_date(protocol::add_days(protocol::local_date(fixture.now), 1));
    CHECK(has("?day=" + day, "so 1"));
    CHECK_FALSE(has("?day=" + day, "so 0"));
    CHECK_FALSE(has("?day=" + day, "so 2"));
    // People are named; what is no code of ours asks for nothing.
    CHECK(
        fixture.get("/console/audit", cookie).body.find("Nguyễn Thị Lan <span class=\"quiet\">mai</span>") !=
        std::string::npos);
    CHECK(has("?who=%27%20OR%201&what=%22%3E&day=x", "so 0"));
    CHECK(fixture.get("/console/audit?who=khong", cookie).body.find("Không có dòng nào như vậy") !=
          std::string::npos);
}

#include <set>
#include <string>

#include "protocol/base/encoding.h"
#include "protocol/base/password.h"
#include "province/people/key_wrapping.h"
#include "province/people/second_factor.h"
#include "province/registry/resets.h"
#include "tests/province/console/console_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using namespace std::chrono_literals;

namespace {

constexpr const char* kPassword = "mua xuan o Phu Loc";

struct Door : ConsoleFixture {
    Door()
    {
        add("lan", "20107.ubnd", Role::Approver);
        Passwords passwords;
        must(Accounts(registry).set_password("lan", must(passwords.hash(kPassword)), {}, {}, act()));
        must(Accounts(registry).set_factor("lan", console->sign_in.seal_factor("lan", factor), 0, act()));
    }

    http::Response try_password(const std::string& password, const std::string& address = "10.0.0.1",
                                const std::string& device = {})
    {
        const auto page = get("/console/login");
        const std::string form = "token=" + hidden(page.body, "token") + "&login=lan&password=" + password;
        const std::string cookies = set_cookie(page) + (device.empty() ? "" : "; " + device);
        return ask("POST", "/console/login", form,
                   {{"cookie", cookies}, {"origin", "https://console.test"}, {"x-real-ip", address}});
    }
    http::Response try_code(const std::string& session, const std::string& code)
    {
        const auto page = get("/console/code", session);
        return post("/console/code", "token=" + hidden(page.body, "token") + "&code=" + code, session);
    }

    SecondFactor factor = SecondFactor::generate();
};

}  // namespace

TEST_CASE("password, then code: each step gives a new cookie and ends the old one", "[province][console]")
{
    Door door;
    const auto first = door.try_password("mua+xuan+o+Phu+Loc");
    REQUIRE(first.status == 303);
    CHECK(header_of(first, "Location") == "/console/code");
    const auto half = set_cookie(first);
    const auto line = header_of(first, "Set-Cookie");
    CHECK(line.starts_with("__Host-commune-session="));
    for (const auto* part : {"; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/"})
        CHECK(line.find(part) != std::string::npos);
    CHECK(door.get("/console/today", half).status == 303);

    const auto second = door.try_code(half, door.factor.code(door.now));
    REQUIRE(second.status == 303);
    CHECK(header_of(second, "Location") == "/console/today");
    const auto full = set_cookie(second);
    CHECK(full != half);
    CHECK(door.get("/console/today", full).status == 200);
    CHECK(door.get("/console/code", half).status == 303);
    CHECK(header_of(door.get("/console/code", half), "Location") == "/console/login");
}

TEST_CASE("a cookie that somebody planted before signing in is worth nothing after", "[province][console]")
{
    Door door;
    const std::string planted = "__Host-commune-session=" + std::string(64, 'b');
    const auto page = door.get("/console/login", planted);
    const auto answer = door.post(
        "/console/login", "token=" + hidden(page.body, "token") + "&login=lan&password=mua+xuan+o+Phu+Loc",
        planted + "; " + set_cookie(page));
    REQUIRE(answer.status == 303);
    CHECK(set_cookie(answer) != planted);
    CHECK(header_of(door.get("/console/code", planted), "Location") == "/console/login");
}

TEST_CASE("a code counts once, and not for long", "[province][console]")
{
    Door door;
    const auto half = set_cookie(door.try_password("mua+xuan+o+Phu+Loc"));
    CHECK(door.try_code(half, "000000").status == 422);
    CHECK(door.try_code(half, door.factor.code(door.now - 90s)).status == 422);
    const auto code = door.factor.code(door.now);
    REQUIRE(door.try_code(half, code).status == 303);
    const auto again = set_cookie(door.try_password("mua+xuan+o+Phu+Loc"));
    CHECK(door.try_code(again, code).status == 422);
    door.clock.advance(30s);
    CHECK(door.try_code(again, door.factor.code(door.clock.now())).status == 303);
}

TEST_CASE("a stranger's wrong passwords keep the owner out neither elsewhere nor on the owner's device",
          "[province][console]")
{
    Door door;
    const auto half = set_cookie(door.try_password("mua+xuan+o+Phu+Loc"));
    const auto full = door.try_code(half, door.factor.code(door.now));
    const auto device = set_cookie(full, 1);
    REQUIRE(device.starts_with("__Host-commune-device="));
    for (int i = 0; i < 6; ++i) CHECK(door.try_password("wrong").status == 422);
    CHECK(door.try_password("mua+xuan+o+Phu+Loc").status == 422);  // this address has to wait
    CHECK(door.try_password("mua+xuan+o+Phu+Loc", "10.0.0.2").status == 303);
    CHECK(door.try_password("mua+xuan+o+Phu+Loc", "10.0.0.1", device).status == 303);
    const auto forged = "__Host-commune-device=" + std::string(96, 'c');
    CHECK(door.try_password("mua+xuan+o+Phu+Loc", "10.0.0.1", forged).status == 422);
    door.clock.advance(15min);
    CHECK(door.try_password("mua+xuan+o+Phu+Loc").status == 303);
}

TEST_CASE("who guesses at an open session waits there, and keeps its owner out of no other door",
          "[province][console]")
{
    Door door;
    const auto half = set_cookie(door.try_password("mua+xuan+o+Phu+Loc"));
    const auto full = set_cookie(door.try_code(half, door.factor.code(door.now)));
    const auto token = hidden(door.get("/console/account", full).body, "token");
    const auto guess = [&](const std::string& old) {
        return door.ask(
            "POST", "/console/account/password",
            "token=" + token + "&old=" + old + "&password=mot+cau+khac+dai&repeat=mot+cau+khac+dai",
            {{"cookie", full}, {"origin", "https://console.test"}, {"x-real-ip", "10.0.0.1"}});
    };
    for (int i = 0; i < 6; ++i) CHECK(guess("wrong").status == 422);
    CHECK(guess("mua+xuan+o+Phu+Loc").status == 422);  // has to wait
    CHECK(door.try_password("mua+xuan+o+Phu+Loc").status == 303);
}

TEST_CASE("an unknown login, a disabled account and a wrong password get the same words",
          "[province][console]")
{
    Door door;
    const auto wrong = door.try_password("wrong");
    must(Accounts(door.registry).disable("lan", door.act()));
    const auto disabled = door.try_password("mua+xuan+o+Phu+Loc");
    CHECK(disabled.status == wrong.status);
    CHECK(wrong.body.size() == disabled.body.size());
}

TEST_CASE("who needs a second factor and has none sets one up before anything else", "[province][console]")
{
    Door door;
    must(Accounts(door.registry).set_factor("lan", "", 0, door.act()));
    const auto first = door.try_password("mua+xuan+o+Phu+Loc");
    CHECK(header_of(first, "Location") == "/console/enrol");
    const auto half = set_cookie(first);
    const auto page = door.get("/console/enrol", half);
    CHECK(page.body.find("<svg") != std::string::npos);
    CHECK(page.body == door.get("/console/enrol", half).body);  // loading it again changes nothing
    const auto wrong =
        door.post("/console/enrol", "token=" + hidden(page.body, "token") + "&code=123456", half);
    CHECK(wrong.status == 422);
    CHECK(must(Accounts(door.registry).find("lan"))->factor.empty());
}

TEST_CASE("a body's key opens with its person's passphrase only, and only in its own row",
          "[province][people]")
{
    Passwords passwords;
    const std::vector<BodyKey> keys{
        {"20107.ubnd", "publisher", protocol::SecretString(std::string_view{"secret one"})},
        {"20107.ubnd", "desk", protocol::SecretString(std::string_view{"secret two"})}};
    auto wrapped = must(wrap_keys(passwords, "lan", keys, kPassword));
    REQUIRE(wrapped.size() == 2);
    CHECK(wrapped[0].sealed.find("secret") == std::string::npos);
    const auto opened = must(unwrap_keys(passwords, wrapped, {"desk"}, kPassword));
    REQUIRE(opened.size() == 1);
    CHECK(opened[0].text.view() == "secret two");
    CHECK(unwrap_keys(passwords, wrapped, {}, "another").error().fault == protocol::Fault::Refused);
    std::swap(wrapped[0].sealed, wrapped[1].sealed);
    CHECK_FALSE(unwrap_keys(passwords, wrapped, {}, kPassword));
    const auto again = must(split_keys(join_keys(opened).view()));
    CHECK(again[0].body == "20107.ubnd");
    CHECK(again[0].text.view() == "secret two");
}

TEST_CASE("the second factor is what any authenticator app computes", "[province][people]")
{
    // RFC 6238, appendix B, SHA-1, the last six of its eight digits.
    const auto factor = *SecondFactor::from_secret("12345678901234567890");
    CHECK(factor.code(protocol::from_unix(59)) == "287082");
    CHECK(factor.code(protocol::from_unix(1111111109)) == "081804");
    CHECK(factor.code(protocol::from_unix(20000000000)) == "353130");
    CHECK(factor.readable().view() == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    CHECK(factor.accept("287082", protocol::from_unix(59), 0) == 1);
    CHECK_FALSE(factor.accept("287082", protocol::from_unix(59), 1));
    CHECK(factor.accept("287082", protocol::from_unix(80), 0) == 1);
    CHECK_FALSE(factor.accept("287082", protocol::from_unix(120), 0));
    CHECK_FALSE(factor.accept("", protocol::from_unix(59), 0));
}

TEST_CASE("a password is long, varied, and not the login", "[province][people]")
{
    CHECK(is_good_password("mùa xuân ở Huế", "lan"));
    CHECK_FALSE(is_good_password("ngắn quá", "lan"));
    CHECK_FALSE(is_good_password("aaaaaaaaaaaaaaaa", "lan"));
    CHECK_FALSE(is_good_password("tôi là Lan ở xã Phú Lộc", "lan"));
    CHECK_FALSE(is_good_password(std::string(201, 'a') + "bcdef", "lan"));
    CHECK_FALSE(is_good_password("\xFF\xFE not text at all", "lan"));
}

TEST_CASE("a stored password line that asks for all memory is not computed", "[protocol]")
{
    CHECK(protocol::verify_password(must(protocol::hash_password("x")), "x"));
    CHECK_FALSE(protocol::verify_password(must(protocol::hash_password("x")), "y"));
    CHECK_FALSE(protocol::verify_password("$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$aGFzaA", "x"));
    CHECK_FALSE(protocol::verify_password("", "x"));
    CHECK_FALSE(protocol::verify_password("plain", "plain"));
}

TEST_CASE("supervisors of a commune see what was tried in the name of its people before they signed in",
          "[province][console]")
{
    Door door;
    door.try_password("sai");
    Resets resets(door.registry);
    for (const auto* login : {"minh", "hoa"}) door.add(login, "20107.ubnd", Role::Administrator);
    REQUIRE(resets.ask("lan", "one", door.act("minh")));
    REQUIRE(resets.agree(1, "two", door.act("hoa")));
    const auto page = door.get("/console/reset");
    REQUIRE(
        door.post("/console/reset",
                  "token=" + hidden(page.body, "token") +
                      "&login=lan&first=one&second=two&password=mua+thu+o+Vinh+Loc&repeat=mua+thu+o+Vinh+Loc",
                  set_cookie(page))
            .status == 303);
    std::set<std::string> seen;
    for (const auto& row : must(Audit(door.registry).before(0, "20107", 100))) seen.insert(row.act.what);
    CHECK(seen.contains("login.wrong"));
    CHECK(seen.contains("reset.use"));
    for (const auto& row : must(Audit(door.registry).before(0, "19753", 100))) CHECK(row.act.login != "lan");
}

#include "province/kiosk_api/reply_routes.h"

#include <string>

#include "protocol/base/hash.h"
#include "protocol/feedback/reply.h"
#include "province/registry/cases.h"
#include "tests/province/http/feedback_fixture.h"
#include "tests/province/http/raw_client.h"
#include "tests/province/http/running_server.h"
#include "tests/support/catch.h"

namespace {

const std::string kLookup(32, 'c');

void file(province::Registry& registry, const std::string& report, int k, const std::string& sealed)
{
    province::Cases cases(registry);
    province::Case fresh;
    fresh.body = "20107.ubnd";
    fresh.report = report;
    fresh.opened_at = kThen;
    const province::Act act{kThen, "hanh", "20107.ubnd", {}, {}};
    const auto opened = must(cases.open(fresh, act));
    const province::Cases::Answered answered{
        "answered", "answered", {}, {}, [](const auto&) { return kThen; }};
    REQUIRE(cases.answer(opened, 0, answered, {{"20107", kLookup, k, sealed}}, act));
}

}  // namespace

TEST_CASE("a commune's answers are listed with sizes and hashes, and sent again only when changed",
          "[province][feedback]")
{
    KioskApi api;
    RunningServer server(api.handler());
    RawClient client(server.port());
    const auto empty = client.ask(signed_get("/v1/replies/20107/list"));
    REQUIRE(empty);
    CHECK(empty->status == 200);
    CHECK(empty->body.empty());

    file(api.registry, "r1", 1, "sealed one");
    file(api.registry, "r1", 2, "sealed two");
    const std::string old_tag = "If-None-Match: " + empty->header("etag") + "\r\n";
    const auto full = client.ask(signed_get("/v1/replies/20107/list", old_tag));
    CHECK(full->status == 200);
    const auto listed = must(protocol::parse_reply_list(full->body));
    REQUIRE(listed.size() == 2);
    CHECK(listed[1] == protocol::ListedReply{kLookup, 2, 10, protocol::sha256("sealed two")});
    const std::string tag = "If-None-Match: " + full->header("etag") + "\r\n";
    CHECK(client.ask(signed_get("/v1/replies/20107/list", tag))->status == 304);
    // Another commune's list is none of this terminal's business; nor is anything without a signature.
    CHECK(client.ask(signed_get("/v1/replies/19753/list"))->status == 403);
    CHECK(client.ask(get("/v1/replies/20107/list"))->status == 401);
    CHECK(client.ask(get("/v1/replies/20107/" + kLookup + ".2"))->status == 401);
    const auto other = protocol::derive_device_keys("46-19753-k1", protocol::SecretSeed{});
    api.add_terminal(other, "19753");
    const auto theirs = signed_lines("GET", "/v1/replies/19753/list", {}, other.request);
    CHECK(client.ask(get("/v1/replies/19753/list", theirs))->body.empty());

    const auto one = client.ask(signed_get("/v1/replies/20107/" + kLookup + ".2"));
    CHECK(one->body == "sealed two");
    CHECK(one->header("cache-control") == "no-store");
}

TEST_CASE("an answer that is not there, or a name that is none, is 404", "[province][feedback]")
{
    KioskApi api;
    RunningServer server(api.handler());
    RawClient client(server.port());
    const std::string name =
        GENERATE(as<std::string>{}, kLookup + ".1", kLookup + ".0", kLookup, kLookup + ".", "x.1",
                 std::string(32, 'C').append(".1"), kLookup + ".1x", kLookup + ".99999999999", "..");
    CHECK(client.ask(signed_get("/v1/replies/20107/" + name))->status == 404);
    CHECK(client.ask(signed_get("/v1/replies/hue/list"))->status == 404);
    CHECK(client.ask(signed_get("/v1/replies/'--/list"))->status == 404);
}

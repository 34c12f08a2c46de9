#include "province/http/server.h"

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "province/http/router.h"
#include "tests/province/http/raw_client.h"
#include "tests/province/http/running_server.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using namespace province::http;

namespace {

/// Answers with the method and path; PUT with the length of what it read, at most 1,000 bytes.
Response echo(const Request& request, Body& body)
{
    Response response;
    response.type = "text/plain";
    if (request.path == "/throw") throw std::runtime_error("secret detail");
    if (request.method == "PUT") {
        const auto bytes = body.read(1000);
        if (!bytes) return problem(413, "Too much.");
        response.body = std::to_string(bytes->size());
        return response;
    }
    response.body = request.method + " " + request.path;
    return response;
}

Limits hasty()
{
    Limits limits;
    limits.head = 200ms;
    limits.body = 200ms;
    limits.idle = 200ms;
    return limits;
}

}  // namespace

TEST_CASE("one connection carries many requests", "[province][http]")
{
    RunningServer server(echo);
    RawClient client(server.port());
    for (int i = 0; i < 200; ++i) REQUIRE(client.ask(get("/x"))->body == "GET /x");
    CHECK(client.ask(put("/x", "four"))->body == "4");
    CHECK(client.ask(get("/y"))->body == "GET /y");
}

TEST_CASE("requests sent in one piece are answered in order", "[province][http]")
{
    RunningServer server(echo);
    RawClient client(server.port());
    client.send(get("/1") + put("/2", "body") + get("/3"));
    CHECK(client.answer()->body == "GET /1");
    CHECK(client.answer()->body == "4");
    CHECK(client.answer()->body == "GET /3");
}

TEST_CASE("an answer to HEAD has the length and no body", "[province][http]")
{
    RunningServer server(echo);
    RawClient client(server.port());
    const auto answer = client.ask("HEAD /abc HTTP/1.1\r\nHost: t\r\n\r\n", true);
    REQUIRE(answer);
    CHECK(answer->header("content-length") == "9");
    CHECK(client.ask(get("/next"))->body == "GET /next");
}

TEST_CASE("a request that asks for the end of the connection gets it", "[province][http]")
{
    RunningServer server(echo);
    RawClient client(server.port());
    const auto answer = client.ask(get("/x", "Connection: close\r\n"));
    CHECK(answer->header("connection") == "close");
    CHECK(client.closed());
}

TEST_CASE("a malformed request is refused with 400 and the connection ends", "[province][http]")
{
    const std::string request =
        GENERATE(as<std::string>{}, "nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
                 "GET /x HTTP/1.1\nHost: t\n\n\r\n\r\n", std::string("\0\0\0\0\r\n\r\n", 8),
                 "PUT / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 "\x16\x03\x01\x02 client hello\r\n\r\n");
    RunningServer server(echo);
    RawClient client(server.port());
    const auto answer = client.ask(request);
    REQUIRE(answer);
    CHECK(answer->status == 400);
    CHECK(answer->header("cache-control") == "no-store");
    CHECK(answer->body.find("{\"error\":") == 0);
    CHECK(client.closed());
}

TEST_CASE("a head that does not end is cut off at its limit", "[province][http]")
{
    RunningServer server(echo);
    RawClient client(server.port());
    const std::string line = "X: " + std::string(1000, 'a') + "\r\n";
    client.send("GET / HTTP/1.1\r\nHost: t\r\n");
    for (int i = 0; i < 40; ++i) client.send(line);
    const auto answer = client.answer();
    REQUIRE(answer);
    CHECK(answer->status == 431);
    CHECK(client.closed());
}

TEST_CASE("a body above what the handler takes is refused unread, and the connection ends",
          "[province][http]")
{
    RunningServer server(echo);
    RawClient client(server.port());
    const auto answer = client.ask(put("/x", std::string(300'000, 'x')) + get("/smuggled"));
    REQUIRE(answer);
    CHECK(answer->status == 413);
    CHECK(answer->header("connection") == "close");
    CHECK_FALSE(client.answer());
}

TEST_CASE("a body that nobody read is never taken for the next request", "[province][http]")
{
    RunningServer server(echo);
    RawClient client(server.port());
    const std::string inner = get("/smuggled");
    client.send("GET /x HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(inner.size()) + "\r\n\r\n" +
                inner);
    CHECK(client.answer()->body == "GET /x");
    CHECK_FALSE(client.answer());
}

TEST_CASE("slow clients lose their connection in bounded time", "[province][http]")
{
    RunningServer server(echo, hasty());
    SECTION("silent after connecting") { CHECK(RawClient(server.port()).closed(5s)); }
    SECTION("silent in the head")
    {
        RawClient client(server.port());
        const auto answer = client.ask("GET / HTTP/1.1\r\nHost:");
        REQUIRE(answer);
        CHECK(answer->status == 408);
        CHECK(client.closed(5s));
    }
    SECTION("a few bytes at a time do not buy more time")
    {
        RawClient client(server.port());
        auto trickle = std::async(std::launch::async, [&] {
            for (int i = 0; i < 40 && !client.closed(20ms); ++i) client.send("X: y\r\n");
        });
        const auto begin = std::chrono::steady_clock::now();
        trickle.wait();
        CHECK(client.closed(5s));
        CHECK(std::chrono::steady_clock::now() - begin < 3s);
    }
    SECTION("silent in the body")
    {
        RawClient client(server.port());
        const auto answer = client.ask("PUT / HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nfive!");
        REQUIRE(answer);
        CHECK(answer->status == 413);
        CHECK(client.closed(5s));
    }
}

TEST_CASE("a body cut off by the client ends the connection and nothing else", "[province][http]")
{
    RunningServer server(echo);
    RawClient client(server.port());
    client.send("PUT / HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nfive!");
    client.finish();
    CHECK(client.closed());
    CHECK(RawClient(server.port()).ask(get("/alive"))->status == 200);
}

TEST_CASE("a client that waits for leave to send its body gets it, or the refusal", "[province][http]")
{
    RunningServer server(echo);
    RawClient client(server.port());
    const std::string head = "PUT / HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: ";
    SECTION("leave")
    {
        CHECK(client.ask(head + "4\r\n\r\n")->status == 100);
        CHECK(client.ask("four")->body == "4");
    }
    SECTION("refusal, before a byte of it travels")
    {
        CHECK(client.ask(head + "5000\r\n\r\n")->status == 413);
    }
}

TEST_CASE("a handler that throws is answered with 500 and tells nothing", "[province][http]")
{
    RunningServer server(echo);
    RawClient client(server.port());
    const auto answer = client.ask(get("/throw"));
    REQUIRE(answer);
    CHECK(answer->status == 500);
    CHECK(answer->body.find("secret") == std::string::npos);
    CHECK(answer->headers.count("exception_what") == 0);
}

TEST_CASE("sixty kiosks stay connected and are all served", "[province][http]")
{
    RunningServer server(echo);
    std::vector<std::unique_ptr<RawClient>> kiosks;
    for (int i = 0; i < 60; ++i) kiosks.push_back(std::make_unique<RawClient>(server.port()));
    for (int round = 0; round < 3; ++round)
        for (const auto& kiosk : kiosks) REQUIRE(kiosk->ask(get("/poll"))->status == 200);
}

TEST_CASE("more connections than threads wait and are served", "[province][http]")
{
    Limits limits;
    limits.threads = 2;
    limits.idle = 100ms;
    RunningServer server(echo, limits);
    std::vector<std::unique_ptr<RawClient>> kiosks;
    for (int i = 0; i < 12; ++i) {
        kiosks.push_back(std::make_unique<RawClient>(server.port()));
        kiosks.back()->send(get("/x"));
    }
    for (const auto& kiosk : kiosks) CHECK(kiosk->answer()->status == 200);
}

TEST_CASE("a stop ends waiting connections at once", "[province][http]")
{
    RunningServer server(echo);
    RawClient idle(server.port());
    REQUIRE(idle.ask(get("/x")));
    RawClient silent(server.port());
    RawClient half(server.port());
    half.send("GET /never HTTP/1.1\r\n");
    const auto begin = std::chrono::steady_clock::now();
    server.stop();
    CHECK(std::chrono::steady_clock::now() - begin < 2s);
    CHECK(idle.closed());
}

TEST_CASE("a port in use cannot be had twice", "[province][http]")
{
    RunningServer server(echo);
    const auto second = Server::bind("127.0.0.1", server.port(), echo);
    REQUIRE_FALSE(second);
    CHECK(second.error().fault == protocol::Fault::Busy);
}

TEST_CASE("the router knows methods, parameters and strangers", "[province][http]")
{
    Router router;
    router.add("GET", "/v1/replies/{commune}/list", [](const Request& request, Body&) {
        Response response;
        response.body = request.parameters.at("commune");
        return response;
    });
    RunningServer server([&](const Request& request, Body& body) { return router.answer(request, body); });
    RawClient client(server.port());
    CHECK(client.ask(get("/v1/replies/20107/list"))->body == "20107");
    CHECK(client.ask(get("/v1/replies//list"))->status == 404);
    CHECK(client.ask(get("/v1/replies/20107/list/"))->status == 404);
    const auto wrong = client.ask(put("/v1/replies/20107/list", ""));
    CHECK(wrong->status == 405);
    CHECK(wrong->header("allow") == "GET");
}

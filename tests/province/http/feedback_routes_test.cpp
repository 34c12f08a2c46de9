#include "province/kiosk_api/feedback_routes.h"

#include <atomic>
#include <csignal>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "protocol/feedback/received.h"
#include "province/kiosk_api/container_shape.h"
#include "province/registry/containers.h"
#include "tests/province/http/feedback_fixture.h"
#include "tests/province/http/raw_client.h"
#include "tests/province/http/running_server.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using protocol::BoxKey;

namespace {

std::string address(const HandedIn& report) { return "/v1/feedback/" + report.id; }

/// A process that serves this folder and, when told so, dies by SIGKILL after the work and before the answer.
class ServingProcess {
public:
    ServingProcess(const std::string& folder, const protocol::SigningKey& receiver,
                   bool dies_before_answering)
    {
        int pipe_ends[2];
        if (::pipe(pipe_ends) != 0) throw std::runtime_error("no pipe");
        child_ = ::fork();
        if (child_ == 0) {
            ::close(pipe_ends[0]);
            serve(folder, receiver, dies_before_answering, pipe_ends[1]);
            ::_exit(1);
        }
        ::close(pipe_ends[1]);
        if (::read(pipe_ends[0], &port_, sizeof port_) != sizeof port_) throw std::runtime_error("no port");
        ::close(pipe_ends[0]);
    }
    ~ServingProcess()
    {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    ServingProcess(const ServingProcess&) = delete;
    ServingProcess& operator=(const ServingProcess&) = delete;
    std::uint16_t port() const { return port_; }

private:
    static void serve(const std::string& folder, const protocol::SigningKey& receiver, bool dies, int told)
    {
        const protocol::ManualClock clock(dies ? kThen : kThen + 3600s);
        auto registry = must(province::Registry::open(registry_in(folder)));
        if (dies) let_in(registry, test_terminal(), "20107");
        province::http::Router router;
        province::add_feedback_routes(router, registry, receiver, clock);
        auto server = must(province::http::Server::bind(
            "127.0.0.1", 0, [&](const province::http::Request& request, province::http::Body& body) {
                auto answer = router.answer(request, body);
                if (dies) ::kill(::getpid(), SIGKILL);
                return answer;
            }));
        const std::uint16_t port = server.port();
        if (::write(told, &port, sizeof port) != sizeof port) return;
        server.run();
    }
    pid_t child_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace

TEST_CASE("a report is stored once and its receipt is the same for ever", "[province][feedback]")
{
    KioskApi api;
    RunningServer server(api.handler());
    RawClient client(server.port());
    const HandedIn report = hand_in({BoxKey::generate().public_key()}, "Đèn đường hỏng.");

    const auto first = client.ask(signed_put(address(report), report.bytes));
    REQUIRE(first);
    CHECK(first->status == 201);
    CHECK(first->header("cache-control") == "no-store");
    const auto received = protocol::open_received(first->body, api.receiver.vkey(), report.id);
    REQUIRE(received);
    CHECK(received->at == kThen);

    api.clock.advance(1h);
    const auto second = client.ask(signed_put(address(report), report.bytes));
    CHECK(second->status == 200);
    CHECK(second->body == first->body);
    CHECK(must(province::Containers(api.registry).after(0, 10)).size() == 1);
}

TEST_CASE("only a live terminal hands in, and only what it signed", "[province][feedback]")
{
    KioskApi api;
    RunningServer server(api.handler());
    const auto status = [&](const std::string& request) {
        return RawClient(server.port()).ask(request)->status;
    };
    const HandedIn report = hand_in({BoxKey::generate().public_key()}, "Đèn đường hỏng.");
    CHECK(status(put(address(report), report.bytes)) == 401);
    const auto by = [&](const protocol::SigningKey& key, std::string_view body) {
        RawClient other(server.port());
        return other.ask(put(address(report), report.bytes, signed_lines("PUT", address(report), body, key)))
            ->status;
    };
    const auto stranger = protocol::derive_device_keys("46-20107-k9", protocol::SecretSeed{});
    CHECK(by(stranger.request, report.bytes) == 401);
    const auto thief = protocol::SigningKey::generate("46-20107-k1");
    CHECK(by(thief, report.bytes) == 401);
    CHECK(by(api.keys.request, "another body") == 401);
    CHECK(must(province::Containers(api.registry).count()) == 0);
    CHECK(by(api.keys.request, report.bytes) == 201);

    // A stolen terminal is out at once.
    REQUIRE(province::Terminals(api.registry).revoke("46-20107-k1", {kThen, "kythuat", {}, {}, {}}));
    CHECK(status(signed_put(address(report), report.bytes)) == 403);
    CHECK(status(signed_get("/v1/replies/20107/list")) == 403);
}

TEST_CASE("the alias with an Idempotency-Key is the same call", "[province][feedback]")
{
    KioskApi api;
    RunningServer server(api.handler());
    RawClient client(server.port());
    const HandedIn report = hand_in({BoxKey::generate().public_key()}, "Đèn đường hỏng.");
    const auto post = [&](std::string_view key) {
        const std::string header = key.empty() ? "" : "Idempotency-Key: " + std::string(key) + "\r\n";
        return client.ask("POST /v1/feedback HTTP/1.1\r\nHost: t\r\n" + header +
                          signed_lines("POST", "/v1/feedback", report.bytes, test_terminal().request) +
                          "Content-Length: " + std::to_string(report.bytes.size()) + "\r\n\r\n" +
                          report.bytes);
    };
    const auto first = post('"' + report.id + '"');
    CHECK(first->status == 201);
    CHECK(client.ask(signed_put(address(report), report.bytes))->body == first->body);
    CHECK(post('"' + std::string(64, '0') + '"')->status == 422);
    CHECK(post("")->status == 400);
}

TEST_CASE("what is not the named sealed report is refused and not stored", "[province][feedback]")
{
    KioskApi api;
    RunningServer server(api.handler());
    const HandedIn report = hand_in({BoxKey::generate().public_key()}, "Đèn đường hỏng.");
    const auto ask = [&](const std::string& request) {
        RawClient client(server.port());
        const auto answer = client.ask(request);
        return answer ? answer->status : 0;
    };
    std::string altered = report.bytes;
    altered[500] ^= 1;
    CHECK(ask(signed_put(address(report), altered)) == 422);
    CHECK(ask(signed_put("/v1/feedback/" + std::string(64, 'A'), report.bytes)) == 400);
    CHECK(ask(signed_put("/v1/feedback/..", report.bytes)) == 400);
    const std::string text = "not sealed at all";
    CHECK(ask(signed_put("/v1/feedback/" + protocol::container_id(text), text)) == 422);
    CHECK(ask(signed_put("/v1/feedback/" + protocol::container_id(""), "")) == 422);
    const std::string head = "PUT " + address(report) + " HTTP/1.1\r\nHost: t\r\n" +
                             signed_lines("PUT", address(report), {}, test_terminal().request);
    CHECK(ask(head + "\r\n") == 411);
    CHECK(ask(head + "Content-Length: 16777217\r\n\r\n") == 413);
    CHECK(ask("GET " + address(report) + " HTTP/1.1\r\nHost: t\r\n\r\n") == 405);
    {
        RawClient cut(server.port());
        const std::string whole = signed_put(address(report), report.bytes);
        cut.send(std::string_view{whole}.substr(0, whole.size() - 1));
        cut.finish();
        const auto answer = cut.answer();
        if (answer) CHECK(answer->status == 408);
    }
    CHECK(must(province::Containers(api.registry).after(0, 10)).empty());
}

TEST_CASE("the shape of a container is checked to its last byte", "[province][feedback]")
{
    const HandedIn report = hand_in({BoxKey::generate().public_key()}, "x");
    CHECK(province::has_container_shape(report.bytes));
    CHECK_FALSE(province::has_container_shape(report.bytes + "x"));
    for (const std::size_t length : {0u, 3u, 4u, 243u, 244u, 268u, 270u, 272u, 2000u})
        CHECK_FALSE(province::has_container_shape(std::string_view{report.bytes}.substr(0, length)));
    std::string other = report.bytes;
    other[3] = '2';
    CHECK_FALSE(province::has_container_shape(other));
}

TEST_CASE("a removed report is answered 410 with its receipt and never comes back", "[province][feedback]")
{
    KioskApi api;
    RunningServer server(api.handler());
    RawClient client(server.port());
    const HandedIn report = hand_in({BoxKey::generate().public_key()}, "Đèn đường hỏng.");
    const auto first = client.ask(signed_put(address(report), report.bytes));
    REQUIRE(first->status == 201);
    REQUIRE(province::Containers(api.registry).remove(report.id, "erasure-order", kThen));
    const auto later = client.ask(signed_put(address(report), report.bytes));
    CHECK(later->status == 410);
    CHECK(later->body == first->body);  // the outbox lets go only for a signed receipt
    CHECK(must(province::Containers(api.registry).after(0, 10)).empty());
}

TEST_CASE("many kiosks that send the same report at once get one receipt", "[province][feedback]")
{
    KioskApi api;
    RunningServer server(api.handler());
    const HandedIn report = hand_in({BoxKey::generate().public_key()}, "Đèn đường hỏng.");
    constexpr int kSenders = 24;
    std::vector<std::string> receipts(kSenders);
    std::atomic<int> created{0};
    std::vector<std::thread> senders;
    for (int i = 0; i < kSenders; ++i)
        senders.emplace_back([&, i] {
            RawClient client(server.port());
            const auto answer = client.ask(signed_put(address(report), report.bytes));
            if (!answer) return;
            created += answer->status == 201;
            receipts[static_cast<std::size_t>(i)] = answer->body;
        });
    for (std::thread& sender : senders) sender.join();
    CHECK(created == 1);
    for (const std::string& receipt : receipts) CHECK(receipt == receipts.front());
    CHECK(protocol::open_received(receipts.front(), api.receiver.vkey(), report.id));
}

TEST_CASE("a server killed between the write and the answer has the report once", "[province][feedback]")
{
    const TempDir dir;
    const auto receiver = protocol::SigningKey::generate("46-receiver");
    const HandedIn report = hand_in({BoxKey::generate().public_key()}, "Đèn đường hỏng.");
    {
        ServingProcess process(dir.path().string(), receiver, true);
        RawClient client(process.port());
        CHECK_FALSE(client.ask(signed_put(address(report), report.bytes)));
    }
    ServingProcess process(dir.path().string(), receiver, false);
    RawClient client(process.port());
    const auto again = client.ask(signed_put(address(report), report.bytes));
    REQUIRE(again);
    CHECK(again->status == 200);
    const auto received = protocol::open_received(again->body, receiver.vkey(), report.id);
    REQUIRE(received);
    CHECK(received->at == kThen);  // the time of the first, lost answer
}

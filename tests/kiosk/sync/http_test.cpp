#include "kiosk/sync/http.h"

#include <zlib.h>

#include "tests/support/catch.h"
#include "tests/support/tiny_server.h"

using namespace std::chrono_literals;
using kiosk::Http;
using kiosk::HttpRequest;
using protocol::Fault;

namespace {

HttpRequest get(const std::string& url, std::size_t most = 1000)
{
    HttpRequest request;
    request.url = url;
    request.max_bytes = most;
    request.deadline = 2s;
    return request;
}

std::string zeros_gzip(std::size_t n)
{
    z_stream z{};
    deflateInit2(&z, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
    std::string in(n, '\0');
    std::string out(n, '\0');
    z.next_in = reinterpret_cast<Bytef*>(in.data());
    z.avail_in = static_cast<uInt>(n);
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(n);
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

}  // namespace

TEST_CASE("requests carry nothing that is not needed", "[kiosk][sync][http]")
{
    std::string head;
    TinyServer server{[&](const TinyServer::Request& request) {
        head = request.head;
        return TinyServer::Answer{200, "ok", {"ETag: \"abc\""}, false, false, {}};
    }};
    Http http;
    auto request = get(server.url() + "/l/2026/checkpoint");
    request.headers = {"If-None-Match: \"0123456789abcdef\""};
    const auto answer = http.send(std::move(request)).value();
    CHECK(answer.body == "ok");
    CHECK(answer.etag == "\"abc\"");
    CHECK(head.find("User-Agent") == std::string::npos);
    CHECK(head.find("Accept") == std::string::npos);
    CHECK(head.size() + 2 <= 110);
}

TEST_CASE("one connection serves many requests", "[kiosk][sync][http]")
{
    TinyServer server{[](const TinyServer::Request& request) {
        return TinyServer::Answer{200, request.path, {}, false, false, {}};
    }};
    Http http;
    for (int i = 0; i < 5; ++i)
        CHECK(http.send(get(server.url() + "/" + std::to_string(i)))->body == "/" + std::to_string(i));
    CHECK(server.connections() == 1);
}

TEST_CASE("an answer larger than it may be ends as Malformed, packed or not", "[kiosk][sync][http]")
{
    const bool packed = GENERATE(false, true);
    TinyServer server{[&](const TinyServer::Request&) {
        if (packed)
            return TinyServer::Answer{200, zeros_gzip(1 << 20), {"Content-Encoding: gzip"}, false, false, {}};
        return TinyServer::Answer{200, std::string(1001, 'x'), {}, false, false, {}};
    }};
    Http http;
    auto request = get(server.url() + "/x");
    request.gzip = true;
    const auto answer = http.send(std::move(request));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().fault == Fault::Malformed);
}

TEST_CASE("no complete answer is Offline", "[kiosk][sync][http]")
{
    const int fault = GENERATE(0, 1, 2, 3, 4);
    TinyServer server{[&](const TinyServer::Request&) {
        TinyServer::Answer answer;
        answer.drop = fault == 0;
        answer.silent = fault == 1;
        if (fault == 2) answer.raw = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort";
        if (fault == 3) answer.raw = "garbage\r\n\r\n";
        if (fault == 4)
            answer.raw = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope";
        return answer;
    }};
    Http http;
    auto request = get(server.url() + "/x");
    request.gzip = true;
    request.deadline = 300ms;
    const auto answer = http.send(std::move(request));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().fault == Fault::Offline);
}

TEST_CASE("stop ends a transfer that hangs", "[kiosk][sync][http]")
{
    Http http;
    TinyServer server{[&](const TinyServer::Request&) {
        http.stop();
        TinyServer::Answer answer;
        answer.silent = true;
        return answer;
    }};
    auto request = get(server.url() + "/x");
    request.deadline = 60s;
    const auto begin = std::chrono::steady_clock::now();
    CHECK(http.send(std::move(request)).error().fault == Fault::Offline);
    CHECK(std::chrono::steady_clock::now() - begin < 10s);
}

TEST_CASE("ranges and redirects are taken as they are", "[kiosk][sync][http]")
{
    TinyServer server{[](const TinyServer::Request& request) {
        if (request.path == "/moved") return TinyServer::Answer{302, "", {"Location: /x"}, false, false, {}};
        CHECK(request.head.find("Range: bytes=7-\r\n") != std::string::npos);
        CHECK(request.head.find("Accept-Encoding") == std::string::npos);
        return TinyServer::Answer{206, "rest", {"Content-Range: bytes 7-10/11"}, false, false, {}};
    }};
    Http http;
    CHECK(http.send(get(server.url() + "/moved"))->status == 302);
    auto request = get(server.url() + "/x");
    request.range_from = 7;
    CHECK(http.send(std::move(request))->range_start == 7U);
}

#include "province/http/head.h"

#include <string>

#include "tests/support/catch.h"

using province::http::accepts;
using province::http::parse_head;

TEST_CASE("a plain request line and its fields are read", "[province][http]")
{
    const auto head =
        parse_head("GET /l/2026/checkpoint?x=1 HTTP/1.1\r\nHost: a\r\nIf-None-Match:  \"x\" \r\n\r\n");
    REQUIRE(head);
    CHECK(head->method == "GET");
    CHECK(head->path == "/l/2026/checkpoint");
    CHECK(head->query == "x=1");
    CHECK(head->field("if-none-match") == "\"x\"");
    CHECK_FALSE(head->wants_close());
}

TEST_CASE("what two readers could take for two requests is refused", "[province][http]")
{
    const std::string request =
        GENERATE(as<std::string>{},                                  //
                 "GET / HTTP/1.1\nHost: a\n\n",                      // bare line feeds
                 "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",          // folded line
                 "GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n",       // space before the colon
                 "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",     //
                 "GET / HTTP/1.1\r\n\r\n",                           // no Host
                 "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",               // two spaces
                 "GET / HTTP/2.0\r\nHost: a\r\n\r\n",                //
                 "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",        // a proxy's form
                 "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n",             //
                 "G\x01T / HTTP/1.1\r\nHost: a\r\n\r\n",             //
                 "GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n",        //
                 "GET / HTTP/1.1\r\nHost: a\r\nX: \x1b[2J\r\n\r\n",  //
                 "GET / HTTP/1.1\r\nHost: a\r\nnocolon\r\n\r\n",     //
                 "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                 "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1,1\r\n\r\n",
                 "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n",
                 "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                 "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
    CAPTURE(request);
    CHECK_FALSE(parse_head(request));
}

TEST_CASE("a request ends its connection when it says so or is of HTTP/1.0", "[province][http]")
{
    CHECK(parse_head("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n")->wants_close());
    CHECK(parse_head("GET / HTTP/1.0\r\n\r\n")->wants_close());
}

TEST_CASE("an encoding counts only with a weight above nothing", "[province][http]")
{
    CHECK(accepts("br, gzip", "gzip"));
    CHECK(accepts("GZIP;q=0.5", "gzip"));
    CHECK_FALSE(accepts("gzip;q=0", "gzip"));
    CHECK_FALSE(accepts("gzip;q=0.000, br", "gzip"));
    CHECK_FALSE(accepts("x-gzip", "gzip"));
    CHECK_FALSE(accepts("", "gzip"));
}

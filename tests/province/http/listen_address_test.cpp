#include "province/kiosk_api/listen_address.h"

#include <string>

#include "tests/support/catch.h"

using province::is_loopback;
using province::parse_listen_address;

TEST_CASE("only this machine's own addresses are served", "[province][http]")
{
    const std::string good = GENERATE("127.0.0.1:8460", "127.9.9.9:0", "[::1]:8460", "localhost:8460");
    REQUIRE(parse_listen_address(good));
    CHECK(is_loopback(*parse_listen_address(good)));
    const std::string other = GENERATE("0.0.0.0:8460", "192.168.1.2:80", "[::]:80", "[2001:db8::1]:80");
    REQUIRE(parse_listen_address(other));
    CHECK_FALSE(is_loopback(*parse_listen_address(other)));
}

TEST_CASE("an address needs a host of numbers and a port", "[province][http]")
{
    const std::string bad =
        GENERATE("", "8460", ":8460", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                 "127.1:80", "::1:80", "[::1:80", "hue.example:80", "127.0.0.1:80x");
    CAPTURE(bad);
    CHECK_FALSE(parse_listen_address(bad));
}

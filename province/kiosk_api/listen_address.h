#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace province {

struct ListenAddress {
    std::string host;  // numbers, without brackets
    std::uint16_t port = 0;

    std::string text() const;  // "127.0.0.1:8460", "[::1]:8460"
};

/// HOST:PORT with HOST an IPv4 or bracketed IPv6 address, or localhost (= 127.0.0.1).
std::optional<ListenAddress> parse_listen_address(std::string_view text);

/// Only such addresses are served: plain HTTP does not leave the machine, nginx ends TLS before it.
bool is_loopback(const ListenAddress& address);

}  // namespace province

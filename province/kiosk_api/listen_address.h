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

/// Only such addresses may be served until requests are signed (protocol.md §8.14.7).
bool is_loopback(const ListenAddress& address);

}  // namespace province

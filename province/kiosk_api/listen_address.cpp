#include "province/kiosk_api/listen_address.h"

#include <arpa/inet.h>

#include "protocol/base/encoding.h"

namespace province {

std::string ListenAddress::text() const
{
    const bool six = host.find(':') != std::string::npos;
    return (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

std::optional<ListenAddress> parse_listen_address(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    std::string_view host = text.substr(0, colon);
    const auto port = protocol::parse_decimal(text.substr(colon + 1));
    if (!port || *port > 65535) return std::nullopt;

    ListenAddress address{std::string(host), static_cast<std::uint16_t>(*port)};
    if (host == "localhost") address.host = "127.0.0.1";
    in6_addr six{};
    in_addr four{};
    if (host.starts_with('[') && host.ends_with(']')) {
        address.host = std::string(host.substr(1, host.size() - 2));
        if (::inet_pton(AF_INET6, address.host.c_str(), &six) != 1) return std::nullopt;
    } else if (::inet_pton(AF_INET, address.host.c_str(), &four) != 1) {
        return std::nullopt;
    }
    return address;
}

bool is_loopback(const ListenAddress& address)
{
    in6_addr six{};
    if (::inet_pton(AF_INET6, address.host.c_str(), &six) == 1) return IN6_IS_ADDR_LOOPBACK(&six);
    in_addr four{};
    return ::inet_pton(AF_INET, address.host.c_str(), &four) == 1 && (ntohl(four.s_addr) >> 24) == 127;
}

}  // namespace province

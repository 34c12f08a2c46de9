#pragma once

#include <string>
#include <string_view>

#include "protocol/requests/request_signature.h"
#include "province/http/message.h"
#include "province/registry/terminals.h"

namespace province {

/// Lets in requests of live terminals only (protocol.md §8.6). The terminal is looked up at each request: a
/// revoked one is out at once, in every process.
class SignedDoor {
public:
    explicit SignedDoor(Registry& registry) : registry_(registry) {}

    struct Visitor {
        Terminal terminal;
        protocol::RequestClaim claim;
    };
    /// Who claims to ask, before any of the body is read; nothing of it is proved yet. Otherwise the refusal:
    /// 401 without such headers or for an unknown terminal, 403 for one that is not live.
    tl::expected<Visitor, http::Response> claimed(const http::Request& request) const;

    /// The refusal, 401, unless the signature is the claimed terminal's over this method, path and body.
    static std::optional<http::Response> refuse(const Visitor& visitor, const http::Request& request,
                                                std::string_view body);

private:
    Registry& registry_;
};

}  // namespace province

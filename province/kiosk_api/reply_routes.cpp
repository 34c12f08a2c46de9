#include "province/kiosk_api/reply_routes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/base/log.h"
#include "protocol/feedback/reply.h"
#include "protocol/routes.h"
#include "province/http/router.h"
#include "province/kiosk_api/signed_door.h"
#include "province/registry/replies.h"

namespace province {

using http::Body;
using http::problem;
using http::Request;
using http::Response;

namespace {

bool is_commune(std::string_view code)
{
    return code.size() >= 2 && code.size() <= 5 &&
           std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

struct Name {
    std::string lookup;
    int k = 0;
};

std::optional<Name> parse_name(std::string_view text)
{
    constexpr std::size_t kLookup = 32;
    if (text.size() < kLookup + 2 || text[kLookup] != '.') return std::nullopt;
    const auto k = protocol::parse_decimal(text.substr(kLookup + 1));
    if (!protocol::from_hex(text.substr(0, kLookup)) || !k || *k == 0 || *k > 1'000'000) return std::nullopt;
    return Name{std::string(text.substr(0, kLookup)), static_cast<int>(*k)};
}

Response try_later(const protocol::Error& error)
{
    protocol::log::error("replies", error.detail);
    return problem(503, "The answers cannot be read now. Please ask again later.");
}

/// Answers are for the terminals of their commune: a list of lookups tells how many reports each hall has.
std::optional<Response> refuse(Registry& registry, const Request& request, const std::string& commune)
{
    const auto visitor = SignedDoor(registry).claimed(request);
    if (!visitor) return visitor.error();
    if (auto refused = SignedDoor::refuse(*visitor, request, {})) return refused;
    if (visitor->terminal.commune != commune) return problem(403, "This terminal is another commune's.");
    return std::nullopt;
}

Response list(Registry& registry, const Request& request)
{
    const std::string& commune = request.parameters.at("commune");
    if (!is_commune(commune)) return problem(404, "There is no such commune.");
    if (auto refused = refuse(registry, request, commune)) return *refused;
    const auto replies = Replies(registry).list(commune);
    if (!replies) return try_later(replies.error());
    Response response;
    response.body = protocol::reply_list(*replies);
    const std::string tag = '"' + protocol::to_hex(protocol::sha256(response.body)).substr(0, 16) + '"';
    response.headers.emplace_back("Cache-Control", "no-cache");
    response.headers.emplace_back("ETag", tag);
    if (request.header("if-none-match").find(tag) != std::string::npos) {
        response.status = 304;
        response.body.clear();
        return response;
    }
    response.type = protocol::routes::kNoteType;
    return response;
}

Response one(Registry& registry, const Request& request)
{
    const std::string& commune = request.parameters.at("commune");
    const auto name = parse_name(request.parameters.at("name"));
    if (!is_commune(commune) || !name) return problem(404, "There is nothing at this address.");
    if (auto refused = refuse(registry, request, commune)) return *refused;
    auto sealed = Replies(registry).sealed(commune, name->lookup, name->k);
    if (!sealed) return try_later(sealed.error());
    if (!*sealed) return problem(404, "There is no such answer.");
    Response response;
    response.type = protocol::routes::kContainerType;
    // Kept by the kiosk itself; a cache between has no use for it and no right to it.
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = std::move(**sealed);
    return response;
}

}  // namespace

void add_reply_routes(http::Router& router, Registry& registry)
{
    router.add("GET", "/v1/replies/{commune}/list",
               [&registry](const Request& request, Body&) { return list(registry, request); });
    router.add("GET", "/v1/replies/{commune}/{name}",
               [&registry](const Request& request, Body&) { return one(registry, request); });
}

}  // namespace province

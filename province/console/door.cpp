#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/base/random.h"
#include "protocol/base/secret_box.h"
#include "province/console/multipart.h"
#include "province/console/old_page.h"
#include "province/console/routes.h"

namespace province::console {

using http::Body;
using http::Request;
using http::Response;

namespace {

constexpr std::size_t kMostWords_bytes = std::size_t{4} * 1024 * 1024;

/// Who is signed in; nothing for nobody, for a session that ran out, for an account or right that was taken
/// away.
protocol::Result<std::optional<Visitor>> visitor_of(Console& console, const Request& request,
                                                    protocol::Time now)
{
    const auto ticket = Ticket::parse(cookie_value(request.header("cookie"), session_cookie_name(console)));
    if (!ticket) return std::nullopt;
    auto session = Sessions(console.registry).find(ticket->id(), now);
    if (!session) return tl::unexpected{session.error()};
    if (!*session) return std::nullopt;
    auto account = Accounts(console.registry).find((*session)->login);
    if (!account) return tl::unexpected{account.error()};
    if (!*account || (*account)->disabled_at) return std::nullopt;
    auto body = Bodies(console.registry).find((*session)->body);
    if (!body) return tl::unexpected{body.error()};
    Roles roles = (*account)->roles_for((*session)->body);
    if (!*body || roles.empty()) return std::nullopt;
    // An office that is over publishes nothing more; its desk hands what is open to the one that follows.
    if (!(*body)->stands_on(protocol::local_date(now))) roles = roles.without({Role::Writer, Role::Approver});
    return Visitor{*ticket, std::move(**session), std::move(**account), roles, std::move(**body)};
}

/// A POST comes from one of our own pages: browsers name the page's origin, and foreign pages cannot change
/// it.
bool from_our_page(const Console& console, const Request& request)
{
    const std::string origin = request.header("origin");
    const std::string host = request.header("host");
    if (origin.empty()) return request.header("sec-fetch-site") == "same-origin";
    if (!console.settings.origin.empty()) return origin == console.settings.origin;
    return origin == (console.settings.plain_http ? "http://" : "https://") + host;
}

/// The guest's token is bound to a cookie that no other site can read or set.
std::string token_of_guest(const std::string& cookie)
{
    return protocol::to_hex(protocol::sha256("civic-guest-form/v1\n" + cookie));
}

struct Guest {
    std::string cookie;
    bool fresh = false;
};

Guest guest_of(const Console& console, const Request& request)
{
    Guest guest{cookie_value(request.header("cookie"), guest_cookie_name(console)), false};
    const bool good = guest.cookie.size() == 64 && protocol::from_hex(guest.cookie);
    if (!good) guest = {protocol::to_hex(protocol::random_bytes(32)), true};
    return guest;
}

bool stands_at(Door door, const std::optional<Visitor>& visitor)
{
    if (door == Door::Guest) return true;
    if (!visitor) return false;
    switch (visitor->session.stage) {
        case Stage::Code:
            return door == Door::Code;
        case Stage::Enrol:
            return door == Door::Enrol;
        case Stage::Full:
            return door == Door::Signed || door == Door::Roles;
    }
    return false;
}

/// Where somebody who may not enter yet goes on.
std::string_view next_step(const std::optional<Visitor>& visitor)
{
    if (!visitor) return "/console/login";
    if (visitor->session.stage == Stage::Code) return "/console/code";
    if (visitor->session.stage == Stage::Enrol) return "/console/enrol";
    return "/console/today";
}

/// What a form brings; nothing where it is none.
std::optional<Multipart> parts_of(const Request& request, std::string_view bytes)
{
    const auto type = request.header("content-type");
    if (is_multipart(type)) return parse_multipart(type, bytes);
    if (auto plain = Form::parse(bytes)) return Multipart{std::move(*plain), {}, {}};
    return std::nullopt;
}

/// Nobody is signed in any more: what was being written is shown once, and is nowhere else.
Response signed_out(const Visit& visit, const Route& route, Body& body)
{
    if (!from_our_page(visit.console, visit.request)) return refuse(visit, 403);
    const auto bytes = body.read(std::min(route.body_limit, kMostWords_bytes));
    const auto parts = bytes ? parts_of(visit.request, *bytes) : std::nullopt;
    return parts ? old_page(visit, "signed_out", parts->form) : refuse(visit, 403);
}

Response answer(Console& console, const Route& route, const Request& request, Body& body)
{
    Visit visit{console, request, console.clock.now(), {}, {}, {}, {}, {}, {}};
    const Guest guest = guest_of(console, request);
    visit.guest_token = token_of_guest(guest.cookie);
    auto query = Form::parse(request.query);
    if (!query) return refuse(visit, 400);
    visit.query = std::move(*query);

    auto visitor = visitor_of(console, request, visit.now);
    if (!visitor) return failed(visit, visitor.error());
    visit.visitor = std::move(*visitor);
    if (!stands_at(route.door, visit.visitor)) {
        const bool signed_in = visit.visitor && visit.visitor->session.stage == Stage::Full;
        if (route.method != "GET" && !visit.visitor) return signed_out(visit, route, body);
        if (route.method != "GET" && !signed_in) return refuse(visit, 403);
        return go(next_step(visit.visitor));
    }
    if (route.door == Door::Roles && !may_enter(route, visit.who().roles)) return refuse(visit, 403);
    // A page for guests is the same for everybody.
    if (route.door == Door::Guest) visit.visitor.reset();

    if (route.method == "POST") {
        if (!from_our_page(console, request)) return refuse(visit, 403);
        const auto bytes = body.read(route.body_limit);
        if (!bytes) return refuse(visit, 413);
        auto parts = parts_of(request, *bytes);
        if (!parts) return refuse(visit, 400);
        Form* form = &parts->form;
        const std::string expected = visit.visitor ? visit.visitor->ticket.form_token() : visit.guest_token;
        if (!protocol::equal_secrets(form->get("token"), expected))
            return visit.visitor ? old_page(visit, "old_page", *form) : refuse(visit, 403);
        visit.form = std::move(*form);
        visit.file_name = std::move(parts->file_name);
        visit.file = std::move(parts->file);
    }
    Response response = route.handler(visit);
    if (route.door == Door::Guest && guest.fresh && route.method == "GET") {
        std::string line =
            guest_cookie_name(console) + "=" + guest.cookie + "; Path=/; HttpOnly; SameSite=Strict";
        if (!console.settings.plain_http) line += "; Secure";
        response.headers.emplace_back("Set-Cookie", line);
    }
    return response;
}

}  // namespace

void add_console_routes(http::Router& router, Console& console)
{
    router.add("GET", "/console/static/{hash}/{name}",
               [&console](const Request& request, Body&) { return console.parts.answer(request); });
    for (const Route& route : routes()) {
        router.add(std::string(route.method), route.path,
                   [&console, &route](const Request& request, Body& body) {
                       return answer(console, route, request, body);
                   });
    }
}

}  // namespace province::console

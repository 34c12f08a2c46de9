#pragma once

#include <span>
#include <string_view>

#include "province/console/visit.h"
#include "province/http/router.h"

namespace province::console {

/// How far somebody must have come with signing in to be let in.
enum class Door {
    Guest,   ///< nobody need be signed in
    Code,    ///< the password was right, the second factor is awaited
    Enrol,   ///< the password was right, the second factor must be set up
    Signed,  ///< signed in, whatever the roles
    Roles,   ///< signed in, with one of the route's roles for the body this person acts for
};

struct Route {
    std::string_view method;
    std::string_view path;  ///< as Router::add() takes it
    Door door = Door::Roles;
    Roles roles;  ///< with Door::Roles
    http::Response (*handler)(Visit&) = nullptr;
    std::size_t body_limit = 64 * 1024;
};

/// Every address of the console, with who may enter: the one place where that is decided. Tests walk through
/// it.
std::span<const Route> routes();
const Route* find_route(std::string_view method, std::string_view path);
/// For somebody who is signed in.
bool may_enter(const Route& route, Roles roles);

/// All routes and the static parts. `console` must outlive the router.
void add_console_routes(http::Router& router, Console& console);

}  // namespace province::console

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "province/console/console.h"
#include "province/console/fields.h"
#include "province/console/form.h"
#include "province/http/message.h"
#include "province/people/ticket.h"
#include "province/registry/accounts.h"
#include "province/registry/audit.h"
#include "province/registry/bodies.h"
#include "province/registry/sessions.h"

namespace province::console {

/// Who is signed in, as far as they have come.
struct Visitor {
    Ticket ticket;
    StoredSession session;
    Account account;
    Roles roles;      ///< for the body this person acts for
    OfficeBody body;  ///< that body
};

/// One request to the console and what its page needs to answer.
struct Visit {
    Console& console;
    const http::Request& request;
    protocol::Time now{};
    Form query;
    Form form;                       ///< of a POST, its token checked
    std::string file_name, file;     ///< of a POST that brought a file
    std::optional<Visitor> visitor;  ///< there where the route asks for it
    std::string guest_token;         ///< what a form brings back where nobody is signed in

    const Visitor& who() const { return *visitor; }
    std::string_view parameter(std::string_view name) const;
    /// Somebody doing something now, for the audit log.
    Act act(std::string_view what, std::string_view about) const;
    Origin origin() const;
};

// Answers. All carry the same headers: no cache, a strict policy for content, no referrer elsewhere.

/// A page within the frame: menu, body's name, what was just done. `title` is a text key.
http::Response show(const Visit& visit, std::string_view page, std::string_view title, Fields fields);
/// The same page again because something was not right: status 422.
http::Response show_again(const Visit& visit, std::string_view page, std::string_view title, Fields fields);
/// To another page (303). `done`: a text key, shown there once.
http::Response go(std::string_view address, std::string_view done = {});
/// A page that says why not, in plain words: texts console.refused.<status>.
http::Response refuse(const Visit& visit, int status);
/// What to answer where the registry or another part failed; the detail goes to the log.
http::Response failed(const Visit& visit, const protocol::Error& error);

std::string text(std::string_view key);
/// "27/11/2026"
std::string short_day(protocol::Date date);
/// "Thứ Sáu, 27/11/2026"
std::string long_day(protocol::Date date);
/// "27/11/2026 08:05"
std::string day_and_hour(protocol::Time time);

// Cookies.
std::string session_cookie_name(const Console& console);
void set_session(http::Response& response, const Console& console, const Ticket& ticket);
void clear_session(http::Response& response, const Console& console);
void set_device(http::Response& response, const Console& console, std::string_view login);
/// The value by which a form of somebody not signed in is known again, and its token.
std::string guest_cookie_name(const Console& console);

}  // namespace province::console

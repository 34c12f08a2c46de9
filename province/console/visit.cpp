#include "province/console/visit.h"

#include <cstdio>

#include "protocol/base/log.h"
#include "province/console/menu.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;

namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

Response html(int status, std::string body)
{
    Response response;
    response.status = status;
    response.type = "text/html; charset=utf-8";
    response.body = std::move(body);
    response.headers = {{"Cache-Control", "no-store"},
                        {"Content-Security-Policy", std::string(kPolicy)},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Referrer-Policy", "same-origin"},
                        {"Cross-Origin-Opener-Policy", "same-origin"},
                        {"Cross-Origin-Resource-Policy", "same-origin"}};
    return response;
}

Response answer(const Visit& visit, int status, std::string_view page, std::string_view title, Fields fields)
{
    const Console& console = visit.console;
    fields.text("page_title", text(title));
    for (const auto* part : {"bootstrap.min.css", "console.css", "console.js", "icons.svg"}) {
        std::string name(part);
        name.resize(name.find('.'));
        fields.text(std::string(part).ends_with(".js") ? "script"
                    : name == "console"                ? "style"
                                                       : name,
                    console.parts.address(part));
    }
    const bool signed_in = visit.visitor && visit.visitor->session.stage == Stage::Full;
    fields.text("token", visit.visitor ? visit.visitor->ticket.form_token() : visit.guest_token);
    fields.yes("signed_in", signed_in);
    if (signed_in) {
        const Visitor& who = visit.who();
        fields.text("person", who.account.name).text("body_name", who.body.name);
        fields.list("menu", menu_of(visit));
        std::vector<Fields> others;
        for (const auto& code : who.account.bodies()) {
            if (code == who.body.code) continue;
            const auto body = Bodies(console.registry).find(code);
            const bool known = body && *body;
            others.push_back(Fields().text("code", code).text("name", known ? (*body)->name : code));
        }
        fields.yes("several_bodies", !others.empty());
        fields.list("other_bodies", std::move(others));
    }
    const std::string done = "console.done." + visit.query.get("done");
    const bool known = visit.query.has("done") && texts().has(done);
    fields.yes("has_done", known).text("done", known ? text(done) : std::string{});
    return html(status, console.pages.page(page, fields));
}

std::string cookie(const Console& console, std::string_view name, std::string_view value,
                   std::string_view rest)
{
    std::string line = std::string(name) + "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Strict";
    if (!console.settings.plain_http) line += "; Secure";
    return line + std::string(rest);
}

std::string cookie_name(const Console& console, std::string_view name)
{
    return (console.settings.plain_http ? "" : "__Host-") + std::string(name);
}

}  // namespace

std::string_view Visit::parameter(std::string_view name) const
{
    const auto found = request.parameters.find(std::string(name));
    return found == request.parameters.end() ? std::string_view{} : std::string_view{found->second};
}

Act Visit::act(std::string_view what, std::string_view about) const
{
    return {now, visitor ? visitor->account.login : std::string{},
            visitor ? visitor->body.code : std::string{}, std::string(what), std::string(about)};
}

Origin Visit::origin() const
{
    // Only nginx on this machine reaches us; it says who asked.
    return {request.header("x-real-ip"),
            cookie_value(request.header("cookie"), cookie_name(console, "commune-device"))};
}

Response show(const Visit& visit, std::string_view page, std::string_view title, Fields fields)
{
    return answer(visit, 200, page, title, std::move(fields));
}

Response show_again(const Visit& visit, std::string_view page, std::string_view title, Fields fields)
{
    return answer(visit, 422, page, title, std::move(fields));
}

Response go(std::string_view address, std::string_view done)
{
    Response response = html(303, {});
    std::string to(address);
    if (!done.empty()) to += (to.find('?') == std::string::npos ? "?done=" : "&done=") + std::string(done);
    response.headers.emplace_back("Location", to);
    return response;
}

Response refuse(const Visit& visit, int status)
{
    const std::string key = "console.refused." + std::to_string(status);
    return answer(visit, status, "refused", key, Fields().text("why", text(key + ".why")));
}

Response failed(const Visit& visit, const protocol::Error& error)
{
    if (error.fault == protocol::Fault::NotFound) return refuse(visit, 404);
    protocol::log::error("console", error.detail);
    return refuse(visit, 503);
}

std::string text(std::string_view key) { return std::string(texts().get(key)); }

std::string short_day(protocol::Date date)
{
    char day[16];
    std::snprintf(day, sizeof day, "%02u/%02u/%04d", static_cast<unsigned>(date.day()),
                  static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
    return day;
}

std::string long_day(protocol::Date date)
{
    const auto weekday = std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding();
    return text("console.weekday." + std::to_string(weekday)) + ", " + short_day(date);
}

std::string day_and_hour(protocol::Time time)
{
    const protocol::LocalTime local = protocol::local_time(time);
    char out[24];
    std::snprintf(out, sizeof out, "%02u/%02u/%04d %02d:%02d", static_cast<unsigned>(local.date.day()),
                  static_cast<unsigned>(local.date.month()), static_cast<int>(local.date.year()), local.hour,
                  local.minute);
    return out;
}

std::string session_cookie_name(const Console& console) { return cookie_name(console, "commune-session"); }
std::string guest_cookie_name(const Console& console) { return cookie_name(console, "commune-guest"); }

void set_session(Response& response, const Console& console, const Ticket& ticket)
{
    const auto value = ticket.cookie();
    response.headers.emplace_back("Set-Cookie",
                                  cookie(console, session_cookie_name(console), value.view(), {}));
}

void clear_session(Response& response, const Console& console)
{
    response.headers.emplace_back("Set-Cookie",
                                  cookie(console, session_cookie_name(console), {}, "; Max-Age=0"));
}

void set_device(Response& response, const Console& console, std::string_view login)
{
    response.headers.emplace_back("Set-Cookie",
                                  cookie(console, cookie_name(console, "commune-device"),
                                         console.sign_in.device_mark(login), "; Max-Age=15552000"));
}

}  // namespace province::console

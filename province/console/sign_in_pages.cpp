#include "protocol/base/secret_box.h"
#include "province/console/pages.h"
#include "province/people/qr_svg.h"
#include "province/registry/resets.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;
using protocol::Fault;

namespace {

constexpr std::string_view kIssuer = "Hue-Console";

std::string wait_text(std::chrono::seconds wait)
{
    return texts().fill("console.login.wait", {{"n", std::to_string(wait.count())}});
}

/// Back to the form with why; the password is never sent back.
Response again(const Visit& visit, std::string_view page, std::string_view title, std::string problem,
               Fields fields = {})
{
    fields.yes("has_problem", true).text("problem", std::move(problem));
    return show_again(visit, page, title, std::move(fields));
}

Response after(const Visit& visit, const SignIn::Outcome& outcome)
{
    Response response = go(outcome.stage == Stage::Full   ? "/console/today"
                           : outcome.stage == Stage::Code ? "/console/code"
                                                          : "/console/enrol");
    set_session(response, visit.console, *outcome.ticket);
    return response;
}

/// While somebody sets it up, the new second factor comes from the session: nothing is stored before it is
/// proven, and the page shows the same again.
SecondFactor factor_of(const Ticket& ticket)
{
    const auto bytes = protocol::keyed_hash(ticket.key(), "civic-new-factor/v1");
    return *SecondFactor::from_secret(bytes.view().substr(0, 20));
}

Fields enrol_fields(const Visit& visit)
{
    const Visitor& who = visit.who();
    const SecondFactor factor = factor_of(who.ticket);
    Fields fields;
    fields.html("qr", qr_svg(factor.address(kIssuer, who.account.login).view(), text("console.enrol.qr")));
    fields.text("secret", std::string(factor.readable().view()));
    return fields;
}

}  // namespace

Response login_page(Visit& visit) { return show(visit, "login", "console.login.title", {}); }

Response login(Visit& visit)
{
    const std::string& login = visit.form.get("login");
    auto outcome =
        visit.console.sign_in.password(login, visit.form.get("password"), visit.origin(), visit.now);
    Fields fields;
    fields.text("login", login.substr(0, 40));
    if (!outcome && outcome.error().fault == Fault::Busy)
        return again(visit, "login", "console.login.title", text("console.login.busy"), fields);
    if (!outcome) return failed(visit, outcome.error());
    if (outcome->fate == SignIn::Fate::Wait)
        return again(visit, "login", "console.login.title", wait_text(outcome->wait), fields);
    if (outcome->fate == SignIn::Fate::Wrong)
        return again(visit, "login", "console.login.title", text("console.login.wrong"), fields);
    Response response = after(visit, *outcome);
    if (outcome->stage == Stage::Full) set_device(response, visit.console, login);
    return response;
}

Response code_page(Visit& visit) { return show(visit, "code", "console.code.title", {}); }

Response code(Visit& visit)
{
    const Visitor& who = visit.who();
    const auto outcome = visit.console.sign_in.code(who.ticket, who.session, visit.form.get("code"),
                                                    visit.origin(), visit.now);
    if (!outcome) return failed(visit, outcome.error());
    if (outcome->fate == SignIn::Fate::Wait)
        return again(visit, "code", "console.code.title", wait_text(outcome->wait));
    if (outcome->fate == SignIn::Fate::Wrong)
        return again(visit, "code", "console.code.title", text("console.code.wrong"));
    Response response = after(visit, *outcome);
    set_device(response, visit.console, who.account.login);
    return response;
}

Response enrol_page(Visit& visit) { return show(visit, "enrol", "console.enrol.title", enrol_fields(visit)); }

Response enrol(Visit& visit)
{
    const Visitor& who = visit.who();
    const auto outcome = visit.console.sign_in.enrol(who.ticket, who.session, factor_of(who.ticket),
                                                     visit.form.get("code"), visit.now);
    if (!outcome) return failed(visit, outcome.error());
    if (outcome->fate != SignIn::Fate::In)
        return again(visit, "enrol", "console.enrol.title", text("console.code.wrong"), enrol_fields(visit));
    Response response = after(visit, *outcome);
    set_device(response, visit.console, who.account.login);
    return response;
}

Response reset_page(Visit& visit) { return show(visit, "reset", "console.reset.title", {}); }

Response reset(Visit& visit)
{
    const std::string& login = visit.form.get("login");
    const std::string& password = visit.form.get("password");
    Fields fields;
    fields.text("login", login.substr(0, 40));
    const auto refused = [&](std::string_view key) {
        return again(visit, "reset", "console.reset.title", text(key), fields);
    };
    if (password != visit.form.get("repeat")) return refused("console.password.differ");
    if (!is_good_password(password, login)) return refused("console.password.weak");
    Resets resets(visit.console.registry);
    const auto fits = resets.fits(login, visit.form.get("first"), visit.form.get("second"), visit.now);
    if (!fits) return failed(visit, fits.error());
    if (!*fits) return refused("console.reset.wrong");
    auto hash = visit.console.passwords.hash(password);
    if (!hash && hash.error().fault == Fault::Busy) return refused("console.login.busy");
    if (!hash) return failed(visit, hash.error());
    const auto account = Accounts(visit.console.registry).find(login);
    if (!account) return failed(visit, account.error());
    const auto used =
        resets.use(login, visit.form.get("first"), visit.form.get("second"), *hash,
                   Act{visit.now, login, *account ? (*account)->home() : std::string{}, "reset.use", login});
    if (!used) return failed(visit, used.error());
    if (!*used) return refused("console.reset.wrong");
    return go("/console/login", "reset");
}

Response logout(Visit& visit)
{
    const Visitor& who = visit.who();
    if (auto ended =
            Sessions(visit.console.registry).end(who.session.id, visit.act("logout", who.account.login));
        !ended)
        return failed(visit, ended.error());
    Response response = go("/console/login", "logout");
    clear_session(response, visit.console);
    response.headers.emplace_back("Clear-Site-Data", "\"cache\"");
    return response;
}

}  // namespace province::console

#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "province/console/open.h"
#include "province/console/routes.h"
#include "province/http/router.h"
#include "province/people/sign_in.h"
#include "province/registry/accounts.h"
#include "province/registry/sessions.h"
#include "province/text/texts.h"
#include "tests/province/registry/people_fixture.h"
#include "tests/support/places.h"

/// A body that is there at once, as the server would have read it.
class TextBody : public province::http::Body {
public:
    explicit TextBody(std::string text) : text_(std::move(text)) {}
    std::optional<std::uint64_t> announced() const override { return text_.size(); }
    std::optional<std::string> read(std::size_t limit) override
    {
        if (text_.size() > limit) return std::nullopt;
        return std::exchange(text_, {});
    }

private:
    std::string text_;
};

inline bool holds(const province::http::Response& answer, std::string_view text)
{
    return answer.body.find(text) != std::string::npos;
}

/// The console over a registry of its own, asked as nginx would ask it.
struct ConsoleFixture : People {
    static constexpr const char* kHost = "console.test";

    ConsoleFixture() : ConsoleFixture(province::DataFolder{}) {}
    /// Over this province's log; without one there is none.
    explicit ConsoleFixture(const province::DataFolder& data)
    {
        must(province::load_texts("vi", places::assets()));
        clock.set(now);
        console =
            must(province::console::open_console(data.root.empty() ? province::DataFolder{dir.path()} : data,
                                                 province::Config{}, registry, clock, places::assets()));
        province::console::add_console_routes(router, *console);
    }

    using Headers = std::vector<std::pair<std::string, std::string>>;
    province::http::Response ask(const std::string& method, const std::string& target,
                                 const std::string& form, Headers headers)
    {
        province::http::Request request;
        request.method = method;
        request.path = target.substr(0, target.find('?'));
        if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
        headers.emplace_back("host", kHost);
        request.header = [headers](std::string_view name) {
            for (const auto& [key, value] : headers)
                if (key == name) return value;
            return std::string{};
        };
        TextBody body(form);
        return router.answer(std::move(request), body);
    }

    province::http::Response get(const std::string& target, const std::string& cookies = {})
    {
        return ask("GET", target, {}, {{"cookie", cookies}});
    }
    province::http::Response post(const std::string& target, const std::string& form,
                                  const std::string& cookies)
    {
        return ask("POST", target, form, {{"cookie", cookies}, {"origin", std::string("https://") + kHost}});
    }

    /// Somebody with this role for 20107.ubnd, signed in.
    province::Ticket signed_in(const std::string& login, province::Role role,
                               province::Stage stage = province::Stage::Full)
    {
        if (!must(province::Accounts(registry).find(login))) add(login, "20107.ubnd", role);
        const auto ticket = province::Ticket::generate();
        province::StoredSession session;
        session.id = ticket.id();
        session.login = login;
        session.body = "20107.ubnd";
        session.stage = stage;
        must(province::Sessions(registry).add(session, {}, act(login)));
        return ticket;
    }
    static std::string cookie(const province::Ticket& ticket)
    {
        return "__Host-commune-session=" + std::string(ticket.cookie().view());
    }

    protocol::ManualClock clock{protocol::Time{}};
    std::unique_ptr<province::console::Console> console;
    province::http::Router router;
};

/// The value of a header, the n-th of that name.
inline std::string header_of(const province::http::Response& response, const std::string& name, int n = 0)
{
    for (const auto& [key, value] : response.headers)
        if (key == name && n-- == 0) return value;
    return {};
}

/// "name=value" of the n-th cookie that the answer sets.
inline std::string set_cookie(const province::http::Response& response, int n = 0)
{
    const auto line = header_of(response, "Set-Cookie", n);
    return line.substr(0, line.find(';'));
}

/// The value of a hidden field of a page's first form that has it.
inline std::string hidden(const std::string& page, const std::string& name)
{
    const auto at = page.find("name=\"" + name + "\" value=\"");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 15;
    return page.substr(begin, page.find('"', begin) - begin);
}

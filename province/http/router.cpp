#include "province/http/router.h"

#include <optional>

namespace province::http {

namespace {

std::vector<std::string> split(std::string_view path)
{
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const auto end = path.find('/');
        segments.emplace_back(path.substr(0, end));
        path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
    }
    return segments;
}

using Parameters = std::map<std::string, std::string>;

std::optional<Parameters> match(const std::vector<std::string>& pattern, const std::vector<std::string>& path)
{
    if (pattern.size() != path.size()) return std::nullopt;
    Parameters parameters;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::string& wanted = pattern[i];
        if (wanted.starts_with('{') && !path[i].empty())
            parameters[wanted.substr(1, wanted.size() - 2)] = path[i];
        else if (wanted != path[i])
            return std::nullopt;
    }
    return parameters;
}

}  // namespace

void Router::add(std::string method, std::string_view pattern, Handler handler)
{
    routes_.push_back({std::move(method), std::string(pattern), split(pattern), std::move(handler)});
}

Response Router::answer(Request request, Body& body) const
{
    const Route* found = nullptr;
    if (!watcher_) return find(std::move(request), body, found);
    const auto begun = std::chrono::steady_clock::now();
    const std::string method = request.method;
    const auto tell = [&](int status) {
        const auto time = std::chrono::steady_clock::now() - begun;
        watcher_({method, found != nullptr ? std::string_view{found->pattern} : std::string_view{}, status,
                  std::chrono::duration_cast<std::chrono::microseconds>(time)});
    };
    try {
        Response response = find(std::move(request), body, found);
        tell(response.status);
        return response;
    } catch (...) {
        tell(500);
        throw;
    }
}

Response Router::find(Request request, Body& body, const Route*& found) const
{
    const auto path = split(request.path);
    const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view{request.method};
    std::string allowed;
    for (const Route& route : routes_) {
        auto parameters = match(route.segments, path);
        if (!parameters) continue;
        if (route.method == method) {
            found = &route;
            request.parameters = std::move(*parameters);
            return route.handler(request, body);
        }
        allowed += (allowed.empty() ? "" : ", ") + route.method;
    }
    if (!allowed.empty()) {
        Response response = problem(405, "This address does not take the method " + request.method + ".");
        response.headers.emplace_back("Allow", allowed);
        return response;
    }
    if (otherwise_) return otherwise_(request, body);
    return problem(404, "There is nothing at this address.");
}

}  // namespace province::http

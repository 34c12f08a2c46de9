#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "province/http/message.h"

namespace province::http {

/// Which handler answers which method and path. Filled before the server runs, only read after that.
class Router {
public:
    /// `pattern` is literal but for whole segments in braces: "/v1/replies/{commune}/list". The first that
    /// fits wins.
    void add(std::string method, std::string_view pattern, Handler handler);

    /// Answers every path no pattern fits.
    void otherwise(Handler handler) { otherwise_ = std::move(handler); }

    /// HEAD finds GET's handler. 405 with Allow where only another method fits.
    Response answer(Request request, Body& body) const;

    struct Route {
        std::string method;
        std::string pattern;
        std::vector<std::string> segments;
        Handler handler;
    };
    /// Everything added, in that order.
    std::span<const Route> routes() const { return routes_; }

    /// What was answered. `route` is a pattern as it was added, or empty where none fitted: unlike a path it
    /// holds nothing of what was asked for. A handler that threw counts as 500.
    struct Answered {
        std::string_view method;
        std::string_view route;
        int status = 0;
        std::chrono::microseconds time{};
    };
    /// Called after each answer, from the thread that answered.
    void watch(std::function<void(const Answered&)> watcher) { watcher_ = std::move(watcher); }

private:
    Response find(Request request, Body& body, const Route*& found) const;

    std::vector<Route> routes_;
    Handler otherwise_;
    std::function<void(const Answered&)> watcher_;
};

}  // namespace province::http

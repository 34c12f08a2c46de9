#pragma once

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

private:
    struct Route {
        std::string method;
        std::vector<std::string> segments;
        Handler handler;
    };
    std::vector<Route> routes_;
    Handler otherwise_;
};

}  // namespace province::http

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace province::http {

/// What was asked. `path` is as it came over the line (not percent-decoded), without the query.
struct Request {
    std::string method;
    std::string path;
    std::string query;
    std::map<std::string, std::string> parameters;  // from the route's pattern: {name}

    /// The header's value, any case of name; empty when absent.
    std::function<std::string(std::string_view)> header;
};

/// The body that has not been read yet.
class Body {
public:
    virtual ~Body() = default;
    /// What Content-Length promises, if it is there and a number.
    virtual std::optional<std::uint64_t> announced() const = 0;
    /// All of it; nothing if it is longer than `limit`, cut, or too slow. Nothing is read when announced() is
    /// over it.
    virtual std::optional<std::string> read(std::size_t limit) = 0;
};

/// An open regular file, closed with the last owner.
class OpenFile;

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string type;  // Content-Type; needed where there is a body
    std::string body;
    std::shared_ptr<const OpenFile> file;  // sent instead of body, `length` bytes from `offset`
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

using Handler = std::function<Response(const Request&, Body&)>;

/// {"error": "<sentence>"}, never cached.
Response problem(int status, std::string_view sentence);

}  // namespace province::http

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace province::http {

/// The first lines of a request, checked strictly: what two readers could take for two different things is
/// refused, so that a proxy before us and we never disagree where a request ends (RFC 9112 §11.2).
struct Head {
    std::string method;
    std::string path;   // without the query, not percent-decoded
    std::string query;  // after '?', may be empty
    bool http_1_0 = false;
    std::vector<std::pair<std::string, std::string>> fields;  // names in lower case

    /// The first field of that lower-case name; empty if there is none.
    std::string_view field(std::string_view name) const;
    bool has(std::string_view name) const;

    /// The client asked for the end of the connection, or speaks HTTP/1.0.
    bool wants_close() const;
    /// Bytes of body that follow; nothing if no Content-Length is there.
    std::optional<std::uint64_t> content_length;
};

/// `text` is everything up to and including the empty line. Refused: bare CR or LF, control characters,
/// folded lines, names that are no tokens, targets that are no path, two different Content-Length, a missing
/// Host in HTTP/1.1.
std::optional<Head> parse_head(std::string_view text);

/// Does a list header ("gzip, br;q=0") name `token` with a weight above 0?
bool accepts(std::string_view list, std::string_view token);

}  // namespace province::http

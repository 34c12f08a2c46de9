#include "province/console/static_parts.h"

#include <cassert>

#include "protocol/base/hash.h"
#include "province/files/files.h"
#include "province/http/head.h"
#include "province/publish/gzip.h"

namespace province::console {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::size_t kLongestPart = 1024 * 1024;

}  // namespace

Result<void> StaticParts::add(const std::filesystem::path& file, std::string_view type)
{
    auto bytes = read_file(file, kLongestPart);
    if (!bytes) return tl::unexpected{bytes.error()};
    // Debian's file names its source map, which no browser here needs to ask for.
    const auto map = bytes->rfind("/*# sourceMappingURL=");
    if (map != std::string::npos) bytes->resize(map);
    auto gzipped = gzip(*bytes);
    if (!gzipped) return tl::unexpected{gzipped.error()};
    Part part{std::string(type), protocol::to_hex(protocol::sha256(*bytes)).substr(0, 16), std::move(*bytes),
              std::move(*gzipped)};
    parts_[file.filename().string()] = std::move(part);
    return {};
}

Result<StaticParts> StaticParts::load(const std::filesystem::path& own, const std::filesystem::path& debian)
{
    StaticParts parts;
    for (const auto& [file, type] :
         {std::pair{debian / "bootstrap5" / "css" / "bootstrap.min.css", "text/css"},
          std::pair{debian / "chart.js" / "chart.min.js", "text/javascript"},
          std::pair{own / "plots.js", "text/javascript"}, std::pair{own / "console.css", "text/css"},
          std::pair{own / "console.js", "text/javascript"}, std::pair{own / "icons.svg", "image/svg+xml"}}) {
        if (auto added = parts.add(file, type); !added) return tl::unexpected{added.error()};
    }
    return parts;
}

std::string StaticParts::address(std::string_view name) const
{
    const auto part = parts_.find(name);
    assert(part != parts_.end());
    return "/console/static/" + part->second.hash + "/" + std::string(name);
}

http::Response StaticParts::answer(const http::Request& request) const
{
    const auto part = parts_.find(request.parameters.at("name"));
    if (part == parts_.end() || part->second.hash != request.parameters.at("hash"))
        return http::problem(404, "There is nothing at this address.");
    http::Response response;
    response.type = part->second.type;
    response.headers = {{"Cache-Control", "public, max-age=31536000, immutable"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Vary", "Accept-Encoding"}};
    if (http::accepts(request.header("accept-encoding"), "gzip")) {
        response.headers.emplace_back("Content-Encoding", "gzip");
        response.body = part->second.gzipped;
    } else {
        response.body = part->second.bytes;
    }
    return response;
}

}  // namespace province::console

#include "province/http/static_files.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "province/http/head.h"
#include "province/http/open_file.h"
#include "province/http/range.h"

namespace province::http {

using protocol::Result;

namespace {

constexpr std::size_t kLongestPath = 256;
constexpr std::size_t kKnownFiles = 4096;
constexpr std::uint64_t kLargestTagged = 64u << 20;  // no pack comes near this

constexpr std::string_view kImmutable = "public, max-age=31536000, immutable";

/// How one family of addresses is answered.
struct Family {
    std::string_view type = "application/octet-stream";
    std::string_view cache = kImmutable;
    bool tag = false;         // an ETag, asked for with If-None-Match
    bool compressed = false;  // a .gz sibling may stand beside it
    bool erasable = false;
};

bool plain(std::string_view segment)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '.' ||
               c == '-' || c == '_';
    };
    return !segment.empty() && segment.front() != '.' && !segment.ends_with(".tmp") &&
           !segment.ends_with(".gz") && !segment.ends_with(".gone") && std::ranges::all_of(segment, allowed);
}

std::optional<std::vector<std::string_view>> segments_of(std::string_view path)
{
    if (path.size() > kLongestPath || !path.starts_with('/')) return std::nullopt;
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        if (!plain(segments.back())) return std::nullopt;
        path.remove_prefix(end);
    }
    return segments;
}

std::optional<Family> log_family(const std::vector<std::string_view>& path)
{
    if (path.size() == 3 && path[2] == "checkpoint")
        return Family{.type = "text/plain; charset=utf-8", .cache = "no-cache", .tag = true};
    if (path.size() < 5 || path[2] != "tile") return std::nullopt;
    const bool partial = path[path.size() - 2].ends_with(".p");
    return Family{.cache = partial ? "public, max-age=86400" : kImmutable,
                  .compressed = !partial && path[3] == "entries"};
}

std::optional<Family> family_of(const std::vector<std::string_view>& path)
{
    const std::string_view root = path.front();
    if (root == "l") return log_family(path);
    if (root == "b" && path.size() == 3) return Family{.erasable = true};
    if (root == "trust" && path.size() == 2) return Family{.type = "text/plain; charset=utf-8"};
    if (root == "k" && path.size() == 3)
        return Family{.type = "application/gzip", .cache = "public, max-age=600", .tag = true};
    if (root == "p" && path.size() == 2 && path[1].ends_with(".tlog-proof"))
        return Family{.type = "text/plain; charset=utf-8", .cache = "public, max-age=3600", .tag = true};
    if (root == "v" && path.size() == 2)
        return Family{.type = "text/html; charset=utf-8", .cache = "public, max-age=600", .tag = true};
    return std::nullopt;
}

bool names_tag(std::string_view list, std::string_view tag)
{
    return list == "*" || list.find(tag) != std::string_view::npos;
}

Response not_found() { return problem(404, "There is nothing at this address."); }

}  // namespace

Result<std::string> StaticFiles::etag(const std::string& path, const OpenFile& file)
{
    {
        const std::lock_guard lock(mutex_);
        const auto found = known_.find(path);
        if (found != known_.end() && found->second.identity == file.identity()) return found->second.tag;
    }
    if (file.size() > kLargestTagged)
        return protocol::fail(protocol::Fault::Storage, "too large to tag: " + path);
    const std::string bytes = file.read(0, static_cast<std::size_t>(file.size()));
    const std::string tag = '"' + protocol::to_hex(protocol::sha256(bytes)).substr(0, 16) + '"';
    const std::lock_guard lock(mutex_);
    if (known_.size() >= kKnownFiles) known_.clear();
    known_[path] = {file.identity(), tag};
    return tag;
}

Response StaticFiles::answer(const Request& request)
{
    const auto path = segments_of(request.path);
    const auto family = path ? family_of(*path) : std::nullopt;
    if (!family) return not_found();
    if (request.method != "GET" && request.method != "HEAD") {
        Response response = problem(405, "This address can only be read.");
        response.headers.emplace_back("Allow", "GET, HEAD");
        return response;
    }

    const std::string name = tree_ + request.path;
    const std::string range = request.header("range");
    Response response;
    response.type = family->type;
    response.headers.emplace_back("Cache-Control", std::string{family->cache});
    if (family->compressed) {
        response.headers.emplace_back("Vary", "Accept-Encoding");
        // A part of the compressed bytes would be a part of something else than what the client counts in.
        if (range.empty() && accepts(request.header("accept-encoding"), "gzip"))
            response.file = OpenFile::open(name + ".gz");
        if (response.file) response.headers.emplace_back("Content-Encoding", "gzip");
    }
    if (!response.file) response.file = OpenFile::open(name);
    if (!response.file) {
        if (family->erasable && OpenFile::open(name + ".gone"))
            return problem(410, "This was removed for good, as the law asks.");
        return not_found();
    }
    response.length = response.file->size();

    if (family->tag) {
        const auto tag = etag(request.path, *response.file);
        if (!tag) return problem(500, "The server cannot read this file.");
        response.headers.emplace_back("ETag", *tag);
        if (names_tag(request.header("if-none-match"), *tag)) {
            response.status = 304;
            response.type.clear();
            response.file.reset();
        }
        return response;
    }
    // Without an ETag here no If-Range can match: such a request gets the whole (RFC 9110 §13.1.5).
    if (range.empty() || !request.header("if-range").empty()) return response;
    const Range part = parse_range(range, response.file->size());
    if (part.kind == Range::Kind::Whole) return response;
    const std::string size = std::to_string(response.file->size());
    if (part.kind == Range::Kind::Unsatisfiable) {
        Response refused = problem(416, "This part lies outside the file.");
        refused.headers.emplace_back("Content-Range", "bytes */" + size);
        return refused;
    }
    response.status = 206;
    response.offset = part.first;
    response.length = part.length;
    response.headers.emplace_back("Content-Range", "bytes " + std::to_string(part.first) + "-" +
                                                       std::to_string(part.first + part.length - 1) + "/" +
                                                       size);
    return response;
}

}  // namespace province::http

#include "protocol/routes.h"

#include <initializer_list>

namespace protocol::routes {

namespace {
std::string joined(std::initializer_list<std::string_view> parts)
{
    std::string path;
    for (const auto part : parts) path += part;
    return path;
}
}  // namespace

std::string trust(std::uint64_t version) { return "trust/" + std::to_string(version); }
std::string log(std::string_view log, std::string_view path) { return joined({"l/", log, "/", path}); }
std::string blob(const Hash& hash)
{
    const std::string hex = to_hex(hash);
    return joined({"b/", std::string_view{hex}.substr(0, 2), "/", hex});
}
std::string pack(std::string_view body, std::int64_t n)
{
    return joined({"k/", body, "/", std::to_string(n)});
}
std::string proof(std::string_view record_id) { return joined({"p/", record_id, ".tlog-proof"}); }
std::string page(std::string_view record_id) { return joined({"v/", record_id}); }

std::string_view log_folder(std::string_view origin)
{
    const auto slash = origin.rfind('/');
    return slash == std::string_view::npos ? origin : origin.substr(slash + 1);
}

std::string feedback(std::string_view id) { return joined({"/v1/feedback/", id}); }
std::string reply_list(std::string_view commune) { return joined({"/v1/replies/", commune, "/list"}); }
std::string reply(std::string_view commune, std::string_view lookup, int k)
{
    return joined({"/v1/replies/", commune, "/", lookup, ".", std::to_string(k)});
}
std::string beat(std::string_view device, std::uint64_t n)
{
    return joined({"/v1/beat/", device, "/", std::to_string(n)});
}
std::string enrolment(std::string_view id) { return joined({"/v1/enrol/", id}); }

}  // namespace protocol::routes

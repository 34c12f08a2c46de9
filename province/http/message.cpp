#include "province/http/message.h"

#include <nlohmann/json.hpp>

namespace province::http {

Response problem(int status, std::string_view sentence)
{
    Response response;
    response.status = status;
    response.type = "application/json";
    response.headers.emplace_back("Cache-Control", "no-store");
    const nlohmann::json body{{"error", std::string{sentence}}};
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    return response;
}

}  // namespace province::http

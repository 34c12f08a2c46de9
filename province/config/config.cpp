#include "province/config/config.h"

#include <toml++/toml.h>

#include "protocol/base/encoding.h"
#include "province/files/files.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::size_t kLongestFile = 64 * 1024;
constexpr std::int64_t kLeastReplyDays = 30;
constexpr std::int64_t kMostReplyDays = 36'500;

/// Mail goes unencrypted: never farther than this machine.
bool is_local_mail_server(std::string_view address)
{
    for (const std::string_view host : {"smtp://127.0.0.1:", "smtp://[::1]:", "smtp://localhost:"})
        if (address.starts_with(host)) {
            const auto port = protocol::parse_decimal(address.substr(host.size()));
            return port && *port > 0 && *port < 65536;
        }
    return false;
}

}  // namespace

Result<Config> load_config(const std::filesystem::path& data)
{
    Config config;
    config.registry = (data / "registry.db").string();
    const auto file = data / "province.toml";
    const auto text = read_file(file, kLongestFile);
    if (!text && text.error().fault == Fault::NotFound) return config;
    if (!text) return tl::unexpected{text.error()};
    toml::table table;
    try {
        table = toml::parse(*text);
    } catch (const toml::parse_error& error) {
        return protocol::fail(Fault::Malformed, file.string() + ":" +
                                                    std::to_string(error.source().begin.line) + ": " +
                                                    std::string{error.description()});
    }
    for (const auto& [key, node] : table) {
        bool taken = false;
        std::string* wanted = key == "registry"           ? &config.registry
                              : key == "console_origin"   ? &config.console_origin
                              : key == "terminal_address" ? &config.terminal_address
                              : key == "notices_from"     ? &config.notices_from
                              : key == "mail_server"      ? &config.mail_server
                                                          : nullptr;
        if (wanted != nullptr) {
            if (const auto* value = node.as_string()) {
                *wanted = value->get();
                taken = true;
            }
        } else if (key == "reply_days") {
            const auto* value = node.as_integer();
            if (value != nullptr && value->get() >= kLeastReplyDays && value->get() <= kMostReplyDays) {
                config.reply_days = static_cast<int>(value->get());
                taken = true;
            }
        } else if (key == "demo") {
            if (const auto* value = node.as_boolean()) {
                config.demo = value->get();
                taken = true;
            }
        }
        if (!taken)
            return protocol::fail(Fault::Malformed,
                                  file.string() + ":" + std::to_string(node.source().begin.line) +
                                      ": not a setting, or another type: " + std::string{key.str()});
    }
    if (!is_local_mail_server(config.mail_server))
        return protocol::fail(Fault::Malformed, file.string() + ": mail_server is not of this machine");
    return config;
}

}  // namespace province

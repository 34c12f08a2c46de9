#include "kiosk/sync/config.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

#include <toml++/toml.h>

#include "protocol/base/hash.h"
#include "protocol/base/pin.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::array<std::string_view, 12> kKeys{"commune",        "hall",   "device",       "read",
                                                 "public",         "write",  "trust_pin",    "px_per_mm",
                                                 "staff_pin_hash", "poll_s", "retry_base_s", "tone_marks"};

tl::unexpected<protocol::Error> told(ConfigRefusal what, std::string_view name, ConfigRefusal* refusal)
{
    std::string detail = std::string{name} + ':' + std::to_string(what.line) + ": ";
    if (!what.key.empty()) detail += what.key + ": ";
    detail += what.code;
    if (!what.least.empty()) detail += ' ' + what.least + ".." + what.most;
    if (refusal != nullptr) *refusal = std::move(what);
    return protocol::fail(Fault::Malformed, std::move(detail));
}

class Reader {
public:
    Reader(const toml::table& table, std::string_view name, ConfigRefusal* refusal)
        : table_(table), name_(name), refusal_(refusal)
    {
    }

    tl::unexpected<protocol::Error> refuse(std::string_view key, std::string_view code,
                                           std::string least = {}, std::string most = {}) const
    {
        const toml::node* node = table_.get(key);
        const int line = node != nullptr ? static_cast<int>(node->source().begin.line) : 1;
        return told({std::string{code}, std::string{key}, line, std::move(least), std::move(most)}, name_,
                    refusal_);
    }

    Result<std::string> text(std::string_view key, bool required) const
    {
        const toml::node* node = table_.get(key);
        if (node == nullptr) {
            if (required) return refuse(key, "missing");
            return std::string{};
        }
        const auto* value = node->as_string();
        if (value == nullptr) return refuse(key, "not_text");
        if (required && value->get().empty()) return refuse(key, "empty");
        return value->get();
    }

    /// `otherwise` when the key is not there.
    Result<double> number(std::string_view key, double otherwise, double least, double most) const
    {
        const toml::node* node = table_.get(key);
        if (node == nullptr) return otherwise;
        const auto value = node->is_boolean() ? std::nullopt : node->value<double>();
        if (!value) return refuse(key, "not_number");
        if (!(*value >= least && *value <= most)) {
            return refuse(key, "range", std::to_string(static_cast<long>(least)),
                          std::to_string(static_cast<long>(most)));
        }
        return *value;
    }

private:
    const toml::table& table_;
    std::string_view name_;
    ConfigRefusal* refusal_;
};

bool is_code(std::string_view text, std::size_t most)
{
    return !text.empty() && text.size() <= most &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_name(std::string_view text)
{
    return text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
           });
}

bool is_address(std::string_view text)
{
    const bool scheme = text.substr(0, 7) == "http://" || text.substr(0, 8) == "https://";
    return scheme && text.size() <= 300 && text.find_first_of(" \t\n?#\"") == std::string_view::npos;
}

std::string without_slash(std::string text)
{
    while (!text.empty() && text.back() == '/') text.pop_back();
    return text;
}

Result<void> read_names(const Reader& reader, Config& config)
{
    struct Field {
        std::string_view key;
        std::string* value;
        bool required;
    };
    for (const auto& [key, value, required] :
         {Field{"commune", &config.commune, true}, Field{"hall", &config.hall, true},
          Field{"device", &config.device, true}, Field{"read", &config.read, true},
          Field{"write", &config.write, false}, Field{"public", &config.public_address, false},
          Field{"trust_pin", &config.trust_pin, true},
          Field{"staff_pin_hash", &config.staff_pin_hash, false}}) {
        auto text = reader.text(key, required);
        if (!text) return tl::unexpected{text.error()};
        *value = std::move(*text);
    }
    if (!is_code(config.commune, 5)) return reader.refuse("commune", "commune");
    if (!is_name(config.hall)) return reader.refuse("hall", "name");
    if (!is_name(config.device)) return reader.refuse("device", "name");
    config.read = without_slash(std::move(config.read));
    if (!is_address(config.read)) return reader.refuse("read", "address");
    config.write = config.write.empty() ? config.read : without_slash(std::move(config.write));
    if (!is_address(config.write)) return reader.refuse("write", "address");
    config.public_address = without_slash(std::move(config.public_address));
    if (!config.public_address.empty() && !is_address(config.public_address))
        return reader.refuse("public", "address");
    if (!config.staff_pin_hash.empty() && !protocol::is_pin_hash(config.staff_pin_hash))
        return reader.refuse("staff_pin_hash", "pin_hash");
    if (!protocol::hash_from_hex(config.trust_pin)) {
        return reader.refuse("trust_pin", "trust_pin");
    }
    return {};
}

}  // namespace

Result<Config> parse_config(std::string_view bytes, std::string_view name, ConfigRefusal* refusal)
{
    // Debian's library is built to throw.
    toml::table table;
    try {
        table = toml::parse(bytes);
    } catch (const toml::parse_error& error) {
        // The library's own sentence is English and about grammar; the line is what helps.
        return told({"syntax", {}, static_cast<int>(error.source().begin.line), {}, {}}, name, refusal);
    }
    const Reader reader{table, name, refusal};
    for (const auto& [key, node] : table) {
        if (std::find(kKeys.begin(), kKeys.end(), key.str()) == kKeys.end()) {
            return reader.refuse(key.str(), "unknown");
        }
    }
    Config config;
    if (auto done = read_names(reader, config); !done) return tl::unexpected{done.error()};

    auto scale = reader.number("px_per_mm", 0, 0, 40);
    if (!scale) return tl::unexpected{scale.error()};
    config.px_per_mm = *scale;
    auto tones = reader.text("tone_marks", false);
    if (!tones) return tl::unexpected{tones.error()};
    if (*tones != "" && *tones != "classic" && *tones != "modern")
        return reader.refuse("tone_marks", "tone_marks");
    if (*tones == "modern") config.tone_marks = ToneStyle::Modern;
    for (const auto& [key, time] : {std::pair{std::string_view{"poll_s"}, &config.poll},
                                    std::pair{std::string_view{"retry_base_s"}, &config.retry_base}}) {
        auto seconds = reader.number(key, static_cast<double>(time->count()) / 1000, 1, 86'400);
        if (!seconds) return tl::unexpected{seconds.error()};
        *time = std::chrono::milliseconds{static_cast<std::int64_t>(*seconds * 1000)};
    }
    return config;
}

Result<Config> load_config(const std::filesystem::path& file, ConfigRefusal* refusal)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return protocol::fail(Fault::NotFound, file.string() + ": missing");
    std::ifstream stream{file, std::ios::binary};
    if (!stream || std::filesystem::is_directory(file, error)) {
        if (refusal != nullptr) *refusal = {"unreadable", {}, 0, {}, {}};
        return protocol::fail(Fault::Storage, file.string() + ": unreadable");
    }
    const std::string bytes{std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
    return parse_config(bytes, file.filename().string(), refusal);
}

}  // namespace kiosk

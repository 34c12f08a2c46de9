#include "province/console/open.h"

#include <cstring>

#include "protocol/base/encoding.h"
#include "protocol/base/random.h"
#include "province/files/files.h"
#include "province/init/offices.h"
#include "province/text/texts.h"

namespace province::console {

using protocol::Fault;
using protocol::Result;
using protocol::SecretSeed;

namespace {

constexpr std::string_view kDebian = "/usr/share/javascript";  // of libjs-bootstrap5, libjs-chart.js
constexpr std::size_t kKeyFile = 128;
constexpr unsigned kSecretFile = 0600;
constexpr unsigned kSecretFolder = 0700;

}  // namespace

Result<SecretSeed> console_key(const DataFolder& data)
{
    const auto file = data.keys() / "console";
    auto text = read_file(file, kKeyFile);
    if (!text && text.error().fault == Fault::NotFound) {
        std::string fresh = protocol::to_base64(protocol::random_bytes(SecretSeed::size())) + "\n";
        if (auto made = make_folder(data.keys(), kSecretFolder); !made) return tl::unexpected{made.error()};
        if (auto written = replace_file(file, fresh, kSecretFile); !written)
            return tl::unexpected{written.error()};
        text = std::move(fresh);
    }
    if (!text) return tl::unexpected{text.error()};
    while (text->ends_with('\n')) text->pop_back();
    auto bytes = protocol::from_base64(*text);
    protocol::wipe(*text);
    if (!bytes || bytes->size() != SecretSeed::size())
        return protocol::fail(Fault::Malformed, file.string() + " is no key");
    SecretSeed key;
    std::memcpy(key.data(), bytes->data(), SecretSeed::size());
    protocol::wipe(*bytes);
    return key;
}

Result<std::unique_ptr<Console>> open_console(const DataFolder& data, const Config& config,
                                              Registry& registry, const protocol::Clock& clock,
                                              const std::filesystem::path& assets)
{
    auto key = console_key(data);
    if (!key) return tl::unexpected{key.error()};
    auto pages = Templates::load(assets / "console", texts());
    if (!pages) return tl::unexpected{pages.error()};
    auto parts = StaticParts::load(assets / "console", kDebian);
    if (!parts) return tl::unexpected{parts.error()};
    auto law = load_rule_book(assets / "law");
    if (!law) return tl::unexpected{law.error()};
    auto terms = protocol::load_law_book(assets / "law");
    if (!terms) return tl::unexpected{terms.error()};
    if (auto added = add_offices(registry, *law, protocol::local_date(clock.now())); !added)
        return tl::unexpected{added.error()};
    return std::make_unique<Console>(
        registry, clock, data, std::move(*key), std::move(*pages), std::move(*parts), std::move(*law),
        std::move(*terms),
        Console::Settings{config.console_origin, config.demo, !config.notices_from.empty(),
                          config.terminal_address});
}

}  // namespace province::console

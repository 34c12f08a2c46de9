#include <array>

#include "kiosk/shell/options.h"
#include "tests/support/catch.h"

namespace {

protocol::Result<kiosk::Options> parsed(std::initializer_list<const char*> words)
{
    const auto strings = protocol::Strings::parse("cli.no_automation = {option} is not for packages\n");
    REQUIRE(strings);
    std::vector<const char*> all{"commune-kiosk"};
    all.insert(all.end(), words);
    return kiosk::parse_options(static_cast<int>(all.size()), all.data(), *strings);
}

}  // namespace

TEST_CASE("a packaged kiosk refuses the automation socket", "[kiosk][shell]")
{
    const auto refused = parsed({"--automation", "/tmp/socket"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail.find("not for packages") != std::string::npos);
}

TEST_CASE("a packaged kiosk takes its other options", "[kiosk][shell]")
{
    const auto options = parsed({"--windowed", "540x960", "--data", "somewhere"});
    REQUIRE(options);
    CHECK(options->automation.empty());
    CHECK(options->width == 540);
    CHECK(options->height == 960);
}

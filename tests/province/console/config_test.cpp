#include "province/config/config.h"

#include <fstream>

#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"

using province::load_config;

namespace {

protocol::Result<province::Config> with(const TempDir& dir, const std::string& text)
{
    std::ofstream(dir / "province.toml") << text;
    return load_config(dir.path());
}

}  // namespace

TEST_CASE("without a configuration, the registry is the file beside the tree and nothing is relaxed",
          "[province][config]")
{
    const TempDir dir;
    const auto config = must(load_config(dir.path()));
    CHECK(config.registry == (dir / "registry.db").string());
    CHECK_FALSE(config.demo);
    CHECK(config.console_origin.empty());
}

TEST_CASE("one line moves the registry to PostgreSQL", "[province][config]")
{
    const TempDir dir;
    CHECK(must(with(dir, "registry = \"postgresql:///commune\"\n")).registry == "postgresql:///commune");
}

TEST_CASE("a setting that is not known, or of another type, is refused with its line", "[province][config]")
{
    const TempDir dir;
    const std::string text =
        GENERATE("\nregistri = \"x\"\n", "\ndemo = \"yes\"\n", "\nregistry = 5\n", "\n= =\n");
    const auto config = with(dir, text);
    REQUIRE_FALSE(config);
    CHECK(config.error().fault == protocol::Fault::Malformed);
    CHECK(config.error().detail.find("province.toml:2") != std::string::npos);
}

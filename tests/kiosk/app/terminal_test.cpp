#include "kiosk/app/terminal.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

using kiosk::Terminal;
using protocol::Fault;

TEST_CASE("what the technician measured is there again after a restart", "[kiosk][app][terminal]")
{
    const TempDir folder;
    const auto file = folder / "terminal.toml";
    CHECK(kiosk::load_terminal(file).error().fault == Fault::NotFound);
    const Terminal measured{4.0312, 512.5};
    REQUIRE(kiosk::save_terminal(file, measured));
    CHECK(kiosk::load_terminal(file).value() == measured);
    REQUIRE(kiosk::save_terminal(file, {3.5, 0}));
    CHECK(kiosk::load_terminal(file).value() == Terminal{3.5, 0});
    CHECK_FALSE(std::filesystem::exists(file.string() + ".new"));
}

TEST_CASE("a terminal file that says something else is refused whole", "[kiosk][app][terminal]")
{
    const TempDir folder;
    const auto file = folder / "terminal.toml";
    for (const char* text : {"px_per_mm = -1\n", "px_per_mm = nan\n", "px_per_mm = 1e9\n", "px_per_mm 4\n",
                             "colour = 3\n", "reach_mm = 4 mm\n", "\x01\x02\x03"}) {
        INFO(text);
        std::ofstream{file} << text;
        CHECK(kiosk::load_terminal(file).error().fault == Fault::Malformed);
    }
    std::ofstream{file} << "# measured by hand\n\n px_per_mm = 4.03 # 21.5\"\r\n";
    CHECK(kiosk::load_terminal(file).value() == Terminal{4.03, 0});
}

TEST_CASE("measures that cannot be are pulled to what pages can be laid out at", "[kiosk][app][terminal]")
{
    CHECK(kiosk::within_scale(4.03, 1080, 1920) == 4.03);
    CHECK(kiosk::within_scale(30, 1080, 1920) == Approx(1080.0 / 190));
    CHECK(kiosk::within_scale(0.1, 1920, 1080) == Approx(1080.0 / 900));
    CHECK(kiosk::within_reach(420, 398, 708) == 420);  // a 32" screen, its lower edge at 800 mm
    CHECK(kiosk::within_reach(10, 268, 476) == Approx(476 * 2.0 / 3));
    CHECK(kiosk::within_reach(10, 476, 268) == Approx(268 * 2.0 / 3));
    CHECK(kiosk::within_reach(900, 268, 476) == 476);
}

TEST_CASE("a folder that cannot be written is said", "[kiosk][app][terminal]")
{
    CHECK(kiosk::save_terminal("/proc/nowhere/terminal.toml", {4, 0}).error().fault == Fault::Storage);
}

#include "documents/page_process.h"

#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <set>

#include "tests/kiosk/documents/documents.h"
#include "tests/support/temp_dir.h"

using namespace documents;
using namespace std::chrono_literals;
using protocol::Fault;
namespace pages = protocol::pages;

namespace {

pages::Opened opened(PageProcess& process, const std::string& name)
{
    const auto answer = process.ask(pages::Open{document(name)}, kLong);
    REQUIRE(answer);
    REQUIRE(std::holds_alternative<pages::Opened>(*answer));
    return std::get<pages::Opened>(*answer);
}

pages::Drawn drawn(PageProcess& process, const pages::Draw& draw)
{
    const auto answer = process.ask(draw, kLong);
    REQUIRE(answer);
    REQUIRE(std::holds_alternative<pages::Drawn>(*answer));
    return std::get<pages::Drawn>(*answer);
}

std::uint32_t pixel(const pages::Drawn& drawn, std::uint32_t x, std::uint32_t y)
{
    const auto* at = reinterpret_cast<const unsigned char*>(drawn.pixels.data()) +
                     std::size_t{4} * (std::size_t{y} * drawn.wide + x);
    return static_cast<std::uint32_t>(at[2] << 16 | at[1] << 8 | at[0]);
}

/// Pixels that are darker than grey.
std::size_t ink(const pages::Drawn& drawn)
{
    std::size_t count = 0;
    for (std::uint32_t y = 0; y < drawn.tall; ++y)
        for (std::uint32_t x = 0; x < drawn.wide; ++x)
            if ((pixel(drawn, x, y) & 0xFF) < 0x80) ++count;
    return count;
}

}  // namespace

TEST_CASE("a PDF tells its pages, shows them and reads them out", "[kiosk][documents]")
{
    auto process = start_opener();
    const auto book = opened(process, "text.pdf");
    REQUIRE(book.pages.size() == 3);
    CHECK(book.pages[0].height * 210 / book.pages[0].width == 297);

    const std::uint32_t tall = pages::height_at(book.pages[0], 800);
    const auto page = drawn(process, {1, 800, 0, 0, 800, tall});
    CHECK(page.tall == tall);
    CHECK(ink(page) > 8000);
    CHECK(pixel(page, 2, 2) == 0xFFFFFF);

    const auto words = process.ask(pages::Read{1}, kLong);
    REQUIRE(words);
    const std::string& read = std::get<pages::Words>(*words).words;
    CHECK(read.find("Trang 2") != std::string::npos);
    CHECK(read.find("Điều 1. Công khai dự toán ngân sách xã") != std::string::npos);
}

TEST_CASE("letters that a PDF does not bring along are drawn all the same", "[kiosk][documents]")
{
    // The second line alone, with letters of Vietnamese that Latin-1 does not have: "Các hộ bị ảnh hưởng".
    auto process = start_opener();
    (void)opened(process, "text.pdf");
    const auto line = drawn(process, {0, 1200, 100, 270, 800, 36});
    std::set<std::uint32_t> columns_with_ink;
    for (std::uint32_t x = 0; x < line.wide; ++x)
        for (std::uint32_t y = 0; y < line.tall; ++y)
            if ((pixel(line, x, y) & 0xFF) < 0x80) columns_with_ink.insert(x);
    CHECK(columns_with_ink.size() > 200);
}

TEST_CASE("a piece of a zoomed page is the same page, larger", "[kiosk][documents]")
{
    auto process = start_opener();
    const auto book = opened(process, "turned.pdf");
    REQUIRE(book.pages.size() == 1);
    CHECK(book.pages[0].width > book.pages[0].height);  // turned by /Rotate

    const std::uint32_t tall = pages::height_at(book.pages[0], 842);
    const auto whole = drawn(process, {0, 842, 0, 0, 842, tall});
    CHECK(pixel(whole, 10, 10) == 0xFF0000);
    CHECK(pixel(whole, 200, 200) == 0xFFFFFF);

    const auto piece = drawn(process, {0, 842 * 4, 300, 300, 200, 200});
    CHECK(pixel(piece, 10, 10) == 0xFF0000);
    CHECK(pixel(piece, 190, 190) == 0xFFFFFF);
}

TEST_CASE("a picture is a document of one page", "[kiosk][documents]")
{
    auto process = start_opener();
    const auto photo = opened(process, "photo.png");
    CHECK(photo.pages == std::vector<pages::Shape>{{600, 400}});
    for (const std::uint32_t width : {60U, 600U, 1800U}) {
        const std::uint32_t tall = pages::height_at(photo.pages[0], width);
        const auto shown = drawn(process, {0, width, 0, 0, width, tall});
        CHECK(pixel(shown, width / 4, tall / 4) == 0xFF0000);
        CHECK(pixel(shown, width * 3 / 4, tall / 4) == 0x00FF00);
        CHECK(pixel(shown, width / 4, tall * 3 / 4) == 0x0000FF);
        CHECK(pixel(shown, width * 3 / 4, tall * 3 / 4) == 0xFFFFFF);
    }
}

TEST_CASE("a page there is not is refused and the next one is drawn", "[kiosk][documents]")
{
    auto process = start_opener();
    (void)opened(process, "text.pdf");
    const auto answer = process.ask(pages::Draw{7, 100, 0, 0, 100, 100}, kLong);
    REQUIRE(answer);
    REQUIRE(std::holds_alternative<pages::Refused>(*answer));
    CHECK(std::get<pages::Refused>(*answer).why == pages::Refusal::NoSuchPage);
    CHECK(drawn(process, {2, 100, 0, 0, 100, 100}).wide == 100);
}

TEST_CASE("a process that is killed is noticed at once", "[kiosk][documents]")
{
    auto process = start_opener();
    (void)opened(process, "text.pdf");
    REQUIRE(kill(process.pid(), SIGKILL) == 0);
    const auto answer = process.ask(pages::Draw{0, 100, 0, 0, 100, 100}, kLong);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().fault == Fault::Malformed);
}

TEST_CASE("a process that does not answer costs the time that was given, no more", "[kiosk][documents]")
{
    const TempDir folder;
    const auto program = folder.path() / "hangs";
    std::ofstream{program} << "#!/bin/sh\nexec sleep 1000\n";
    REQUIRE(chmod(program.c_str(), 0700) == 0);
    auto process = PageProcess::start(program);
    REQUIRE(process);
    const pid_t pid = process->pid();
    {
        const PageProcess owned = std::move(*process);
        auto& asked = const_cast<PageProcess&>(owned);
        // Larger than any pipe: writing must not hang either.
        const auto answer = asked.ask(pages::Open{std::string(8 << 20, 'x')}, 200ms);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().fault == Fault::Busy);
    }
    CHECK(kill(pid, 0) != 0);  // gone, not left behind
}

TEST_CASE("a process that talks nonsense is not believed", "[kiosk][documents]")
{
    const TempDir folder;
    const auto program = folder.path() / "babbles";
    for (const char* words : {"printf '\\377\\377\\377\\177'", "printf '\\3\\0\\0\\0\\2\\1\\1'",
                              "printf '\\1\\0\\0\\0\\11'", "printf '\\0\\0\\0\\0'"}) {
        std::ofstream{program} << "#!/bin/sh\n" << words << "\nexec sleep 1000\n";
        REQUIRE(chmod(program.c_str(), 0700) == 0);
        auto process = PageProcess::start(program);
        REQUIRE(process);
        const auto answer = process->ask(pages::Read{0}, kLong);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().fault == Fault::Malformed);
    }
}

TEST_CASE("without the program nothing is started", "[kiosk][documents]")
{
    const auto process = PageProcess::start("/nowhere/commune-page");
    REQUIRE_FALSE(process);
    CHECK(process.error().fault == Fault::NotFound);
}

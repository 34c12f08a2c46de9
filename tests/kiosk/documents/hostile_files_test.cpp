#include <fstream>
#include <sstream>

#include "tests/kiosk/documents/documents.h"

using namespace documents;
using namespace std::chrono_literals;
using protocol::Fault;
namespace pages = protocol::pages;

namespace {

/// What a kiosk allows is longer; a test that waits for it in full would be slow.
constexpr auto kPatience = 2500ms;

enum class Fate { Refused, Ended, Shown };

/// The first page of the file, with what the kiosk would have to put up with.
Fate fate_of(const std::string& name)
{
    auto process = start_opener();
    const auto opened = process.ask(pages::Open{document(name)}, kPatience);
    if (!opened) return Fate::Ended;
    if (std::holds_alternative<pages::Refused>(*opened)) return Fate::Refused;
    REQUIRE(std::holds_alternative<pages::Opened>(*opened));
    const auto drawn = process.ask(pages::Draw{0, 900, 0, 0, 900, 1000}, kPatience);
    if (!drawn) return Fate::Ended;
    return std::holds_alternative<pages::Drawn>(*drawn) ? Fate::Shown : Fate::Refused;
}

pages::Refusal refusal_of(const std::string& name)
{
    auto process = start_opener();
    const auto opened = process.ask(pages::Open{document(name)}, kLong);
    REQUIRE(opened);
    REQUIRE(std::holds_alternative<pages::Refused>(*opened));
    return std::get<pages::Refused>(*opened).why;
}

std::string status_of(pid_t pid, const std::string& field)
{
    std::ifstream status{"/proc/" + std::to_string(pid) + "/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field + ":"))
            return line.substr(line.find_first_not_of("\t ", field.size() + 1));
    return {};
}

}  // namespace

TEST_CASE("what is no document is refused", "[kiosk][documents][hostile]")
{
    for (const char* name : {"not.pdf", "empty.pdf", "head_only.pdf", "cut.pdf", "endless_tree.pdf"})
        CHECK(refusal_of(name) == pages::Refusal::NotReadable);
    CHECK(fate_of("cut.png") == Fate::Refused);
}

TEST_CASE("a document with a password is refused as such", "[kiosk][documents][hostile]")
{
    CHECK(refusal_of("locked.pdf") == pages::Refusal::Locked);
}

TEST_CASE("a picture of a thousand million points is refused before it is unpacked",
          "[kiosk][documents][hostile]")
{
    CHECK(refusal_of("bomb.png") == pages::Refusal::TooLarge);
}

TEST_CASE("a page of no human size is refused, one of a wall map is shown", "[kiosk][documents][hostile]")
{
    CHECK(fate_of("huge_page.pdf") == Fate::Refused);
    CHECK(fate_of("strip_page.pdf") == Fate::Refused);
    CHECK(fate_of("wide_page.pdf") == Fate::Shown);
}

TEST_CASE("a document that loops, nests or bombs ends its own process and nothing else",
          "[kiosk][documents][hostile]")
{
    for (const char* name : {"endless_drawing.pdf", "bomb.pdf", "image_bomb.pdf", "deep_object.pdf",
                             "deep.pdf", "garbled.pdf"}) {
        CAPTURE(name);
        (void)fate_of(name);  // whatever comes of it, it came in time and this program is still here
    }
    CHECK(fate_of("endless_drawing.pdf") == Fate::Ended);
    CHECK(fate_of("text.pdf") == Fate::Shown);
}

TEST_CASE("the sandbox is closed before a document is looked at", "[kiosk][documents][hostile]")
{
    for (const char* name : {"text.pdf", "photo.png"}) {
        auto process = start_opener();
        REQUIRE(process.ask(pages::Open{document(name)}, kLong));
        CHECK(status_of(process.pid(), "Seccomp") == "2");
        CHECK(status_of(process.pid(), "NoNewPrivs") == "1");
        CHECK(status_of(process.pid(), "Threads") == "1");
    }
}

#include "kiosk/documents/page_thread.h"

#include <signal.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <optional>
#include <variant>

#include "protocol/base/mailbox.h"
#include "protocol/base/text.h"
#include "tests/kiosk/documents/documents.h"
#include "tests/support/places.h"
#include "tests/support/temp_dir.h"

using namespace kiosk;
using namespace std::chrono_literals;
using protocol::pages::Draw;

namespace {

/// A thread over the documents of the tests: attachment n is kNames[n].
class Desk {
public:
    static constexpr const char* kNames[] = {"text.pdf", "endless_drawing.pdf", "locked.pdf", "photo.png"};

    explicit Desk(std::chrono::milliseconds most = 10s,
                  const std::filesystem::path& program = places::programs() + "/commune-page")
        : thread_(options(most, program))
    {
    }

    void order(std::vector<PageOrder> orders) { thread_.order(std::move(orders)); }
    PageNews next()
    {
        auto news = news_.wait_for(60s);
        REQUIRE(news);
        return std::move(*news);
    }
    template <class Kind>
    Kind next_of()
    {
        for (;;) {
            auto news = next();
            if (auto* found = std::get_if<Kind>(&news)) return std::move(*found);
        }
    }
    [[nodiscard]] int reads() const { return reads_; }

private:
    PageOptions options(std::chrono::milliseconds most, const std::filesystem::path& program)
    {
        PageOptions options;
        options.program = program;
        options.most = most;
        options.read = [this](const FileName& file) -> protocol::Result<std::string> {
            ++reads_;
            if (file.n >= static_cast<int>(std::size(kNames)))
                return protocol::fail(protocol::Fault::NotFound, "no such attachment");
            std::ifstream in{places::documents() + "/" + kNames[file.n], std::ios::binary};
            return std::string{std::istreambuf_iterator<char>{in}, {}};
        };
        options.on_news = [this](PageNews news) { news_.post(std::move(news)); };
        return options;
    }

    std::atomic<int> reads_ = 0;
    protocol::Mailbox<PageNews> news_;
    PageThread thread_;
};

constexpr FileName kText{7, 0};
constexpr FileName kEndless{7, 1};

Draw page(std::uint32_t number) { return {number, 300, 0, 0, 300, 424}; }

/// Processes of this test that are commune-page.
std::vector<pid_t> openers()
{
    std::vector<pid_t> found;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
        std::ifstream stat{entry.path() / "stat"};
        std::string id, name, state, parent;
        stat >> id >> name >> state >> parent;
        if (name == "(commune-page)" && parent == std::to_string(getpid())) found.push_back(std::stoi(id));
    }
    return found;
}

bool soon(const std::function<bool()>& is_so)
{
    const auto until = std::chrono::steady_clock::now() + 20s;
    while (!is_so()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::yield();
    }
    return true;
}

}  // namespace

TEST_CASE("what is ordered comes in its order; the file is opened once", "[kiosk][documents][thread]")
{
    Desk desk;
    desk.order({{kText, page(2)}, {kText, page(0)}});
    CHECK(std::get<paged::Opened>(desk.next()).pages.size() == 3);
    const auto first = std::get<paged::Drawn>(desk.next());
    CHECK(first.piece.page == 2);
    REQUIRE(first.picture);
    CHECK(first.picture->width() == 300);
    CHECK(first.picture->height() == 424);
    CHECK(std::get<paged::Drawn>(desk.next()).piece.page == 0);
    CHECK(desk.reads() == 1);
}

TEST_CASE("a page that never ends is given up; the next one gets a process of its own",
          "[kiosk][documents][thread]")
{
    Desk desk{1500ms};
    desk.order({{kEndless, page(0)}, {kEndless, page(1)}});
    CHECK(desk.next_of<paged::Failed>().page == 0);
    const auto second = desk.next_of<paged::Drawn>();
    CHECK(second.piece.page == 1);
    CHECK(second.picture->pixels()[300 * 200 + 150] == 0x0000FF);
}

TEST_CASE("a process killed between two pages is replaced and nobody sees it", "[kiosk][documents][thread]")
{
    Desk desk;
    desk.order({{kText, page(0)}});
    (void)desk.next_of<paged::Drawn>();
    const auto running = openers();
    REQUIRE(running.size() == 1);
    REQUIRE(kill(running.front(), SIGKILL) == 0);
    desk.order({{kText, page(1)}});
    CHECK(desk.next_of<paged::Drawn>().piece.page == 1);
    CHECK(desk.reads() == 2);
}

TEST_CASE("a locked file is told once and not tried for every page", "[kiosk][documents][thread]")
{
    Desk desk;
    desk.order({{{7, 2}, std::nullopt}, {{7, 2}, page(0)}, {{7, 2}, page(1)}, {kText, std::nullopt}});
    CHECK(std::get<paged::Refused>(desk.next()).why == FileTrouble::Locked);
    CHECK(std::get<paged::Opened>(desk.next()).file == kText);
    CHECK(desk.reads() == 2);
}

TEST_CASE("a file left and asked for again in one breath is told again, without another process",
          "[kiosk][documents][thread]")
{
    Desk desk;
    for (int again = 0; again < 2; ++again) {
        desk.order({{kText, std::nullopt}});
        CHECK(std::get<paged::Opened>(desk.next()).pages.size() == 3);
    }
    CHECK(desk.reads() == 1);
    for (int again = 0; again < 2; ++again) {
        desk.order({{{7, 2}, std::nullopt}});
        CHECK(std::get<paged::Refused>(desk.next()).why == FileTrouble::Locked);
    }
    CHECK(desk.reads() == 2);
}

TEST_CASE("a file that is not here and a program that is not there are said so", "[kiosk][documents][thread]")
{
    Desk desk;
    desk.order({{{7, 99}, std::nullopt}});
    CHECK(desk.next_of<paged::Refused>().why == FileTrouble::NotHere);
    Desk broken{10s, "/nowhere/commune-page"};
    broken.order({{kText, std::nullopt}});
    CHECK(broken.next_of<paged::Refused>().why == FileTrouble::NotReadable);
}

TEST_CASE("one process at a time; none when the files are left", "[kiosk][documents][thread]")
{
    Desk desk;
    desk.order({{kText, page(0)}});
    (void)desk.next_of<paged::Drawn>();
    CHECK(openers().size() == 1);
    desk.order({{{7, 3}, page(0)}});
    CHECK(desk.next_of<paged::Drawn>().file.n == 3);
    CHECK(openers().size() == 1);
    desk.order({});
    CHECK(soon([] { return openers().empty(); }));
}

TEST_CASE("the program can end while a page takes for ever", "[kiosk][documents][thread]")
{
    const auto begun = std::chrono::steady_clock::now();
    {
        Desk desk{600s};
        desk.order({{kEndless, page(0)}});
        (void)desk.next_of<paged::Opened>();
    }
    CHECK(std::chrono::steady_clock::now() - begun < 60s);
    CHECK(openers().empty());
}

TEST_CASE("the words of a page come to be read aloud; a picture of a page has none",
          "[kiosk][documents][thread]")
{
    Desk desk;
    desk.order({{kText, page(0)}, {kText, std::nullopt, 0}});
    (void)desk.next_of<paged::Drawn>();
    const auto worded = desk.next_of<paged::Worded>();
    CHECK(worded.page == 0);
    REQUIRE(worded.words);
    CHECK_FALSE(worded.words->empty());
    CHECK(protocol::is_utf8(*worded.words));
    desk.order({{kText, std::nullopt, 77}});  // no such page: whoever waits hears that there is nothing
    CHECK(desk.next_of<paged::Worded>().words->empty());
}

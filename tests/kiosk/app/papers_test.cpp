#include <algorithm>
#include <string>

#include "kiosk/app/update.h"
#include "tests/support/catch.h"

using namespace kiosk;
using protocol::pages::Draw;
using protocol::pages::Shape;

namespace {

constexpr Shape kA4{210, 297};
constexpr std::int64_t kIndex = 5;

Draw whole(std::uint32_t page, std::uint32_t width = 1000)
{
    return {page, width, 0, 0, width, protocol::pages::height_at(kA4, width)};
}
Draw piece(std::uint32_t page, std::uint32_t x) { return {page, 3000, x, 0, 1000, 1000}; }

SharedPicture picture_of(const Draw& draw)
{
    return std::make_shared<const Picture>(static_cast<int>(draw.wide), static_cast<int>(draw.tall),
                                           std::vector<std::uint32_t>(std::size_t{draw.wide} * draw.tall));
}

/// A kiosk that shows a record with three attachments.
class Reader {
public:
    Reader()
    {
        happen(event::Touched{});
        happen(Action{act::OpenItem{kIndex}});
        auto document = std::make_shared<offline_cache::Document>();
        document->row.index = kIndex;
        document->attachments = {{0, "du-toan.pdf", "application/pdf", 1000, true},
                                 {1, "so-do.png", "image/png", 1000, true},
                                 {2, "con-thieu.pdf", "application/pdf", 1000, false}};
        happen(event::DocumentLoaded{state.visit().number, document, nullptr});
    }

    void happen(const Event& event)
    {
        for (const Command& command : update(state, event))
            if (const auto* order = std::get_if<cmd::OrderPages>(&command)) orders.push_back(order->orders);
    }
    void open(int n) { happen(Action{act::OpenFile{n}}); }
    void wish(std::vector<Draw> draws)
    {
        act::WantPages want;
        for (const Draw& draw : draws) want.wishes.push_back({0, draw});
        happen(Action{want});
    }
    void opened(std::size_t count)
    {
        // The screen asks for the shapes first.
        if (state.papers.wishes.empty()) happen(Action{act::WantPages{{{0, std::nullopt}}}});
        happen(paged::Opened{{kIndex, 0}, std::vector<Shape>(count, kA4)});
    }
    void drawn(const Draw& draw) { happen(paged::Drawn{{kIndex, 0}, draw, picture_of(draw)}); }
    [[nodiscard]] std::size_t bytes() const
    {
        std::size_t sum = 0;
        for (const auto& [n, file] : state.papers.files)
            for (const auto& [page, pieces] : file.pieces)
                for (const Piece& one : pieces) sum += one.picture->bytes();
        return sum;
    }

    State state = initial_state({}, "20107-h1", "46-20107-k1", {});
    std::vector<std::vector<PageOrder>> orders;
};

}  // namespace

TEST_CASE("touching an attachment opens its pages; one that has not come opens nothing", "[kiosk][papers]")
{
    Reader reader;
    reader.open(2);
    CHECK(reader.state.screen() == Screen::Document);
    reader.open(0);
    REQUIRE(reader.state.screen() == Screen::Pages);
    CHECK(reader.state.view<PagesView>().file.name == "du-toan.pdf");
    CHECK(reader.state.view<PagesView>().index == kIndex);
    reader.happen(Action{act::Back{}});
    CHECK(reader.state.screen() == Screen::Document);
}

TEST_CASE("only what is not here yet is ordered, most urgent first", "[kiosk][papers]")
{
    Reader reader;
    reader.open(0);
    reader.happen(Action{act::WantPages{{{0, std::nullopt}}}});
    REQUIRE(reader.orders.size() == 1);
    CHECK(reader.orders.back() == std::vector<PageOrder>{{{kIndex, 0}, std::nullopt}});
    reader.opened(9);
    reader.wish({whole(3), whole(4), whole(2)});
    CHECK(reader.orders.back() ==
          std::vector<PageOrder>{{{kIndex, 0}, whole(3)}, {{kIndex, 0}, whole(4)}, {{kIndex, 0}, whole(2)}});
    reader.drawn(whole(3));
    reader.wish({whole(4), whole(5), whole(3)});
    CHECK(reader.orders.back() == std::vector<PageOrder>{{{kIndex, 0}, whole(4)}, {{kIndex, 0}, whole(5)}});
    const auto before = reader.orders.size();
    reader.wish({whole(4), whole(5), whole(3)});
    CHECK(reader.orders.size() == before);  // nothing new: nothing asked
}

TEST_CASE("pages that were left give their pictures back; the sharp piece stays over the whole page",
          "[kiosk][papers]")
{
    Reader reader;
    reader.open(0);
    reader.opened(9);
    reader.wish({whole(0), piece(0, 128), whole(1)});
    reader.drawn(piece(0, 128));
    reader.drawn(whole(0));
    reader.drawn(whole(1));
    const auto& pieces = reader.state.papers.files.at(0).pieces;
    REQUIRE(pieces.at(0).size() == 2);
    CHECK(pieces.at(0)[0].place == whole(0));
    CHECK(pieces.at(0)[1].place == piece(0, 128));
    reader.drawn(piece(0, 256));  // another piece of the same page takes its place
    REQUIRE(pieces.at(0).size() == 2);
    CHECK(pieces.at(0)[1].place == piece(0, 256));
    reader.wish({whole(1), whole(2)});
    CHECK_FALSE(pieces.contains(0));
    CHECK(pieces.contains(1));
    reader.drawn(whole(8));  // nobody wants it any more
    CHECK_FALSE(pieces.contains(8));
}

TEST_CASE("whatever is wished for, pictures stay within their memory", "[kiosk][papers]")
{
    Reader reader;
    reader.open(0);
    reader.opened(200);
    std::vector<Draw> all;
    for (std::uint32_t page = 0; page < 200; ++page) all.push_back(whole(page, 1100));
    reader.wish(all);
    for (const PageOrder& order : reader.orders.back()) reader.drawn(*order.piece);
    CHECK(reader.bytes() <= kMostPaperBytes);
    CHECK(reader.bytes() > kMostPaperBytes / 2);
}

TEST_CASE("a page that cannot be drawn is not asked for again, its neighbours are", "[kiosk][papers]")
{
    Reader reader;
    reader.open(0);
    reader.opened(3);
    reader.wish({whole(0), whole(1)});
    reader.happen(paged::Failed{{kIndex, 0}, 0});
    reader.wish({whole(0), whole(1), whole(2)});
    CHECK(reader.orders.back() == std::vector<PageOrder>{{{kIndex, 0}, whole(1)}, {{kIndex, 0}, whole(2)}});
    CHECK(reader.state.papers.files.at(0).failed.contains(0));
}

TEST_CASE("a file that cannot be opened is not asked for again while it is looked at", "[kiosk][papers]")
{
    Reader reader;
    reader.open(0);
    reader.happen(Action{act::WantPages{{{0, std::nullopt}}}});
    reader.happen(paged::Refused{{kIndex, 0}, FileTrouble::Locked});
    CHECK(reader.state.papers.files.at(0).trouble == FileTrouble::Locked);
    reader.happen(Action{act::WantPages{{{0, std::nullopt}, {1, std::nullopt}}}});
    CHECK(reader.orders.back() == std::vector<PageOrder>{{{kIndex, 1}, std::nullopt}});
}

TEST_CASE("whoever leaves the pages, and whoever goes away, leaves nothing behind", "[kiosk][papers]")
{
    for (const bool walks_off : {false, true}) {
        Reader reader;
        reader.open(0);
        reader.opened(3);
        reader.wish({whole(0)});
        reader.drawn(whole(0));
        REQUIRE(reader.bytes() > 0);
        if (walks_off)
            reader.happen(Action{act::GoHome{}});
        else
            reader.happen(Action{act::Back{}});
        CHECK(reader.bytes() == 0);
        CHECK(reader.orders.back().empty());  // the process ends
        reader.drawn(whole(0));               // what was under way comes too late
        CHECK(reader.bytes() == 0);
    }
}

TEST_CASE("looking at pages that come by themselves keeps nobody awake", "[kiosk][papers]")
{
    Reader reader;
    reader.open(0);
    reader.happen(event::Tick{Steady{5000}, {}});
    const Steady touched = reader.state.touched;
    reader.wish({whole(0)});
    CHECK(reader.state.touched == touched);
}

TEST_CASE("words of pages are ordered behind the pictures and go with their wish", "[kiosk][papers]")
{
    Reader reader;
    reader.open(0);
    reader.opened(3);
    reader.happen(Action{act::WantPages{{{0, whole(1)}, {0, std::nullopt, 1}}}});
    CHECK(reader.orders.back() ==
          std::vector<PageOrder>{{{kIndex, 0}, whole(1)}, {{kIndex, 0}, std::nullopt, 1}});
    CHECK(reader.state.view<PagesView>().page == 1);  // the one in the middle is wished for first
    reader.happen(paged::Worded{{kIndex, 0}, 1, std::make_shared<const std::string>("Điều 1")});
    reader.happen(paged::Worded{{kIndex, 0}, 2, std::make_shared<const std::string>("nobody asked")});
    REQUIRE(reader.state.papers.files.at(0).words.size() == 1);
    reader.drawn(whole(1));
    reader.wish({whole(2)});
    CHECK(reader.state.papers.files.at(0).words.empty());
}

TEST_CASE("a file is read aloud page by page to its end, each when its words have come", "[kiosk][papers]")
{
    Reader reader;
    reader.happen(event::SoundFound{true});
    reader.open(0);
    reader.opened(3);
    const auto want = [&](std::uint32_t page) {
        reader.happen(Action{act::WantPages{{{0, whole(page)}, {0, std::nullopt, page}}}});
    };
    const auto words = [&](std::uint32_t page, const char* text) {
        reader.happen(paged::Worded{{kIndex, 0}, page, std::make_shared<const std::string>(text)});
    };
    const auto read_all = [&] {
        const std::vector<Passage> page{{{}, protocol::SecretString{std::string_view{"một"}}, false}};
        reader.happen(event::ScriptMade{
            reader.state.speech->number,
            std::make_shared<const Script>(Script::of(page, Tongue::Vietnamese, Script::Lexicons{}))});
        reader.happen(event::SentenceEnded{reader.state.speech->speaking, true});
    };
    want(1);
    reader.happen(Action{act::ReadAloud{}});
    REQUIRE(reader.state.speech);
    CHECK(reader.state.speech->page == 1U);
    CHECK_FALSE(can_be_heard(reader.state));
    words(1, "Điều 1.");
    CHECK(can_be_heard(reader.state));
    const auto first = reader.state.speech->number;
    read_all();
    REQUIRE(reader.state.speech);
    CHECK(reader.state.speech->page == 2U);
    CHECK(reader.state.speech->stage == Speech::Stage::Asked);
    CHECK(reader.state.speech->number != first);
    SECTION("the last page ends it")
    {
        want(2);
        words(2, "Điều 9.");
        read_all();
        CHECK_FALSE(reader.state.speech);
    }
    SECTION("so does a page without words, once that was said")
    {
        reader.opened(9);
        want(2);
        words(2, "");
        CHECK(can_be_heard(reader.state));
        read_all();
        CHECK_FALSE(reader.state.speech);
    }
    SECTION("and a file that breaks leaves nobody waiting")
    {
        reader.happen(paged::Refused{{kIndex, 0}, FileTrouble::NotReadable});
        CHECK(can_be_heard(reader.state));
    }
}

TEST_CASE("a text among the files is asked of the store and stands until it is left", "[kiosk][papers]")
{
    Reader reader;
    auto document = std::make_shared<offline_cache::Document>();
    document->row.index = kIndex;
    document->attachments = {{0, "so-lieu.csv", "text/csv", 100, true}};
    reader.happen(event::DocumentLoaded{reader.state.visit().number, document, nullptr});
    std::optional<cmd::LoadText> asked;
    for (const Command& command : update(reader.state, Action{act::OpenFile{0}}))
        if (const auto* one = std::get_if<cmd::LoadText>(&command)) asked = *one;
    REQUIRE(asked);
    CHECK(asked->file == FileName{kIndex, 0});
    reader.happen(event::TextLoaded{asked->visit + 1, std::make_shared<const std::string>("another page's")});
    CHECK(reader.state.view<PagesView>().text == nullptr);
    reader.happen(event::TextLoaded{asked->visit, std::make_shared<const std::string>("a,b\n")});
    REQUIRE(reader.state.view<PagesView>().text);
    reader.happen(Action{act::Zoom{1}});
    CHECK(reader.state.view<PagesView>().zoom == 1);
    reader.happen(event::TextLoaded{asked->visit, nullptr, FileTrouble::NotReadable});
    CHECK(reader.state.view<PagesView>().trouble == FileTrouble::NotReadable);
}

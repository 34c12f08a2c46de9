#include <memory>

#include "kiosk/app/update.h"
#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

// What the page of searching asks the store for, and which answers it shows.

namespace act = kiosk::act;
namespace cmd = kiosk::cmd;
namespace event = kiosk::event;

TEST_CASE("search asks with every key and shows only answers to what is typed", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenSearch{});
    walk.type("dat");
    REQUIRE(walk.count<cmd::Search>() == 3);
    CHECK(walk.asked<cmd::Search>()->text->view() == "dat");
    const auto newest = walk.asked<cmd::Search>()->number;

    walk.happen(event::Found{newest - 1, std::make_shared<const offline_cache::SearchResult>()});
    CHECK(walk.state.view<kiosk::SearchView>().answered == newest - 1);
    const auto hits = std::make_shared<const offline_cache::SearchResult>();
    walk.happen(event::Found{newest, hits});
    CHECK(walk.state.view<kiosk::SearchView>().result == hits);
    walk.happen(event::Found{newest - 1, std::make_shared<const offline_cache::SearchResult>()});
    CHECK(walk.state.view<kiosk::SearchView>().result == hits);

    walk.act(act::ClearField{kiosk::Field::Search});
    walk.happen(event::Found{newest, hits});
    CHECK(walk.state.view<kiosk::SearchView>().result == nullptr);
}

TEST_CASE("what the key under the finger would find is looked up before it is lifted", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenSearch{});
    walk.type("d");
    walk.happen(event::Found{walk.asked<cmd::Search>()->number,
                             std::make_shared<const offline_cache::SearchResult>()});
    const auto shown = walk.state.view<kiosk::SearchView>().result;
    const auto asked = [&] { return walk.count<cmd::Search>(); };
    REQUIRE(asked() == 1);

    // The finger rests: frame after frame, one question, and nothing on the screen changes.
    for (int frame = 0; frame < 5; ++frame) walk.act(act::Foresee{kiosk::character_key(U'a')});
    REQUIRE(asked() == 2);
    CHECK(walk.asked<cmd::Search>()->text->view() == "da");
    CHECK(walk.state.search.text() == "d");
    const auto coming = std::make_shared<const offline_cache::SearchResult>();
    walk.happen(event::Found{walk.asked<cmd::Search>()->number, coming});
    CHECK(walk.state.view<kiosk::SearchView>().result == shown);
    CHECK(walk.state.view<kiosk::SearchView>().asked == walk.state.view<kiosk::SearchView>().answered);

    SECTION("lifted there, the answer is here at once")
    {
        walk.type("a");
        CHECK(asked() == 2);
        CHECK(walk.state.view<kiosk::SearchView>().result == coming);
        CHECK(walk.state.view<kiosk::SearchView>().asked == walk.state.view<kiosk::SearchView>().answered);
    }
    SECTION("slid off to another key, that one is asked for")
    {
        walk.type("o");
        CHECK(asked() == 3);
        CHECK(walk.asked<cmd::Search>()->text->view() == "do");
        CHECK(walk.state.view<kiosk::SearchView>().result == shown);
    }
    SECTION("a store that could not answer is asked again")
    {
        walk.act(act::Foresee{kiosk::character_key(U'o')});
        walk.happen(event::Found{walk.asked<cmd::Search>()->number, nullptr});
        walk.type("o");
        CHECK(asked() == 4);
        CHECK(walk.asked<cmd::Search>()->text->view() == "do");
    }
    SECTION("new content is asked for anew")
    {
        walk.happen(event::NewContent{1});
        walk.type("a");
        CHECK(walk.asked<cmd::Search>()->text->view() == "da");
        CHECK(walk.state.view<kiosk::SearchView>().result != coming);
    }
    SECTION("the last letter taken away leaves an empty page")
    {
        walk.act(act::Foresee{kiosk::plain_key(kiosk::Key::Kind::Backspace)});
        CHECK(asked() == 2);
        walk.act(act::Press{kiosk::plain_key(kiosk::Key::Kind::Backspace)});
        CHECK(walk.state.view<kiosk::SearchView>().result == nullptr);
    }
}

TEST_CASE("a question under way is not overtaken by one that may never be asked", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenSearch{});
    walk.type("d");
    walk.act(act::Foresee{kiosk::character_key(U'a')});
    CHECK(walk.count<cmd::Search>() == 1);
    walk.happen(event::Found{walk.asked<cmd::Search>()->number,
                             std::make_shared<const offline_cache::SearchResult>()});
    // Lifted before the answer came: that answer is waited for.
    walk.act(act::Foresee{kiosk::character_key(U'a')});
    const auto number = walk.asked<cmd::Search>()->number;
    walk.type("a");
    CHECK(walk.count<cmd::Search>() == 2);
    CHECK(walk.state.view<kiosk::SearchView>().asked == number);
    const auto hits = std::make_shared<const offline_cache::SearchResult>();
    walk.happen(event::Found{number, hits});
    CHECK(walk.state.view<kiosk::SearchView>().result == hits);
}

TEST_CASE("an example touched on the search page is searched for as if typed", "[kiosk][app][search]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenSearch{});
    walk.act(act::SearchFor{"đất đai"});
    REQUIRE(walk.asked<cmd::Search>() != nullptr);
    CHECK(walk.asked<cmd::Search>()->text->view() == "đất đai");
    CHECK(walk.state.focus == kiosk::Field::Search);
}

TEST_CASE("where nothing was found one touch tries fewer words or another way of typing",
          "[kiosk][app][search]")
{
    using How = act::SearchAgain::How;
    Walk walk;
    walk.wake();
    walk.act(act::OpenSearch{});
    walk.act(act::UseMethod{kiosk::InputMethod::Vni});
    walk.type("ddaats ddai ");
    CHECK(walk.state.search.text() == "ddaats ddai ");
    walk.act(act::SearchAgain{How::AsTelex});
    CHECK(walk.state.search.text() == "đất đai ");
    walk.act(act::SearchAgain{How::FewerWords});
    CHECK(walk.state.search.text() == "đất");
    CHECK(walk.asked<cmd::Search>()->text->view() == "đất");
    walk.act(act::SearchAgain{How::FewerWords});
    CHECK(walk.state.search.text() == "đất");
}

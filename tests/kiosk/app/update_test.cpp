#include "kiosk/app/update.h"

#include "tests/kiosk/app/walk.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using kiosk::Screen;
using offline_cache::Tile;
namespace act = kiosk::act;
namespace cmd = kiosk::cmd;
namespace event = kiosk::event;

TEST_CASE("the touch that wakes the machine goes home and is swallowed", "[kiosk][app]")
{
    Walk walk;
    CHECK(walk.state.screen() == Screen::Attract);

    walk.touch();

    CHECK(walk.state.screen() == Screen::Home);
    CHECK(walk.asked<cmd::SwallowTouch>() != nullptr);
    CHECK(walk.asked<cmd::LoadHome>() != nullptr);
}

TEST_CASE("a later touch is the resident's own", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.touch();
    CHECK(walk.count<cmd::SwallowTouch>() == 0);
}

TEST_CASE("without a configuration the machine says so and does nothing else", "[kiosk][app]")
{
    Walk walk{kiosk::initial_state({kiosk::SetupProblem::NoConfiguration, "kiosk.toml"}, "", "", {})};
    CHECK(walk.state.screen() == Screen::Setup);

    walk.touch();
    walk.act(act::OpenFeedback{});
    walk.act(act::GoHome{});
    CHECK(walk.state.screen() == Screen::Setup);
    CHECK(walk.commands.empty());

    walk.act(act::ToggleLanguage{});
    CHECK(walk.state.preferences.language == kiosk::Language::English);
}

TEST_CASE("databases that cannot be opened show the setup page", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.happen(event::StoreUnusable{"content.db: not a database"});
    CHECK(walk.state.screen() == Screen::Setup);
    CHECK(walk.state.setup.problem == kiosk::SetupProblem::NoStore);
}

TEST_CASE("any named document is three touches from home", "[kiosk][app]")
{
    Walk walk;
    walk.wake();

    walk.act(act::OpenTile{Tile::Know});
    REQUIRE(walk.asked<cmd::LoadLaws>() != nullptr);
    walk.act(act::OpenLaw{"D03"});
    REQUIRE(walk.asked<cmd::LoadList>() != nullptr);
    CHECK(walk.asked<cmd::LoadList>()->query.law == "D03");
    open_document(walk, some_row(7));

    CHECK(walk.state.screen() == Screen::Document);
    CHECK(walk.state.view<kiosk::DocumentView>().loading == kiosk::Loading::Here);
}

TEST_CASE("every verb but the first two opens its own list", "[kiosk][app]")
{
    const auto tile = GENERATE(Tile::Do, Tile::Inspect, Tile::Supervise, Tile::Benefit);
    Walk walk;
    walk.wake();
    walk.act(act::OpenTile{tile});
    CHECK(walk.state.screen() == Screen::List);
    CHECK(walk.asked<cmd::LoadList>()->query.tile == tile);
}

TEST_CASE("the verb of discussing opens the meetings", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenTile{Tile::Discuss});
    CHECK(walk.state.screen() == Screen::Meetings);
}

TEST_CASE("back returns to the very page that was left", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenTile{Tile::Do});
    const auto list = walk.state.visit().number;
    open_document(walk, some_row(7));

    walk.act(act::Back{});
    CHECK(walk.state.visit().number == list);
    walk.act(act::Back{});
    CHECK(walk.state.screen() == Screen::Home);
    walk.act(act::Back{});
    CHECK(walk.state.screen() == Screen::Home);
}

TEST_CASE("an answer to a page that was left is ignored", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenItem{7});
    const auto gone = walk.state.visit().number;
    walk.act(act::Back{});
    walk.act(act::OpenItem{8});

    walk.happen(event::DocumentLoaded{gone, std::make_shared<offline_cache::Document>(), nullptr});

    CHECK(walk.state.view<kiosk::DocumentView>().loading == kiosk::Loading::Asked);
}

TEST_CASE("a document that is not there, or cannot be read, says which", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenItem{7});
    const auto visit = walk.state.visit().number;
    walk.happen(event::LoadFailed{visit, protocol::Fault::NotFound});
    CHECK(walk.state.view<kiosk::DocumentView>().loading == kiosk::Loading::Gone);
    walk.happen(event::LoadFailed{visit, protocol::Fault::Storage});
    CHECK(walk.state.view<kiosk::DocumentView>().loading == kiosk::Loading::Failed);
}

TEST_CASE("a long list asks for the rows that come into view, once", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenTile{Tile::Do});
    const auto visit = walk.state.visit().number;
    offline_cache::Window window;
    window.total = 10'000;
    for (int i = 0; i < 80; ++i) window.rows.push_back(some_row(i));
    walk.happen(event::ListLoaded{visit, window});
    walk.commands.clear();

    walk.act(act::ShowRows{0, 9});
    CHECK(walk.count<cmd::LoadList>() == 0);

    walk.act(act::ShowRows{5'000, 5'009});
    walk.act(act::ShowRows{5'001, 5'010});
    CHECK(walk.count<cmd::LoadList>() == 1);
    const auto offset = walk.asked<cmd::LoadList>()->offset;
    CHECK(offset <= 5'000);
    CHECK(walk.state.view<kiosk::ListView>().row(3) != nullptr);

    window.offset = offset;
    walk.happen(event::ListLoaded{visit, window});
    CHECK(walk.state.view<kiosk::ListView>().row(5'000) != nullptr);
    CHECK(walk.state.view<kiosk::ListView>().row(3) == nullptr);
}

TEST_CASE("the rows of an overtaken question are not shown", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenTile{Tile::Do});
    walk.act(act::OpenShelf{offline_cache::Shelf::Ended});
    const auto visit = walk.state.visit().number;
    offline_cache::Window window;
    window.offset = 400;
    walk.happen(event::ListLoaded{visit, window});
    CHECK(walk.state.view<kiosk::ListView>().loading == kiosk::Loading::Asked);
}

TEST_CASE("text size, contrast and lowered controls go round", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    for (int i = 0; i < 3; ++i) walk.act(act::NextTextSize{});
    walk.act(act::ToggleContrast{});
    walk.act(act::ToggleContrast{});
    walk.act(act::ToggleLowered{});
    walk.act(act::ToggleLowered{});
    CHECK(walk.state.preferences == kiosk::Preferences{});
}

TEST_CASE("the banner knows how old the information is", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    CHECK(kiosk::age(walk.state) == kiosk::Age::Unknown);
    const auto information_of = [&](std::chrono::hours old) {
        walk.happen(event::Contact{false, walk.state.wall - old});
        return kiosk::age(walk.state);
    };
    CHECK(information_of(23h) == kiosk::Age::Fresh);
    CHECK(information_of(24h) == kiosk::Age::Day);
    CHECK(information_of(7 * 24h) == kiosk::Age::Week);
    CHECK(information_of(30 * 24h) == kiosk::Age::Month);
}

TEST_CASE("a clock before the last contact, or before the program was built, gives no age", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.happen(event::Contact{true, walk.state.wall + 24h});
    CHECK(walk.state.health.clock_wrong);
    CHECK(kiosk::age(walk.state) == kiosk::Age::Unknown);
    walk.happen(event::Contact{true, walk.state.wall});
    CHECK_FALSE(walk.state.health.clock_wrong);
    walk.happen(event::Tick{walk.state.now, walk.state.floor - 1s});
    CHECK(walk.state.health.clock_wrong);
}

TEST_CASE("a clock far ahead of the last contact gives no age, and a contact by it proves nothing",
          "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    const auto contact = walk.state.wall;
    walk.happen(event::Contact{true, contact});
    walk.happen(event::Tick{walk.state.now, contact + 399 * 24h});
    CHECK_FALSE(walk.state.health.clock_wrong);
    CHECK(kiosk::age(walk.state) == kiosk::Age::Month);
    const auto ahead = contact + 3650 * 24h;
    walk.happen(event::Tick{walk.state.now, ahead});
    CHECK(walk.state.health.clock_wrong);
    walk.happen(event::Contact{true, ahead});
    CHECK(walk.state.health.clock_wrong);
    CHECK(kiosk::age(walk.state) == kiosk::Age::Unknown);
    walk.happen(event::Tick{walk.state.now, contact + 1h});
    CHECK_FALSE(walk.state.health.clock_wrong);
}

TEST_CASE("new content is read again where the resident stands", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    open_document(walk, some_row(7));
    walk.commands.clear();
    walk.happen(event::NewContent{1201});
    CHECK(walk.asked<cmd::LoadHome>() != nullptr);
    REQUIRE(walk.asked<cmd::LoadDocument>() != nullptr);
    CHECK(walk.asked<cmd::LoadDocument>()->index == 7);
    CHECK(walk.state.screen() == Screen::Document);
}

TEST_CASE("what time has overtaken is read again each hour", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    open_document(walk, some_row(7));
    walk.commands.clear();
    const auto past_the_hour = walk.state.wall + 3600s;
    walk.happen(event::Tick{walk.state.now, past_the_hour});
    walk.happen(event::Tick{walk.state.now, past_the_hour + 1s});
    CHECK(walk.count<cmd::LoadHome>() == 1);
    CHECK(walk.count<cmd::LoadDocument>() == 1);
}

TEST_CASE("home and the waiting screen follow a bulletin's hours within five minutes", "[kiosk][app]")
{
    Walk walk;
    const bool home = GENERATE(true, false);
    if (home) walk.wake();
    REQUIRE(walk.state.screen() == (home ? Screen::Home : Screen::Attract));
    const auto hour = std::chrono::floor<std::chrono::hours>(walk.state.wall) + 1h;
    walk.happen(event::Tick{walk.state.now, hour});
    walk.commands.clear();
    for (const auto after : {1s, 299s}) walk.happen(event::Tick{walk.state.now, hour + after});
    CHECK(walk.count<cmd::LoadHome>() == 0);
    walk.happen(event::Tick{walk.state.now, hour + 300s});
    walk.happen(event::Tick{walk.state.now, hour + 301s});
    CHECK(walk.count<cmd::LoadHome>() == 1);
    open_document(walk, some_row(7));
    walk.commands.clear();
    walk.happen(event::Tick{walk.state.now, hour + 601s});
    CHECK(walk.count<cmd::LoadHome>() == 0);
}

TEST_CASE("a changed history raises the alarm and keeps the page", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    open_document(walk, some_row(7));
    walk.happen(event::HistoryAlarm{});
    CHECK(walk.state.health.history_alarm);
    CHECK(walk.state.screen() == Screen::Document);
}

TEST_CASE("the way back is never longer than a page can hold", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    for (int i = 0; i < 100; ++i) walk.act(act::OpenItem{i});
    CHECK(walk.state.visits.size() < 30);
    CHECK(walk.state.visits.front().screen == Screen::Home);
}

TEST_CASE("the villages of the commune's record are offered by the keyboard", "[kiosk][app][words]")
{
    Walk walk;
    walk.wake();
    offline_cache::Place place;
    place.name = "Xã Phú Lộc";
    place.villages = {{"thuy-duong", "Thôn Thủy Dương"}, {"dong-luu", "Thôn Đông Lưu"}};
    walk.happen(event::PlaceLoaded{place});
    walk.happen(event::PlaceLoaded{place});
    CHECK(walk.state.villages.entries().size() == 2);
    CHECK(kiosk::suggest({&walk.state.villages}, "thuy") == std::vector<std::string>{"Thủy Dương"});
}

TEST_CASE("the tone style of the terminal holds for every field", "[kiosk][app][words]")
{
    Walk walk;
    walk.state.tone_style = kiosk::ToneStyle::Modern;
    walk.wake();
    walk.act(act::OpenSearch{});
    walk.type("hoaf thuyr");
    CHECK(walk.state.search.text() == "hoà thuỷ");
}

TEST_CASE("who reads English types plain letters; back in Vietnamese Telex makes the marks", "[kiosk][app]")
{
    Walk walk;
    walk.wake();
    walk.act(act::OpenSearch{});
    walk.act(act::ToggleLanguage{});
    walk.type("test see");
    CHECK(walk.state.search.text() == "test see");
    walk.act(act::ClearField{kiosk::Field::Search});
    walk.act(act::ToggleLanguage{});
    walk.type("ddaats");
    CHECK(walk.state.search.text() == "đất");
    walk.act(act::ToggleLanguage{});
    walk.wait(200s);
    CHECK(walk.state.method == kiosk::InputMethod::Telex);  // the next resident's
}

TEST_CASE("any named document is at most three touches from home", "[kiosk][app][rules]")
{
    const Tile tile =
        GENERATE(Tile::Know, Tile::Discuss, Tile::Do, Tile::Inspect, Tile::Supervise, Tile::Benefit);
    Walk walk;
    walk.wake();
    int touches = 0;
    const auto touch = [&](kiosk::Action action) {
        walk.act(std::move(action));
        ++touches;
    };
    touch(act::OpenTile{tile});
    const auto* list = std::get_if<kiosk::ListView>(&walk.state.visit().view);
    REQUIRE(list != nullptr);
    if (list->choose_law) touch(act::OpenLaw{"D02"});
    REQUIRE_FALSE(walk.state.view<kiosk::ListView>().choose_law);
    touch(act::OpenItem{7});
    CHECK(walk.state.screen() == Screen::Document);
    CHECK(touches <= 3);
}

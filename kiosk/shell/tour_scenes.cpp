#include "kiosk/shell/tour_scenes.h"

#include <chrono>
#include <utility>

#include "kiosk/shell/paper_scenes.h"
#include "kiosk/shell/tour_feedback.h"
#include "kiosk/shell/tour_staff.h"

namespace kiosk {

using namespace std::chrono_literals;
using offline_cache::Tile;

namespace {

bool always(TourWalk&) { return true; }

bool open_tile(TourWalk& walk, Tile tile)
{
    walk.act(act::OpenTile{tile});
    return true;
}

bool old_information(TourWalk& walk, std::chrono::hours age)
{
    walk.happen(event::Contact{false, walk.state.wall - age});
    return true;
}

std::vector<TourScene> make_scenes()
{
    std::vector<TourScene> scenes;
    const auto add = [&](std::string_view name, std::function<bool(TourWalk&)> go) {
        scenes.push_back({name, std::move(go)});
    };
    add("setup", [](TourWalk& walk) {
        walk.state = initial_state({SetupProblem::NoConfiguration, "/etc/commune/kiosk.toml"}, "", "", {});
        walk.happen(event::SoundFound{true});
        return true;
    });
    add("setup.asked", [](TourWalk& walk) {
        walk.state = initial_state({SetupProblem::NoConfiguration, "/etc/commune/kiosk.toml"}, "", "", {});
        walk.state.enrolling->anew = true;
        walk.state.enrolling->address.set_text("kiosk.hue.example");
        walk.state.enrolling->code.set_text("5QDKF-B3ZDO-WFQIS-RHUBV-G4BC6U");
        walk.happen(event::EnrolFailed{"unknown_code"});
        return true;
    });
    add("setup.compare", [](TourWalk& walk) {
        walk.state = initial_state({SetupProblem::NoConfiguration, "/etc/commune/kiosk.toml"}, "", "", {});
        walk.happen(event::EnrolCompare{"443361"});
        return true;
    });
    add("setup.refused", [](TourWalk& walk) {
        Setup setup{SetupProblem::BadConfiguration, "/etc/commune/kiosk.toml"};
        setup.refusal = "config.trust_pin";
        setup.key = "trust_pin";
        setup.line = 5;
        walk.state = initial_state(setup, "", "", {});
        walk.happen(event::SoundFound{true});
        return true;
    });
    add("attract", [](TourWalk& walk) {
        const Preferences kept = walk.state.preferences;
        walk.wait(61s);
        walk.state.preferences = kept;
        return true;
    });
    add("home", always);
    add("home.offline", [](TourWalk& walk) { return old_information(walk, 6h); });
    add("home.week_old", [](TourWalk& walk) { return old_information(walk, 8 * 24h); });
    add("home.month_old", [](TourWalk& walk) { return old_information(walk, 31 * 24h); });
    add("home.alarm", [](TourWalk& walk) {
        walk.happen(event::HistoryAlarm{});
        return true;
    });
    add("home.bulletins", [](TourWalk& walk) {
        auto home = std::make_shared<offline_cache::Home>(*walk.state.home);
        home->bulletins.push_back(home->bulletins.front());
        walk.happen(event::HomeLoaded{std::move(home)});
        return true;
    });
    add("home.first_sync", [](TourWalk& walk) {
        walk.happen(event::SyncProgress{3200, 10'000});
        return true;
    });
    add("laws", [](TourWalk& walk) { return open_tile(walk, Tile::Know); });
    add("list", [](TourWalk& walk) {
        walk.act(act::OpenTile{Tile::Know});
        walk.act(act::OpenLaw{""});
        return true;
    });
    add("list.do", [](TourWalk& walk) { return open_tile(walk, Tile::Do); });
    add("list.inspect", [](TourWalk& walk) { return open_tile(walk, Tile::Inspect); });
    add("list.supervise", [](TourWalk& walk) { return open_tile(walk, Tile::Supervise); });
    add("list.benefit", [](TourWalk& walk) { return open_tile(walk, Tile::Benefit); });
    add("meetings", [](TourWalk& walk) { return open_tile(walk, Tile::Discuss); });
    add("document.disclosure", [](TourWalk& walk) { return walk.open("disclosure"); });
    add("document.meeting", [](TourWalk& walk) { return walk.open("meeting"); });
    add("document.consultation", [](TourWalk& walk) { return walk.open("consultation"); });
    add("document.project", [](TourWalk& walk) { return walk.open("project"); });
    add("document.procedure", [](TourWalk& walk) { return walk.open("procedure"); });
    add("document.meeting_held", [](TourWalk& walk) { return walk.open("meeting.held"); });
    add("document.consultation_closed", [](TourWalk& walk) { return walk.open("consultation.closed"); });
    add("document.contact", [](TourWalk& walk) { return walk.open("contact"); });
    add("document.stats", [](TourWalk& walk) { return walk.open("stats"); });
    add("document.bulletin", [](TourWalk& walk) { return walk.open("bulletin"); });
    add("document.withdrawn", [](TourWalk& walk) {
        const auto index = walk.store.withdrawn();
        if (index) walk.act(act::OpenItem{*index});
        return index.has_value();
    });
    add("pages", [](TourWalk& walk) { return walk.open_file(); });
    add("pages.reading", [](TourWalk& walk) {
        if (!walk.open_file()) return false;
        walk.listen(1);
        return true;
    });
    add("pages.table", [](TourWalk& walk) { return walk.open_file("text/csv"); });
    add("pages.text", [](TourWalk& walk) { return walk.open_file("text/plain"); });
    add("pages.opening", [](TourWalk& walk) {
        walk.slow_pages = true;
        return walk.open_file();
    });
    add("pages.failed", [](TourWalk& walk) {
        if (!walk.open_file()) return false;
        const auto& view = walk.state.view<PagesView>();
        walk.act(act::WantPages{{{view.file.n, std::nullopt}}});
        walk.happen(paged::Refused{{view.index, view.file.n}, FileTrouble::NotReadable});
        return true;
    });
    add("proof", [](TourWalk& walk) {
        if (!walk.open("disclosure")) return false;
        walk.act(act::OpenProof{});
        return true;
    });
    add("search", [](TourWalk& walk) {
        walk.act(act::OpenSearch{});
        return true;
    });
    add("search.hits", [](TourWalk& walk) {
        walk.act(act::OpenSearch{});
        walk.type(walk.store.search_words());
        return true;
    });
    add("search.law", [](TourWalk& walk) {
        walk.act(act::OpenSearch{});
        walk.type("ngan sach");
        return true;
    });
    add("search.nothing", [](TourWalk& walk) {
        walk.act(act::OpenSearch{});
        walk.type("d9a6t1 xyzzy");
        return true;
    });
    add_feedback_scenes(scenes);
    add("home.reading", [](TourWalk& walk) {
        walk.listen(2);
        return true;
    });
    add("list.reading", [](TourWalk& walk) {
        walk.act(act::OpenTile{Tile::Do});
        walk.listen(5);
        return true;
    });
    add("document.reading", [](TourWalk& walk) {
        if (!walk.open("disclosure")) return false;
        walk.listen(14);
        return true;
    });
    add("document.paused", [](TourWalk& walk) {
        if (!walk.open("meeting")) return false;
        walk.listen(3, false, true);
        return true;
    });
    add("document.no_voice", [](TourWalk& walk) {
        if (!walk.open("disclosure")) return false;
        walk.state.voice_failed = walk.state.visit().number;
        return true;
    });
    add("warning", [](TourWalk& walk) {
        walk.act(act::OpenTile{Tile::Do});
        walk.wait(121s);
        return true;
    });
    add_paper_scenes(scenes);
    add_staff_scenes(scenes);
    return scenes;
}

}  // namespace

const std::vector<TourScene>& tour_scenes()
{
    static const std::vector<TourScene> kScenes = make_scenes();
    return kScenes;
}

}  // namespace kiosk

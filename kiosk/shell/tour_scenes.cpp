#include "kiosk/shell/tour_scenes.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include "kiosk/shell/knowledge.h"
#include "kiosk/shell/paper_scenes.h"
#include "kiosk/shell/rules.h"
#include "kiosk/shell/tour_staff.h"
#include "protocol/base/text.h"

namespace kiosk {

using namespace std::chrono_literals;
using offline_cache::Tile;

namespace {

constexpr std::string_view kReport = "Mương thoát nước đầu thôn bị lấp, mưa là ngập vào ba nhà.";

void type_report(TourWalk& walk)
{
    walk.act(act::OpenFeedback{});
    walk.act(act::SetOfficial{false});
    walk.act(act::ChooseTopic{"moi_truong"});
    walk.act(act::NextPage{});
    walk.type(kReport);
}

void fill_report(TourWalk& walk)
{
    type_report(walk);
    walk.act(act::NextPage{});
    walk.act(act::NextPage{});
}

bool always(TourWalk&) { return true; }

bool open_tile(TourWalk& walk, Tile tile)
{
    walk.act(act::OpenTile{tile});
    return true;
}

/// An opinion on a consultation, its second option chosen.
bool open_opinion(TourWalk& walk)
{
    if (!walk.open("consultation")) return false;
    walk.act(act::OpenFeedbackAbout{});
    walk.act(act::ChooseOption{1});
    return true;
}

bool old_information(TourWalk& walk, std::chrono::hours age)
{
    walk.happen(event::Contact{false, walk.state.wall - age});
    return true;
}

bool look_up(TourWalk& walk)
{
    walk.act(act::OpenLookup{});
    walk.type("48291357026481937597");
    walk.act(act::LookUp{});
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
    add("pages", [](TourWalk& walk) { return walk.open_pages(); });
    add("pages.opening", [](TourWalk& walk) {
        walk.slow_pages = true;
        return walk.open_pages();
    });
    add("pages.failed", [](TourWalk& walk) {
        if (!walk.open_pages()) return false;
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
    add("feedback_topic", [](TourWalk& walk) {
        walk.act(act::OpenFeedback{});
        return true;
    });
    add("feedback_topic.about", [](TourWalk& walk) {
        if (!walk.open("disclosure")) return false;
        walk.act(act::ReportWrong{});
        return true;
    });
    add("feedback_option", open_opinion);
    add("feedback_text.opinion", [](TourWalk& walk) {
        if (!open_opinion(walk)) return false;
        walk.act(act::NextPage{});
        return true;
    });
    add("feedback_review.opinion", [](TourWalk& walk) {
        if (!open_opinion(walk)) return false;
        for (int page = 0; page < 3; ++page) walk.act(act::NextPage{});
        return true;
    });
    add("feedback_text", [](TourWalk& walk) {
        type_report(walk);
        return true;
    });
    add("feedback_text.word", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::PlaceCaret{Field::Feedback, kReport.find("thoát") + 2});
        walk.act(act::Press{plain_key(Key::Kind::SelectWord)});
        return true;
    });
    add("feedback_text.offer", [](TourWalk& walk) {
        type_report(walk);
        walk.type(" Nhà ở gần nha van");
        return true;
    });
    add("feedback_text.marks", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::UseMethod{InputMethod::Off});
        return true;
    });
    add("feedback_text.covered", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::ToggleShoulder{});
        return true;
    });
    add("feedback_readers", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::NextPage{});
        return true;
    });
    add("feedback_readers.name", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::NextPage{});
        walk.act(act::SetContact{Contact::NameAndPhone});
        walk.type("Lan");
        return true;
    });
    add("feedback_review", [](TourWalk& walk) {
        fill_report(walk);
        return true;
    });
    add("feedback_review.official", [](TourWalk& walk) {
        fill_report(walk);
        walk.act(act::SetOfficial{true});
        return true;
    });
    add("feedback_closed", [](TourWalk& walk) {
        walk.act(act::OpenFeedback{});
        walk.happen(event::FeedbackPossible{FeedbackClosed::Storage});
        return true;
    });
    add("guidance.denunciation", [](TourWalk& walk) {
        walk.act(act::OpenGuidance{Guidance::Denunciation});
        return true;
    });
    add("guidance.complaint", [](TourWalk& walk) {
        walk.act(act::OpenGuidance{Guidance::Complaint});
        return true;
    });
    add("receipt", [](TourWalk& walk) {
        fill_report(walk);
        walk.act(act::HandIn{});
        return true;
    });
    add("receipt.sent", [](TourWalk& walk) {
        fill_report(walk);
        walk.act(act::HandIn{});
        walk.type("7597");
        walk.happen(event::OutboxChanged{"tour", true, false, 0});
        return true;
    });
    add("lookup", [](TourWalk& walk) {
        walk.act(act::OpenLookup{});
        walk.type("482913570264");
        return true;
    });
    add("lookup.wrong", [](TourWalk& walk) {
        walk.act(act::OpenLookup{});
        walk.type("48291357026481937598");
        walk.act(act::LookUp{});
        return true;
    });
    add("answer", look_up);
    add("answer.reopened", [](TourWalk& walk) {
        look_up(walk);
        Case found = *walk.state.lookup->found;
        found.reopenings.push_back({found.replies.front().n, walk.state.wall - 1h, walk.state.wall - 59min});
        walk.happen(event::LookedUp{walk.state.lookup->number, found});
        return true;
    });
    add("reopen", [](TourWalk& walk) {
        look_up(walk);
        walk.act(act::OpenReopen{});
        walk.type("Mương đã vét nhưng nắp chưa đậy lại.");
        return true;
    });
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
    add("receipt.reading_code", [](TourWalk& walk) {
        fill_report(walk);
        walk.act(act::HandIn{});
        walk.listen(1, true);
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

TourWalk::TourWalk(TourStore& tour_store, Preferences preferences)
    : state(initial_state({}, "20107-h1", "46-20107-k1", tour_store.now() - std::chrono::hours{24})),
      store(tour_store)
{
    teach(state);
    state.commune_code = "20107";
    state.read_address = "https://congkhai.hue.example";
    state.corrections = load_corrections();
    tick();
    happen(event::Touched{});
    happen(event::Contact{true, store.now() - 2min});
    happen(event::SoundFound{true});
    state.preferences = preferences;
}

void TourWalk::tick()
{
    happen(event::Tick{now_, store.now() + std::chrono::floor<std::chrono::seconds>(now_)});
}

void TourWalk::happen(const Event& first)
{
    std::deque<Event> events{first};
    while (!events.empty()) {
        const Event event = std::move(events.front());
        events.pop_front();
        for (const Command& command : update(state, event))
            if (!(slow_pages && std::holds_alternative<cmd::OrderPages>(command)))
                for (Event& answer : store.answer(command)) events.push_back(std::move(answer));
    }
}

void TourWalk::type(std::string_view letters)
{
    // Text is put in as it reads: the methods are not the tour's subject.
    TextEdit* edit = const_cast<TextEdit*>(state.field(state.focus));
    if (edit == nullptr) return;
    const InputMethod method = edit->method();
    edit->set_method(InputMethod::Off);
    for (std::size_t at = 0; at < letters.size();) {
        std::size_t next = at;
        happen(Action{act::Press{character_key(protocol::next_code_point(letters, next))}});
        at = next;
    }
    if (const auto* still = state.field(state.focus); still == edit) edit->set_method(method);
}

void TourWalk::listen(std::size_t skip_to, bool own, bool pause)
{
    pause_ = pause;
    skip_to_ = skip_to;
    act(act::ReadAloud{own});
}

void TourWalk::read(std::uint64_t number, Script script)
{
    const std::size_t last = script.empty() ? 0 : script.size() - 1;
    happen(event::ScriptMade{number, std::make_shared<const Script>(std::move(script))});
    for (std::size_t i = 0; i < std::min(skip_to_, last); ++i)
        happen(event::SentenceEnded{state.speech->speaking, true});
    if (pause_) act(act::PauseReading{});
}

void TourWalk::wait(Steady time)
{
    const Steady until = now_ + time;
    while (now_ < until) {
        now_ = std::min<Steady>(now_ + 1s, until);
        tick();
    }
}

bool TourWalk::open(std::string_view type)
{
    const auto index = store.item(type);
    if (index) act(act::OpenItem{*index});
    return index.has_value();
}

bool TourWalk::open_pages()
{
    const auto index = store.with_pages();
    if (!index) return false;
    act(act::OpenItem{*index});
    const auto* view = std::get_if<DocumentView>(&state.visit().view);
    if (view == nullptr || !view->document) return false;
    for (const offline_cache::Attachment& file : view->document->attachments) {
        if (file.media != "application/pdf" || !file.here) continue;
        act(act::OpenFile{file.n});
        return true;
    }
    return false;
}

const std::vector<TourScene>& tour_scenes()
{
    static const std::vector<TourScene> kScenes = make_scenes();
    return kScenes;
}

}  // namespace kiosk

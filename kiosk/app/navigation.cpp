#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/app/fields.h"
#include "kiosk/app/flow.h"
#include "kiosk/app/form_pages.h"

namespace kiosk::flow {

using offline_cache::Tile;

namespace {

/// Longer ways are cut at their far end; home stays the first step.
constexpr std::size_t kLongestWay = 24;
/// Rows asked for at once: several pages, so that a drag seldom outruns the store.
constexpr int kWindow = 80;
constexpr std::int64_t kWindowLead = 25;

bool on_way(const State& state, std::initializer_list<Screen> screens)
{
    return std::any_of(state.visits.begin(), state.visits.end(), [&](const Visit& visit) {
        return std::find(screens.begin(), screens.end(), visit.screen) != screens.end();
    });
}

bool on_way(const State& state, bool (*of_form)(Screen))
{
    return std::any_of(state.visits.begin(), state.visits.end(),
                       [&](const Visit& visit) { return of_form(visit.screen); });
}

template <class View>
View* view_of(State& state, std::uint32_t number)
{
    for (Visit& visit : state.visits)
        if (visit.number == number) return std::get_if<View>(&visit.view);
    return nullptr;
}

Field field_of(Screen screen)
{
    switch (screen) {
        case Screen::Search:
            return Field::Search;
        case Screen::FeedbackText:
            return Field::Feedback;
        case Screen::Lookup:
            return Field::LookupCode;
        case Screen::Receipt:
            return Field::ReceiptBack;
        case Screen::Reopen:
            return Field::Reopen;
        case Screen::StaffPin:
            return Field::StaffPin;
        case Screen::StaffNoticeText:
            return Field::NoticeTitle;
        default:
            return Field::None;
    }
}

Field field_of(const Visit& visit)
{
    if (const auto* complaint = std::get_if<ComplaintView>(&visit.view)) {
        constexpr std::array kFields{Field::ComplaintDecision, Field::ComplaintReason, Field::ComplaintWish};
        const auto step = static_cast<std::size_t>(complaint->step);
        return step < kFields.size() ? kFields[step] : Field::None;
    }
    return field_of(visit.screen);
}

void load_rows(const Visit& visit, ListView& list, std::int64_t offset, int count, Commands& commands)
{
    list.asked_offset = offset;
    commands.emplace_back(cmd::LoadList{visit.number, list.query, offset, count});
}

void open_list(State& state, Screen screen, offline_cache::ListQuery query, Commands& commands)
{
    ListView list;
    list.query = std::move(query);
    open(state, screen, std::move(list));
    Visit& visit = state.visits.back();
    load_rows(visit, std::get<ListView>(visit.view), 0, kWindow, commands);
}

void ask_search(State& state, SearchView& search, Commands& commands)
{
    search.foreseen = {};
    search.asked = state.next_number++;
    search.failed = false;
    commands.emplace_back(
        cmd::Search{search.asked, std::make_shared<const protocol::SecretString>(state.search.text())});
}

}  // namespace

void open(State& state, Screen screen, decltype(Visit::view) view)
{
    if (state.visits.size() >= kLongestWay) {
        // The pages of a form hold what was typed on them: they stay.
        const auto other = std::find_if(state.visits.begin() + 1, state.visits.end(), [](const Visit& visit) {
            return !is_feedback_page(visit.screen) && !is_lookup_page(visit.screen) &&
                   !is_complaint_page(visit.screen);
        });
        state.visits.erase(other == state.visits.end() ? state.visits.begin() + 1 : other);
    }
    state.visits.push_back({state.next_visit++, screen, std::move(view)});
    state.focus = field_of(state.visits.back());
}

void wipe_left_behind(State& state, Commands& commands)
{
    bool wiped = false;
    if (state.draft && !on_way(state, is_feedback_page)) {
        state.draft.reset();
        commands.emplace_back(cmd::DropReceipt{});
        wiped = true;
    }
    if (state.receipt && !on_way(state, {Screen::Receipt})) {
        state.receipt.reset();
        wiped = true;
    }
    if (state.lookup && !on_way(state, is_lookup_page)) {
        state.lookup.reset();
        commands.emplace_back(cmd::ForgetLookup{});
        wiped = true;
    }
    if (!state.search.empty() && !on_way(state, {Screen::Search})) {
        state.search.wipe();
        wiped = true;
    }
    if (state.complaint && !on_way(state, is_complaint_page)) {
        state.complaint.reset();
        wiped = true;
    }
    if (!on_way(state, {Screen::Help, Screen::StaffDiagnosis})) state.bell = Bell::Silent;
    const bool in_corner = std::any_of(state.visits.begin(), state.visits.end(),
                                       [](const Visit& visit) { return is_staff(visit.screen); });
    if (state.staff && !in_corner) {
        if (state.staff->open) commands.emplace_back(staff::Command{staff::Record{"closed"}});
        state.staff.reset();
        wiped = true;
    }
    if (wiped) commands.emplace_back(cmd::WipeScreen{});
}

void go_home(State& state, Commands& commands)
{
    state.visits.clear();
    open(state, Screen::Home);
    wipe_left_behind(state, commands);
    commands.emplace_back(cmd::LoadHome{});
    commands.emplace_back(staff::Command{staff::LoadNotices{}});
}

void go_attract(State& state, Commands& commands)
{
    state.visits.clear();
    open(state, Screen::Attract);
    state.draft.reset();
    state.leaving.reset();
    state.receipt.reset();
    state.lookup.reset();
    if (state.staff && state.staff->open) commands.emplace_back(staff::Command{staff::Record{"closed"}});
    state.staff.reset();
    state.search.wipe();
    state.complaint.reset();
    state.print.reset();
    state.bell = Bell::Silent;
    state.preferences = {};
    state.method = InputMethod::Telex;
    state.idle = Idle::Active;
    state.voice_failed.reset();
    state.listens = false;
    commands.emplace_back(cmd::ForgetPerson{});
    commands.emplace_back(cmd::LookForSound{});
    commands.emplace_back(cmd::WipeScreen{});
}

void back(State& state, Commands& commands)
{
    const Screen left = state.screen();
    // The receipt has no way back: the report is handed in (kiosk.md §5).
    if (left == Screen::Home || left == Screen::Attract || left == Screen::Receipt) return;
    if (left == Screen::StaffCleaning) return;
    if (state.draft && state.draft->sending) return;
    if (state.lookup && state.lookup->reopening) return;
    if (state.visits.size() <= 1) return go_home(state, commands);
    state.visits.pop_back();
    if (left == Screen::Answer && state.lookup) {
        state.lookup->found.reset();
        state.lookup->code.wipe();
        state.lookup->unfinished.wipe();
        commands.emplace_back(cmd::ForgetLookup{});
        commands.emplace_back(cmd::WipeScreen{});
    }
    if (left == Screen::Rate && state.lookup) {
        state.lookup->mark = 0;
        commands.emplace_back(cmd::WipeScreen{});
    }
    state.focus = field_of(state.visit());
    wipe_left_behind(state, commands);
    if (state.screen() == Screen::Home) commands.emplace_back(cmd::LoadHome{});
}

void open_tile(State& state, Tile tile, Commands& commands)
{
    if (tile == Tile::Discuss) return open_meetings(state, commands);
    if (tile == Tile::Know) {
        ListView laws;
        laws.query.tile = tile;
        laws.choose_law = true;
        open(state, Screen::List, std::move(laws));
        commands.emplace_back(cmd::LoadLaws{state.visit().number});
        return;
    }
    offline_cache::ListQuery query;
    query.tile = tile;
    open_list(state, Screen::List, std::move(query), commands);
}

void open_meetings(State& state, Commands& commands)
{
    offline_cache::ListQuery query;
    query.tile = Tile::Discuss;
    open_list(state, Screen::Meetings, std::move(query), commands);
}

void open_bulletins(State& state, Commands& commands)
{
    offline_cache::ListQuery query;
    query.type = "bulletin";
    open_list(state, Screen::List, std::move(query), commands);
}

void open_law(State& state, const std::string& law, Commands& commands)
{
    offline_cache::ListQuery query;
    query.tile = Tile::Know;
    query.law = law;
    open_list(state, Screen::List, std::move(query), commands);
}

void open_shelf(State& state, offline_cache::Shelf shelf, Commands& commands)
{
    Visit& visit = state.visits.back();
    auto* list = std::get_if<ListView>(&visit.view);
    if (list == nullptr || list->query.shelf == shelf) return;
    ListView other;
    other.query = list->query;
    other.query.shelf = shelf;
    visit.number = state.next_visit++;
    *list = std::move(other);
    load_rows(visit, *list, 0, kWindow, commands);
}

void show_rows(State& state, const act::ShowRows& rows, Commands& commands)
{
    Visit& visit = state.visits.back();
    auto* list = std::get_if<ListView>(&visit.view);
    if (list == nullptr || list->choose_law || list->loading != Loading::Here) return;
    const std::int64_t first =
        std::clamp<std::int64_t>(rows.first, 0, std::max<std::int64_t>(list->total - 1, 0));
    const std::int64_t last = std::clamp<std::int64_t>(rows.last, first, first + kWindow);
    const auto held = static_cast<std::int64_t>(list->rows.size());
    const bool starts_here = first >= list->offset;
    const bool ends_here = std::min(last, list->total - 1) < list->offset + held;
    if (starts_here && ends_here) return;
    const std::int64_t offset = std::max<std::int64_t>(first - kWindowLead, 0);
    const bool under_way =
        list->asked_offset >= 0 && first >= list->asked_offset && last < list->asked_offset + kWindow;
    if (!under_way) load_rows(visit, *list, offset, kWindow, commands);
}

void open_item(State& state, std::int64_t index, Commands& commands)
{
    DocumentView document;
    document.index = index;
    open(state, Screen::Document, std::move(document));
    commands.emplace_back(cmd::LoadDocument{state.visit().number, index});
}

void open_proof(State& state)
{
    if (const auto* document = std::get_if<DocumentView>(&state.visit().view)) {
        DocumentView copy = *document;
        open(state, Screen::Proof, std::move(copy));
    }
}

void zoom(State& state, int steps)
{
    auto& view = state.visits.back().view;
    if (auto* document = std::get_if<DocumentView>(&view))
        document->zoom = std::clamp(document->zoom + steps, kSmallestZoom, kLargestZoom);
    if (auto* pages = std::get_if<PagesView>(&view))
        pages->zoom = std::clamp(pages->zoom + steps, kSmallestZoom, kLargestZoom);
}

void open_search(State& state)
{
    if (state.screen() == Screen::Search) return;
    if (state.screen() == Screen::Attract || state.screen() == Screen::Receipt) return;
    if (is_staff(state.screen())) return;
    if (state.draft && state.draft->sending) return;
    open(state, Screen::Search, SearchView{});
    state.search.wipe();
    prepare_field(state.search, Field::Search, state);
}

void loaded(State& state, const event::LawsLoaded& laws)
{
    auto* list = view_of<ListView>(state, laws.visit);
    if (list == nullptr || !list->choose_law) return;
    list->laws = laws.laws;
    list->laws_loading = Loading::Here;
}

void loaded(State& state, const event::ListLoaded& loaded)
{
    auto* list = view_of<ListView>(state, loaded.visit);
    if (list == nullptr || loaded.window.offset != list->asked_offset) return;
    list->rows = loaded.window.rows;
    list->offset = loaded.window.offset;
    list->total = loaded.window.total;
    list->asked_offset = -1;
    list->loading = Loading::Here;
}

void loaded(State& state, const event::DocumentLoaded& loaded)
{
    auto* view = view_of<DocumentView>(state, loaded.visit);
    if (view == nullptr) return;
    view->document = loaded.document;
    view->card = loaded.card;
    view->contact = loaded.contact;
    view->loading = loaded.document ? Loading::Here : Loading::Gone;
}

void loaded(State& state, const event::LoadFailed& failed)
{
    const Loading how = failed.fault == protocol::Fault::NotFound ? Loading::Gone : Loading::Failed;
    if (auto* list = view_of<ListView>(state, failed.visit)) {
        (list->choose_law ? list->laws_loading : list->loading) = how;
        list->asked_offset = -1;
    } else if (auto* document = view_of<DocumentView>(state, failed.visit)) {
        document->loading = how;
        document->document.reset();
        document->card.reset();
    }
}

void found(State& state, const event::Found& found)
{
    for (Visit& visit : state.visits) {
        auto* search = std::get_if<SearchView>(&visit.view);
        if (search != nullptr && found.number == search->foreseen.number) {
            search->foreseen.result = found.result;
            if (found.result == nullptr) search->foreseen = {};  // the store is asked again, and may say so
            continue;
        }
        // Answers arrive in order; one that a newer question has overtaken still shows until that comes.
        if (search == nullptr || found.number > search->asked || found.number <= search->answered) continue;
        search->answered = found.number;
        search->failed = found.result == nullptr;
        search->result = found.result;
    }
}

void refresh(State& state, Commands& commands)
{
    if (state.screen() == Screen::Setup) return;
    commands.emplace_back(cmd::LoadHome{});
    commands.emplace_back(staff::Command{staff::LoadNotices{}});
    Visit& visit = state.visits.back();
    if (auto* list = std::get_if<ListView>(&visit.view)) {
        if (list->choose_law)
            commands.emplace_back(cmd::LoadLaws{visit.number});
        else
            load_rows(visit, *list, list->offset, kWindow, commands);
    } else if (auto* document = std::get_if<DocumentView>(&visit.view)) {
        commands.emplace_back(cmd::LoadDocument{visit.number, document->index});
    } else if (auto* search = std::get_if<SearchView>(&visit.view)) {
        if (!state.search.empty()) ask_search(state, *search, commands);
    }
}

void search_changed(State& state, Commands& commands)
{
    auto* search = std::get_if<SearchView>(&state.visits.back().view);
    if (search == nullptr) return;
    if (!state.search.empty()) {
        const Foreseen foreseen = std::exchange(search->foreseen, {});
        if (foreseen.number == 0 || foreseen.text.view() != state.search.text())
            return ask_search(state, *search, commands);
        search->asked = foreseen.number;
        search->failed = false;
        if (foreseen.result == nullptr) return;
        search->answered = foreseen.number;
        search->result = foreseen.result;
        return;
    }
    search->foreseen = {};
    // Numbers given so far are over: their answers come too late for an empty line.
    search->asked = search->answered = state.next_number++;
    search->result.reset();
    search->failed = false;
}

void foresee(State& state, const Key& key, Commands& commands)
{
    auto* search = std::get_if<SearchView>(&state.visits.back().view);
    // A question that waits for its answer is not overtaken by one that may never be asked.
    if (search == nullptr || state.focus != Field::Search || search->answered != search->asked) return;
    TextEdit coming = state.search;
    coming.press(key);
    if (coming.empty() || coming.text() == state.search.text() ||
        (search->foreseen.number != 0 && search->foreseen.text.view() == coming.text()))
        return;
    search->foreseen = {state.next_number++, protocol::SecretString{coming.text()}, nullptr};
    commands.emplace_back(
        cmd::Search{search->foreseen.number, std::make_shared<const protocol::SecretString>(coming.text())});
}

}  // namespace kiosk::flow

#include "kiosk/shell/tour_walk.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <utility>

#include "kiosk/shell/knowledge.h"
#include "protocol/base/text.h"

namespace kiosk {

using namespace std::chrono_literals;

TourWalk::TourWalk(TourStore& tour_store, Preferences preferences)
    : state(initial_state({}, "20107-h1", "46-20107-k1", tour_store.now() - std::chrono::hours{24})),
      store(tour_store)
{
    teach(state);
    state.commune_code = "20107";
    state.read_address = "https://congkhai.hue.example";
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

bool TourWalk::open_file(std::string_view media)
{
    const auto index = store.with_file(media);
    if (!index) return false;
    act(act::OpenItem{*index});
    const auto* view = std::get_if<DocumentView>(&state.visit().view);
    if (view == nullptr || !view->document) return false;
    for (const offline_cache::Attachment& file : view->document->attachments) {
        if (file.media != media || !file.here) continue;
        act(act::OpenFile{file.n});
        return true;
    }
    return false;
}

}  // namespace kiosk

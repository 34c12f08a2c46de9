#include "kiosk/automation/report.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace kiosk {

using nlohmann::json;

namespace {

json rounded(const Rect& rect, double step)
{
    const auto to_step = [step](double value) { return std::round(value / step) * step; };
    return {to_step(rect.x0), to_step(rect.y0), to_step(rect.x1 - rect.x0), to_step(rect.y1 - rect.y0)};
}

std::string_view age_name(Age age)
{
    switch (age) {
        case Age::Unknown:
            return "unknown";
        case Age::Fresh:
            return "fresh";
        case Age::Day:
            return "day";
        case Age::Week:
            return "week";
        case Age::Month:
            return "month";
    }
    return "";
}

std::string_view stick_name(staff::Stick stick)
{
    switch (stick) {
        case staff::Stick::NotAsked:
            return "not_asked";
        case staff::Stick::Reading:
            return "reading";
        case staff::Stick::Taken:
            return "taken";
        case staff::Stick::NothingNew:
            return "nothing_new";
        case staff::Stick::None:
            return "none";
        case staff::Stick::Unreadable:
            return "unreadable";
        case staff::Stick::Doubted:
            return "doubted";
    }
    return "";
}

std::string_view size_name(TextSize size)
{
    switch (size) {
        case TextSize::Normal:
            return "normal";
        case TextSize::Large:
            return "large";
        case TextSize::Largest:
            return "largest";
    }
    return "";
}

/// What of the page is being read. The words only where anybody may read them on the screen.
void add_speech(const State& state, json& report)
{
    report["sound"] = state.health.sound;
    report["volume"] = state.preferences.volume;
    report["pace"] = state.preferences.pace;
    report["voice_failed"] = state.voice_failed.has_value();
    if (!state.speech) {
        report["speech"] = "off";
        return;
    }
    const Speech& speech = *state.speech;
    report["speech"] = speech.stage == Speech::Stage::Asked    ? "asked"
                       : speech.stage == Speech::Stage::Paused ? "paused"
                                                               : "playing";
    if (!speech.script) return;
    report["sentence"] = speech.sentence;
    report["sentences"] = speech.script->size();
    if (!speech.own) report["said"] = speech.script->words(speech.sentence);
}

/// Where the first answer of a search stands: published words.
void add_passage(const offline_cache::SearchHit& hit, json& report)
{
    report["passage"] = hit.passage;
    report["passage_file"] = hit.file;
    json marked = json::array();
    for (const auto& mark : hit.passage_marks)
        marked.push_back(hit.passage.substr(mark.begin, mark.end - mark.begin));
    report["marked"] = std::move(marked);
}

}  // namespace

bool is_loading(const State& state)
{
    const auto& view = state.visit().view;
    if (const auto* list = std::get_if<ListView>(&view))
        return (list->choose_law ? list->laws_loading : list->loading) == Loading::Asked;
    if (const auto* document = std::get_if<DocumentView>(&view)) return document->loading == Loading::Asked;
    if (const auto* search = std::get_if<SearchView>(&view)) return search->answered < search->asked;
    if (state.draft && state.draft->sending) return true;
    if (state.lookup && state.lookup->busy) return true;
    return state.screen() == Screen::Home && state.home == nullptr;
}

std::string items_report(const Items& items)
{
    json list = json::array();
    for (const Item& item : items.all())
        list.push_back({{"name", item.name},
                        {"label", item.label},
                        {"rect", rounded(item.px, 1)},
                        {"rect_mm", rounded(item.mm, 0.1)},
                        {"enabled", item.enabled}});
    return json{{"ok", true}, {"items", std::move(list)}}.dump(-1, ' ', false,
                                                               json::error_handler_t::replace);
}

std::string state_report(const State& state)
{
    json report{{"ok", true},
                {"screen", screen_name(state.screen())},
                {"visit", state.visit().number},
                {"language", state.preferences.language == Language::English ? "en" : "vi"},
                {"text_size", size_name(state.preferences.text_size)},
                {"contrast", state.preferences.contrast},
                {"lowered", state.preferences.lowered},
                {"warning", state.idle == Idle::Warning},
                {"loading", is_loading(state)},
                {"online", state.health.online},
                {"outbox", state.health.outbox},
                {"log_size", state.health.log_size},
                {"clock_wrong", state.health.clock_wrong},
                {"history_alarm", state.health.history_alarm},
                {"storage_trouble", state.health.storage_trouble},
                {"commune", state.commune}};
    report["age"] = age_name(age(state));
    report["notices"] = state.notices ? state.notices->size() : 0;
    report["reach_mm"] = state.terminal.reach_mm;
    if (state.staff) report["pin_paused"] = state.pin_paused_until.has_value();
    if (state.staff) report["stick"] = stick_name(state.staff->stick);
    if (state.health.information) report["information"] = protocol::unix_seconds(*state.health.information);
    add_speech(state, report);
    if (state.home) report["home_items"] = state.home->items;
    if (state.receipt) report["sent"] = state.receipt->sent;
    if (state.lookup && state.lookup->found) report["replies"] = state.lookup->found->replies.size();
    if (const auto* search = std::get_if<SearchView>(&state.visit().view);
        search != nullptr && search->result) {
        const auto& hits = search->result->hits;
        report["hits"] = hits.size();
        if (!hits.empty()) add_passage(hits.front(), report);
    }
    if (const auto* list = std::get_if<ListView>(&state.visit().view)) report["rows"] = list->total;
    std::size_t sheets = 0;
    bool trouble = false;
    for (const auto& [n, file] : state.papers.files) {
        sheets += file.pieces.size();
        trouble = trouble || file.trouble;
    }
    report["sheets"] = sheets;
    report["trouble"] = trouble;
    return report.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace kiosk

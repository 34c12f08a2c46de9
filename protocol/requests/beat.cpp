#include "protocol/requests/beat.h"

#include <algorithm>

#include "protocol/limits.h"
#include "protocol/records/json.h"
#include "protocol/requests/fields_of_lines.h"

namespace protocol {

namespace {

constexpr int kVersion = 1;
constexpr std::size_t kMostErrors = 16;
constexpr std::size_t kMostScreens = 64;
constexpr std::size_t kLongestWord = 64;

/// One line a member, for writing and for reading.
template <class Visit>
bool each_number(Visit&& visit)
{
    return visit("chain_n", &Beat::chain_n) && visit("clock", &Beat::clock) &&
           visit("disk_free_mb", &Beat::disk_free_mb) && visit("information", &Beat::information) &&
           visit("log_size", &Beat::log_size) && visit("outbox_bytes", &Beat::outbox_bytes) &&
           visit("outbox_n", &Beat::outbox_n) && visit("outbox_oldest_s", &Beat::outbox_oldest_s) &&
           visit("outbox_parked", &Beat::outbox_parked) && visit("touch_age_s", &Beat::touch_age_s) &&
           visit("trust", &Beat::trust) && visit("up_s", &Beat::up_s);
}

bool is_word(std::string_view text)
{
    return text.size() <= kLongestWord &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\'; });
}

bool is_code(std::string_view text)
{
    return !text.empty() && is_word(text) &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

Json views_json(const DayViews& views)
{
    Json screens;
    for (const auto& [screen, shown] : views.screens) screens.set(screen, shown);
    Json json;
    json.set("day", format_date(views.day));
    json.set("screens", std::move(screens));
    return json;
}

std::optional<DayViews> views_of(const Json& json)
{
    const auto* day = json.find("day");
    const auto* screens = json.find("screens");
    const auto date = day != nullptr && day->string() != nullptr ? parse_date(*day->string()) : std::nullopt;
    if (!date || screens == nullptr || screens->object() == nullptr ||
        screens->object()->size() > kMostScreens)
        return std::nullopt;
    DayViews views{*date, {}};
    for (const auto& [screen, shown] : *screens->object()) {
        if (!is_code(screen) || shown.integer() == nullptr || *shown.integer() < kLeastViews)
            return std::nullopt;
        views.screens[screen] = *shown.integer();
    }
    return views;
}

std::string beaten_text(std::string_view device, std::uint64_t n)
{
    std::string text = "civic-beaten/v1\n";
    append_line(text, "device", device);
    append_line(text, "n", std::to_string(n));
    return text;
}

}  // namespace

std::string make_beat(const Beat& beat)
{
    Json json;
    json.set("v", kVersion);
    json.set("sw", beat.sw);
    json.set("screen", beat.screen);
    json.set("log_root", to_hex(beat.log_root));
    json.set("history_alarm", beat.history_alarm);
    each_number([&](std::string_view name, std::int64_t Beat::*member) {
        json.set(name, beat.*member);
        return true;
    });
    Json::Array errors;
    for (const auto& code : beat.errors) errors.emplace_back(code);
    json.set("errors", Json(std::move(errors)));
    if (beat.views) json.set("views", views_json(*beat.views));
    return canonical(json).value_or(std::string{});
}

Result<Beat> parse_beat(std::string_view text)
{
    const auto bad = [](std::string_view what) {
        return fail(Fault::Malformed, "beat: " + std::string(what));
    };
    if (text.size() > limits::kBeat) return bad("too large");
    const auto json = parse_canonical(text);
    if (!json) return tl::unexpected{json.error()};
    const auto* version = json->find("v");
    if (version == nullptr || version->integer() == nullptr || *version->integer() < kVersion)
        return bad("no version");
    Beat beat;
    std::string_view missing;
    const bool all = each_number([&](std::string_view name, std::int64_t Beat::*member) {
        const auto* value = json->find(name);
        const auto* number = value != nullptr ? value->integer() : nullptr;
        if (number == nullptr || *number < -1) {
            missing = name;
            return false;
        }
        beat.*member = *number;
        return true;
    });
    if (!all) return bad(missing);
    for (const auto& [name, member] : {std::pair{"sw", &Beat::sw}, std::pair{"screen", &Beat::screen}}) {
        const auto* value = json->find(name);
        if (value == nullptr || value->string() == nullptr || !is_word(*value->string())) return bad(name);
        beat.*member = *value->string();
    }
    const auto* root = json->find("log_root");
    const auto hash =
        root != nullptr && root->string() != nullptr ? hash_from_hex(*root->string()) : std::nullopt;
    if (!hash) return bad("log_root");
    beat.log_root = *hash;
    const auto* alarm = json->find("history_alarm");
    if (alarm == nullptr || alarm->boolean() == nullptr) return bad("history_alarm");
    beat.history_alarm = *alarm->boolean();
    const auto* errors = json->find("errors");
    if (errors == nullptr || errors->array() == nullptr || errors->array()->size() > kMostErrors)
        return bad("errors");
    for (const Json& code : *errors->array()) {
        if (code.string() == nullptr || !is_code(*code.string())) return bad("errors");
        beat.errors.push_back(*code.string());
    }
    if (const auto* views = json->find("views")) {
        beat.views = views_of(*views);
        if (!beat.views) return bad("views");
    }
    return beat;
}

std::string sign_beaten(std::string_view device, std::uint64_t n, const SigningKey& receiver)
{
    return sign_note(beaten_text(device, n), receiver);
}

Result<void> open_beaten(std::string_view answer, std::string_view device, std::uint64_t n,
                         const Vkey& receiver)
{
    const auto opened = open_note(answer, {&receiver, 1}, {limits::kReceived, limits::kSignatures});
    if (!opened) return tl::unexpected{opened.error()};
    if (opened->text != beaten_text(device, n)) return fail(Fault::Refused, "beaten: about something else");
    return {};
}

}  // namespace protocol

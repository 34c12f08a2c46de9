#include "kiosk/automation/driver.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "kiosk/automation/report.h"
#include "kiosk/input/bounce.h"
#include "protocol/base/text.h"

namespace kiosk {

using nlohmann::json;
using Phase = in::Touch::Phase;

namespace {

/// Frames that must be shown so that a press, and what a release brought, is on the screen.
constexpr std::uint64_t kPressFrames = 2;
constexpr std::uint64_t kSettleFrames = 4;
constexpr double kDragStep = 0.012;
constexpr std::int64_t kFinger = 1;

std::string member(const json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

double number(const json& object, const char* name, double otherwise)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_number() ? found->get<double>() : otherwise;
}

std::string utf8(char32_t character)
{
    std::string text;
    protocol::append_utf8(text, character);
    return text;
}

std::string key_name(char32_t character)
{
    if (character == U' ') return "key.space";
    if (character == U'\b') return "key.backspace";
    if (character == U'\n') return "key.done";
    if (character >= U'A' && character <= U'Z') return "key." + utf8(character - U'A' + U'a');
    return "key." + utf8(character);
}

bool is_letter(char32_t character)
{
    return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
}

}  // namespace

struct AutomationDriver::Wait {
    json conditions;
    std::string item;
    double deadline = 0;

    [[nodiscard]] bool met(const State& state, const Items& items) const
    {
        if (!item.empty() && items.find(item) == nullptr) return false;
        const json now = json::parse(state_report(state));
        return std::all_of(conditions.items().begin(), conditions.items().end(), [&](const auto& wanted) {
            const auto have = now.find(wanted.key());
            return have != now.end() && *have == wanted.value();
        });
    }
};

AutomationDriver::AutomationDriver(Display& display, Ui& ui, const State& state,
                                   std::function<void(std::string)> answer,
                                   std::function<void(double seconds, double clock_seconds)> later)
    : display_(display), ui_(ui), state_(state), answer_(std::move(answer)), later_(std::move(later))
{
}

AutomationDriver::~AutomationDriver() = default;

void AutomationDriver::line(const std::string& text, double now)
{
    busy_ = true;
    frames_at_step_ = frames_;
    const json request = json::parse(text, nullptr, false);
    if (!request.is_object()) return fail("not a JSON object");
    const std::string what = member(request, "do");

    if (what == "items") return busy_ = false, answer_(items_report(ui_.items()));
    if (what == "state") return busy_ = false, answer_(state_report(state_));
    if (what == "stopwatch") return busy_ = false, answer_(stopwatch_.report());
    if (what == "screenshot") {
        screenshot_ = member(request, "path");
        if (screenshot_.empty()) return fail("screenshot needs a path");
    } else if (what == "tap") {
        const std::string name = member(request, "name");
        const Item* item = ui_.items().find(name);
        if (item == nullptr)
            return fail("no target named " + name + " on " + std::string{screen_name(state_.screen())});
        if (!item->enabled) return fail(name + " is not enabled");
        add_tap(*item, now);
    } else if (what == "drag") {
        const std::string name = member(request, "name");
        const Item* item = name.empty() ? nullptr : ui_.items().find(name);
        if (!name.empty() && item == nullptr) return fail("no target named " + name);
        const double x =
            item ? (item->px.x0 + item->px.x1) / 2 : number(request, "x", display_.width() / 2.0);
        const double y =
            item ? (item->px.y0 + item->px.y1) / 2 : number(request, "y", display_.height() / 2.0);
        const double dx = number(request, "dx", 0);
        const double dy = number(request, "dy", 0);
        const double seconds = std::clamp(number(request, "ms", 200), 20.0, 20'000.0) / 1000;
        const int moves = std::max(2, static_cast<int>(seconds / kDragStep));
        steps_.push_back({Phase::Down, static_cast<float>(x), static_cast<float>(y), 0, now});
        for (int i = 1; i <= moves; ++i)
            steps_.push_back({Phase::Move, static_cast<float>(x + dx * i / moves),
                              static_cast<float>(y + dy * i / moves), 0, now + seconds * i / moves});
        steps_.push_back(
            {Phase::Up, static_cast<float>(x + dx), static_cast<float>(y + dy), 1, now + seconds});
    } else if (what == "keys") {
        const std::string keys = member(request, "keys");
        for (std::size_t at = 0; at < keys.size();) keys_.push_back(protocol::next_code_point(keys, at));
        detours_ = 0;
    } else if (what == "later") {
        later_(number(request, "seconds", 0), number(request, "clock", 0));
    } else if (what == "wait") {
        wait_ = std::make_unique<Wait>();
        wait_->deadline = now + std::clamp(number(request, "ms", 5000), 0.0, 600'000.0) / 1000;
        wait_->item = member(request, "item");
        wait_->conditions = request;
        for (const char* own : {"do", "ms", "item"}) wait_->conditions.erase(own);
    } else {
        return fail("unknown command " + what);
    }
}

void AutomationDriver::add_tap(const Item& item, double now)
{
    const float x = (item.px.x0 + item.px.x1) / 2;
    const float y = (item.px.y0 + item.px.y1) / 2;
    // A person's second tap on one place comes no sooner either; what comes sooner is dropped as bounce.
    const double pause = item.kind == ItemKind::KeyboardKey ? BounceFilter::kKey : BounceFilter::kTarget;
    const double not_before = item.name == last_target_ ? last_tap_ + pause * 1.2 : now;
    steps_.push_back({Phase::Down, x, y, 0, not_before});
    steps_.push_back({Phase::Up, x, y, kPressFrames, not_before});
    last_target_ = item.name;
}

bool AutomationDriver::add_key(double now, std::string& why)
{
    const char32_t wanted = keys_.front();
    const Items& items = ui_.items();
    const Item* key = items.find(key_name(wanted));
    if (key == nullptr && wanted == U'\n') key = items.find("key.enter");
    if (key == nullptr)
        for (const Item& item : items.all())
            if (item.kind == ItemKind::KeyboardKey && item.label == utf8(wanted)) key = &item;

    const Item* way = key;
    if (key == nullptr)
        way = items.find("key.signs");  // the key stands on the other side of the keyboard
    else if (is_letter(wanted) && key->label != utf8(wanted))
        way = items.find("key.shift");
    if (way == nullptr || ++detours_ > 3) {
        why = "no key on screen types " + utf8(wanted);
        return false;
    }
    if (way == key) {
        keys_.erase(keys_.begin());
        detours_ = 0;
    }
    add_tap(*way, now);
    return true;
}

bool AutomationDriver::go_on(double now)
{
    if (!busy_) return false;
    const auto shown = [&] { return frames_ - frames_at_step_; };
    while (!steps_.empty()) {
        const Step& step = steps_.front();
        if (shown() < step.frames) return true;
        if (now < step.not_before) return false;
        stopwatch_.touched(state_, step.phase == Phase::Up, display_.now());
        display_.push_finger(step.phase, kFinger, step.x, step.y);
        if (step.phase == Phase::Up) last_tap_ = now;
        steps_.pop_front();
        frames_at_step_ = frames_;
    }
    if (wait_) {
        if (wait_->met(state_, ui_.items())) {
            // It is true now; it is answered when it also stands on the screen.
            wait_.reset();
            frames_at_step_ = frames_;
        } else if (now >= wait_->deadline) {
            wait_.reset();
            fail("waited in vain; state is " + state_report(state_));
            return false;
        } else {
            return false;
        }
    }
    if (shown() < kSettleFrames) return true;
    if (!keys_.empty()) {
        std::string why;
        if (!add_key(now, why)) {
            fail(why);
            return false;
        }
        return go_on(now);
    }
    if (!screenshot_.empty()) {
        const auto saved = display_.save_png(std::exchange(screenshot_, {}));
        if (!saved) {
            fail(saved.error().detail);
            return false;
        }
    }
    done();
    return false;
}

void AutomationDriver::frame_shown(double now)
{
    ++frames_;
    stopwatch_.shown(display_.pictures(), now);
}

std::optional<double> AutomationDriver::next() const
{
    if (!busy_) return std::nullopt;
    if (!steps_.empty()) return steps_.front().not_before;
    if (wait_) return wait_->deadline;
    return std::nullopt;
}

void AutomationDriver::done()
{
    busy_ = false;
    answer_(R"({"ok":true})");
}

void AutomationDriver::fail(const std::string& why)
{
    busy_ = false;
    steps_.clear();
    keys_.clear();
    screenshot_.clear();
    answer_(json{{"ok", false}, {"error", why}}.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace kiosk

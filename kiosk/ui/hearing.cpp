#include "kiosk/ui/hearing.h"

#include <algorithm>
#include <utility>

#include "kiosk/ui/inside.h"
#include "kiosk/ui/reading_order.h"

namespace kiosk {

namespace {

/// FNV-1a: tells texts of a page apart, no more.
std::uint64_t hash_of(std::string_view words, std::uint64_t seed = 0xCBF29CE484222325U)
{
    for (const char c : words) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return seed;
}

}  // namespace

void Hearing::begin_frame()
{
    counts_.clear();
    target_.clear();
    area_.clear();
    place = SpokenPlace::Page;
    own = unspoken = digits = 0;
}

void Hearing::end_frame()
{
    // A sentence that is not there any more is not looked for again.
    placed_ = true;
    lit_rows_.reset();
}

void Hearing::on_target(std::string_view name, const Rect& rect, ItemKind kind, bool enabled)
{
    if (!awake()) return;
    target_ = name;
    target_rect_ = rect;
    target_says_ = enabled && kind != ItemKind::KeyboardKey;
}

void Hearing::enter_area(std::string_view id, const Rect& view)
{
    area_ = id;
    area_view_ = view;
}

PassageKey Hearing::key_of(std::string_view words, bool on_target)
{
    const std::uint64_t hash = hash_of(words, on_target ? hash_of(target_) : hash_of({}));
    return {hash, counts_[hash]++};
}

std::optional<Range> Hearing::text(const Rect& rect, std::string_view words)
{
    if (!awake() || words.empty()) return std::nullopt;
    const bool on_target = !target_.empty() && target_rect_.contains(rect.centre());
    const PassageKey key = key_of(words, on_target);
    const bool says = unspoken == 0 && (!on_target || target_says_) && (own > 0) == (what_ == Hear::Own);
    if (listening_ && says) {
        Heard one;
        one.passage = {key, protocol::SecretString{words}, digits > 0};
        one.px = !area_.empty() ? area_view_ : on_target ? target_rect_ : rect;
        one.group = !area_.empty() ? area_ : on_target ? target_ : std::string{};
        one.place = place;
        heard_.push_back(std::move(one));
    }
    if (!lit_ || !(lit_->key == key)) return std::nullopt;
    lit_area_ = area_;
    return Range{lit_->from, lit_->to};
}

void Hearing::lit_between(float top, float bottom) { lit_rows_ = Rows{top, bottom}; }

std::optional<Hearing::Rows> Hearing::take_lit(std::string_view area)
{
    if (placed_ || !lit_rows_ || lit_area_ != area) return std::nullopt;
    return std::exchange(lit_rows_, std::nullopt);
}

void Hearing::listen(Hear what)
{
    listening_ = true;
    what_ = what;
    heard_.clear();
}

std::vector<Passage> Hearing::heard()
{
    listening_ = false;
    std::vector<Passage> passages;
    for (const SpokenPlace where : {SpokenPlace::Title, SpokenPlace::Page, SpokenPlace::Tools}) {
        // What belongs to one target or scrolls as one is one place on the page.
        std::vector<Rect> places;
        std::vector<std::vector<std::size_t>> members;
        std::map<std::string, std::size_t> groups;
        for (std::size_t i = 0; i < heard_.size(); ++i) {
            if (heard_[i].place != where) continue;
            const auto known = heard_[i].group.empty() ? groups.end() : groups.find(heard_[i].group);
            if (known != groups.end()) {
                members[known->second].push_back(i);
                continue;
            }
            if (!heard_[i].group.empty()) groups[heard_[i].group] = places.size();
            places.push_back(heard_[i].px);
            members.push_back({i});
        }
        for (const std::size_t at : reading_order(places))
            for (const std::size_t i : members[at]) passages.push_back(std::move(heard_[i].passage));
    }
    heard_.clear();
    return passages;
}

void Hearing::light(const std::optional<LitSentence>& sentence)
{
    if (lit_ == sentence) return;
    lit_ = sentence;
    placed_ = !sentence.has_value();
    lit_rows_.reset();
}

void listen(Ui& ui, Hear what) { ui.inside().hearing.listen(what); }
std::vector<Passage> heard(Ui& ui) { return ui.inside().hearing.heard(); }
void light(Ui& ui, const std::optional<LitSentence>& sentence) { ui.inside().hearing.light(sentence); }
bool hears_all(Ui& ui) { return ui.inside().hearing.hears_all(); }

void say(Ui& ui, const Rect& rect, std::string_view words)
{
    // The reader asked for these by name: that the rest of the page is silent does not concern them.
    Hearing& hearing = ui.inside().hearing;
    const int unspoken = std::exchange(hearing.unspoken, 0);
    if (hearing.text(rect, words)) hearing.lit_between(rect.y0, rect.y1);
    hearing.unspoken = unspoken;
}

SpokenAs::SpokenAs(Ui& ui, SpokenPlace place)
    : ui_(ui), before_(std::exchange(ui.inside().hearing.place, place))
{
}
SpokenAs::~SpokenAs() { ui_.inside().hearing.place = before_; }
OwnWords::OwnWords(Ui& ui) : ui_(ui) { ++ui_.inside().hearing.own; }
OwnWords::~OwnWords() { --ui_.inside().hearing.own; }
Unspoken::Unspoken(Ui& ui) : ui_(ui) { ++ui_.inside().hearing.unspoken; }
Unspoken::~Unspoken() { --ui_.inside().hearing.unspoken; }
SpokenDigits::SpokenDigits(Ui& ui) : ui_(ui) { ++ui_.inside().hearing.digits; }
SpokenDigits::~SpokenDigits() { --ui_.inside().hearing.digits; }

}  // namespace kiosk

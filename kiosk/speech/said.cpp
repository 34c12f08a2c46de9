#include "kiosk/speech/said.h"

#include <utility>

namespace kiosk {

namespace {

constexpr std::string_view kMarks{",;:.!?"};  // from the weakest to the strongest

}  // namespace

void Said::add(std::string_view words)
{
    if (words.empty() || words_.size() + 1 + words.size() > room_) return;
    if (!words_.empty()) words_ += ' ';
    words_ += words;
    apart_ = true;
}

void Said::letter(char c)
{
    if (words_.size() + 2 > room_) return;
    if (apart_ && !words_.empty()) words_ += ' ';
    apart_ = false;
    words_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void Said::mark(char c)
{
    apart_ = true;
    if (words_.empty()) return;
    const std::size_t before = kMarks.find(words_.back());
    if (before == std::string_view::npos) {
        if (words_.size() < room_) words_ += c;
    } else if (kMarks.find(c) > before) {
        words_.back() = c;
    }
}

std::string Said::finish()
{
    apart_ = false;
    if (!words_.empty() && words_.back() == ',') words_.pop_back();
    return std::exchange(words_, {});
}

}  // namespace kiosk

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "protocol/base/secret.h"

namespace kiosk {

/// Words being put together: one blank between them, at most one mark behind a word, none at the beginning.
/// Wiped when it goes away: it may be what a resident wrote.
class Said {
public:
    /// Bytes said for a byte written, at most: "<" is "nhỏ hơn", "1/1" "ngày mùng một tháng một".
    static constexpr std::size_t kMostPerByte = 16;

    /// Room for what `text` can become; more is left out, so that nothing written makes the words grow for
    /// ever and growing leaves no copies behind.
    explicit Said(std::string_view text) : room_(text.size() * kMostPerByte + 64) { words_.reserve(room_); }
    ~Said() { protocol::wipe(words_); }
    Said(const Said&) = delete;
    Said& operator=(const Said&) = delete;
    /// A word or several, apart from what stands before.
    void add(std::string_view words);
    /// One letter more of the word under way.
    void letter(char c);
    void blank() { apart_ = true; }
    /// . , ; : ! ? — the strongest of several stays.
    void mark(char c);

    /// Until now.
    [[nodiscard]] const std::string& words() const { return words_; }
    /// Empty when no word was added.
    [[nodiscard]] std::string finish();

private:
    std::size_t room_;
    std::string words_;
    bool apart_ = false;
};

}  // namespace kiosk

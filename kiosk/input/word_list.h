#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// Words and names the keyboard may offer: a fixed list, never learned from what people type (kiosk.md §3).
class WordList {
public:
    struct Entry {
        std::string word;    ///< as it is to be written: "Thủy Dương"
        std::string folded;  ///< the same without marks: "thuy duong"
    };

    WordList() = default;
    /// One word or phrase a line; empty lines and lines that begin with '#' are left out.
    explicit WordList(std::string_view lines);
    void add(std::string_view word);
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

private:
    std::vector<Entry> entries_;
};

/// How many bytes at the end of `before` are the beginning of `word` without regard to marks and case, at
/// most the whole phrase: "ở thuy d" and "Thủy Dương" give 6. They begin at a word and hold no line break. 0:
/// none.
[[nodiscard]] std::size_t typed_part(std::string_view before, std::string_view folded_word);

/// What could be meant by the end of `before`: entries that go on from it, or parts of entries from a later
/// word on
/// ("dong" offers "Đông Lưu" of "Thôn Đông Lưu"); those with the very marks typed first, then in the order of
/// the lists. At least two letters must be typed. Nothing that stands there already.
[[nodiscard]] std::vector<std::string> suggest(std::initializer_list<const WordList*> lists,
                                               std::string_view before, std::size_t most = 3);

}  // namespace kiosk

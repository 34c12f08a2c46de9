#include "kiosk/speech/shares.h"

#include <algorithm>
#include <array>

#include "kiosk/speech/letters.h"

namespace kiosk {

namespace {

constexpr std::array<std::string_view, 17> kWholes{
    "số",       "tổng",       "diện tích", "hộ",  "phiếu", "dân số", "quỹ",       "vốn",  "giá",
    "đại biểu", "thành viên", "cử tri",    "dân", "người", "mức",    "đảng viên", "chiều"};

constexpr std::array<std::string_view, 36> kThings{
    "thôn",      "nhà",      "tiêu chí", "chỉ tiêu", "phản ánh", "kiến nghị",  "ý kiến", "tổ",
    "xã",        "phường",   "trường",   "hồ sơ",    "lượt",     "công trình", "dự án",  "cuộc",
    "việc",      "nhiệm vụ", "nội dung", "hạng mục", "buổi",     "vụ",         "đơn",    "cán bộ",
    "công chức", "học sinh", "em",       "cháu",     "điểm",     "sao",        "đội",    "cơ sở",
    "đoàn viên", "hội viên", "chi bộ",   "ấp"};

constexpr std::array<std::string_view, 20> kTimes{"của",  "âm",   "dương", "đến", "tới",  "lúc", "tại",
                                                  "hằng", "hàng", "là",    "và",  "hoặc", "từ",  "này",
                                                  "năm",  "vừa",  "sẽ",    "đã",  "thì",  "để"};

/// The word at `at` of `text` is `word`.
bool word_at(std::string_view text, std::size_t at, std::string_view word)
{
    return text.substr(at).starts_with(word) && word_ends_at(text, at + word.size());
}

template <std::size_t N>
bool one_follows(std::string_view text, std::size_t end, const std::array<std::string_view, N>& words)
{
    if (end >= text.size() || text[end] != ' ') return false;
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return word_at(text, end + 1, word); });
}

}  // namespace

bool names_a_place_in_a_row(const Spot& spot)
{
    return spot.after({"số",   "nhà",   "kiệt",  "hẻm",      "ngõ",     "ngách",   "tờ",
                       "thửa", "lô",    "phòng", "trình độ", "văn hóa", "học vấn", "lớp",
                       "bước", "trang", "lần",   "câu",      "bậc",     "phần"});
}

bool counted_word_at(std::string_view text, std::size_t end)
{
    return end + 1 < text.size() && text[end] == ' ' && is_small(code_point_at(text, end + 1)) &&
           !one_follows(text, end, kTimes);
}

bool shared_thing_at(std::string_view text, std::size_t end)
{
    return part_of_at(text, end) || one_follows(text, end, kThings);
}

bool part_of_at(std::string_view text, std::size_t end) { return one_follows(text, end, kWholes); }

}  // namespace kiosk

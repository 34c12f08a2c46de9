#include "offline_cache/words.h"

#include "offline_cache/match.h"
#include "protocol/base/text.h"
#include "tests/support/catch.h"

using offline_cache::fold_with_origin;
using offline_cache::fold_words;
using offline_cache::FoldedText;
using offline_cache::number_words;
using offline_cache::words_of;

TEST_CASE("the quick fold gives what protocol::fold gives for Vietnamese", "[offline_cache][words]")
{
    const std::string text =
        "Ắ ằ ẳ ẵ ặ Ấ ầ ẩ ẫ ậ É è ẻ ẽ ẹ Ế ề ể ễ ệ Í ì ỉ ĩ ị Ó ò ỏ õ ọ Ố ồ ổ ỗ ộ Ớ ờ ở ỡ ợ Ú ù ủ ũ ụ Ứ ừ ử ữ ự "
        "Ý ỳ ỷ ỹ ỵ "
        "Đ đ Quy Chế DÂN CHỦ 0123";
    CHECK(fold_words(text) == protocol::fold(text));
    std::string decomposed = "Đa\xCC\x82\xCC\x81t";  // "Đất" in NFD
    CHECK(fold_words(decomposed) == "dat");
}

TEST_CASE("each folded byte knows where it came from", "[offline_cache][words]")
{
    const std::string text = "Đất";
    const auto folded = fold_with_origin(text);
    CHECK(folded.bytes == "dat");
    CHECK(folded.origin == std::vector<std::uint32_t>{0, 2, 5, 6});
}

TEST_CASE("words are cut at signs of every kind", "[offline_cache][words]")
{
    CHECK(words_of("“Đất đai” – 34/2007, (xã)…") ==
          std::vector<std::string>{"dat", "dai", "34", "2007", "xa"});
    CHECK(words_of("  …  ").empty());
}

TEST_CASE("document numbers are words of their own", "[offline_cache][words]")
{
    CHECK(number_words("theo 145/2020/NĐ-CP, và") ==
          std::vector<std::string>{"145_2020_nd_cp", "2020_nd_cp", "nd_cp"});
    CHECK(number_words("120-KL/TW") == std::vector<std::string>{"120_kl_tw", "kl_tw"});
    CHECK(number_words("kinh tế - xã hội").empty());
}

TEST_CASE("bytes of any kind are folded without harm", "[offline_cache][words]")
{
    std::string bytes;
    for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 131 + i / 7) & 0xff);
    const auto folded = fold_with_origin(bytes);
    CHECK(folded.bytes.size() <= bytes.size());
    CHECK(folded.origin.back() == bytes.size());
    for (std::size_t cut = 0; cut < 64; ++cut)
        CHECK_NOTHROW(
            offline_cache::fit(FoldedText{bytes.substr(cut, 200)}, offline_cache::typed_words("a b")));
}

TEST_CASE("marks are compared only where they were typed", "[offline_cache][words]")
{
    using offline_cache::fit;
    using offline_cache::typed_words;
    CHECK(fit(FoldedText{"Đất đai"}, typed_words("đất đ")).exact_phrase);
    CHECK(fit(FoldedText{"ĐẤT ĐAI"}, typed_words("đất đai")).exact_phrase);
    CHECK(fit(FoldedText{"Đất đai"}, typed_words("dat dai")).phrase);
    CHECK_FALSE(fit(FoldedText{"Đất đai"}, typed_words("dat dai")).exact_phrase);
    CHECK_FALSE(fit(FoldedText{"mã số"}, typed_words("ma")).exact == 1U);
    const auto ranges = offline_cache::marks(FoldedText{"Luật Đất đai"}, typed_words("dat d"), false);
    REQUIRE(ranges.size() == 1);
    CHECK(std::string{"Luật Đất đai"}.substr(ranges[0].begin, ranges[0].end - ranges[0].begin) == "Đất đ");
}

TEST_CASE("a passage never cuts a letter in two", "[offline_cache][words]")
{
    std::string text;
    for (int i = 0; i < 60; ++i) text += "ễểặđ";
    CHECK(protocol::is_utf8(offline_cache::passage_around(text, 0)));
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) continue;
        CHECK(protocol::is_utf8(offline_cache::passage_around(text, at)));
    }
    CHECK(offline_cache::passage_around("# **Đất** đai\n\nxã", 0) == "Đất đai xã");
}

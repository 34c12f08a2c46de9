#include "kiosk/documents/text_file.h"

#include "tests/support/catch.h"

using namespace kiosk;

namespace {

TextFile file(std::string bytes) { return text_file(protocol::Result<std::string>{std::move(bytes)}); }

}  // namespace

TEST_CASE("a text comes without its byte order mark and with plain line ends", "[kiosk][documents][text]")
{
    const TextFile text = file("\xEF\xBB\xBFMột\r\nHai\r\n");
    REQUIRE(text.text);
    CHECK(*text.text == "Một\nHai\n");
    CHECK_FALSE(text.trouble);
}

TEST_CASE("what is no text, too long or not here is not shown, and says which", "[kiosk][documents][text]")
{
    CHECK(file("\xFF\xFEM\0o\0").trouble == FileTrouble::NotReadable);
    CHECK(file(std::string("a\0b", 3)).trouble == FileTrouble::NotReadable);
    CHECK(file(std::string(kLongestText + 1, 'a')).trouble == FileTrouble::TooLarge);
    CHECK(text_file(protocol::fail(protocol::Fault::NotFound, "x")).trouble == FileTrouble::NotHere);
    CHECK(file(std::string(kLongestText, 'a')).text != nullptr);
}

TEST_CASE("no sign of a text is taken for a mark of Markdown, and its lines stay", "[kiosk][documents][text]")
{
    CHECK(plain_as_markdown("# 1. *x* <b>\n    y") == "\\# 1\\. \\*x\\* \\<b\\>\\\ny");
    CHECK(plain_as_markdown("a\n\nb\n") == "a\n\nb\n");
}

TEST_CASE("a table keeps commas, quotes and lines inside its cells", "[kiosk][documents][text]")
{
    CHECK(table_as_markdown("Họ tên,Số\n\"A, tổ 1\",5\n\"B \"\"hai\"\"\nC\",6\n").markdown ==
          "| Họ tên | Số |\n| :--- | ---: |\n| A\\, tổ 1 | 5 |\n| B \\\"hai\\\" C | 6 |\n");
    CHECK(table_as_markdown("a;b\n1,5;2\n").markdown == "| a | b |\n| :--- | ---: |\n| 1\\,5 | 2 |\n");
    CHECK(table_as_markdown("a\tb\nx|y\tz\n").markdown == "| a | b |\n| :--- | :--- |\n| x\\|y | z |\n");
}

TEST_CASE("amounts get their points, codes and years stay as they are", "[kiosk][documents][text]")
{
    const std::string table =
        table_as_markdown("Hộ,Đã nộp (đồng),Mã nộp tiền,Năm\nA,250000,1234567,2026\nB,9000,0123456,2026\n")
            .markdown;
    CHECK(table.find("250\\.000") != std::string::npos);
    CHECK(table.find("| 9000 |") != std::string::npos);
    CHECK(table.find("| 1234567 |") != std::string::npos);
    CHECK(table.find("| 0123456 |") != std::string::npos);
    CHECK(table.find("| 2026 |") != std::string::npos);
}

TEST_CASE("rows of any length make a table of one width; too many are counted", "[kiosk][documents][text]")
{
    CHECK(table_as_markdown("a,b\n1\n\n1,2,3\n").markdown ==
          "| a | b |  |\n| :--- | ---: | ---: |\n| 1 |  |  |\n| 1 | 2 | 3 |\n");
    CHECK(table_as_markdown("").markdown.empty());
    CHECK_FALSE(table_as_markdown("\"never closed").markdown.empty());
    std::string many = "n\n";
    for (std::size_t i = 0; i < kMostRows + 5; ++i) many += "1\n";
    const TableText table = table_as_markdown(many);
    CHECK(table.left_out == 6);
}

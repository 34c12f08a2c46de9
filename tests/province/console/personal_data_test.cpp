#include "province/drafting/personal_data.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

using province::find_personal_data;
using province::masked;
using Kind = province::PersonalData::Kind;

namespace {

std::vector<Kind> kinds(const std::string& text)
{
    std::vector<Kind> out;
    for (const auto& one : find_personal_data(text)) out.push_back(one.kind);
    return out;
}

}  // namespace

TEST_CASE("numbers that belong to a person are found, however they are grouped", "[province][gate]")
{
    const auto [text, kind] = GENERATE(table<std::string, Kind>({
        {"CCCD 046061001234 của người nhận", Kind::Identity},
        {"căn cước: 046 061 001 234", Kind::Identity},
        {"số CMND 191234567", Kind::Identity},
        {"046061001234", Kind::Identity},
        {"gọi 0914 123 456 gặp bà Lan", Kind::Phone},
        {"ĐT: 0914.123.456", Kind::Phone},
        {"+84914123456", Kind::Phone},
        {"điện thoại 0234 3822 123", Kind::Phone},
        {"Số tài khoản 4000205123456 tại Agribank", Kind::Account},
        {"STK: 0041000123456", Kind::Account},
        {"bà Hoa, ngày sinh 12/05/1961", Kind::BirthDate},
        {"sinh ngày 1-2-1960", Kind::BirthDate},
        {"CCCD 046.061.001.234", Kind::Identity},
        {"046.061.001.234", Kind::Identity},
        {"CMND 191.234.567", Kind::Identity},
        {"STK 040.002.051.234", Kind::Account},
        {"1 046061001234", Kind::Identity},
        {"1.046061001234 412 1150", Kind::Identity},
        {"12 3 0914123456 6.214.000", Kind::Phone},
        {"TT Họ và tên Ngày sinh Thôn\n1 Lê Ba 12/05/1961 Đông", Kind::BirthDate},
        {"| Tên | Ngày sinh |\n|---|---|\n| Lê Ba | 12/05/1961 |", Kind::BirthDate},
    }));
    CAPTURE(text);
    CHECK(kinds(text) == std::vector<Kind>{kind});
}

TEST_CASE("columns that the words of a PDF put side by side are found one by one", "[province][gate]")
{
    CHECK(kinds("046061001234 0914123456") == std::vector{Kind::Identity, Kind::Phone});
    CHECK(kinds("046 061 001 234 0914 123 456") == std::vector{Kind::Identity, Kind::Phone});
    CHECK(kinds("0914123456 02343822123") == std::vector{Kind::Phone, Kind::Phone});
    CHECK(kinds("046061001234 12/05/1961") == std::vector{Kind::Identity});
    CHECK(kinds("Họ tên Ngày sinh CCCD\nLê Ba 12/05/1961 046061001234\nLê Bốn 1-2-1960 046060001234") ==
          std::vector{Kind::BirthDate, Kind::Identity, Kind::BirthDate, Kind::Identity});
    const std::string row = "3 046061001234 0914.123.456 12/05/1961 500.000";
    CHECK(masked(row, find_personal_data(row)) == "3 ••••••••••34 ••••.•••.•56 12/05/1961 500.000");
}

TEST_CASE("sums of money, dates, years and document numbers are not taken for a person's", "[province][gate]")
{
    const std::string text = GENERATE(
        "Tổng thu đạt 6.214.000.000 đồng", "chi 412 triệu đồng, bằng 78%",
        "Báo cáo số 128/BC-UBND ngày 18/11/2026", "từ 20/11/2026 đến 20/12/2026", "dự toán 23310000000 đồng",
        "số dư tài khoản 6.214.000.000 đồng", "Thu 1.150 902 78 6.214.000.000 412 1150", "412 1150 78 902 78",
        "CCCD của hộ nghèo: 12 hộ, 412.000.000đ.", "Ngày sinh hoạt chi bộ\n12/05/2026",
        "Luật số 10/2022/QH15", "mã 20107", "1.150 | 902 | 78", "họp lúc 19:00 ngày 01/12/2026", "");
    CAPTURE(text);
    CHECK(kinds(text).empty());
}

TEST_CASE("five rows of people are a list, four are not", "[province][gate]")
{
    const std::string head = "Hộ được hỗ trợ:\n";
    std::string rows;
    for (int i = 1; i <= 4; ++i) rows += "- Ông Nguyễn Văn " + std::to_string(i) + "\n";
    CHECK(kinds(head + rows).empty());
    CHECK(kinds(head + rows + "- Bà Trần Thị Năm\n") == std::vector<Kind>{Kind::People});
    const auto numbered = [](std::string_view name, int n) {
        std::string lines;
        for (int i = 1; i <= n; ++i)
            lines += std::to_string(i) + " " + std::string(name) + " Hòa Vang 500.000\n";
        return lines;
    };
    CHECK(kinds(numbered("Nguyễn Văn An", 5)) == std::vector<Kind>{Kind::People});
    CHECK(kinds(numbered("ĐỖ THỊ ƯỚC", 5)) == std::vector<Kind>{Kind::People});
    CHECK(kinds(numbered("Nguyễn Văn An", 4)).empty());
    CHECK(kinds(numbered("Thôn Đông Lưu", 9)).empty());
    CHECK(kinds(numbered("Thu thường xuyên", 9)).empty());
    const std::string table =
        "| TT | Họ và tên | Thôn |\n|---|---|---|\n| 1 | Lê A | Hòa Vang |\n| 2 | Lê B | Hòa Vang |\n"
        "| 3 | Lê C | Hòa Vang |\n| 4 | Lê D | Hòa Vang |\n| 5 | Lê E | Hòa Vang |\n";
    CHECK(kinds(table) == std::vector<Kind>{Kind::People});
    CHECK(
        kinds(
            "| Nội dung | Dự toán |\n|---|---|\n| Thu | 1 |\n| Chi | 2 |\n| a | 3 |\n| b | 4 |\n| c | 5 |\n")
            .empty());
}

TEST_CASE("masking leaves the last two digits and everything else", "[province][gate]")
{
    const std::string text = "Gọi 0914 123 456 trước 05/12. CCCD 046061001234.";
    CHECK(masked(text, find_personal_data(text)) == "Gọi •••• ••• •56 trước 05/12. CCCD ••••••••••34.");
    CHECK(find_personal_data(masked(text, find_personal_data(text))).empty());
}

TEST_CASE("a work number that is meant to be public is not found", "[province][gate]")
{
    CHECK(find_personal_data("Gọi 0234 3822 123", {"02343822123"}).empty());
    const auto numbers = province::work_numbers("(0234) 3822.123 hoặc +84 914 123 456");
    CHECK(find_personal_data("Gọi 0234 3822 123, 0914.123.456 hay +84234 3822123", numbers).empty());
    CHECK(find_personal_data("Gọi 0914 123 457", numbers).size() == 1);
    CHECK(province::work_numbers("").empty());
    CHECK(province::work_numbers("máy lẻ").empty());
}

TEST_CASE("odd bytes do not trip the look for data", "[province][gate]")
{
    for (const std::string& text : {std::string("\xFF\xFE 046061001234"), std::string("+"), std::string("0-"),
                                    std::string("1/"), std::string("12/13/"), std::string(100000, '9')})
        static_cast<void>(masked(text, find_personal_data(text)));
}

#include "kiosk/printing/sheets.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/temp_dir.h"

using namespace kiosk;

namespace {

const protocol::Strings& words()
{
    static const protocol::Strings kWords = [] {
        std::ifstream file{places::assets() + "/text/kiosk.vi.txt", std::ios::binary};
        return protocol::Strings::parse(std::string{std::istreambuf_iterator<char>{file}, {}}).value();
    }();
    return kWords;
}

PrintJob some_job(std::string_view what)
{
    PrintJob job;
    job.set("what", what);
    job.set("lang", "vi");
    job.set("commune_code", "20107");
    job.set("commune", "Xã Phú Lộc");
    job.set("hall", "Trụ sở xã");
    job.set("address", "https://tlog.hue.example");
    job.set("at", "1795507440");
    return job;
}

PrintJob document_job(std::string_view body)
{
    PrintJob job = some_job("document");
    job.set("id", "20107.ubnd-2026-0041");
    job.set("t", "disclosure");
    job.set("pub", "20107.ubnd");
    job.set("law", "D02");
    job.set("title", "Tình hình thực hiện dự toán quý III");
    job.set("from", "2026-11-20");
    job.set("index", "41");
    job.set("leaf", std::string(64, 'a'));
    job.set("body", body);
    return job;
}

/// What a reader of the paper reads: pdftotext of the PDF.
std::string text_of(const std::string& pdf)
{
    const TempDir folder;
    const std::string file = (folder.path() / "sheet.pdf").string();
    std::ofstream{file, std::ios::binary} << pdf;
    FILE* pipe = ::popen(("pdftotext -layout " + file + " -").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    std::array<char, 4096> piece{};
    for (std::size_t n = 0; (n = std::fread(piece.data(), 1, piece.size(), pipe)) > 0;)
        text.append(piece.data(), n);
    const int ended = ::pclose(pipe);
    REQUIRE(ended == 0);
    return text;
}

/// Lines break where the paper ends: every blank counts as one.
bool has(const std::string& text, std::string_view words)
{
    std::string flat;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n';
        if (!blank || (!flat.empty() && flat.back() != ' ')) flat += blank ? ' ' : c;
    }
    return flat.find(words) != std::string::npos;
}

std::size_t sheets_in(const std::string& text)
{
    std::size_t n = 0;
    for (const char c : text) n += c == '\f';
    return n;
}

}  // namespace

TEST_CASE("a slip shows the digits in groups and says that nobody can find them again", "[kiosk][printing]")
{
    PrintJob job = some_job("receipt");
    job.set("code", "48291357026481937597");
    const auto pdf = typeset(job, words());
    REQUIRE(pdf);
    const std::string text = text_of(*pdf);
    for (const char* group : {"4829", "1357", "0264", "8193", "7597"}) CHECK(has(text, group));
    CHECK(has(text, "Mất mã thì không ai tìm lại"));
    CHECK(sheets_in(text) == 1);

    job.set("code", "4829");
    CHECK_FALSE(typeset(job, words()));
    job.set("code", "4829135702648193759x");
    CHECK_FALSE(typeset(job, words()));
}

TEST_CASE("a document goes on paper with facts, table and where it comes from", "[kiosk][printing]")
{
    PrintJob job = document_job(
        "Thu **78%**.\n\n| Nội dung | Dự toán |\n| --- | ---: |\n| Chi đầu tư | 2.100 |\n\n## Ghi chú\n\n- "
        "một\n- hai\n");
    job.set(
        "card",
        R"({"doc_no":"128/BC-UBND","household":["Xã chi **412 triệu**."],"salt":"AAAAAAAAAAAAAAAAAAAAAA==","title":"Tình hình","v":1})");
    const auto pdf = typeset(job, words());
    REQUIRE(pdf);
    const std::string text = text_of(*pdf);
    for (const char* part :
         {"Tình hình thực hiện dự toán quý III", "128/BC-UBND", "Nhà mình cần biết", "Xã chi 412 triệu.",
          "Chi đầu tư", "2.100", "Ghi chú", "Trụ sở xã", "20107.ubnd-2026-0041"}) {
        INFO(part << " in " << text);
        CHECK(has(text, part));
    }
    CHECK_FALSE(has(text, "**"));
    CHECK_FALSE(has(text, "{"));
}

TEST_CASE("a long document takes as many sheets as it needs, and the head of a table stands on each",
          "[kiosk][printing]")
{
    std::string body = "| Khoản mục | Số tiền |\n| --- | ---: |\n";
    for (int i = 0; i < 120; ++i)
        body += "| Khoản " + std::to_string(i) + " | " + std::to_string(i * 1000) + " |\n";
    const auto pdf = typeset(document_job(body), words());
    REQUIRE(pdf);
    const std::string text = text_of(*pdf);
    CHECK(sheets_in(text) >= 3);
    std::size_t heads = 0;
    for (std::size_t at = text.find("Khoản mục"); at != std::string::npos;
         at = text.find("Khoản mục", at + 1))
        ++heads;
    CHECK(heads == sheets_in(text));
    CHECK(has(text, "119000"));
}

TEST_CASE("any bytes as a text give a sheet", "[kiosk][printing]")
{
    for (const std::string& body :
         {std::string(20'000, 'w'), std::string{"\xff\xfe<b>&lt;</b>"}, std::string(3000, '|'),
          std::string(400, '>').append(" x"),
          std::string{"| a | b |\n|---|---|\n| "} + std::string(9000, 'x') + " | y |"}) {
        const auto pdf = typeset(document_job(body), words());
        REQUIRE(pdf);
        CHECK(pdf->rfind("%PDF", 0) == 0);
    }
    PrintJob job = document_job("x");
    job.set("card", "{not a card");
    CHECK_FALSE(typeset(job, words()));
}

TEST_CASE("a complaint has every field the law asks for, and leaves the person's to the pen",
          "[kiosk][printing]")
{
    PrintJob job = some_job("complaint");
    job.set("decision", "Quyết định số 409/QĐ-UBND");
    job.set("reason", "Tính sai diện tích.\nĐã báo hai lần.");
    job.set("wish", "Đo lại.");
    job.set("office0", "Phòng Tiếp công dân\nTầng 1");
    const auto pdf = typeset(job, words());
    REQUIRE(pdf);
    const std::string text = text_of(*pdf);
    for (const char* part : {"ĐƠN KHIẾU NẠI", "Kính gửi", "Họ và tên", "Địa chỉ", "bị khiếu nại",
                             "409/QĐ-UBND", "Tính sai diện tích.", "Đã báo hai lần.", "Đo lại.",
                             "Giấy tờ kèm theo", "ngày", "Người khiếu nại", "Phòng Tiếp công dân", "90 ngày"})
        CHECK(has(text, part));
}

TEST_CASE("a denunciation gives a sheet that says where to go and nothing else", "[kiosk][printing]")
{
    PrintJob job = some_job("guidance");
    job.set("office0", "Phòng Tiếp công dân\nTầng 1");
    const auto pdf = typeset(job, words());
    REQUIRE(pdf);
    const std::string text = text_of(*pdf);
    CHECK(has(text, "Phòng Tiếp công dân"));
    CHECK(has(text, "gặp"));
    CHECK_FALSE(typeset(some_job("something"), words()));
}

TEST_CASE("a test sheet says whose machine it is and shows every mark, on slip and A4", "[kiosk][printing]")
{
    for (const char* what : {"test_slip", "test_page"}) {
        const auto pdf = typeset(some_job(what), words());
        REQUIRE(pdf);
        const std::string text = text_of(*pdf);
        CHECK(has(text, "Tờ in thử"));
        CHECK(has(text, "Xã Phú Lộc"));
        CHECK(has(text, "Trụ sở xã"));
        for (const char* letter : {"ă", "đ", "ư", "ắ", "ẵ", "ậ", "ợ", "₫"}) CHECK(has(text, letter));
    }
}

#include <chrono>
#include <string>
#include <thread>

#include "protocol/base/clock.h"
#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/base/mailbox.h"
#include "protocol/base/secret.h"
#include "protocol/base/strings.h"
#include "protocol/base/text.h"
#include "protocol/routes.h"
#include "tests/support/catch.h"

using namespace protocol;
using namespace std::chrono_literals;

TEST_CASE("base64 and hex give back what they were given and refuse every other form", "[protocol][encoding]")
{
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    for (std::size_t n = 0; n <= all.size(); ++n) {
        const std::string bytes = all.substr(0, n);
        CHECK(from_base64(to_base64(bytes)) == bytes);
        CHECK(from_hex(to_hex(bytes)) == bytes);
    }
    CHECK(to_base64("xã") == "eMOj");
    for (const char* wrong :
         {"e", "eM", "eMOj\n", " eMO", "eM==eMOj", "eN==", "eMP=", "====", "e===", "eM-_", "=eMO"})
        CHECK_FALSE(from_base64(wrong));
    for (const char* wrong : {"a", "A0", "0g", "0 "}) CHECK_FALSE(from_hex(wrong));
}

TEST_CASE("decimal numbers have one form", "[protocol][encoding]")
{
    CHECK(parse_decimal("0") == 0U);
    CHECK(parse_decimal("18446744073709551615") == UINT64_MAX);
    for (const char* wrong :
         {"", "00", "01", "+1", "-1", "1 ", "18446744073709551616", "99999999999999999999"})
        CHECK_FALSE(parse_decimal(wrong));
}

TEST_CASE("dates are local to UTC+7 and only real days are read", "[protocol][clock]")
{
    CHECK(format_date(local_date(from_unix(1'795'300'000))) == "2026-11-22");
    const Time before_midnight = from_unix(1'795'280'399);  // 23:59:59 local
    CHECK(local_time(before_midnight).hour == 23);
    CHECK(days_between(local_date(before_midnight), local_date(before_midnight + 1s)) == 1);
    const auto date = parse_date("2028-02-29");
    REQUIRE(date);
    CHECK(local_time(at_local(*date, 19, 5)) == LocalTime{*date, 19, 5});
    CHECK(format_date(add_days(*date, 1)) == "2028-03-01");
    for (const char* wrong :
         {"2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026/01/01", "2026-01-0x", ""})
        CHECK_FALSE(parse_date(wrong));
}

TEST_CASE("folded text finds Vietnamese with or without marks", "[protocol][text]")
{
    CHECK(fold("Quy Chế DÂN CHỦ ở cơ sở") == "quy che dan chu o co so");
    CHECK(fold("Đường Đống Đa, đổi ĐẤT") == "duong dong da, doi dat");
    CHECK(fold("34/2007, 120-KL/TW") == "34/2007, 120-kl/tw");
    const std::string composed = "Nghị quyết về việc xử lý nước thải ưỡn";
    const std::string decomposed =
        "Nghi\xcc\xa3 quye\xcc\x82\xcc\x81t ve\xcc\x82\xcc\x80 vie\xcc\xa3\xcc\x82"
        "c xu\xcc\x9b\xcc\x89 ly\xcc\x81 nu\xcc\x9bo\xcc\x81\xcc\x9b"
        "c tha\xcc\x89i u\xcc\x9bo\xcc\x9b\xcc\x83n";
    CHECK(fold(composed) == fold(decomposed));
    CHECK(nfc(decomposed) == composed);
    CHECK(is_nfc(composed));
    CHECK_FALSE(is_nfc(decomposed));
    CHECK(fold("Ω ﬁ ½ Ⅷ ＡＢ") == "ω fi 1⁄2 viii ab");
    CHECK(fold("a\xff\xfe\x62") == "ab");

    std::vector<std::uint32_t> origin;
    CHECK(fold("Đất ở", &origin) == "dat o");
    CHECK(origin == std::vector<std::uint32_t>{0, 2, 5, 6, 7});
}

TEST_CASE("what is not UTF-8 or hides its meaning is found", "[protocol][text]")
{
    for (const char* wrong :
         {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80", "\xf8\x88\x80\x80\x80"})
        CHECK_FALSE(is_utf8(wrong));
    CHECK(is_utf8("Huế \xf0\x9f\x8f\xa0"));
    CHECK(find_forbidden("một\nhai", TextForm::Line) == 5U);
    CHECK_FALSE(find_forbidden("một\n\thai", TextForm::Document));
    CHECK(find_forbidden("a\r", TextForm::Document) == 1U);
    CHECK(find_forbidden("ab\xe2\x80\xae", TextForm::Document) == 2U);
    CHECK(find_forbidden("\xc2\x85", TextForm::Line) == 0U);
    CHECK(find_forbidden("a\x7f", TextForm::Line) == 1U);
}

TEST_CASE("a catalogue gives texts, fills in values and names its own faults by line", "[protocol][strings]")
{
    const auto strings = Strings::parse("# Việt\nhome.title = Xã {name}\n\nlong = một\\nhai \\\\ ba \n");
    REQUIRE(strings);
    CHECK(strings->fill("home.title", {{"name", "Phú Lộc"}}) == "Xã Phú Lộc");
    CHECK(strings->fill("home.title", {{"other", "x"}}) == "Xã {name}");
    CHECK(strings->get("long") == "một\nhai \\ ba");
    const std::string_view gap = strings->get(std::string{"missing.key."} + "put.together.on.the.spot");
    CHECK(gap == "missing.key.put.together.on.the.spot");
    CHECK(placeholders("{a} {b}{a") == std::vector<std::string_view>{"a", "b"});
    for (const char* wrong : {"x", "X = 1", "a = 1\na = 2", "a = \\t", "a = \\", "a = \xff"}) {
        const auto refused = Strings::parse(wrong);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().detail.find("line ") == 0);
    }
}

TEST_CASE("a mailbox keeps order, wakes its reader and ends waits when closed", "[protocol][mailbox]")
{
    int woken = 0;
    Mailbox<int> box{[&woken] { ++woken; }};
    box.post(1);
    box.post(2);
    CHECK(woken == 2);
    CHECK(box.take() == 1);
    CHECK(box.take_all() == std::vector<int>{2});
    CHECK(box.wait_for(0ms) == std::nullopt);

    std::thread other{[&box] { box.post(3); }};
    CHECK(box.wait_for(30s) == 3);
    other.join();
    box.post(4);
    box.close();
    CHECK(box.wait() == 4);
    CHECK(box.wait() == std::nullopt);
}

TEST_CASE("secrets move without leaving a copy behind", "[protocol][secret]")
{
    std::string typed = "ngắn";
    SecretString secret{std::move(typed)};
    CHECK(typed.empty());  // NOLINT: the point of the type
    SecretString moved{std::move(secret)};
    CHECK(secret.empty());  // NOLINT
    CHECK(moved.view() == "ngắn");
    moved.assign(moved.view().substr(0, 2));
    CHECK(moved.view() == "ng");
    SecretSeed seed{sha256("x")};
    const SecretSeed taken{std::move(seed)};
    CHECK(seed.view() == std::string(32, '\0'));  // NOLINT
    CHECK(taken.view() == view(sha256("x")));
}

TEST_CASE("paths are those of the resource table", "[protocol][routes]")
{
    const Hash hash = sha256("");
    CHECK(routes::blob(hash) == "b/e3/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(routes::log(routes::log_folder("tlog.hue.example/2026"), "checkpoint") == "l/2026/checkpoint");
    CHECK(routes::pack("20107.ubnd", 3) == "k/20107.ubnd/3");
    CHECK(routes::reply("20107", "ab", 2) == "/v1/replies/20107/ab.2");
    CHECK(Sha256{}.update("ab").update("").update("c").finish() == sha256("abc"));
}

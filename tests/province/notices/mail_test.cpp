#include "province/notices/mail_server.h"

#include "protocol/base/encoding.h"
#include "tests/support/catch.h"

using namespace province;

TEST_CASE("a mail address is plain, so that nothing rides on it into a mail", "[province][notices]")
{
    for (const char* good : {"lan@hue.gov.vn", "le.phuoc+viec@hue.example", "a_b-c@x.y"})
        CHECK(is_mail_address(good));
    for (const char* bad : {"", "lan", "@hue.vn", "lan@", "lan@hue", "lan@hue..vn", ".lan@hue.vn",
                            "lan @hue.vn", "lan@hue.vn\r\nBcc: x@y.z", "\"lan\"@hue.vn", "lan@hue.vn,x@y.z",
                            "lan@hue.vn>", "lan@x@hue.vn", "lăn@hue.vn", "lan@hue.vn."})
        CHECK_FALSE(is_mail_address(bad));
    CHECK_FALSE(is_mail_address(std::string(120, 'a').append("@hue.vn")));
}

TEST_CASE("a mail's subject and text are coded: no line of theirs becomes a header", "[province][notices]")
{
    const protocol::Time now{std::chrono::seconds{1'795'752'900}};
    const std::string message =
        as_message({"lan@hue.example", "Có việc\r\nBcc: x@y.z", "Một\n.\nBcc: hai\n" + std::string(300, 'x')},
                   "trang@hue.example", now);
    CHECK(message.find("Date: Fri, 27 Nov 2026 04:15:00 +0000\r\n") != std::string::npos);
    CHECK(message.find("\r\nTo: <lan@hue.example>\r\n") != std::string::npos);
    CHECK(message.find("Bcc") == std::string::npos);
    CHECK(message.find("\n.\r") == std::string::npos);
    const auto head = message.find("\r\n\r\n");
    std::string coded;
    for (const char c : message.substr(head))
        if (c != '\r' && c != '\n') coded += c;
    CHECK(protocol::from_base64(coded) == "Một\n.\nBcc: hai\n" + std::string(300, 'x'));
    for (std::size_t at = 0; at < message.size();) {
        const auto end = message.find("\r\n", at);
        CHECK(end - at <= 78);
        at = end + 2;
    }
}

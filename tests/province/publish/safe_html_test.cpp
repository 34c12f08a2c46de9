#include "province/phone_pages/safe_html.h"

#include <string>

#include "tests/support/catch.h"

using province::escaped;
using province::safe_html;

namespace {

bool has(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

}  // namespace

TEST_CASE("a notice becomes paragraphs, lists and tables", "[province][phone_pages]")
{
    const std::string html = safe_html("# Một\n\nHai **ba**\n\n- bốn\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n");
    CHECK(has(html, "<h2>Một</h2>"));  // the page itself has the h1
    CHECK(has(html, "<strong>ba</strong>"));
    CHECK(has(html, "<li>bốn</li>"));
    CHECK(has(html, "<div class=\"wide\"><table>"));
    CHECK(has(html, "<td class=\"right\">2</td>"));
}

TEST_CASE("what could act on its own becomes text or goes away", "[province][phone_pages]")
{
    for (const char* source :
         {"<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<svg/onload=alert(1)>",
          "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,<script>1</script>)",
          "![x](https://example.org/a.png)", "<https://example.org\" onclick=\"x>",
          "[x](/v/other 'a\" onclick=\"b')", "<style>*{display:none}</style>", "<!-- <script> -->",
          "<iframe src=\"//x\"></iframe>", "```\n</code><script>1</script>\n```",
          "| <b onclick=x>y</b> |\n|---|\n"}) {
        INFO(source);
        const std::string html = safe_html(source);
        CHECK_FALSE(has(html, "<script"));
        CHECK_FALSE(has(html, "<img"));
        CHECK_FALSE(has(html, "<svg"));
        CHECK_FALSE(has(html, "<iframe"));
        CHECK_FALSE(has(html, "<style"));
        CHECK_FALSE(has(html, "<b "));
        CHECK_FALSE(has(html, "href=\"javascript"));
        CHECK_FALSE(has(html, "href=\"JaVa"));
        CHECK_FALSE(has(html, "href=\"data"));
        CHECK_FALSE(has(html, " onclick=\"x"));
    }
    CHECK(has(safe_html("[đi](https://example.org/a)"),
              "<a rel=\"noopener noreferrer nofollow\" href=\"https://example.org/a\">đi</a>"));
    CHECK(has(safe_html("![sơ đồ](x.png)"), "sơ đồ"));
    CHECK(safe_html("[x](javascript:1)") == "<p>x</p>\n");
}

TEST_CASE("any bytes give a page", "[province][phone_pages]")
{
    for (const std::string& source : {std::string{}, std::string(30'000, '>'), std::string(30'000, '['),
                                      std::string(5000, '*').append("x"), std::string{"\xff\xfe\0<", 4},
                                      "| a |\n|---|\n" + std::string(20'000, '|')})
        CHECK_NOTHROW(safe_html(source));
    CHECK(escaped("<a href=\"x\">'&") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
}

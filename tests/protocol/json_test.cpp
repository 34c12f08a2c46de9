#include "protocol/records/json.h"

#include "tests/support/catch.h"

using namespace protocol;

TEST_CASE("canonical text is read and written back unchanged", "[protocol][json]")
{
    for (const char* good :
         {R"({})", R"({"a":1})", R"({"a":-1,"b":0,"c":true,"d":false})", R"({"a":[],"b":{}})",
          R"({"a":["x",1,[2]],"a_b":"đ \" \\ /"})", R"({"a":9007199254740991,"b":-9007199254740991})",
          R"({"a":{"b":{"c":{"d":{"e":{}}}}}})", R"({"a":"Quy chế dân chủ “cơ sở” – ₫ 🏠"})"}) {
        const auto json = parse_canonical(good);
        REQUIRE(json);
        CHECK(canonical(*json).value() == good);
    }
}

TEST_CASE("every other spelling is refused", "[protocol][json]")
{
    const auto wrong = GENERATE(values<std::string>({"",
                                                     "1",
                                                     "[]",
                                                     "\"a\"",
                                                     "{",
                                                     "}",
                                                     "{}}",
                                                     "{} ",
                                                     " {}",
                                                     "{\"a\": 1}",
                                                     "{\"a\":1,}",
                                                     "{,}",
                                                     "{\"a\":1 }",
                                                     "{\"b\":1,\"a\":2}",
                                                     "{\"a\":1,\"a\":1}",
                                                     "{\"A\":1}",
                                                     "{\"a1\":1}",
                                                     "{\"\":1}",
                                                     "{\"a\":null}",
                                                     "{\"a\":1.0}",
                                                     "{\"a\":1e3}",
                                                     "{\"a\":01}",
                                                     "{\"a\":-0}",
                                                     "{\"a\":+1}",
                                                     "{\"a\":9007199254740992}",
                                                     "{\"a\":-9007199254740992}",
                                                     "{\"a\":99999999999999999999}",
                                                     "{\"a\":-}",
                                                     "{\"a\":True}",
                                                     "{\"a\":tru}",
                                                     "{\"a\":\"\\n\"}",
                                                     "{\"a\":\"\\u0041\"}",
                                                     "{\"a\":\"\\/\"}",
                                                     "{\"a\":\"\n\"}",
                                                     "{\"a\":\"\x7f\"}",
                                                     "{\"a\":\"\xff\"}",
                                                     "{\"a\":\"\xed\xa0\x80\"}",
                                                     "{\"a\":\"e\xcc\x81\"}",
                                                     "{\"a\":\"\xe2\x80\xae\"}",
                                                     "{\"a\":\"\xd8\x9c\"}",
                                                     "{\"a\":\"\xe2\x81\xa6\"}",
                                                     "{\"a\":\"\xc2\x85\"}",
                                                     "{\"a\":\"x}",
                                                     "{\"a\":[1,]}",
                                                     "{\"a\":[1 ]}",
                                                     "{\"a\":[}",
                                                     "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{}}}}}}}",
                                                     "{\"a\":[[[[[[]]]]]]}",
                                                     "{\"a\":\"\xe2\x84\xab\"}",
                                                     "{a:1}",
                                                     "{'a':1}",
                                                     "\xef\xbb\xbf{}"}));
    CAPTURE(wrong);
    CHECK_FALSE(parse_canonical(wrong));
}

TEST_CASE("what does not fit the profile is not written", "[protocol][json]")
{
    Json json;
    json.set("a", "ok");
    REQUIRE(canonical(json));
    for (const char* text : {"a\nb", "\x01", "e\xcc\x81", "\xe2\x80\xae", "\xff"}) {
        json.set("a", text);
        CHECK_FALSE(canonical(json));
    }
    Json number;
    number.set("a", std::int64_t{1} << 53);
    CHECK_FALSE(canonical(number));
    Json key;
    key.set("A", 1);
    CHECK_FALSE(canonical(key));
    Json deep;
    for (int i = 0; i < 6; ++i) {
        Json outer;
        outer.set("a", std::move(deep));
        deep = std::move(outer);
    }
    CHECK_FALSE(canonical(deep));
    CHECK_FALSE(canonical(Json{Json::Array{}}));
}

TEST_CASE("text of several lines becomes one string and back", "[protocol][json]")
{
    const std::string line = to_profile_line("mo\xcc\xa3\xcc\x82t\nhai\r\nba");
    CHECK(line ==
          "một\xe2\x80\xa8hai\xe2\x80\xa8"
          "ba");
    CHECK(from_profile_line(line) == "một\nhai\nba");
    Json json;
    json.set("a", line);
    CHECK(canonical(json));
}

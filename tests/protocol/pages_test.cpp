#include "protocol/pages/messages.h"

#include <string>

#include "tests/support/catch.h"

using namespace protocol::pages;

namespace {

std::string body(const std::string& frame)
{
    const auto length = frame_length(std::string_view{frame}.substr(0, kPrefix), kMostAnswer);
    REQUIRE(length);
    REQUIRE(frame.size() == kPrefix + *length);
    return frame.substr(kPrefix);
}

std::string numbers(std::initializer_list<std::uint32_t> all)
{
    std::string bytes;
    for (const std::uint32_t number : all)
        for (int shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<char>(number >> shift & 0xFF));
    return bytes;
}

}  // namespace

TEST_CASE("a request comes out as it went in", "[protocol][pages]")
{
    const auto open = decode_request(body(encode(Request{Open{"%PDF-1.7"}})));
    REQUIRE(open);
    CHECK(std::get<Open>(*open).file == "%PDF-1.7");
    const Draw wanted{3, 2000, 128, 256, 640, 480};
    const auto draw = decode_request(body(encode(Request{wanted})));
    REQUIRE(draw);
    CHECK(std::get<Draw>(*draw) == wanted);
    const auto read = decode_request(body(encode(Request{Read{7}})));
    REQUIRE(read);
    CHECK(std::get<Read>(*read).page == 7);
}

TEST_CASE("an answer comes out as it went in", "[protocol][pages]")
{
    const auto opened = decode_answer(body(encode(Answer{Opened{{{210, 297}, {297, 210}}}})));
    REQUIRE(opened);
    CHECK(std::get<Opened>(*opened).pages == std::vector<Shape>{{210, 297}, {297, 210}});
    const auto drawn = decode_answer(body(encode(Answer{Drawn{2, 1, "abcdefgh"}})));
    REQUIRE(drawn);
    CHECK(std::get<Drawn>(*drawn).pixels == "abcdefgh");
    const auto words = decode_answer(body(encode(Answer{Words{"Điều 1"}})));
    REQUIRE(words);
    CHECK(std::get<Words>(*words).words == "Điều 1");
    const auto refused = decode_answer(body(encode(Answer{Refused{Refusal::Locked}})));
    REQUIRE(refused);
    CHECK(std::get<Refused>(*refused).why == Refusal::Locked);
}

TEST_CASE("a frame's length is judged before a byte of it is read", "[protocol][pages]")
{
    CHECK(frame_length(numbers({10}), 10) == 10);
    CHECK_FALSE(frame_length(numbers({11}), 10));
    CHECK_FALSE(frame_length(numbers({0}), 10));
    CHECK_FALSE(frame_length(numbers({0xFFFFFFFF}), kMostAnswer));
    CHECK_FALSE(frame_length("abc", 10));
}

TEST_CASE("what is not exactly one message is refused", "[protocol][pages]")
{
    CHECK_FALSE(decode_request(""));
    CHECK_FALSE(decode_request("\x09"));
    CHECK_FALSE(decode_request("\x02" + numbers({0, 100, 0, 0, 10})));
    CHECK_FALSE(decode_request("\x02" + numbers({0, 100, 0, 0, 10, 10, 10})));
    CHECK_FALSE(decode_request("\x03" + numbers({kMostPages})));
    CHECK_FALSE(decode_answer(""));
    CHECK_FALSE(decode_answer("\x01"));
    CHECK_FALSE(decode_answer("\x01" + numbers({210})));
    CHECK_FALSE(decode_answer("\x02" + numbers({10, 10}) + "short"));
    CHECK_FALSE(decode_answer(std::string{"\x04\x00", 2}));
    CHECK_FALSE(decode_answer("\x04\x05"));
}

TEST_CASE("no piece larger than the bound is asked for or believed", "[protocol][pages]")
{
    CHECK_FALSE(decode_request("\x02" + numbers({0, kWidest + 1, 0, 0, 10, 10})));
    CHECK_FALSE(decode_request("\x02" + numbers({0, 0, 0, 0, 10, 10})));
    CHECK_FALSE(decode_request("\x02" + numbers({0, 100, 0, 0, 0, 10})));
    CHECK_FALSE(decode_request("\x02" + numbers({0, 16'000, 0, 0, 16'000, 16'000})));
    CHECK_FALSE(decode_request("\x02" + numbers({0, 16'000, 0, 0, 0x10000, 0x10000})));
    CHECK_FALSE(decode_answer("\x02" + numbers({0x10000, 0x10000})));
    CHECK_FALSE(decode_answer("\x01" + numbers({1, 1000})));
    CHECK_FALSE(decode_answer("\x01" + numbers({0, 1})));
    std::string many = "\x01";
    for (std::uint32_t i = 0; i <= kMostPages; ++i) many += numbers({1, 1});
    CHECK_FALSE(decode_answer(many));
}

TEST_CASE("the height of a page follows from its shape", "[protocol][pages]")
{
    CHECK(height_at({210, 297}, 1000) == 1414);
    CHECK(height_at({1000, 1}, 10) == 1);
    CHECK(height_at({1, 20}, kWidest) == kTallest);
}

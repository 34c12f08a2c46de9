#include "protocol/packs/pack.h"

#include <vector>

#include "protocol/base/encoding.h"
#include "tests/support/catch.h"

using namespace protocol;

TEST_CASE("a pack is taken apart the same however it is cut", "[protocol][pack]")
{
    const std::vector<std::string> pieces{"một", "", std::string(3'000, 'x'), "{}"};
    std::string pack;
    for (const std::string& piece : pieces) append_to_pack(pack, piece);
    for (const std::size_t step : {1U, 2U, 3U, 5U, 4'096U}) {
        PackReader reader;
        std::vector<std::string> read;
        for (std::size_t at = 0; at < pack.size(); at += step)
            REQUIRE(reader.feed(std::string_view{pack}.substr(at, step),
                                [&read](std::string_view piece) { read.emplace_back(piece); }));
        CHECK(reader.finish());
        CHECK(read == pieces);
    }
}

TEST_CASE("a piece above the limit is refused before it is kept, and a cut pack at its end",
          "[protocol][pack]")
{
    PackReader reader;
    const auto never = [](std::string_view) { FAIL("no piece is complete"); };
    CHECK_FALSE(reader.feed(std::string{"\x00\x10\x00\x01", 4}, never));
    PackReader cut;
    REQUIRE(cut.feed(std::string{"\x00\x00\x00\x02z", 5}, never));
    CHECK_FALSE(cut.finish());
    CHECK(pack_of(1) == 0);
    CHECK(pack_of(256) == 0);
    CHECK(pack_of(257) == 1);
    CHECK(first_seq(1) == 257);
}

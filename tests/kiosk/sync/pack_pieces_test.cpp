#include "kiosk/sync/pack_pieces.h"

#include <zlib.h>

#include <string>

#include "protocol/limits.h"
#include "protocol/packs/pack.h"
#include "tests/support/catch.h"

namespace {

std::string gzipped(const std::string& plain)
{
    std::string packed(compressBound(plain.size()) + 64, '\0');
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

}  // namespace

TEST_CASE("a pack of a great many empty pieces is given up, not read to its end", "[kiosk][sync][bad]")
{
    const std::string bomb = gzipped(std::string(std::size_t{8} << 20, '\0'));
    REQUIRE(bomb.size() < 32'768);
    const kiosk::PackYield yield = kiosk::take_pack_apart(bomb, {});
    CHECK_FALSE(yield.whole);
    CHECK(yield.texts.empty());
}

TEST_CASE("a pack whose pieces nobody asked for is read through and gives nothing", "[kiosk][sync]")
{
    std::string plain;
    for (std::size_t i = 0; i < protocol::limits::kPackPieces; ++i) protocol::append_to_pack(plain, "x");
    const kiosk::PackYield yield = kiosk::take_pack_apart(gzipped(plain), {});
    CHECK(yield.whole);
    CHECK(yield.texts.empty());
}

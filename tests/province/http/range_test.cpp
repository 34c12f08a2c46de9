#include "province/http/range.h"

#include <cstdint>
#include <string>

#include "tests/support/catch.h"

using province::http::parse_range;
using province::http::Range;

TEST_CASE("one range of bytes is found in its forms", "[province][http]")
{
    struct Row {
        std::string header;
        std::uint64_t first;
        std::uint64_t length;
    };
    const Row row = GENERATE(values<Row>({{"bytes=0-0", 0, 1},
                                          {"bytes=90-", 90, 10},
                                          {"bytes=90-1000", 90, 10},
                                          {"bytes=-10", 90, 10},
                                          {"bytes=-1000", 0, 100},
                                          {"bytes=5-7", 5, 3}}));
    const Range range = parse_range(row.header, 100);
    CAPTURE(row.header);
    CHECK(range.kind == Range::Kind::Part);
    CHECK(range.first == row.first);
    CHECK(range.length == row.length);
}

TEST_CASE("several ranges, other units and nonsense get the whole", "[province][http]")
{
    const std::string header =
        GENERATE("bytes=0-1,2-3", "lines=0-1", "bytes=7-5", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-2x",
                 "bytes= 1-2", "bytes=99999999999999999999-", "1-2", "bytes=--1");
    CAPTURE(header);
    CHECK(parse_range(header, 100).kind == Range::Kind::Whole);
}

TEST_CASE("a range that begins behind the end cannot be given", "[province][http]")
{
    CHECK(parse_range("bytes=100-", 100).kind == Range::Kind::Unsatisfiable);
    CHECK(parse_range("bytes=0-", 0).kind == Range::Kind::Unsatisfiable);
    CHECK(parse_range("bytes=-0", 100).kind == Range::Kind::Unsatisfiable);
}

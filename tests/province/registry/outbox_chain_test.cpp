#include "province/registry/outbox_chain.h"

#include <string>

#include "tests/support/catch.h"

using protocol::Hash;
using province::OutboxChain;

namespace {

Hash of(int n) { return protocol::sha256("report " + std::to_string(n)); }

void take(OutboxChain& chain, int n) { chain.take(static_cast<std::uint64_t>(n), of(n), of(n - 1)); }

}  // namespace

TEST_CASE("numbers may come in any order", "[province][chain]")
{
    OutboxChain chain(0);
    for (const int n : {4, 1, 3, 7, 2, 6}) take(chain, n);
    CHECK(chain.missing(7, 0) == 1);
    CHECK(chain.missing(7, 1) == 0);
    CHECK(chain.missing(9, 1) == 2);
    take(chain, 5);
    CHECK(chain.missing(7, 0) == 0);
    CHECK_FALSE(chain.broken());
    CHECK(chain.missing(0, 0) == 0);
}

TEST_CASE("a link that does not fit is seen from either side", "[province][chain]")
{
    OutboxChain above(0);
    take(above, 2);
    above.take(3, of(3), of(9));
    CHECK(above.broken());
    OutboxChain below(0);
    take(below, 3);
    below.take(2, of(9), of(1));
    CHECK(below.broken());
    OutboxChain twice(0);
    take(twice, 1);
    twice.take(1, of(9), of(0));
    CHECK(twice.broken());
    twice.settle(1);
    CHECK_FALSE(twice.broken());
    twice.take(1, of(8), of(0));  // of a time that was looked into
    CHECK_FALSE(twice.broken());
}

TEST_CASE("what is kept is small and comes back as it was", "[province][chain]")
{
    OutboxChain chain(10);
    for (int n = 12; n <= 400; n += 2) take(chain, n);
    CHECK(chain.text().size() < 10'000);
    CHECK(chain.missing(400, 0) == 195);
    CHECK(OutboxChain::parse(chain.text()) == chain);
    CHECK(OutboxChain::parse(OutboxChain(0).text()) == OutboxChain(0));
    for (const std::string text : {"", "x", "1 2", "1 2 sound\n", "1 2 whole\n3 4\n", "-1 2 whole\n"})
        CHECK_FALSE(OutboxChain::parse(text));
}

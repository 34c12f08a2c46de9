#include "offline_cache/outbox.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include "protocol/feedback/received.h"
#include "protocol/trust/key_names.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

using namespace std::chrono_literals;
using offline_cache::Outbox;
using protocol::Fault;
using protocol::Time;

namespace {

constexpr Time kMorning{1'795'400'000s};
const std::string kLookup(32, 'a');

const protocol::SigningKey& receiver()
{
    static const auto key = protocol::SigningKey::generate(protocol::receiver_key_name("46"));
    return key;
}

std::string receipt_for(const offline_cache::OutboxRow& row, const protocol::SigningKey& key = receiver())
{
    return protocol::sign_received({protocol::to_hex(row.id), kMorning + 60s}, key);
}

}  // namespace

TEST_CASE("a report stays in the outbox until a receipt for it verifies", "[offline_cache][outbox]")
{
    const TempDir dir;
    auto outbox = Outbox::open(dir / "outbox.db").value();
    const auto row = outbox.add("sealed bytes", kLookup, kMorning).value();
    CHECK(row.n == 1);
    CHECK(row.id == protocol::sha256("sealed bytes"));
    CHECK(outbox.next_due(kMorning).value()->container == "sealed bytes");
    const std::string vkey = receiver().vkey().text();

    SECTION("a receipt of another key changes nothing")
    {
        const auto stranger = protocol::SigningKey::generate(protocol::receiver_key_name("46"));
        auto refused = outbox.acknowledge(row.id, receipt_for(row, stranger), vkey);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().fault == Fault::Refused);
        CHECK(outbox.counts().value().waiting == 1);
    }
    SECTION("a receipt for another report changes nothing")
    {
        const auto other = outbox.add("other bytes", kLookup, kMorning).value();
        CHECK_FALSE(outbox.acknowledge(row.id, receipt_for(other), vkey));
        CHECK_FALSE(outbox.acknowledge(row.id, "", vkey));
        CHECK(outbox.counts().value().waiting == 2);
    }
    SECTION("the right one removes it and is kept for two years; a second one does no harm")
    {
        const auto receipt = outbox.acknowledge(row.id, receipt_for(row), vkey).value();
        CHECK(receipt.received == kMorning + 60s);
        CHECK(outbox.acknowledge(row.id, receipt_for(row), vkey));
        CHECK(outbox.counts().value().waiting == 0);
        CHECK(outbox.sent(kLookup).value()->n == 1);
        REQUIRE(outbox.forget_old(kMorning + 24h * 700));
        CHECK(outbox.sent(kLookup).value());
        REQUIRE(outbox.forget_old(kMorning + 24h * 740));
        CHECK_FALSE(outbox.sent(kLookup).value());
    }
    SECTION("the same container again is the same row")
    {
        CHECK(outbox.add("sealed bytes", kLookup, kMorning).value().n == 1);
    }
    SECTION("rows form a chain that outlives them")
    {
        REQUIRE(outbox.acknowledge(row.id, receipt_for(row), vkey));
        auto after_restart = Outbox::open(dir / "outbox.db").value();
        const auto second = after_restart.add("second", kLookup, kMorning).value();
        CHECK(second.n == 2);
        CHECK(second.prev == row.id);
    }
    SECTION("a row that was put off is due later; contact makes it due at once")
    {
        REQUIRE(outbox.postpone(row.id, kMorning + 1h));
        CHECK_FALSE(outbox.next_due(kMorning + 59min).value());
        CHECK(outbox.next_due_at().value() == kMorning + 1h);
        REQUIRE(outbox.make_due(kMorning));
        CHECK(outbox.next_due(kMorning).value()->tries == 0);
    }
    SECTION("a parked row waits for a technician and keeps its bytes")
    {
        REQUIRE(outbox.park(row.id, "status 422"));
        CHECK_FALSE(outbox.next_due(kMorning + 24h).value());
        CHECK(outbox.counts().value().parked == 1);
        CHECK(outbox.waiting(kLookup).value()->parked_reason == "status 422");
    }
}

TEST_CASE("a full store says so before anything is typed and loses no row", "[offline_cache][outbox]")
{
    const TempDir dir;
    auto outbox = Outbox::open(dir / "outbox.db", 400 * 1024).value();
    CHECK(outbox.can_accept());
    int stored = 0;
    while (outbox.can_accept() && stored < 100) {
        // What fits while can_accept() says yes must really be taken.
        REQUIRE(outbox.add(std::string(30'000, static_cast<char>('a' + stored % 26)) + std::to_string(stored),
                           kLookup, kMorning));
        ++stored;
    }
    CHECK(stored > 3);
    CHECK(outbox.can_accept().error().fault == Fault::Storage);
    CHECK(outbox.counts().value().waiting == stored);
    auto again = Outbox::open(dir / "outbox.db", 400 * 1024).value();
    CHECK(again.counts().value().waiting == stored);
}

TEST_CASE("a disk that takes no more bytes is met by can_accept", "[offline_cache][outbox]")
{
    const TempDir dir;
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        auto outbox = Outbox::open(dir / "outbox.db");
        if (!outbox || !outbox->can_accept()) _exit(1);
        if (!outbox->add("kept", kLookup, kMorning)) _exit(2);
        rlimit limit{};
        limit.rlim_cur = 8 * 1024;
        limit.rlim_max = RLIM_INFINITY;
        setrlimit(RLIMIT_FSIZE, &limit);
        const auto refused = outbox->can_accept();
        if (refused || refused.error().fault != Fault::Storage) _exit(3);
        if (outbox->add(std::string(300'000, 'x'), kLookup, kMorning)) _exit(4);
        _exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    auto outbox = Outbox::open(dir / "outbox.db").value();
    CHECK(outbox.counts().value().waiting == 1);
    CHECK(outbox.next_due(kMorning).value()->container == "kept");
}

TEST_CASE("a kill at any moment of a hand-in loses and doubles nothing that was said to be stored",
          "[offline_cache][outbox]")
{
    const TempDir dir;
    std::int64_t said = 0;
    for (int round = 0; round < 6; ++round) {
        int pipe_ends[2];
        REQUIRE(pipe(pipe_ends) == 0);
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            close(pipe_ends[0]);
            auto outbox = Outbox::open(dir / "outbox.db");
            if (!outbox) _exit(1);
            for (int i = 0;; ++i) {
                const auto row =
                    outbox->add("r" + std::to_string(round) + "-" + std::to_string(i), kLookup, kMorning);
                if (!row) _exit(2);
                const char said_stored = '.';
                if (write(pipe_ends[1], &said_stored, 1) != 1) _exit(3);
            }
        }
        close(pipe_ends[1]);
        char byte = 0;
        for (int i = 0; i < 3 + round * 2 && read(pipe_ends[0], &byte, 1) == 1; ++i) ++said;
        kill(child, SIGKILL);
        while (read(pipe_ends[0], &byte, 1) == 1) ++said;
        close(pipe_ends[0]);
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(WIFSIGNALED(status));
    }
    auto outbox = Outbox::open(dir / "outbox.db").value();
    const auto counts = outbox.counts().value();
    // One row a round may be on disk without having been said; none is missing.
    CHECK(counts.waiting >= said);
    CHECK(counts.waiting <= said + 6);
    protocol::Hash prev{};
    for (std::int64_t n = 1; n <= counts.waiting; ++n) {
        auto row = outbox.next_due(kMorning).value();
        REQUIRE(row);
        CHECK(row->n == n);
        CHECK(row->prev == prev);
        prev = row->id;
        REQUIRE(outbox.acknowledge(row->id, receipt_for(*row), receiver().vkey().text()));
    }
}

TEST_CASE("a damaged outbox is never replaced", "[offline_cache][outbox]")
{
    const TempDir dir;
    {
        auto outbox = Outbox::open(dir / "outbox.db").value();
        for (int i = 0; i < 40; ++i)
            REQUIRE(outbox.add(std::string(3000, 'x') + std::to_string(i), kLookup, kMorning));
    }
    std::filesystem::resize_file(dir / "outbox.db", std::filesystem::file_size(dir / "outbox.db") / 2);
    std::filesystem::remove(dir / "outbox.db-wal");
    CHECK_FALSE(Outbox::open(dir / "outbox.db"));
    CHECK(std::filesystem::exists(dir / "outbox.db"));
}

TEST_CASE("a word about an answer is kept once for each answer and told apart from its report",
          "[offline_cache][outbox]")
{
    const TempDir dir;
    auto outbox = Outbox::open(dir / "outbox.db").value();
    const auto report = outbox.add("report", kLookup, kMorning).value();
    REQUIRE(outbox.acknowledge(report.id, receipt_for(report), receiver().vkey().text()));
    const auto word = outbox.add("not done", kLookup, kMorning + 1h, {1}).value();
    CHECK(word.about.reply == 1);
    CHECK(outbox.add("not done, again", kLookup, kMorning + 2h, {1}).error().fault == Fault::NotFound);
    CHECK(outbox.add("second answer not enough", kLookup, kMorning + 3h, {2}).has_value());
    CHECK_FALSE(outbox.waiting(kLookup).value());
    CHECK(outbox.sent(kLookup).value()->n == report.n);

    REQUIRE(outbox.acknowledge(word.id, receipt_for(word), receiver().vkey().text()));
    CHECK(outbox.sent(kLookup).value()->n == report.n);
    CHECK(outbox.add("not done, a third time", kLookup, kMorning + 4h, {1}).error().fault == Fault::NotFound);
    const auto said = outbox.said(kLookup).value();
    REQUIRE(said.size() == 2);
    CHECK(said[0].about.reply == 1);
    CHECK(said[0].received == kMorning + 60s);
    CHECK(said[1].about.reply == 2);
    CHECK(said[1].stored == kMorning + 3h);
    CHECK_FALSE(said[1].received);

    // That it is done is another thing to say of the same answer, once too.
    CHECK(outbox.add("done", kLookup, kMorning + 5h, {.reply = 1, .agrees = true}).has_value());
    CHECK(outbox.add("done, again", kLookup, kMorning + 6h, {.reply = 1, .agrees = true}).error().fault ==
          Fault::NotFound);
    CHECK(outbox.said(kLookup).value().back().about.agrees);
}

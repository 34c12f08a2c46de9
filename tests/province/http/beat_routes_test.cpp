#include <algorithm>
#include <string>

#include "protocol/requests/beat.h"
#include "province/registry/audit.h"
#include "province/registry/screen_views.h"
#include "tests/province/http/running_server.h"
#include "tests/province/http/terminal_fixture.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using namespace province;
using protocol::EnrolmentCode;
using protocol::EnrolmentState;

TEST_CASE("beats tell how a terminal is, by its own signature only", "[province][terminals]")
{
    TerminalApi api;
    RunningServer server(api.handler());
    RawClient client(server.port());
    const auto keys = keys_of("46-20107-k1", 'a');
    let_in(api.registry, keys, "20107");
    const auto other = keys_of("46-20107-k2", 'b');
    let_in(api.registry, other, "20107");
    const auto checkpoint =
        must(protocol::open_checkpoint(must(read_file(api.data().tree() / "l/2026/checkpoint", 4096)),
                                       must(load_trust(api.data().tree())).logs.front().key));

    protocol::Beat beat;
    beat.sw = "0.1.0";
    beat.screen = "1080x1920";
    beat.log_size = static_cast<std::int64_t>(checkpoint.size);
    beat.log_root = checkpoint.root;
    beat.clock = protocol::unix_seconds(api.clock.now());
    beat.disk_free_mb = 8000;
    const auto send = [&](int n, const protocol::Beat& said, const protocol::DeviceKeys& by) {
        const auto path = "/v1/beat/46-20107-k1/" + std::to_string(n);
        const auto json = protocol::make_beat(said);
        // A refusal that did not read the body ends the connection.
        RawClient own(server.port());
        return *own.ask(put(path, json, signed_lines("PUT", path, json, by.request)));
    };
    const auto kept = [&] { return *must(Terminals(api.registry).find("46-20107-k1")); };

    const auto answer = send(1, beat, keys);
    REQUIRE(answer.status == 200);
    CHECK(protocol::open_beaten(answer.body, "46-20107-k1", 1, api.receiver.vkey()));
    CHECK(kept().beat == beat);
    CHECK(alarms_of(kept(), api.clock.now()).empty());

    CHECK(send(2, beat, other).status == 403);
    const auto status = [&](const std::string& request) {
        return RawClient(server.port()).ask(request)->status;
    };
    CHECK(status(put("/v1/beat/46-20107-k1/2", protocol::make_beat(beat))) == 401);
    CHECK(status(signed_put("/v1/beat/46-20107-k1/0", "{}")) == 400);

    // An older number, replayed later, changes nothing.
    api.clock.advance(10min);
    beat.outbox_n = 3;
    CHECK(send(5, beat, keys).status == 200);
    beat.outbox_n = 9;
    CHECK(send(4, beat, keys).status == 200);
    CHECK(kept().beat->outbox_n == 3);

    // A root that this log never had, or a size it has not reached: somebody shows that hall another log.
    beat.log_root = protocol::sha256("other");
    CHECK(send(6, beat, keys).status == 200);
    CHECK(alarms_of(kept(), api.clock.now()).front() == Alarm::History);
    beat.log_size += 1;
    beat.log_root = checkpoint.root;
    CHECK(send(7, beat, keys).status == 200);
    CHECK(kept().other_root);

    REQUIRE(Terminals(api.registry).revoke("46-20107-k1", api.act()));
    CHECK(send(8, beat, keys).status == 403);
}

namespace {

/// A terminal that numbers what it hands in, as an outbox does.
struct NumberingTerminal {
    NumberingTerminal(TerminalApi& of, std::string name, char seed, std::uint64_t behind = 0,
                      const protocol::Hash& last = {})
        : api(of), device(std::move(name)), keys(keys_of(device, seed)), n(behind), head(last)
    {
        let_in(api.registry, keys, "20107");
    }
    struct Numbered {
        HandedIn report;
        protocol::Chain chain;
    };
    Numbered number()
    {
        Numbered out{hand_in({protocol::BoxKey::generate().public_key()}, "Đèn đường hỏng."), {++n, head}};
        head = protocol::sha256(out.report.bytes);
        return out;
    }
    int send(const Numbered& out) const
    {
        const auto path = "/v1/feedback/" + out.report.id;
        RunningServer server(api.handler());
        RawClient client(server.port());
        return client
            .ask(put(path, out.report.bytes,
                     signed_lines("PUT", path, out.report.bytes, keys.request, out.chain)))
            ->status;
    }
    void beat(std::int64_t waiting)
    {
        protocol::Beat said;
        said.clock = protocol::unix_seconds(api.clock.now());
        said.disk_free_mb = 8000;
        said.chain_n = static_cast<std::int64_t>(n);
        said.outbox_n = waiting;
        const auto path = "/v1/beat/" + device + "/" + std::to_string(++beats);
        const auto json = protocol::make_beat(said);
        RunningServer server(api.handler());
        RawClient client(server.port());
        REQUIRE(client.ask(put(path, json, signed_lines("PUT", path, json, keys.request)))->status == 200);
    }
    std::vector<Alarm> alarms() const
    {
        const auto all = alarms_of(*must(Terminals(api.registry).find(device)), api.clock.now());
        std::vector<Alarm> found;
        for (const Alarm alarm : all)
            if (alarm == Alarm::Lost || alarm == Alarm::Link) found.push_back(alarm);
        return found;
    }

    TerminalApi& api;
    std::string device;
    protocol::DeviceKeys keys;
    std::uint64_t n;
    protocol::Hash head;
    int beats = 0;
};

using Alarms = std::vector<Alarm>;

}  // namespace

TEST_CASE("a report that vanished at the hall is missed, one that waits or comes twice is not",
          "[province][terminals]")
{
    TerminalApi api;
    NumberingTerminal terminal(api, "46-20107-k1", 'a');
    terminal.beat(0);
    const auto first = terminal.number(), second = terminal.number(), third = terminal.number();
    CHECK(terminal.send(first) == 201);
    CHECK(terminal.send(first) == 200);
    // The second is put off and the third goes first.
    CHECK(terminal.send(third) == 201);
    terminal.beat(1);
    CHECK(terminal.alarms().empty());
    CHECK(terminal.send(second) == 201);
    terminal.beat(0);
    CHECK(terminal.alarms().empty());

    const auto dropped = terminal.number(), fifth = terminal.number();
    CHECK(terminal.send(fifth) == 201);
    terminal.beat(0);
    CHECK(terminal.alarms() == Alarms{Alarm::Lost});
    CHECK(must(Terminals(api.registry).find("46-20107-k1"))->missing() == 1);
    REQUIRE(Terminals(api.registry).settle_missing("46-20107-k1", api.act()));
    CHECK(terminal.alarms().empty());
    CHECK_FALSE(Terminals(api.registry).settle_missing("46-20107-k1", api.act()));
    // It comes after all, and what follows is counted as before.
    CHECK(terminal.send(dropped) == 201);
    CHECK(terminal.send(terminal.number()) == 201);
    terminal.beat(0);
    CHECK(terminal.alarms().empty());
    terminal.number();
    terminal.beat(0);
    CHECK(terminal.alarms() == Alarms{Alarm::Lost});
}

TEST_CASE("reports that a restore of the server lost are missed with the next beat", "[province][terminals]")
{
    TerminalApi night, day;
    NumberingTerminal before(night, "46-20107-k1", 'a');
    before.beat(0);
    const auto one = before.number(), two = before.number();
    REQUIRE(before.send(one) == 201);
    // `day` is what last night's backup brings back: one report, though the terminal let go of three.
    NumberingTerminal after(day, "46-20107-k1", 'a');
    after.beat(0);
    REQUIRE(after.send(one) == 201);
    after.n = 3;
    after.head = protocol::sha256("of the third");
    after.beat(0);
    CHECK(after.alarms() == Alarms{Alarm::Lost});
    CHECK(must(Terminals(day.registry).find("46-20107-k1"))->missing() == 2);
    // What comes next stands behind a gap and takes nothing from it.
    CHECK(after.send(after.number()) == 201);
    after.beat(0);
    CHECK(must(Terminals(day.registry).find("46-20107-k1"))->missing() == 2);
    CHECK(after.send(two) == 201);  // found at the hall
    CHECK(must(Terminals(day.registry).find("46-20107-k1"))->missing() == 1);
}

TEST_CASE("a chain that was cut and begun anew shows, and a terminal let in again brings its own",
          "[province][terminals]")
{
    TerminalApi api;
    NumberingTerminal terminal(api, "46-20107-k1", 'a');
    for (int i = 0; i < 3; ++i) REQUIRE(terminal.send(terminal.number()) == 201);
    terminal.beat(0);
    CHECK(terminal.alarms().empty());
    // An older copy of the outbox was put back: number 3 once more, for another report.
    terminal.n = 2;
    CHECK(terminal.send(terminal.number()) == 201);
    CHECK(terminal.alarms() == Alarms{Alarm::Link});
    REQUIRE(Terminals(api.registry).settle_missing("46-20107-k1", api.act()));
    CHECK(terminal.alarms().empty());
    // A number that follows, but on another report than came.
    CHECK(terminal.send(terminal.number()) == 201);
    terminal.head = protocol::sha256("another");
    CHECK(terminal.send(terminal.number()) == 201);
    CHECK(terminal.alarms() == Alarms{Alarm::Link});

    // Its outbox goes on under another name, with two that still wait.
    REQUIRE(Terminals(api.registry).revoke("46-20107-k1", api.act()));
    NumberingTerminal again(api, "46-20107-k2", 'b', 57);
    const auto waits = again.number(), last = again.number();
    again.beat(2);
    CHECK(again.send(last) == 201);
    again.beat(1);
    CHECK(again.alarms().empty());
    CHECK(again.send(waits) == 201);
    again.beat(0);
    CHECK(again.alarms().empty());
    // A report that comes before the first beat.
    NumberingTerminal third(api, "46-20107-k3", 'c', 8);
    CHECK(third.send(third.number()) == 201);
    third.beat(0);
    CHECK(third.alarms().empty());
}

TEST_CASE("each day's views of a terminal are added to its commune's, once and in order",
          "[province][terminals]")
{
    TerminalApi api;
    RunningServer server(api.handler());
    const auto one = keys_of("46-20107-k1", 'a'), two = keys_of("46-20107-k2", 'b');
    let_in(api.registry, one, "20107");
    let_in(api.registry, two, "20107");
    const auto today = protocol::local_date(api.clock.now());
    int n = 0;
    const auto tell = [&](const protocol::DeviceKeys& by, int days_ago, std::int64_t home) {
        protocol::Beat beat;
        beat.views = protocol::DayViews{protocol::add_days(today, -days_ago), {{"home", home}}};
        const auto path = "/v1/beat/" + std::string(by.request.vkey().name()) + "/" + std::to_string(++n);
        const auto json = protocol::make_beat(beat);
        RawClient own(server.port());
        return own.ask(put(path, json, signed_lines("PUT", path, json, by.request)))->status;
    };
    const auto counted = [&](std::string area) {
        return must(ScreenViews(api.registry)
                        .count({std::move(area), {}, {}, protocol::add_days(today, -30), today}));
    };
    CHECK(tell(one, 3, 40) == 200);
    CHECK(tell(one, 3, 40) == 200);  // the answer was lost
    CHECK(tell(two, 3, 12) == 200);
    CHECK(tell(one, 2, 10) == 200);
    CHECK(tell(one, 3, 500) == 200);  // told already
    CHECK(tell(one, 0, 500) == 200);  // a day that is not over, by a clock that is wrong
    CHECK(tell(one, 1, 9) == 400);
    CHECK(counted("20107").screens == std::map<std::string, std::int64_t>{{"home", 62}});
    CHECK(counted("20107").days == 2);
    CHECK(counted("").screens.at("home") == 62);
    CHECK(counted("19753").screens.empty());
    CHECK(counted("19753").days == 0);
}

TEST_CASE("alarms name what a technician must look at, and a planned closure silences them",
          "[province][terminals]")
{
    Terminal terminal;
    terminal.state = TerminalState::Live;
    const auto now = protocol::at_local(*protocol::parse_date("2026-11-27"), 9);
    terminal.decided_at = now - 100h;
    terminal.beat_at = now - 10min;
    protocol::Beat beat;
    beat.clock = protocol::unix_seconds(*terminal.beat_at);
    beat.disk_free_mb = 8000;
    terminal.beat = beat;
    const auto alarms = [&] { return alarms_of(terminal, now); };
    CHECK(alarms().empty());
    terminal.beat_at = now - 46min;
    terminal.beat->clock = protocol::unix_seconds(*terminal.beat_at);
    CHECK(alarms() == std::vector{Alarm::Silent});
    terminal.beat->outbox_n = 1;
    terminal.beat->outbox_oldest_s = 25 * 3600;
    terminal.beat->outbox_parked = 1;
    terminal.beat->disk_free_mb = 100;
    terminal.beat->clock += 3600;
    CHECK(alarms() == std::vector{Alarm::Silent, Alarm::Parked, Alarm::Outbox, Alarm::Clock, Alarm::Disk});
    terminal.closed_from = now - 1h;
    terminal.closed_until = now + 1h;
    CHECK(alarms().empty());
    terminal.other_root = true;
    CHECK(alarms() == std::vector{Alarm::History});
    // When the hall opens again, its terminal has three beats' time to come back.
    terminal.other_root = false;
    terminal.beat = beat;
    terminal.beat->clock = protocol::unix_seconds(*terminal.beat_at);
    terminal.closed_until = now - 30min;
    CHECK(alarms().empty());
    terminal.closed_until = now - 46min;
    CHECK(alarms() == std::vector{Alarm::Silent});
    terminal.state = TerminalState::Revoked;
    CHECK(alarms().empty());
}

#include <algorithm>
#include <string>

#include "protocol/requests/enrolment.h"
#include "province/kiosk_api/trust_root.h"
#include "province/registry/audit.h"
#include "tests/province/http/running_server.h"
#include "tests/province/http/terminal_fixture.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using namespace province;
using protocol::EnrolmentCode;
using protocol::EnrolmentState;

TEST_CASE("a code lets one terminal in: root proved, six digits compared, a technician's word",
          "[province][terminals]")
{
    TerminalApi api;
    RunningServer server(api.handler());
    RawClient client(server.port());
    const auto code = EnrolmentCode::generate();
    const auto slot = api.add(code);
    CHECK(slot.device == "46-20107-k1");
    CHECK(slot.hall == "20107-h1");

    const auto answer = client.ask(get("/v1/enrol/" + code.id()));
    REQUIRE(answer);
    const auto offer = protocol::open_offer(answer->body, code);
    REQUIRE(offer);
    CHECK(offer->root == must(trust_root(api.data().tree())));
    CHECK(offer->device == slot.device);
    CHECK(offer->write == "http://kiosk.test");
    CHECK_FALSE(protocol::open_offer(answer->body, EnrolmentCode::generate()));

    const auto keys = keys_of(offer->device, 'a');
    const auto note = protocol::make_enrolment(code.id(), keys, "x86_64 1080x1920", code);
    const auto state = [&](const std::string& text) {
        const auto said = client.ask(TerminalApi::post(text));
        REQUIRE(said);
        REQUIRE(said->status == 200);
        return must(protocol::open_enrolled(said->body, text, api.receiver.vkey()));
    };
    CHECK(state(note) == EnrolmentState::Waiting);
    // The answer was lost: the same note again, the code being burnt.
    CHECK(state(note) == EnrolmentState::Waiting);
    CHECK_FALSE(must(Terminals(api.registry).find(slot.device))->code);
    CHECK(client.ask(get("/v1/enrol/" + code.id()))->status == 404);
    // The commune's supervisors see that it came.
    const auto rows = must(province::Audit(api.registry).before(0, "20107", 10));
    CHECK(std::ranges::any_of(rows, [](const auto& row) { return row.act.what == "terminal.enrol"; }));

    const auto digits = protocol::enrolment_digits(note);
    Terminals terminals(api.registry);
    std::string wrong = digits;
    wrong[0] = wrong[0] == '9' ? '0' : static_cast<char>(wrong[0] + 1);
    CHECK_FALSE(terminals.confirm(slot.device, wrong, api.act()));
    REQUIRE(terminals.confirm(slot.device, digits, api.act()));
    CHECK(state(note) == EnrolmentState::Live);

    const HandedIn report = hand_in({protocol::BoxKey::generate().public_key()}, "Đèn đường hỏng.");
    const auto path = "/v1/feedback/" + report.id;
    CHECK(
        client.ask(put(path, report.bytes, signed_lines("PUT", path, report.bytes, keys.request)))->status ==
        201);
}

TEST_CASE("a code is worth nothing to a second terminal, a stranger, or too late", "[province][terminals]")
{
    TerminalApi api;
    RunningServer server(api.handler());
    const auto code = EnrolmentCode::generate();
    const auto slot = api.add(code);
    const auto asked = [&](const std::string& request) {
        return RawClient(server.port()).ask(request)->status;
    };
    const auto status = [&](const std::string& note) { return asked(TerminalApi::post(note)); };

    const auto guess = EnrolmentCode::generate();
    CHECK(status(protocol::make_enrolment(guess.id(), keys_of(slot.device, 'a'), "x", guess)) == 403);
    CHECK(status(protocol::make_enrolment(code.id(), keys_of(slot.device, 'a'), "x", guess)) == 403);
    CHECK(status(protocol::make_enrolment(code.id(), keys_of("46-20107-k7", 'a'), "x", code)) == 403);
    CHECK(status("civic-enrol/v1\n") == 400);
    CHECK(status(std::string(5000, 'x')) == 413);
    CHECK(api.state(slot.device) == TerminalState::Slot);

    CHECK(status(protocol::make_enrolment(code.id(), keys_of(slot.device, 'a'), "x", code)) == 200);
    CHECK(status(protocol::make_enrolment(code.id(), keys_of(slot.device, 'b'), "x", code)) == 410);

    const auto late = EnrolmentCode::generate();
    const auto second = api.add(late);
    CHECK(second.device == "46-20107-k2");
    CHECK(second.hall == "20107-h1");  // the same name is the same hall
    api.clock.advance(Terminals::kCodeLife);
    CHECK(asked(get("/v1/enrol/" + late.id())) == 404);
    CHECK(status(protocol::make_enrolment(late.id(), keys_of(second.device, 'a'), "x", late)) == 410);
    CHECK(asked(get("/v1/enrol/" + std::string(32, 'x'))) == 404);
}

#pragma once

#include <string>

#include "protocol/requests/enrolment.h"
#include "province/kiosk_api/beat_routes.h"
#include "province/kiosk_api/enrol_routes.h"
#include "tests/province/http/feedback_fixture.h"
#include "tests/province/publish/province_fixture.h"

/// A province with a log, and a technician who makes codes.
struct TerminalApi : ProvinceFixture {
    TerminalApi()
    {
        province::add_enrol_routes(router, registry, receiver, clock, data().tree());
        province::add_beat_routes(router, registry, receiver, clock, roots);
        province::add_feedback_routes(router, registry, receiver, clock);
    }
    province::http::Handler handler()
    {
        return [this](const province::http::Request& request, province::http::Body& body) {
            return router.answer(request, body);
        };
    }
    province::Act act() const { return {clock.now(), "kythuat", "20107.ubnd", {}, {}}; }
    province::Terminal add(const protocol::EnrolmentCode& code)
    {
        return need(province::Terminals(registry).add(
            {"46", "20107", "Nhà văn hóa thôn Đông", "http://kiosk.test"}, code, act()));
    }
    static std::string post(std::string_view note)
    {
        return "POST /v1/enrol HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(note.size()) +
               "\r\n\r\n" + std::string(note);
    }
    province::TerminalState state(const std::string& device)
    {
        return need(province::Terminals(registry).find(device))->state;
    }

    TempDir dir;
    province::Registry registry = need(province::Registry::open(registry_in(dir.path())));
    protocol::SigningKey receiver = protocol::SigningKey::generate("46-receiver");
    protocol::ManualClock clock{now()};
    province::LogRoots roots{data().state()};
    province::http::Router router;
};

inline protocol::DeviceKeys keys_of(const std::string& device, char seed)
{
    protocol::SecretSeed bytes;
    bytes.data()[0] = static_cast<std::uint8_t>(seed);
    return protocol::derive_device_keys(device, bytes);
}

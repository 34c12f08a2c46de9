#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/feedback/container.h"
#include "protocol/feedback/message.h"
#include "protocol/feedback/receipt_code.h"
#include "protocol/requests/device_keys.h"
#include "protocol/requests/request_signature.h"
#include "protocol/tlog/note.h"
#include "province/http/router.h"
#include "province/http/server.h"
#include "province/kiosk_api/feedback_routes.h"
#include "province/kiosk_api/reply_routes.h"
#include "province/registry/registry.h"
#include "province/registry/terminals.h"
#include "tests/province/http/raw_client.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_registry.h"

/// A whole minute of November 2026.
inline constexpr protocol::Time kThen{std::chrono::seconds{1'795'399'020}};

template <class T>
T must(protocol::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// What a kiosk of xã Phú Lộc hands in.
struct HandedIn {
    std::string bytes;
    std::string id;
    protocol::ReceiptKeys keys;
};

/// A report of this lane, sealed to these readers, with a receipt code of its own.
inline HandedIn hand_in(const std::vector<protocol::BoxPublicKey>& readers, std::string_view text,
                        protocol::Lane lane = protocol::Lane::Normal)
{
    const auto code = protocol::ReceiptCode::generate();
    auto keys = must(protocol::derive_receipt_keys(code, "tlog.hue.example", "20107"));
    protocol::Message message;
    message.commune = "20107";
    message.pub = lane == protocol::Lane::Official ? "46.thanhtra" : "20107.ubnd";
    message.lane = lane;
    message.topic = "duong";
    message.text.assign(text);
    message.rpk = keys.reply.public_key();
    message.look = keys.lookup;
    const auto json = must(protocol::make_message(message));
    std::string bytes = must(protocol::seal_container(json.view(), readers));
    std::string id = protocol::container_id(bytes);
    return {std::move(bytes), std::move(id), std::move(keys)};
}

/// Header lines of a signed request, each ending in CRLF.
inline std::string signed_lines(std::string_view method, std::string_view path, std::string_view body,
                                const protocol::SigningKey& key, const protocol::Chain& chain = {})
{
    std::string lines;
    for (const auto& line : protocol::sign_request(method, path, body, chain, key).lines())
        lines += line + "\r\n";
    return lines;
}

/// The keys of the terminal that the fixtures let in.
inline protocol::DeviceKeys test_terminal()
{
    return protocol::derive_device_keys("46-20107-k1", protocol::SecretSeed{});
}
inline std::string signed_put(std::string_view path, std::string_view body)
{
    return put(path, body, signed_lines("PUT", path, body, test_terminal().request));
}
inline std::string signed_get(std::string_view path, const std::string& headers = {})
{
    return get(path, headers + signed_lines("GET", path, {}, test_terminal().request));
}

/// A terminal of this commune, at work.
inline void let_in(province::Registry& registry, const protocol::DeviceKeys& keys, const std::string& commune)
{
    province::Terminal terminal;
    terminal.device = keys.request.vkey().name();
    terminal.commune = commune;
    terminal.hall = commune + "-h1";
    const auto added = province::Terminals(registry).add_live(terminal, keys, {kThen, {}, {}, {}, {}});
    if (!added) throw std::runtime_error(added.error().detail);
}

/// The kiosk-facing routes over a registry of its own.
struct KioskApi {
    KioskApi() : registry(must(province::Registry::open(registry_in(dir.path()))))
    {
        add_terminal(keys, "20107");
        province::add_feedback_routes(router, registry, receiver, clock);
        province::add_reply_routes(router, registry);
    }
    province::http::Handler handler()
    {
        return [this](const province::http::Request& request, province::http::Body& body) {
            return router.answer(request, body);
        };
    }

    void add_terminal(const protocol::DeviceKeys& added, const std::string& commune)
    {
        let_in(registry, added, commune);
    }

    TempDir dir;
    province::Registry registry;
    protocol::DeviceKeys keys = test_terminal();
    protocol::SigningKey receiver = protocol::SigningKey::generate("46-receiver");
    protocol::ManualClock clock{kThen};
    province::http::Router router;
};

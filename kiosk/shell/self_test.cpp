#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/shell/run.h"
#include "kiosk/sync/identity.h"
#include "kiosk/ui/fonts.h"
#include "offline_cache/content.h"
#include "offline_cache/outbox.h"

namespace kiosk {

using nlohmann::json;

namespace {

json verdict(bool ok, std::string detail = {})
{
    json said{{"ok", ok}};
    if (!detail.empty()) said["detail"] = std::move(detail);
    return said;
}

template <class T>
json verdict(const protocol::Result<T>& result)
{
    return result ? verdict(true) : verdict(false, result.error().detail);
}

}  // namespace

int run_self_test(const Options& options)
{
    json report;
    report["version"] = COMMUNE_VERSION;
    report["texts_vi"] = verdict(load_strings("kiosk", "vi"));
    report["texts_en"] = verdict(load_strings("kiosk", "en"));
    report["fonts"] = verdict(Fonts::open(""));
    const auto config = load_identity({options.config, options.data});
    report["configuration"] = verdict(config);
    if (config) report["keys"] = verdict(load_device_keys({options.config, options.data}, config->device));
    const bool writable = access(options.data.c_str(), W_OK) == 0;
    report["data"] = verdict(writable, options.data.string());
    if (config && writable) {
        auto content = offline_cache::Content::open(options.data / "content.db", config->commune);
        report["content"] = verdict(content);
        auto outbox = offline_cache::Outbox::open(options.data / "outbox.db");
        report["outbox"] = outbox ? verdict(outbox->can_accept()) : verdict(outbox);
    }
    report["clock"] = verdict(protocol::SystemClock{}.now() >= build_time());

    bool ok = true;
    for (const auto& [name, said] : report.items())
        if (said.is_object() && !said["ok"].get<bool>()) ok = false;
    report["ok"] = ok;
    std::printf("%s\n", report.dump(2, ' ', false, json::error_handler_t::replace).c_str());
    return ok ? kExitOk : kExitFailed;
}

}  // namespace kiosk

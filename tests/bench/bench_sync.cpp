// One sync of a kiosk, timed: bench_sync KIOSK.TOML DATA. Prints {"ms": …}: checkpoint verified, every entry,
// card and body fetched, checked, stored and findable. An empty DATA gives the first sync.

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "kiosk/sync/identity.h"
#include "kiosk/sync/sync_thread.h"
#include "offline_cache/content.h"
#include "offline_cache/outbox.h"

int main(int count, char** words)
{
    if (count != 3) return std::fputs("bench_sync KIOSK.TOML DATA\n", stderr), 2;
    auto config = kiosk::load_config(words[1]);
    if (!config) return std::fprintf(stderr, "%s\n", config.error().detail.c_str()), 1;
    const std::filesystem::path data = words[2];
    std::filesystem::create_directories(data);

    // As the program does it: the store makes the files before sync opens them.
    const auto content = offline_cache::Content::open(data / "content.db", config->commune);
    const auto outbox = offline_cache::Outbox::open(data / "outbox.db");
    if (!content || !outbox) return std::fputs("the store does not open\n", stderr), 1;

    // A province answers only terminals that sign.
    auto keys = kiosk::load_device_keys({words[1], data}, config->device);
    if (!keys) return std::fprintf(stderr, "%s\n", keys.error().detail.c_str()), 1;

    kiosk::SyncOptions options;
    options.config = std::move(*config);
    options.keys = std::move(*keys);
    options.content = data / "content.db";
    options.outbox = data / "outbox.db";
    options.on_event = [](const kiosk::SyncEvent&) {};
    const auto start = std::chrono::steady_clock::now();
    const auto done = kiosk::sync_once(options);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    if (!done) return std::fprintf(stderr, "%s\n", done.error().detail.c_str()), 1;
    std::printf("{\"ms\": %.1f}\n", took.count());
    return 0;
}

#include <algorithm>
#include <cstdio>
#include <limits>
#include <string>

#include "kiosk/shell/run.h"
#include "offline_cache/hall_book.h"
#include "protocol/base/clock.h"
#include "protocol/base/pin.h"
#include "protocol/base/secret.h"

namespace kiosk {

namespace {

int complain(std::string_view line)
{
    std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
    return kExitFailed;
}

/// "2026-11-27 08:15", as the clock on the wall of the hall showed it.
std::string local_text(protocol::Time time)
{
    const protocol::LocalTime local = protocol::local_time(time);
    char clock[16];
    std::snprintf(clock, sizeof clock, " %02d:%02d", local.hour, local.minute);
    return protocol::format_date(local.date) + clock;
}

}  // namespace

int run_hash_pin(const protocol::Strings& words)
{
    std::setvbuf(stdin, nullptr, _IONBF, 0);  // no buffer of the library keeps the digits
    std::string typed;
    typed.reserve(64);
    for (int c = std::getchar(); c != EOF && c != '\n' && typed.size() < 64; c = std::getchar())
        if (c != '\r') typed += static_cast<char>(c);
    const protocol::SecretString pin{std::move(typed)};
    if (!protocol::is_pin(pin.view())) return complain(words.get("cli.bad_pin"));
    const auto hash = protocol::hash_pin(pin.view());
    if (!hash) return complain(hash.error().detail);
    std::printf("%s\n", hash->c_str());
    return kExitOk;
}

int run_audit(const Options& options)
{
    auto book = offline_cache::HallBook::open_existing(options.data / "hall.db");
    if (!book) return complain(book.error().detail);
    auto lines = book->audit(std::numeric_limits<int>::max());
    if (!lines) return complain(lines.error().detail);
    std::reverse(lines->begin(), lines->end());
    for (const auto& line : *lines) std::printf("%s %s\n", local_text(line.at).c_str(), line.what.c_str());
    return kExitOk;
}

}  // namespace kiosk

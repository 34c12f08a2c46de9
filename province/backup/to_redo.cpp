#include "province/backup/to_redo.h"

#include <array>
#include <cstdio>
#include <utility>

#include "protocol/base/clock.h"
#include "province/registry/audit.h"
#include "province/registry/terminals.h"
#include "province/text/texts.h"

namespace province {

using protocol::Result;

namespace {

std::string minute_of(protocol::Time at)
{
    const auto time = protocol::local_time(at);
    std::array<char, 8> hour{};
    std::snprintf(hour.data(), hour.size(), "%02d:%02d", time.hour, time.minute);
    return protocol::format_date(protocol::local_date(at)) + " " + hour.data();
}

}  // namespace

Result<std::string> words_to_redo(Registry& registry)
{
    const auto newest = Audit(registry).before(0, {}, 1);
    if (!newest) return tl::unexpected{newest.error()};
    const auto terminals = Terminals(registry).list({});
    if (!terminals) return tl::unexpected{terminals.error()};
    const std::string when = newest->empty() ? "—" : minute_of(newest->front().act.at);
    std::string words = texts().fill("restore.redo", {{"when", when}}) + "\n";
    bool told = false;
    for (const Terminal& terminal : *terminals) {
        if (terminal.state != TerminalState::Live) continue;
        if (!std::exchange(told, true)) words += texts().fill("restore.terminals", {{"when", when}}) + "\n";
        words += "  " + terminal.device + "  " + terminal.hall_name + "\n";
    }
    return words;
}

}  // namespace province

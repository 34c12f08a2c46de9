#pragma once

#include "province/console/account_names.h"
#include "province/console/fields.h"
#include "province/console/visit.h"
#include "province/registry/terminals.h"

namespace province::console {

/// Whoever leads or supervises an office sees its halls' terminals; these change something there.
bool mends_terminals(const Visit& visit);

/// A terminal's line in the list: who, where, state in words, last signed beat, alarms.
Fields terminal_row(const Terminal& terminal, protocol::Time now);

/// What its own page says beside that.
void terminal_facts(Fields& fields, const Terminal& terminal, protocol::Time now, const AccountNames& names);

/// "5 phút", "3 giờ", "2 ngày"
std::string span_words(std::chrono::seconds span);

/// How many terminals that this person looks after have an alarm or ask to be let in.
struct TerminalsInNeed {
    std::int64_t count = 0;
    std::string halls;  ///< of the first two, each with why
};
protocol::Result<TerminalsInNeed> terminals_in_need(const Visit& visit);

}  // namespace province::console

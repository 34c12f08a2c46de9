#pragma once

// Only for province/registry: the rows of a case, inside a transaction.

#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "province/registry/audit.h"
#include "province/registry/cases.h"

namespace province {

/// The case of this report; nothing, or one.
std::vector<Case> cases_by_report(soci::session& session, const std::string& report);
std::vector<Case> cases_by_number(soci::session& session, const std::string& body, int year, int n);
/// Those that were given away from this one, "20107.ubnd PA-2026-0001".
std::vector<Case> cases_that_came(soci::session& session, const std::string& from);
/// Those merged into this one.
std::vector<Case> cases_same_as(soci::session& session, const Case& main);

/// Makes the case with the next number of its year, unless its report has one. False: it had one.
bool insert_case(soci::session& session, const Case& fresh, int year);
/// Writes all that may change of a case, and the same into every inbox that it stands in.
void write_case(soci::session& session, const Case& now);
/// How many things have happened to it.
int last_event(soci::session& session, const Case& of);
/// The newest thing that the office or the sender said: an event that is neither a note nor its filing.
std::string newest_word(soci::session& session, const Case& of);
void note_event(soci::session& session, const Case& of, const Act& act, std::string_view what,
                std::string_view detail, std::string_view sealed);

}  // namespace province

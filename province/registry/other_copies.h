#pragma once

// Only for province/registry: what other offices have of a report that is sealed away.

#include <map>
#include <string>

#include <soci/soci.h>

#include "province/registry/cases.h"

namespace province {

void remove_bytes(soci::session& session, const std::string& id, long long at);
/// The office's words of each event: sealed anew, or gone; and no code that says what it was about.
void reseal_history(soci::session& session, const Case& of, const std::map<int, std::string>& words);
/// What is left of a case in the clear: its number, its days and what happened on which of them.
void blank(soci::session& session, Case& now);

/// Whoever had it before keeps nothing that can be read: neither the report, nor words, nor what it was
/// about. What its sender writes later goes on to the office that has it now.
void seal_origins(soci::session& session, const Case& of, long long at);
/// Whoever it was given to keeps nothing of it either, opened or not; it is this office's again. Cases that
/// were merged into theirs stand by themselves.
void seal_receivers(soci::session& session, const Case& of, long long at);

}  // namespace province

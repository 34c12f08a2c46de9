#pragma once

// Only for province/registry: the rows of drafts, inside a transaction.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "province/registry/audit.h"
#include "province/registry/drafts.h"

namespace province {

using Prepared = soci::details::prepare_temp_type;
/// Gives a statement its values.
using Bind = std::function<void(Prepared& query)>;

std::string name_of(DraftState state);

/// `source`: that column, or "''" where nobody reads it.
std::vector<StoredDraft> drafts_where(soci::session& session, std::string_view source,
                                      const std::string& where, const Bind& bind);
std::optional<StoredDraft> one_draft(soci::session& session, std::int64_t n);
std::optional<StoredDraft> newest_of(soci::session& session, const std::string& record);
/// Of one that is being signed never: it may be on the log already.
bool outdated(soci::session& session, const StoredDraft& draft);

bool had_hand(soci::session& session, std::int64_t n, const std::string& login);
void note_hand(soci::session& session, std::int64_t n, const std::string& login);
void write_record(soci::session& session, std::int64_t n, std::string_view record);

/// The files of the drafts that `which` chooses are gone; SHA-256 of the bytes that nobody names any more.
std::vector<std::string> drop_files(soci::session& session, const std::string& which, const Bind& bind);
/// Drafts::erase(), inside another transaction too.
std::vector<std::string> erase_record(soci::session& session, const std::string& id, const Act& act);

}  // namespace province

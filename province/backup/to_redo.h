#pragma once

#include <string>

#include "protocol/base/result.h"
#include "province/registry/registry.h"

namespace province {

/// What people have to do again after a restore, in words: a restored registry is as old as the backup. Until
/// when it reaches, and the terminals that it trusts, one a line.
///
/// Nothing of it is enforced: who has a stolen terminal can hand in reports and fetch sealed answers that
/// open nothing there, while a rule that every terminal be let in again would silence all halls at once. The
/// technician who revoked one knows it, and this list is short.
protocol::Result<std::string> words_to_redo(Registry& registry);

}  // namespace province

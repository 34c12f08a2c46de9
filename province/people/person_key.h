#pragma once

#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "province/people/key_wrapping.h"
#include "province/people/passwords.h"
#include "province/registry/accounts.h"
#include "province/registry/person_keys.h"

namespace province {

/// A key that is one person's alone, for what an office's key must not open: the sealed lane. Whoever works
/// at a desk or approves gets one as soon as a passphrase is there to wrap it.
struct OwnKeys {
    std::vector<PersonKey> fresh;  ///< public halves to be stored
    std::vector<BodyKey> all;      ///< what was given, and the private halves, kind "person"
};

/// Adds a key for each body where this account is at the desk or approves that `keys`, all that the person's
/// passphrase opened, has none for.
OwnKeys with_own_keys(const Account& account, std::vector<BodyKey> keys);

/// The same stored, with everything wrapped anew under one salt; nothing is stored where nothing was missing.
protocol::Result<std::vector<BodyKey>> give_own_keys(Registry& registry, Passwords& passwords,
                                                     const Account& account, std::vector<BodyKey> keys,
                                                     std::string_view password, const Act& act);

}  // namespace province

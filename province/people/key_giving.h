#pragma once

#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "province/people/key_wrapping.h"
#include "province/people/passwords.h"
#include "province/registry/accounts.h"

namespace province {

/// Hands a colleague the keys of an office: of `keys` those that this person's roles there work with, sealed
/// to the person's own key until the next sign-in. NotFound: none of them is for these roles. Refused: this
/// person has no own key yet, because nobody with that right has signed in since it was granted or since the
/// password was reset.
protocol::Result<void> give_keys(Registry& registry, const Account& to, std::string_view body,
                                 const std::vector<BodyKey>& keys, const Act& act);

/// At a sign-in: what was given meanwhile is added to `keys`, and all is wrapped anew with the password. A
/// gift that was sealed to a key the person no longer has is over too, and must be given again.
protocol::Result<std::vector<BodyKey>> take_keys(Registry& registry, Passwords& passwords,
                                                 const Account& account, std::vector<BodyKey> keys,
                                                 std::string_view password, const Act& act);

}  // namespace province

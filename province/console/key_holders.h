#pragma once

#include <string_view>
#include <vector>

#include "protocol/base/result.h"
#include "province/registry/accounts.h"
#include "province/registry/key_gifts.h"

namespace province::console {

/// Who holds the office's keys that a right needs: the desk's to open and answer, the publisher's to sign.
class KeyHolders {
public:
    /// Of one body, or of all for an empty one.
    static protocol::Result<KeyHolders> of(Registry& registry, std::string_view body);

    enum class State { NotNeeded, Held, Waiting, Missing };
    /// Waiting: given, and taken at the next sign-in. An older key than the office's newest counts as held.
    State state(const Account& account, std::string_view body) const;

private:
    bool holds(std::string_view login, std::string_view body, std::string_view kind) const;
    std::vector<HeldKey> held_;
};

}  // namespace province::console

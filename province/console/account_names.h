#pragma once

#include <map>
#include <string>
#include <string_view>

#include "province/console/visit.h"

namespace province::console {

/// What people are called, also those who work here no more; a login that nobody has stands as it is.
class AccountNames {
public:
    static protocol::Result<AccountNames> of(const Visit& visit);

    std::string operator()(std::string_view login) const;
    /// By login.
    const std::map<std::string, std::string, std::less<>>& all() const { return names_; }

private:
    std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace province::console

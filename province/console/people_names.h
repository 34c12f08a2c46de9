#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "province/console/visit.h"

namespace province::console {

/// The people who work at the desk of the body that somebody acts for.
class PeopleNames {
public:
    static protocol::Result<PeopleNames> of(const Visit& visit);

    /// The name, or the login of somebody who works here no more.
    std::string name(std::string_view login) const;
    bool has(std::string_view login) const { return names_.find(login) != names_.end(); }
    /// For a select: value, word, chosen.
    std::vector<Fields> options(std::string_view chosen) const;

private:
    std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace province::console

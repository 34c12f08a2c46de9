#pragma once

#include <map>
#include <string>
#include <string_view>

#include "province/console/visit.h"

namespace province::console {

/// What offices are called, in short: "UBND xã Phú Lộc"; a code that no office has stands as it is.
class OfficeNames {
public:
    static protocol::Result<OfficeNames> of(const Visit& visit);

    std::string operator()(std::string_view code) const;
    bool has(std::string_view code) const { return names_.contains(code); }

private:
    std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace province::console

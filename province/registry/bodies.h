#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/audit.h"

namespace province {

/// An office that publishes, answers or supervises.
struct OfficeBody {
    std::string code;  ///< "20107.ubnd"
    std::string name;  ///< "Ủy ban nhân dân xã Phú Lộc"
    protocol::Date valid_from{};
    std::optional<protocol::Date> valid_to;  ///< its last day
    std::string successor;                   ///< empty: none

    bool stands_on(protocol::Date day) const { return valid_from <= day && (!valid_to || day <= *valid_to); }
    friend bool operator==(const OfficeBody&, const OfficeBody&) = default;
};

class Bodies {
public:
    explicit Bodies(Registry& registry) : registry_(registry) {}

    /// Adds those whose code is not there yet; others stay as they are.
    protocol::Result<void> add(const std::vector<OfficeBody>& bodies);
    protocol::Result<std::optional<OfficeBody>> find(std::string_view code);
    /// By code.
    protocol::Result<std::vector<OfficeBody>> all();
    /// A body that arose after the province was laid out; `replaces`: those that end the day before and that
    /// it follows. Refused: it is there already, or one of them began on that day or later. NotFound: no such
    /// body to replace. All or none.
    protocol::Result<void> begin(const OfficeBody& body, const std::vector<std::string>& replaces,
                                 const Act& act);
    /// The body's last day, and who follows. NotFound: no such body or successor. Refused: a successor that
    /// is the body itself, or a last day before its first.
    protocol::Result<void> end(std::string_view code, protocol::Date last_day, std::string_view successor,
                               const Act& act);

private:
    Registry& registry_;
};

}  // namespace province

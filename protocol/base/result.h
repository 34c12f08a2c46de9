#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace protocol {

/// What the caller can do about it, not where it came from.
enum class Fault {
    Offline,    ///< no answer: try again later
    Refused,    ///< the other side said no, or a signature is wrong: trying again will not help
    Malformed,  ///< the bytes are not what the protocol allows
    NotFound,
    Busy,     ///< another writer holds the database: try again soon
    Storage,  ///< disk full, read-only or corrupt: call a technician
};

struct Error {
    Fault fault;
    std::string detail;  ///< for the log; the screen shows text chosen from `fault`
};

/// A value or an Error. The compiler warns where one is dropped.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> fail(Fault fault, std::string detail)
{
    return tl::unexpected<Error>{Error{fault, std::move(detail)}};
}

}  // namespace protocol

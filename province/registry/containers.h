#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/requests/request_signature.h"
#include "province/registry/registry.h"

namespace province {

/// Sealed reports as they were handed in. Nothing here can read them.
class Containers {
public:
    explicit Containers(Registry& registry) : registry_(registry) {}

    enum class Fate { First, Known, Removed };
    struct Taken {
        Fate fate = Fate::First;
        std::string receipt;  // the same note each time, also after removal
    };
    /// Which of a terminal's reports it is (OutboxChain); 0: it has no number.
    struct Link {
        std::string device;
        protocol::Chain chain;
    };
    /// Stores the bytes once under `id`, counts its link, and gives the receipt. When it returns, all of it
    /// is on disk. `sign` makes the receipt; what it made is used only by the call that stored the bytes.
    protocol::Result<Taken> take(std::string_view id, std::string_view sealed, protocol::Time now,
                                 const std::function<std::string()>& sign, Link link = {});

    /// What a later copy would be answered, without its bytes; nothing for an unknown id.
    protocol::Result<std::optional<Taken>> find(std::string_view id);

    /// How many were ever taken, those removed included.
    protocol::Result<std::int64_t> count();

    struct Sealed {
        std::int64_t seq = 0;
        std::string id;
        protocol::Time received_at{};
        std::string bytes;
    };
    /// The next ones in order of arrival after `seq`, without those removed.
    protocol::Result<std::vector<Sealed>> after(std::int64_t seq, int most);

    /// Nothing for one that is unknown or removed.
    protocol::Result<std::optional<Sealed>> sealed(std::string_view id);

    /// Removes the bytes for good (forget_erased()) and keeps that they were there. NotFound for an unknown
    /// id.
    protocol::Result<void> remove(std::string_view id, std::string_view why, protocol::Time now);

private:
    Registry& registry_;
};

}  // namespace province

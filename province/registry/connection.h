#pragma once

// Only for province/registry: the header that names SOCI's types.

#include <mutex>
#include <string>
#include <type_traits>

#include <soci/soci.h>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/registry.h"

namespace province {

struct Registry::Connection {
    std::mutex mutex;
    soci::session session;
};

/// What a SOCI exception means to the caller.
protocol::Error to_error(const std::exception& thrown);

/// Runs `work(session)` alone on the connection and turns whatever SOCI throws into an Error. `work` returns
/// a Result.
template <class Work>
auto guarded(Registry::Connection& connection, Work&& work) -> std::invoke_result_t<Work, soci::session&>
{
    const std::lock_guard lock(connection.mutex);
    try {
        return work(connection.session);
    } catch (const std::exception& thrown) {
        return tl::unexpected<protocol::Error>{to_error(thrown)};
    }
}

inline long long seconds(protocol::Time time) { return time.time_since_epoch().count(); }
inline protocol::Time time_of(long long seconds) { return protocol::Time{std::chrono::seconds{seconds}}; }

}  // namespace province

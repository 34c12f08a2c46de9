#pragma once

// Only for province/registry: the header that names SOCI's types.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <soci/soci.h>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/registry/registry.h"

namespace province {

/// Look: a read of one statement, which is a moment of its own and needs no transaction around it.
/// ChangeAlone: a change whose caller holds Pool::alone() already.
enum class Access { Look, Read, Change, ChangeAlone };

/// Connections that are opened when first needed and kept.
class Registry::Pool {
public:
    explicit Pool(std::string where) : where_(std::move(where)) {}

    /// One connection, given back at the end of its life. A broken one is opened anew by whoever gets it
    /// next.
    class Lease {
    public:
        explicit Lease(Pool& pool);
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        soci::session& session() { return *session_; }
        /// Never to be used again: its connection is gone or in an unknown state.
        void drop() { session_.reset(); }

    private:
        Pool& pool_;
        std::unique_ptr<soci::session> session_;
    };

    /// Held for a change, from before its connection is taken: those that wait hold none. SQLite's own
    /// waiting is a poll, and unfair.
    std::unique_lock<std::mutex> alone() { return std::unique_lock(changing_); }

    /// A transaction, undone at the end of its life unless committed. Reading sees one moment of the
    /// database; of changes there is one at a time.
    class Transaction {
    public:
        Transaction(soci::session& session, Access access);
        ~Transaction();
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        void commit();

    private:
        soci::session& session_;
        bool open_ = false;
    };

private:
    std::string where_;
    std::mutex mutex_;  // guards what follows
    std::condition_variable returned_;
    std::vector<std::unique_ptr<soci::session>> idle_;
    std::size_t out_ = 0;

    std::mutex changing_;
};

/// Reports on their way into one transaction (containers.cpp): whoever may change next stores all that wait,
/// so that many that come at once cost one flush of the disk, not one each.
struct Registry::WaitingReports {
    struct Report;
    std::mutex mutex;  // guards what follows
    std::vector<Report*> reports;
};

/// What an exception of a database means.
struct DatabaseFault {
    protocol::Error error;
    bool again = false;   ///< the same work may succeed now
    bool broken = false;  ///< the connection is of no use any more
};
DatabaseFault fault_of(const std::exception& thrown);

/// Waits a little, longer with each attempt. False when there were enough attempts.
bool may_try_again(int attempt);

/// Runs `work(session)` in a transaction that is committed when its Result holds a value. `work` may run more
/// than once: it must leave nothing behind but in the database and in its result.
template <class Work>
auto run(Registry& registry, Access access, Work&& work) -> std::invoke_result_t<Work, soci::session&>
{
    for (int attempt = 1;; ++attempt) {
        DatabaseFault fault;
        try {
            std::unique_lock<std::mutex> alone;
            if (access == Access::Change) alone = registry.pool().alone();
            Registry::Pool::Lease lease(registry.pool());
            bool committing = false;
            try {
                std::optional<Registry::Pool::Transaction> transaction;
                if (access != Access::Look) transaction.emplace(lease.session(), access);
                auto result = work(lease.session());
                committing = true;
                if (result && transaction) transaction->commit();
                return result;
            } catch (const std::exception& thrown) {
                fault = fault_of(thrown);
                if (fault.broken) lease.drop();
                // Whether a commit that broke was done is not known: doing it again could do it twice.
                if (fault.broken && committing && access != Access::Read && access != Access::Look)
                    fault.again = false;
            }
        } catch (const std::exception& thrown) {
            fault = fault_of(thrown);  // no connection
        }
        if (!fault.again || !may_try_again(attempt)) return tl::unexpected<protocol::Error>{fault.error};
    }
}

/// For work that is one statement.
template <class Work>
auto looking(Registry& registry, Work&& work)
{
    return run(registry, Access::Look, std::forward<Work>(work));
}
template <class Work>
auto reading(Registry& registry, Work&& work)
{
    return run(registry, Access::Read, std::forward<Work>(work));
}
template <class Work>
auto changing(Registry& registry, Work&& work)
{
    return run(registry, Access::Change, std::forward<Work>(work));
}

/// `work()` for each row of a query, whose columns go into places that `work` reads.
template <class Work>
void each_row(const soci::details::prepare_temp_type& query, Work&& work)
{
    soci::statement statement(query);
    for (bool got = statement.execute(true); got; got = statement.fetch()) work();
}

/// What `value()` makes of each row.
template <class Value>
auto rows(const soci::details::prepare_temp_type& query, Value&& value)
{
    std::vector<std::decay_t<std::invoke_result_t<Value>>> found;
    each_row(query, [&] { found.push_back(value()); });
    return found;
}

/// The same where a stored row may be damaged: its fault instead of them all.
template <class Value>
auto sound_rows(const soci::details::prepare_temp_type& query, Value&& value)
{
    std::vector<typename std::invoke_result_t<Value>::value_type> found;
    std::optional<protocol::Error> fault;
    each_row(query, [&] {
        if (fault) return;
        if (auto made = value())
            found.push_back(std::move(*made));
        else
            fault = made.error();
    });
    return fault ? protocol::Result<decltype(found)>{tl::unexpected{*fault}}
                 : protocol::Result<decltype(found)>{std::move(found)};
}

inline long long seconds(protocol::Time time) { return time.time_since_epoch().count(); }
inline protocol::Time time_of(long long seconds) { return protocol::Time{std::chrono::seconds{seconds}}; }

}  // namespace province

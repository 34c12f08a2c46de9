#include "province/registry/pool.h"

#include <chrono>
#include <thread>

#include "protocol/base/log.h"
#include "province/registry/engine.h"

namespace province {

namespace {

constexpr std::size_t kConnections = 6;
constexpr int kAttempts = 6;
constexpr std::chrono::milliseconds kFirstPause{20};

}  // namespace

Registry::Pool::Lease::Lease(Pool& pool) : pool_(pool)
{
    {
        std::unique_lock lock(pool_.mutex_);
        pool_.returned_.wait(lock, [&] { return pool_.out_ < kConnections; });
        ++pool_.out_;
        if (!pool_.idle_.empty()) {
            session_ = std::move(pool_.idle_.back());
            pool_.idle_.pop_back();
        }
    }
    if (session_) return;
    try {
        session_ = connect(pool_.where_);
    } catch (...) {
        const std::lock_guard lock(pool_.mutex_);
        --pool_.out_;
        pool_.returned_.notify_one();
        throw;
    }
}

Registry::Pool::Lease::~Lease()
{
    const std::lock_guard lock(pool_.mutex_);
    --pool_.out_;
    if (session_) pool_.idle_.push_back(std::move(session_));
    pool_.returned_.notify_one();
}

Registry::Pool::Transaction::Transaction(soci::session& session, Access access) : session_(session)
{
    if (access == Access::Read)
        begin_reading(session_);
    else
        begin_changing(session_);
    open_ = true;
}

Registry::Pool::Transaction::~Transaction()
{
    if (!open_) return;
    try {
        session_ << "ROLLBACK";
    } catch (const std::exception& thrown) {
        // The connection is gone, and with it the transaction.
        protocol::log::warning("registry", fault_of(thrown).error.detail);
    }
}

void Registry::Pool::Transaction::commit()
{
    session_ << "COMMIT";
    open_ = false;
}

bool may_try_again(int attempt)
{
    if (attempt >= kAttempts) return false;
    std::this_thread::sleep_for(kFirstPause * attempt * attempt);
    return true;
}

}  // namespace province

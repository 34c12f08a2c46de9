#include "province/registry/writer_lock.h"

#include <soci/soci.h>

#include "province/registry/engine.h"
#include "province/registry/pool.h"
#include "province/registry/registry.h"

namespace province {

using protocol::Fault;
using protocol::Result;

struct WriterLock::Session {
    std::unique_ptr<soci::session> connection;
};

WriterLock::WriterLock(std::unique_ptr<Session> session) : session_(std::move(session)) {}
WriterLock::WriterLock(WriterLock&&) noexcept = default;
WriterLock& WriterLock::operator=(WriterLock&&) noexcept = default;
WriterLock::~WriterLock() = default;

Result<WriterLock> WriterLock::take(std::string_view where)
{
    if (!is_postgresql(where)) return WriterLock{nullptr};
    try {
        auto session = std::make_unique<Session>();
        session->connection = connect(std::string(where));
        // A machine that vanished without a word is given up after 8 s: its place is then free.
        *session->connection << "SET tcp_keepalives_idle = 4";
        *session->connection << "SET tcp_keepalives_interval = 2";
        *session->connection << "SET tcp_keepalives_count = 2";
        int had = 0;
        // 1 << 32 | 324785706, another number than that of changes (engine.cpp): publishing must not stop
        // reports.
        *session->connection << "SELECT CASE WHEN pg_try_advisory_lock(4619753002) THEN 1 ELSE 0 END",
            soci::into(had);
        if (had == 0) return protocol::fail(Fault::Busy, "another process is writing the log");
        return WriterLock{std::move(session)};
    } catch (const std::exception& thrown) {
        return tl::unexpected{fault_of(thrown).error};
    }
}

bool WriterLock::holds()
{
    if (!session_) return true;
    try {
        int held = 0;
        *session_->connection << "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = "
                                 "pg_backend_pid() AND classid = 1 AND objid = 324785706 AND granted",
            soci::into(held);
        return held > 0;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace province

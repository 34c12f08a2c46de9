#pragma once

#include <memory>
#include <string_view>

#include "protocol/base/result.h"

namespace province {

/// The right to write the log, where several processes share one PostgreSQL: a session's advisory lock, on a
/// connection of its own. The database gives it free the moment the process or its connection dies, so
/// another process takes over at once. With SQLite there is nothing to hold: the writer's flock alone
/// decides.
class WriterLock {
public:
    /// `where` as in Registry::open(). Busy: another process is writing.
    static protocol::Result<WriterLock> take(std::string_view where);

    WriterLock(WriterLock&&) noexcept;
    WriterLock& operator=(WriterLock&&) noexcept;
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;
    ~WriterLock();

    /// Is it still ours? Asked before something is signed: a connection that broke has let go of the lock.
    bool holds();

private:
    struct Session;
    explicit WriterLock(std::unique_ptr<Session> session);
    std::unique_ptr<Session> session_;  // none with SQLite
};

}  // namespace province

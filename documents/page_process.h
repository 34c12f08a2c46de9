#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "protocol/pages/messages.h"

namespace documents {

/// A running commune-page. It gets one pipe and nothing else; it ends with this object at the latest.
class PageProcess {
public:
    /// NotFound when there is no such program, Storage when the machine has no process or descriptor left.
    static protocol::Result<PageProcess> start(const std::filesystem::path& program);
    PageProcess(PageProcess&& other) noexcept;
    PageProcess& operator=(PageProcess&& other) noexcept;
    ~PageProcess();

    /// Waits for the answer. Busy: not within `time` of its processor time or four times that by the clock (a
    /// good file on a busy machine is not refused), or `stop_fd` became readable (−1: none); Malformed: it
    /// broke off or talked nonsense. After either the process is of no use any more.
    protocol::Result<protocol::pages::Answer> ask(const protocol::pages::Request& request,
                                                  std::chrono::milliseconds time, int stop_fd = -1);
    [[nodiscard]] pid_t pid() const { return pid_; }

private:
    PageProcess(pid_t pid, int pipe) : pid_(pid), pipe_(pipe) {}
    void end();

    pid_t pid_ = -1;
    int pipe_ = -1;
};

/// commune-page beside the program that runs.
[[nodiscard]] std::filesystem::path page_program();

}  // namespace documents

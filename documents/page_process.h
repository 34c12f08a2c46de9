#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "protocol/pages/messages.h"

namespace documents {

/// How long one question may take.
struct Allowance {
    /// A time alone is by the clock.
    template <class Rep, class Period>
    Allowance(std::chrono::duration<Rep, Period> by_the_clock) : clock(by_the_clock)
    {
    }
    Allowance(std::chrono::milliseconds by_the_clock, std::chrono::milliseconds processor_time)
        : clock(by_the_clock), work(processor_time)
    {
    }
    std::chrono::milliseconds clock;
    std::optional<std::chrono::milliseconds>
        work;  ///< processor time of the process; none: only the clock counts
};

/// A running commune-page. It gets one pipe and nothing else; it ends with this object at the latest.
class PageProcess {
public:
    /// NotFound when there is no such program, Storage when the machine has no process or descriptor left.
    static protocol::Result<PageProcess> start(const std::filesystem::path& program);
    PageProcess(PageProcess&& other) noexcept;
    PageProcess& operator=(PageProcess&& other) noexcept;
    ~PageProcess();

    /// Waits for the answer. Busy: the allowance is used up, or `stop_fd` became readable (−1: none);
    /// Malformed: it broke off or talked nonsense. After either the process is of no use any more.
    protocol::Result<protocol::pages::Answer> ask(const protocol::pages::Request& request,
                                                  const Allowance& allowance, int stop_fd = -1);
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

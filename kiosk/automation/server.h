#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "protocol/base/mailbox.h"
#include "protocol/base/result.h"

namespace kiosk {

/// The socket that tests drive the kiosk by (architecture.md): one JSON object a line in, one out. Its own
/// thread reads and writes; what a line means is the ui thread's business (driver.h).
///
/// One caller at a time; the next one is taken when it hangs up. A line is at most 64 KiB.
class AutomationServer {
public:
    /// Listens on a Unix socket with mode 0600; an old one at that place is removed. `on_line` is called on
    /// the server's thread; answer() gives its answer, and no further line is read before that.
    static protocol::Result<std::unique_ptr<AutomationServer>> open(const std::filesystem::path& socket,
                                                                    std::function<void(std::string)> on_line);
    ~AutomationServer();
    AutomationServer(const AutomationServer&) = delete;
    AutomationServer& operator=(const AutomationServer&) = delete;

    /// Any thread; without the line break.
    void answer(std::string line);

private:
    AutomationServer(std::filesystem::path socket, int listener, int stop_reader, int stop_writer,
                     std::function<void(std::string)> on_line);
    void run();
    void serve(int caller);
    /// True when `descriptor` can be read; false when the program stops.
    [[nodiscard]] bool wait_readable(int descriptor) const;

    std::filesystem::path socket_;
    int listener_;
    int stop_reader_;
    int stop_writer_;
    std::function<void(std::string)> on_line_;
    protocol::Mailbox<std::string> answers_;
    std::jthread thread_;
};

}  // namespace kiosk

#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>

#include "kiosk/app/command.h"
#include "kiosk/app/event.h"

namespace kiosk {

struct PrintThreadOptions {
    std::filesystem::path program;               ///< commune-print
    std::function<void(Event)> on_event;         ///< on the thread; must not block
    std::chrono::milliseconds deadline{70'000};  ///< a child that takes longer is ended: PrintTrouble::Failed
};

/// Starts commune-print for each FindPrinters and Print and answers with PrintersFound and PrintEnded. The
/// ui thread never waits for a printer; one that hangs costs its own job only.
class PrintThread {
public:
    explicit PrintThread(PrintThreadOptions options);
    /// Does not wait for paper: a job under way goes on in its process, which has a deadline of its own.
    ~PrintThread();
    PrintThread(const PrintThread&) = delete;
    PrintThread& operator=(const PrintThread&) = delete;

    /// True when the command was one for printing. Any thread.
    bool post(const Command& command);

private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace kiosk

#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/speech/script.h"
#include "protocol/base/result.h"

namespace kiosk {

/// One sentence being said by a process of its own. Killed and reaped when it goes away.
class Utterance {
public:
    /// Starts `espeak-ng` from the PATH. The words go through a socket that is its standard input; its output
    /// goes nowhere. Offline when there is no such program.
    static protocol::Result<Utterance> start(std::string_view words, Tongue tongue, int volume, int pace);
    Utterance(Utterance&& other) noexcept;
    Utterance& operator=(Utterance&& other) noexcept;
    ~Utterance();

    /// Readable (poll) when the process has ended.
    [[nodiscard]] int descriptor() const { return ended_; }
    /// After the descriptor became readable: it ran well, and not shorter than such words can be said.
    [[nodiscard]] bool was_heard();
    /// Longer than this nothing takes that still speaks.
    [[nodiscard]] std::chrono::steady_clock::time_point deadline() const { return deadline_; }

private:
    Utterance() = default;
    void end();

    pid_t process_ = -1;
    int ended_ = -1;  ///< pidfd
    std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point deadline_;
    std::chrono::milliseconds least_{0};
};

/// `espeak-ng` is on the PATH.
[[nodiscard]] bool voice_installed();

}  // namespace kiosk

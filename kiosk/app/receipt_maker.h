#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "protocol/base/mailbox.h"
#include "protocol/base/result.h"
#include "protocol/feedback/receipt_code.h"

namespace kiosk {

/// The thread of the slow key derivation (protocol.md §5.3): 64 MiB and up to a second each, away from the
/// store so that reading never waits for it. Codes and keys are wiped when dropped.
class ReceiptMaker {
public:
    /// `request` is the asker's number, handed back.
    struct Made {
        std::uint64_t request = 0;
        std::optional<protocol::ReceiptCode> code;  ///< the code made, or the one that was given
        std::optional<protocol::ReceiptKeys> keys;  ///< nullopt: not enough memory
    };

    /// `on_made` is called on this class's thread and must not block.
    explicit ReceiptMaker(std::function<void(Made)> on_made);
    ~ReceiptMaker();
    ReceiptMaker(const ReceiptMaker&) = delete;
    ReceiptMaker& operator=(const ReceiptMaker&) = delete;

    /// A new code and its keys.
    void make(std::uint64_t request, std::string log_host, std::string commune);
    /// The keys of a code someone has.
    void derive(std::uint64_t request, protocol::ReceiptCode code, std::string log_host, std::string commune);

private:
    struct Job {
        std::uint64_t request = 0;
        std::optional<protocol::ReceiptCode> code;
        std::string log_host;
        std::string commune;
    };
    void run();

    std::function<void(Made)> on_made_;
    protocol::Mailbox<Job> jobs_;
    std::jthread thread_;
};

}  // namespace kiosk

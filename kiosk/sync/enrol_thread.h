#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/sync/identity.h"
#include "protocol/base/secret.h"

namespace kiosk {

/// How an enrolment goes on.
namespace enrolled {

/// What both screens must show before the technician lets this terminal in.
struct Compare {
    std::string digits;
};
/// It was let in and knows who it is: the program starts anew.
struct Live {};

enum class Trouble {
    NotACode,  ///< neither 26 letters and digits nor a link
    NotAnAddress,
    NoStick,  ///< no file on any USB stick
    Unreachable,
    UnknownCode,  ///< the province knows no such code, or it was used
    NotGenuine,   ///< who answers there does not have the code, or shows another root
    Refused,      ///< by the technician
    Storage,
};
struct Failed {
    Trouble trouble;
};

}  // namespace enrolled
using EnrolNews = std::variant<enrolled::Compare, enrolled::Live, enrolled::Failed>;

/// What was typed, or what a stick's file says.
struct EnrolWish {
    std::string address;          ///< http or https; "https://" is put before a bare name
    protocol::SecretString code;  ///< as typed; a whole link is taken too
};

struct EnrolOptions {
    IdentityFiles files;
    std::string hardware;                        ///< "x86_64 1080x1920"
    std::filesystem::path sticks = "/media";     ///< where USB sticks are mounted, up to two folders deep
    std::function<void(EnrolNews)> on_news;      ///< called on its thread
    std::chrono::milliseconds pause{3'000};      ///< between two questions whether it was let in
    std::chrono::milliseconds deadline{20'000};  ///< of one transfer
};

/// Enrols this terminal (protocol.md §8.7) on a thread of its own. What was sent is on the disk before: after
/// a power cut the same note goes on from there, also without the code, which is burnt by then.
class EnrolThread {
public:
    explicit EnrolThread(EnrolOptions options);
    /// Ends what is under way.
    ~EnrolThread();
    EnrolThread(const EnrolThread&) = delete;
    EnrolThread& operator=(const EnrolThread&) = delete;

    /// Begins; what was under way ends. Any thread.
    void enrol(EnrolWish wish);
    /// The same with the file civic-enrol.txt of a stick.
    void enrol_from_stick();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Is there an enrolment that was cut short?
[[nodiscard]] bool enrolment_pending(const IdentityFiles& files);

}  // namespace kiosk

#pragma once

#include <array>
#include <mutex>
#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "protocol/base/secret.h"

namespace province {

/// Long enough, and not one that is guessed first. Twelve characters or more; at most 200 bytes.
bool is_good_password(std::string_view password, std::string_view login);

/// Where somebody waits for a password to be checked. Strangers who fill their own queue never keep out a
/// device that has signed in before, nor somebody who is at work.
enum class Queue { Strangers, Known };

/// Argon2id, one at a time: each takes 64 MiB, and a crowd at the door must not take all memory. When eight
/// wait in a queue already, the next there is told Busy at once.
class Passwords {
public:
    protocol::Result<bool> verify(const std::string& stored, std::string_view password,
                                  Queue queue = Queue::Known);
    /// Takes as long as verify() and is always wrong: for a login that does not exist.
    protocol::Result<bool> verify_nobody(std::string_view password, Queue queue);
    protocol::Result<std::string> hash(std::string_view password);
    protocol::Result<protocol::SecretSeed> key(std::string_view password, std::string_view salt);

private:
    template <class Work>
    auto alone(Queue queue, Work&& work) -> decltype(work());

    std::mutex counting_;
    std::array<int, 2> waiting_{};
    std::mutex working_;
    std::string nobody_;  // guarded by working_
};

}  // namespace province

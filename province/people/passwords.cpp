#include "province/people/passwords.h"

#include <algorithm>
#include <set>

#include "protocol/base/password.h"
#include "protocol/base/random.h"
#include "protocol/base/text.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr int kWaiting = 8;
constexpr std::size_t kShortest = 12;  // characters
constexpr std::size_t kLongest = 200;  // bytes
constexpr std::size_t kVariety = 5;    // different characters

}  // namespace

bool is_good_password(std::string_view password, std::string_view login)
{
    if (password.size() > kLongest || !protocol::is_utf8(password)) return false;
    std::set<char32_t> different;
    std::size_t length = 0;
    for (std::size_t at = 0; at < password.size(); ++length)
        different.insert(protocol::next_code_point(password, at));
    const std::string folded = protocol::fold(password);
    return length >= kShortest && different.size() >= kVariety &&
           (login.empty() || folded.find(login) == std::string::npos);
}

template <class Work>
auto Passwords::alone(Queue queue, Work&& work) -> decltype(work())
{
    int& waiting = waiting_[static_cast<std::size_t>(queue)];
    {
        const std::lock_guard lock(counting_);
        if (waiting >= kWaiting) return protocol::fail(Fault::Busy, "too many passwords at once");
        ++waiting;
    }
    const std::lock_guard lock(working_);
    {
        const std::lock_guard count(counting_);
        --waiting;
    }
    return work();
}

Result<bool> Passwords::verify(const std::string& stored, std::string_view password, Queue queue)
{
    return alone(queue, [&]() -> Result<bool> { return protocol::verify_password(stored, password); });
}

Result<bool> Passwords::verify_nobody(std::string_view password, Queue queue)
{
    return alone(queue, [&]() -> Result<bool> {
        if (nobody_.empty()) {
            auto made = protocol::hash_password(protocol::random_bytes(16));
            if (!made) return tl::unexpected{made.error()};
            nobody_ = std::move(*made);
        }
        static_cast<void>(protocol::verify_password(nobody_, password));
        return false;
    });
}

Result<std::string> Passwords::hash(std::string_view password)
{
    return alone(Queue::Known, [&]() -> Result<std::string> { return protocol::hash_password(password); });
}

Result<protocol::SecretSeed> Passwords::key(std::string_view password, std::string_view salt)
{
    return alone(Queue::Known, [&]() -> Result<protocol::SecretSeed> {
        return protocol::key_from_password(password, salt);
    });
}

}  // namespace province

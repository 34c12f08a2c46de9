#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace protocol {

/// Messages from any thread to the one thread that owns the box, in order of arrival.
///
/// `wake` is called after every post, outside the lock, on the posting thread: it must be safe there
/// (SDL_PushEvent, curl_multi_wakeup). A reader that blocks in wait() needs none.
template <class T>
class Mailbox {
public:
    Mailbox() = default;
    explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void post(T message)
    {
        {
            const std::lock_guard lock{mutex_};
            messages_.push_back(std::move(message));
        }
        arrived_.notify_one();
        if (wake_) wake_();
    }

    /// The oldest message, if there is one.
    std::optional<T> take()
    {
        const std::lock_guard lock{mutex_};
        return pop();
    }

    /// All messages there are, oldest first.
    std::vector<T> take_all()
    {
        const std::lock_guard lock{mutex_};
        std::vector<T> all;
        all.reserve(messages_.size());
        for (T& message : messages_) all.push_back(std::move(message));
        messages_.clear();
        return all;
    }

    /// Waits for a message until the deadline or until close(); nullopt when neither brought one.
    std::optional<T> wait_until(std::chrono::steady_clock::time_point deadline)
    {
        std::unique_lock lock{mutex_};
        arrived_.wait_until(lock, deadline, [this] { return closed_ || !messages_.empty(); });
        return pop();
    }
    std::optional<T> wait_for(std::chrono::milliseconds time)
    {
        return wait_until(std::chrono::steady_clock::now() + time);
    }
    /// Waits without end; nullopt only when the box is closed and empty.
    std::optional<T> wait()
    {
        std::unique_lock lock{mutex_};
        arrived_.wait(lock, [this] { return closed_ || !messages_.empty(); });
        return pop();
    }

    /// Ends every wait. What is in the box can still be taken, and posting still works.
    void close()
    {
        {
            const std::lock_guard lock{mutex_};
            closed_ = true;
        }
        arrived_.notify_all();
    }
    [[nodiscard]] bool closed() const
    {
        const std::lock_guard lock{mutex_};
        return closed_;
    }

private:
    std::optional<T> pop()
    {
        if (messages_.empty()) return std::nullopt;
        std::optional<T> first{std::move(messages_.front())};
        messages_.pop_front();
        return first;
    }

    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<T> messages_;  // guarded by mutex_
    bool closed_ = false;     // guarded by mutex_
    std::function<void()> wake_;
};

}  // namespace protocol

#pragma once

// Only for province/http: the one header that names httplib's types.

#include <chrono>
#include <cstddef>
#include <string>

#include <httplib.h>

#include "province/http/head.h"
#include "province/http/message.h"
#include "province/http/server.h"

namespace province::http {

/// One client's socket. Every read and write has a moment by which it must be done, so that a slow client
/// costs a thread for a bounded time; the head of a request is read and checked here, before httplib sees a
/// byte of it.
class Connection : public httplib::Stream {
public:
    Connection(int socket, const Limits& limits) : socket_(socket), limits_(limits) {}

    enum class Next { Request, Closed, Malformed, TooLong, TooSlow };

    /// Waits `idle` for a first byte, then for the whole head.
    Next await(std::chrono::milliseconds idle);

    /// The head await() found. Valid until the next await().
    const Head& head() const { return head_; }

    /// Reads all of the announced body; see Body.
    std::optional<std::string> read_body(std::size_t limit);

    /// Nothing more can be read as a request from here: the body was not, or not wholly, read.
    bool must_close() const { return must_close_ || unread_ > 0 || head_.wants_close(); }
    void close_after() { must_close_ = true; }

    /// The time for an answer begins.
    void grant_answer() { answer_until_ = std::chrono::steady_clock::now() + limits_.answer; }

    /// Sends what was written. False when the client did not take it in time.
    bool flush();

    /// Says goodbye so that the answer arrives though the client may still be sending.
    void linger();

    bool is_readable() const override { return true; }
    bool is_writable() const override { return !broken_; }
    ssize_t read(char* into, size_t size) override;
    ssize_t write(const char* from, size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    socket_t socket() const override { return 0; }  // never selected on: below FD_SETSIZE whatever ours is

private:
    using Moment = std::chrono::steady_clock::time_point;
    enum class Got { Bytes, End, Timeout };
    Got receive(Moment until);
    void hand_to_httplib();

    int socket_;
    const Limits& limits_;
    std::string input_;    // received and not yet used
    std::string output_;   // written and not yet sent
    std::string minimal_;  // the head as httplib gets it
    std::size_t minimal_used_ = 0;
    Head head_;
    std::uint64_t unread_ = 0;
    Moment answer_until_{};
    bool must_close_ = false;
    bool broken_ = false;
};

}  // namespace province::http

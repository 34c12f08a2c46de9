#include "province/http/server.h"

#include <atomic>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "protocol/base/log.h"
#include "province/http/connection.h"
#include "province/http/open_file.h"

namespace province::http {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr int kBacklog = 512;
constexpr std::size_t kWaiting =
    256;  // accepted connections without a thread; more stay in the kernel's queue
constexpr std::chrono::milliseconds kCrowdedIdle{1000};
constexpr std::chrono::milliseconds kGrace{1500};  // what a stop leaves to requests in work

/// httplib's pool starts all its threads at once and queues without bound; this one does neither.
class Pool : public httplib::TaskQueue {
public:
    explicit Pool(std::size_t threads) : most_(threads) {}

    using Enqueued =
        decltype(std::declval<httplib::TaskQueue&>().enqueue(nullptr));  // void in 0.11, bool in 0.18
    Enqueued enqueue(std::function<void()> task) override
    {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return tasks_.size() < kWaiting; });
        tasks_.push_back(std::move(task));
        if (idle_ < tasks_.size() && threads_.size() < most_) threads_.emplace_back([this] { work(); });
        work_.notify_one();
        return Enqueued(true);
    }

    void shutdown() override
    {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        work_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

private:
    void work()
    {
        std::unique_lock lock(mutex_);
        for (;;) {
            ++idle_;
            work_.wait(lock, [&] { return !tasks_.empty() || ending_; });
            --idle_;
            if (tasks_.empty()) return;
            const std::function<void()> task = std::move(tasks_.front());
            tasks_.pop_front();
            room_.notify_one();
            lock.unlock();
            task();
            lock.lock();
        }
    }

    std::size_t most_;
    std::mutex mutex_;
    std::condition_variable work_;
    std::condition_variable room_;
    std::deque<std::function<void()>> tasks_;
    std::vector<std::thread> threads_;
    std::size_t idle_ = 0;
    bool ending_ = false;
};

class WholeBody : public Body {
public:
    explicit WholeBody(Connection& connection) : connection_(connection) {}
    std::optional<std::uint64_t> announced() const override { return connection_.head().content_length; }
    std::optional<std::string> read(std::size_t limit) override { return connection_.read_body(limit); }

private:
    Connection& connection_;
};

/// The request this thread is answering: httplib's callbacks carry no user pointer.
thread_local Connection* current = nullptr;

Request request_of(const Head& head)
{
    Request request;
    request.method = head.method;
    request.path = head.path;
    request.query = head.query;
    request.header = [&head](std::string_view name) {
        std::string lower(name);
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return std::string{head.field(lower)};
    };
    return request;
}

void fill(Response&& ours, httplib::Response& theirs)
{
    theirs.status = ours.status;
    for (const auto& [name, value] : ours.headers) theirs.set_header(name, value);
    if (!ours.file || ours.length == 0) {
        if (!ours.type.empty()) theirs.set_header("Content-Type", ours.type);
        theirs.body = std::move(ours.body);
        return;
    }
    const auto file = ours.file;
    const std::uint64_t start = ours.offset;
    theirs.set_content_provider(
        static_cast<std::size_t>(ours.length), ours.type,
        [file, start](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
            const std::string piece = file->read(start + offset, std::min<std::size_t>(length, 65536));
            return !piece.empty() && sink.write(piece.data(), piece.size());
        });
}

/// Every header costs each kiosk bytes at each poll; these say nothing it needs.
void trim(httplib::Response& response, bool closes)
{
    response.headers.erase("Keep-Alive");
    response.headers.erase("Accept-Ranges");
    if (response.status == 304) response.headers.erase("Content-Length");
    if (closes) response.set_header("Connection", "close");
}

std::string refusal(int status, std::string_view phrase, std::string_view sentence)
{
    const Response answer = problem(status, sentence);
    return "HTTP/1.1 " + std::to_string(status) + " " + std::string(phrase) +
           "\r\nCache-Control: no-store\r\nConnection: close\r\nContent-Type: "
           "application/json\r\nContent-Length: " +
           std::to_string(answer.body.size()) + "\r\n\r\n" + answer.body;
}

}  // namespace

struct Server::Impl : public httplib::Server {
    Impl(province::http::Handler answer, const Limits& bounds) : handler(std::move(answer)), limits(bounds)
    {
        new_task_queue = [this] { return new Pool(limits.threads); };  // httplib owns and deletes it
        // httplib's own choice, SO_REUSEPORT, would let two servers share a port unseen.
        set_socket_options([](socket_t socket) {
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
            WholeBody body(*current);
            fill(handler(request_of(current->head()), body), response);
            return HandlerResponse::Handled;
        });
        set_exception_handler([](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
            protocol::log::error("http", "a handler failed for ", current->head().method);
            fill(problem(500, "The server could not do this. Please try again later."), response);
        });
        set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
            trim(response, current->must_close());
        });
    }

    bool bind(const std::string& host, std::uint16_t wanted)
    {
        const int got = wanted == 0 ? bind_to_any_port(host) : (bind_to_port(host, wanted) ? wanted : -1);
        if (got <= 0) return false;
        ::listen(svr_sock_, kBacklog);  // Debian's library was built with a queue of 5
        port = static_cast<std::uint16_t>(got);
        return true;
    }

    bool listening() const { return svr_sock_ != INVALID_SOCKET; }

    std::chrono::milliseconds idle() const
    {
        return connections_open.load() * 4 > limits.threads * 3 ? std::min(kCrowdedIdle, limits.idle)
                                                                : limits.idle;
    }

    void enter(int socket, bool working)
    {
        const std::lock_guard lock(mutex);
        sockets[socket] = working;
        if (stopping && !working) ::shutdown(socket, SHUT_RD);
    }

    // Private in httplib and virtual: the one place where a connection's life can be taken over.
    bool process_and_close_socket(socket_t socket) override
    {
        ++connections_open;
        const int yes = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        {
            Connection connection(socket, limits);
            current = &connection;
            serve(socket, connection);
            current = nullptr;
        }
        {
            const std::lock_guard lock(mutex);
            sockets.erase(socket);
        }
        ::close(socket);
        --connections_open;
        return true;
    }

    void serve(int socket, Connection& connection)
    {
        for (;;) {
            enter(socket, false);
            const Connection::Next next = connection.await(idle());
            if (next == Connection::Next::Closed) return;
            enter(socket, true);
            if (next != Connection::Next::Request) {
                refuse(connection, next);
                return;
            }
            if (!answer(connection) || !connection.flush()) return;
            if (connection.must_close()) {
                connection.linger();
                return;
            }
        }
    }

    bool answer(Connection& connection) { return process(*this, connection); }

    /// A template only because the two Debian releases differ in this one signature.
    template <class Self>
    static bool process(Self& self, Connection& connection)
    {
        bool closed = false;
        if constexpr (requires { self.process_request(connection, false, closed, nullptr); })
            return self.process_request(connection, false, closed, nullptr);
        else
            return self.process_request(connection, std::string{}, 0, std::string{}, 0, false, closed,
                                        nullptr);
    }

    static void refuse(Connection& connection, Connection::Next why)
    {
        std::string text;
        if (why == Connection::Next::TooLong)
            text = refusal(431, "Request Header Fields Too Large", "The request's head is too long.");
        else if (why == Connection::Next::TooSlow)
            text = refusal(408, "Request Timeout", "The request did not arrive in time.");
        else
            text = refusal(400, "Bad Request", "This is not a request the server understands.");
        connection.grant_answer();
        connection.write(text.data(), text.size());
        if (connection.flush()) connection.linger();
    }

    province::http::Handler handler;
    Limits limits;
    std::uint16_t port = 0;
    std::atomic<std::size_t> connections_open{0};

    std::mutex mutex;  // guards what follows
    std::condition_variable changed;
    std::map<int, bool> sockets;  // open ones; true: a request is in work
    bool running = false;
    bool stopping = false;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::bind(const std::string& host, std::uint16_t port, Handler handler, Limits limits)
{
    auto impl = std::make_unique<Impl>(std::move(handler), limits);
    if (!impl->bind(host, port))
        return protocol::fail(Fault::Busy, "cannot listen on " + host + ":" + std::to_string(port));
    return Server(std::move(impl));
}

std::uint16_t Server::port() const { return impl_->port; }

void Server::run()
{
    {
        const std::lock_guard lock(impl_->mutex);
        if (impl_->stopping) return;
        impl_->running = true;
    }
    impl_->listen_after_bind();
    const std::lock_guard lock(impl_->mutex);
    impl_->running = false;
    impl_->changed.notify_all();
}

void Server::stop()
{
    std::unique_lock lock(impl_->mutex);
    impl_->stopping = true;
    const auto until = std::chrono::steady_clock::now() + kGrace;
    while (impl_->running) {
        const bool late = std::chrono::steady_clock::now() >= until;
        for (const auto& [socket, working] : impl_->sockets)
            if (!working || late) ::shutdown(socket, late ? SHUT_RDWR : SHUT_RD);
        lock.unlock();
        // Does nothing before the listening loop has begun, hence asked again; must not be called twice
        // after.
        if (impl_->listening()) impl_->httplib::Server::stop();
        lock.lock();
        impl_->changed.wait_for(lock, std::chrono::milliseconds(10), [&] { return !impl_->running; });
    }
}

}  // namespace province::http

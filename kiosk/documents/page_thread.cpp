#include "kiosk/documents/page_thread.h"

#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <thread>
#include <utility>

#include "documents/page_process.h"
#include "kiosk/documents/prose.h"
#include "protocol/base/log.h"
#include "protocol/base/mailbox.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;
namespace pages = protocol::pages;

namespace {

struct Stop {};
using Message = std::variant<std::vector<PageOrder>, Stop>;

FileTrouble trouble_of(pages::Refusal why)
{
    switch (why) {
        case pages::Refusal::Locked:
            return FileTrouble::Locked;
        case pages::Refusal::TooLarge:
            return FileTrouble::TooLarge;
        case pages::Refusal::NotReadable:
        case pages::Refusal::NoSuchPage:
            break;
    }
    return FileTrouble::NotReadable;
}

/// Becomes readable for good: whoever waits on it stops waiting.
class StopSign {
public:
    StopSign() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~StopSign() { ::close(fd_); }
    StopSign(const StopSign&) = delete;
    StopSign& operator=(const StopSign&) = delete;
    void raise() const
    {
        const std::uint64_t one = 1;
        (void)!::write(fd_, &one, sizeof one);
    }
    [[nodiscard]] int fd() const { return fd_; }

private:
    int fd_;
};

}  // namespace

class PageThread::Work {
public:
    explicit Work(PageOptions options) : options_(std::move(options))
    {
        thread_ = std::jthread([this] { run(); });
    }
    ~Work()
    {
        stop_.raise();
        mailbox_.post(Stop{});
        thread_.join();
    }

    void order(std::vector<PageOrder> orders) { mailbox_.post(std::move(orders)); }

private:
    void run()
    {
        pthread_setname_np(pthread_self(), "pages");
        std::deque<PageOrder> orders;
        for (;;) {
            std::optional<Message> message;
            if (orders.empty()) message = process_ ? mailbox_.wait_for(options_.idle) : mailbox_.wait();
            for (Message& newer : mailbox_.take_all()) message = std::move(newer);
            if (message) {
                if (std::holds_alternative<Stop>(*message)) return;
                auto& wanted = std::get<std::vector<PageOrder>>(*message);
                orders.assign(wanted.begin(), wanted.end());
                if (orders.empty()) leave();
            } else if (orders.empty()) {
                process_.reset();  // nobody has asked for a while; the file is still the one being read
            }
            if (orders.empty()) continue;
            const PageOrder order = orders.front();
            orders.pop_front();
            carry_out(order);
        }
    }

    void leave()
    {
        process_.reset();
        file_.reset();
        refused_.reset();
    }

    void carry_out(const PageOrder& order)
    {
        if (file_ != order.file) leave();
        file_ = order.file;
        const bool only_shapes = !order.piece && !order.words;
        // Left and come back to in one breath, the file is open still: who asks for its shapes has not heard.
        if (refused_ && only_shapes) tell(paged::Refused{*file_, *refused_});
        if (refused_) return;
        if (process_ && only_shapes) tell(paged::Opened{*file_, shapes_});
        if (!process_ && !open()) return;
        if (only_shapes) return;
        const pages::Request request =
            order.piece ? pages::Request{*order.piece} : pages::Request{pages::Read{*order.words}};
        const std::uint32_t page = order.piece ? order.piece->page : *order.words;
        const bool fresh = !std::exchange(used_, true);
        auto answer = process_->ask(request, allowance(), stop_.fd());
        if (!answer && answer.error().fault == Fault::Malformed && !fresh) {
            // It may have died of what it had been asked before: this page deserves a process of its own.
            process_.reset();
            if (!open()) return;
            used_ = true;
            answer = process_->ask(request, allowance(), stop_.fd());
        }
        if (!answer) {
            protocol::log::warning("pages", "item ", order.file.index, '/', order.file.n, " page ", page + 1,
                                   ": ", answer.error().detail);
            process_.reset();
        }
        if (order.words) return tell_words(order.file, page, answer);
        const auto* drawn = answer ? std::get_if<pages::Drawn>(&*answer) : nullptr;
        const bool as_asked =
            drawn != nullptr && drawn->wide == order.piece->wide && drawn->tall == order.piece->tall;
        if (!as_asked) return tell(paged::Failed{order.file, page});
        tell(paged::Drawn{order.file, *order.piece, picture_of(*drawn)});
    }

    /// A page without words, or one that could not be read, is told as such: somebody waits to hear it.
    void tell_words(const FileName& file, std::uint32_t page, const Result<pages::Answer>& answer)
    {
        const auto* words = answer ? std::get_if<pages::Words>(&*answer) : nullptr;
        tell(paged::Worded{
            file, page,
            std::make_shared<const std::string>(words != nullptr ? prose(words->words) : std::string{})});
    }

    /// A process that has opened file_. False: the file was refused, and that has been told.
    bool open()
    {
        auto bytes = options_.read(*file_);
        if (!bytes) return refuse(FileTrouble::NotHere, bytes.error().detail);
        auto process = documents::PageProcess::start(options_.program);
        if (!process) return refuse(FileTrouble::NotReadable, process.error().detail);
        const auto answer = process->ask(pages::Open{std::move(*bytes)}, allowance(), stop_.fd());
        if (!answer) return refuse(FileTrouble::NotReadable, answer.error().detail);
        if (const auto* no = std::get_if<pages::Refused>(&*answer))
            return refuse(trouble_of(no->why), "refused");
        const auto* opened = std::get_if<pages::Opened>(&*answer);
        if (opened == nullptr) return refuse(FileTrouble::NotReadable, "unexpected answer");
        shapes_ = opened->pages;
        tell(paged::Opened{*file_, shapes_});
        process_.emplace(std::move(*process));
        used_ = false;
        return true;
    }

    bool refuse(FileTrouble why, const std::string& detail)
    {
        protocol::log::warning("pages", "item ", file_->index, '/', file_->n, ": ", detail);
        refused_ = why;
        tell(paged::Refused{*file_, why});
        return false;
    }

    /// Of work: a good file on a busy machine is not refused. A process that only waits has four times that.
    [[nodiscard]] documents::Allowance allowance() const { return {4 * options_.most, options_.most}; }

    void tell(PageNews news) { options_.on_news(std::move(news)); }

    PageOptions options_;
    protocol::Mailbox<Message> mailbox_;
    StopSign stop_;
    std::optional<FileName> file_;  ///< the one process_ has open, or had
    std::optional<documents::PageProcess> process_;
    std::vector<pages::Shape> shapes_;    ///< of the pages of the file that process_ has open
    bool used_ = false;                   ///< it has been asked for a page
    std::optional<FileTrouble> refused_;  ///< file_ cannot be opened: not tried again until it is left
    std::jthread thread_;
};

PageThread::PageThread(PageOptions options) : work_(std::make_unique<Work>(std::move(options))) {}
PageThread::~PageThread() = default;

void PageThread::order(std::vector<PageOrder> orders) { work_->order(std::move(orders)); }

}  // namespace kiosk

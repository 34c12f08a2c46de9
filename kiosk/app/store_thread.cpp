#include "kiosk/app/store_thread.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <future>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>

#include "kiosk/app/staff_desk.h"
#include "kiosk/app/store_desk.h"
#include "kiosk/app/store_reader.h"
#include "protocol/base/log.h"
#include "protocol/base/mailbox.h"
#include "protocol/base/secret.h"

namespace kiosk {

namespace {

struct Stop {};
/// Another thread waits for these bytes; when the store ends first, it is told so by the broken promise.
struct AttachmentQuestion {
    std::int64_t index = 0;
    int n = 0;
    std::promise<protocol::Result<std::string>> answer;
};
using Message = std::variant<Command, ReceiptMaker::Made, AttachmentQuestion, Stop>;

/// The question is answered anew by a later one: it need not be worked on.
bool overtaken(const Command& earlier, const Command& later)
{
    if (earlier.index() != later.index()) return false;
    if (std::holds_alternative<cmd::LoadHome>(earlier) || std::holds_alternative<cmd::Search>(earlier))
        return true;
    if (const auto* list = std::get_if<cmd::LoadList>(&earlier))
        return list->visit == std::get<cmd::LoadList>(later).visit;
    if (const auto* document = std::get_if<cmd::LoadDocument>(&earlier))
        return document->visit == std::get<cmd::LoadDocument>(later).visit;
    return false;
}

}  // namespace

class StoreThread::Work {
public:
    explicit Work(StoreOptions options)
        : options_(std::move(options)), clock_(options_.clock != nullptr ? *options_.clock : system_clock_)
    {
        thread_ = std::jthread([this] { run(); });
    }

    ~Work()
    {
        mailbox_.post(Stop{});
        thread_.join();
    }

    void post(Command command)
    {
        if (const auto* search = std::get_if<cmd::Search>(&command)) newest_search_ = search->number;
        mailbox_.post(std::move(command));
    }

    protocol::Result<std::string> attachment(std::int64_t index, int n)
    {
        constexpr auto kLongest = std::chrono::seconds{10};
        AttachmentQuestion question{index, n, {}};
        auto answer = question.answer.get_future();
        mailbox_.post(std::move(question));
        try {
            if (answer.wait_for(kLongest) == std::future_status::ready) return answer.get();
        } catch (const std::future_error&) {
            // The store has ended.
        }
        return protocol::fail(protocol::Fault::Busy, "the store does not answer");
    }

private:
    void run()
    {
        pthread_setname_np(pthread_self(), "store");
        auto content = offline_cache::Content::open(options_.content, options_.commune);
        if (!content) {
            protocol::log::error("store", content.error().detail);
            options_.on_event(event::StoreUnusable{content.error().detail});
            return;
        }
        // A damaged outbox is never replaced: reading goes on, reports are refused (architecture.md).
        std::optional<offline_cache::Outbox> outbox;
        if (auto opened = offline_cache::Outbox::open(options_.outbox))
            outbox.emplace(std::move(*opened));
        else
            protocol::log::error("store", opened.error().detail);

        StoreReader reader{*content, outbox ? &*outbox : nullptr, clock_, options_.on_event, &newest_search_};
        StoreDesk desk{*content,
                       outbox ? &*outbox : nullptr,
                       options_.commune,
                       clock_,
                       options_.on_event,
                       options_.on_handed_in,
                       [this](ReceiptMaker::Made made) { mailbox_.post(std::move(made)); }};
        reader.counts();
        if (options_.on_open) options_.on_open();
        StaffOptions staff_options = options_.staff;
        staff_options.folder = options_.content.parent_path();
        StaffDesk staff{std::move(staff_options), *content, outbox ? &*outbox : nullptr, clock_,
                        options_.on_event};
        serve(*content, reader, desk, staff);
    }

    void serve(offline_cache::Content& content, StoreReader& reader, StoreDesk& desk, StaffDesk& staff)
    {
        std::deque<Message> queue;
        bool stopping = false;
        while (!stopping || desk.hand_in_waits()) {
            if (queue.empty()) {
                auto message = mailbox_.wait();
                if (!message) return;
                queue.push_back(std::move(*message));
            }
            for (Message& message : mailbox_.take_all()) queue.push_back(std::move(message));
            Message message = std::move(queue.front());
            queue.pop_front();

            if (std::holds_alternative<Stop>(message)) {
                stopping = true;
            } else if (auto* made = std::get_if<ReceiptMaker::Made>(&message)) {
                desk.made(std::move(*made));
            } else if (auto* question = std::get_if<AttachmentQuestion>(&message)) {
                question->answer.set_value(content.attachment(question->index, question->n));
            } else {
                const auto& command = std::get<Command>(message);
                const bool is_late = std::any_of(queue.begin(), queue.end(), [&](const Message& later) {
                    const auto* other = std::get_if<Command>(&later);
                    return other != nullptr && overtaken(command, *other);
                });
                if (std::holds_alternative<cmd::WipeScreen>(command)) {
                    reader.forget();
                    protocol::wipe_stack();
                } else if (!is_late && !reader.run(command) && !staff.run(command))
                    desk.run(command);
            }
        }
    }

    StoreOptions options_;
    protocol::SystemClock system_clock_;
    const protocol::Clock& clock_;
    std::atomic<std::uint64_t> newest_search_{0};
    protocol::Mailbox<Message> mailbox_;
    std::jthread thread_;
};

StoreThread::StoreThread(StoreOptions options) : work_(std::make_unique<Work>(std::move(options))) {}
StoreThread::~StoreThread() = default;

protocol::Result<std::string> StoreThread::attachment(std::int64_t index, int n)
{
    return work_->attachment(index, n);
}

bool StoreThread::post(const Command& command)
{
    const bool elsewhere =
        std::holds_alternative<cmd::WantReplies>(command) ||
        std::holds_alternative<cmd::OrderPages>(command) ||
        std::holds_alternative<cmd::SwallowTouch>(command) ||
        std::holds_alternative<cmd::FindPrinters>(command) || std::holds_alternative<cmd::Print>(command) ||
        std::holds_alternative<cmd::RingBell>(command) || std::holds_alternative<cmd::Restart>(command);
    if (elsewhere) return false;
    work_->post(command);
    return true;
}

}  // namespace kiosk

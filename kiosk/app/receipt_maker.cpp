#include "kiosk/app/receipt_maker.h"

#include <pthread.h>

#include <utility>

#include "protocol/base/log.h"

namespace kiosk {

ReceiptMaker::ReceiptMaker(std::function<void(Made)> on_made)
    : on_made_(std::move(on_made)), thread_([this] { run(); })
{
}

ReceiptMaker::~ReceiptMaker()
{
    jobs_.close();
    // Jobs not begun are dropped with their codes; one under way takes a second at most.
    (void)jobs_.take_all();
}

void ReceiptMaker::make(std::uint64_t request, std::string log_host, std::string commune)
{
    jobs_.post({request, std::nullopt, std::move(log_host), std::move(commune)});
}

void ReceiptMaker::derive(std::uint64_t request, protocol::ReceiptCode code, std::string log_host,
                          std::string commune)
{
    jobs_.post({request, std::move(code), std::move(log_host), std::move(commune)});
}

void ReceiptMaker::run()
{
    pthread_setname_np(pthread_self(), "receipt");
    while (auto job = jobs_.wait()) {
        if (!job->code) job->code = protocol::ReceiptCode::generate();
        Made made;
        made.request = job->request;
        auto keys = protocol::derive_receipt_keys(*job->code, job->log_host, job->commune);
        if (keys)
            made.keys = std::move(*keys);
        else
            protocol::log::error("receipt", keys.error().detail);
        made.code = std::move(job->code);
        on_made_(std::move(made));
    }
}

}  // namespace kiosk

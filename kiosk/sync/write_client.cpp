#include "kiosk/sync/write_client.h"

#include <map>
#include <vector>

#include "protocol/base/log.h"
#include "protocol/limits.h"
#include "protocol/routes.h"

namespace kiosk {

using offline_cache::Outbox;
using offline_cache::OutboxRow;
using protocol::Fault;
using protocol::Result;
using std::chrono::milliseconds;

namespace {
constexpr auto kSendDeadline = std::chrono::minutes{10};
constexpr milliseconds kSoon{30'000};
constexpr milliseconds kHour{3'600'000};
constexpr const char* kListEtag = "replies_etag";
}  // namespace

void WriteClient::tell_outbox(Outbox& outbox, const std::string& lookup, bool sent, bool is_parked)
{
    const auto counts = outbox.counts();
    tell_(synced::OutboxChanged{lookup, sent, is_parked, counts ? counts->waiting : 0});
}

Result<bool> WriteClient::not_sent(Outbox& outbox, const OutboxRow& row, Plan& plan, std::string_view why,
                                   std::optional<milliseconds> wait)
{
    const milliseconds pause = wait ? *wait : plan.backoff(row.tries);
    const auto until = clock_.now() + std::chrono::ceil<std::chrono::seconds>(pause);
    if (auto put_off = outbox.postpone(row.id, until); !put_off) return tl::unexpected{put_off.error()};
    return protocol::fail(Fault::Offline,
                          "report " + std::to_string(row.n) + " not sent: " + std::string{why});
}

Result<bool> WriteClient::parked(Outbox& outbox, const OutboxRow& row, int status)
{
    const std::string reason = "status " + std::to_string(status);
    protocol::log::error("sync", "report ", row.n, " is refused by the province (", reason,
                         "): a technician must look");
    if (auto done = outbox.park(row.id, reason); !done) return tl::unexpected{done.error()};
    tell_outbox(outbox, row.lookup, false, true);
    return true;
}

void WriteClient::sign(HttpRequest& request, const std::string& path, const protocol::Chain& chain) const
{
    if (key_ == nullptr) return;
    for (auto& line : protocol::sign_request(request.method, path, request.body, chain, *key_).lines())
        request.headers.push_back(std::move(line));
}

Result<void> WriteClient::send_beat(const protocol::Beat& beat, std::uint64_t n,
                                    const protocol::Vkey& receiver)
{
    const std::string& device = key_->vkey().name();
    const std::string path = protocol::routes::beat(device, n);
    HttpRequest request;
    request.method = "PUT";
    request.url = base_ + path;
    request.headers.emplace_back("Content-Type: application/json");
    request.body = protocol::make_beat(beat);
    request.max_bytes = protocol::limits::kReceived;
    request.deadline = deadline_;
    sign(request, path, {});
    auto answer = http_.send(std::move(request));
    if (!answer) return tl::unexpected{answer.error()};
    if (answer->status != 200) {
        retry_after_ = answer->retry_after;
        if (answer->status == 401 || answer->status == 403)
            protocol::log::error("sync", "the province does not let this terminal in (status ",
                                 answer->status, ")");
        return protocol::fail(Fault::Offline, "beat: status " + std::to_string(answer->status));
    }
    return protocol::open_beaten(answer->body, device, n, receiver);
}

Result<bool> WriteClient::send_one(Outbox& outbox, const std::string& receiver_vkey, Plan& plan)
{
    auto due = outbox.next_due(clock_.now());
    if (!due) return tl::unexpected{due.error()};
    if (!*due) return false;
    const OutboxRow& row = **due;

    HttpRequest request;
    request.method = "PUT";
    const std::string path = protocol::routes::feedback(protocol::to_hex(row.id));
    request.url = base_ + path;
    request.headers.push_back("Content-Type: " + std::string{protocol::routes::kContainerType});
    request.body = row.container;
    request.max_bytes = protocol::limits::kReceived;
    request.deadline = std::min<milliseconds>(kSendDeadline, deadline_ * 10);
    sign(request, path, {static_cast<std::uint64_t>(row.n), row.prev});
    auto answer = http_.send(std::move(request));
    if (!answer) return not_sent(outbox, row, plan, answer.error().detail);

    switch (judge_send(answer->status)) {
        case SendOutcome::Park:
            return parked(outbox, row, answer->status);
        case SendOutcome::RetrySoon:
            return not_sent(outbox, row, plan, "in work", kSoon);
        case SendOutcome::Denied:
            return not_sent(outbox, row, plan, "not allowed", kHour);
        case SendOutcome::Retry: {
            retry_after_ = answer->retry_after;
            std::optional<milliseconds> wait;
            if (answer->retry_after) wait = std::min<milliseconds>(*answer->retry_after, kHour * 6);
            return not_sent(outbox, row, plan, "status " + std::to_string(answer->status), wait);
        }
        case SendOutcome::Done:
            break;
    }
    auto receipt = outbox.acknowledge(row.id, answer->body, receiver_vkey);
    if (!receipt) {
        const auto fault = receipt.error().fault;
        if (fault == Fault::Storage || fault == Fault::Busy) return tl::unexpected{receipt.error()};
        return not_sent(outbox, row, plan, "the receipt does not verify: " + receipt.error().detail);
    }
    protocol::log::info("sync", "report ", row.n, " is at the province");
    tell_outbox(outbox, row.lookup, true, false);
    return true;
}

Result<bool> WriteClient::fetch_replies(offline_cache::ContentWriter& writer)
{
    auto etag = writer.remembered(kListEtag);
    if (!etag) return tl::unexpected{etag.error()};
    HttpRequest request;
    const std::string path = protocol::routes::reply_list(commune_);
    request.url = base_ + path;
    sign(request, path, {});
    if (!etag->empty()) request.headers.push_back("If-None-Match: " + *etag);
    request.max_bytes = protocol::limits::kList;
    request.deadline = deadline_;
    auto answer = http_.send(std::move(request));
    if (!answer) return tl::unexpected{answer.error()};
    if (answer->status == 304 && !etag->empty()) return false;
    if (answer->status != 200) {
        retry_after_ = answer->retry_after;
        return protocol::fail(Fault::Offline, "reply list: status " + std::to_string(answer->status));
    }
    auto list = protocol::parse_reply_list(answer->body);
    if (!list) return tl::unexpected{list.error()};
    auto stored = writer.replies();
    if (!stored) return tl::unexpected{stored.error()};
    std::map<std::pair<std::string, int>, protocol::Hash> here;
    for (const auto& reply : *stored) here[{reply.lookup, reply.k}] = reply.hash;

    std::vector<offline_cache::ContentWriter::NewReply> fresh;
    std::vector<protocol::ListedReply> kept;
    bool complete = true;
    for (const auto& reply : *list) {
        kept.push_back(reply);
        const auto at = here.find({reply.lookup, reply.k});
        if (at != here.end() && at->second == reply.hash) continue;
        HttpRequest one;
        const std::string name = protocol::routes::reply(commune_, reply.lookup, reply.k);
        one.url = base_ + name;
        sign(one, name, {});
        one.max_bytes = static_cast<std::size_t>(reply.bytes);
        one.deadline = deadline_;
        auto got = http_.send(std::move(one));
        if (got && got->status == 200 && static_cast<std::int64_t>(got->body.size()) == reply.bytes &&
            protocol::sha256(got->body) == reply.hash) {
            fresh.push_back({reply, std::move(got->body)});
        } else {
            // An older reply under this name stays until the right one is here.
            if (at != here.end()) kept.back().hash = at->second;
            complete = false;
        }
        if (http_.stopped()) return protocol::fail(Fault::Offline, "stopped");
    }
    const bool gone = stored->size() + fresh.size() != kept.size() || !fresh.empty();
    if (auto done = writer.replace_replies(kept, fresh); !done) return tl::unexpected{done.error()};
    if (!complete) return protocol::fail(Fault::Offline, "some replies did not come");
    if (auto done = writer.remember(kListEtag, answer->etag); !done) return tl::unexpected{done.error()};
    return gone;
}

}  // namespace kiosk

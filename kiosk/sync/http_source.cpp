#include "kiosk/sync/http_source.h"

#include <utility>

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {
constexpr std::size_t kAhead = 4;  // transfers started before the first is used: two a connection
}

HttpRequest HttpSource::request(const Fetch& fetch) const
{
    HttpRequest request;
    request.url = base_ + '/' + fetch.path;
    if (!fetch.etag.empty()) request.headers.push_back("If-None-Match: " + fetch.etag);
    request.range_from = fetch.range_from;
    request.gzip = fetch.gzip && !fetch.range_from;
    request.max_bytes = fetch.max_bytes;
    request.deadline = deadline_;
    return request;
}

Result<Fetched> HttpSource::judge(const Fetch& fetch, Result<HttpAnswer> answer)
{
    if (!answer) return tl::unexpected{answer.error()};
    const int status = answer->status;
    const bool good = status == 200 || (status == 206 && fetch.range_from) ||
                      (status == 304 && !fetch.etag.empty()) || status == 404 || status == 410;
    if (!good) {
        if (answer->retry_after) retry_after_ = answer->retry_after;
        return protocol::fail(Fault::Offline, fetch.path + ": status " + std::to_string(status));
    }
    return Fetched{status, std::move(answer->body), std::move(answer->etag), answer->range_start};
}

Result<Fetched> HttpSource::get(const Fetch& fetch) { return judge(fetch, http_.send(request(fetch))); }

void HttpSource::get_all(std::span<const Fetch> fetches,
                         const std::function<bool(std::size_t, Result<Fetched>)>& each)
{
    std::vector<std::optional<Result<HttpAnswer>>> answers(fetches.size());
    std::size_t started = 0;
    std::size_t used = 0;
    bool going = true;
    // Answers may come out of order; they are handed on in order, and each one used lets the next one start.
    std::function<void()> start_more;
    start_more = [&] {
        while (going && started < fetches.size() && started < used + kAhead) {
            const std::size_t i = started++;
            http_.start(request(fetches[i]), [&, i](Result<HttpAnswer> answer) {
                answers[i] = std::move(answer);
                while (going && used < fetches.size() && answers[used]) {
                    const std::size_t n = used++;
                    start_more();
                    going = each(n, judge(fetches[n], std::move(*answers[n])));
                    answers[n].reset();
                }
            });
        }
    };
    start_more();
    http_.run();
}

std::optional<std::chrono::seconds> HttpSource::take_retry_after()
{
    return std::exchange(retry_after_, std::nullopt);
}

}  // namespace kiosk

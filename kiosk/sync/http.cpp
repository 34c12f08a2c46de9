#include "kiosk/sync/http.h"

#include <algorithm>
#include <atomic>
#include <list>
#include <mutex>
#include <string_view>
#include <utility>

#include <curl/curl.h>

#include "protocol/base/encoding.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr long kConnectSeconds = 15;
constexpr long kSlowBytes = 50;
constexpr long kSlowSeconds = 60;
constexpr long kConnections = 2;
constexpr int kPollMilliseconds = 500;  // a transfer stuck inside curl is looked at this often

void global_start()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::string lower_case(std::string_view text)
{
    std::string lower{text};
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return lower;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\n'))
        text.remove_suffix(1);
    return text;
}

}  // namespace

struct Http::Transfer {
    HttpRequest request;
    Done done;
    HttpAnswer answer;
    CURL* easy = nullptr;
    curl_slist* headers = nullptr;
    std::size_t sent = 0;
    bool too_large = false;
    char error[CURL_ERROR_SIZE] = {};

    Transfer(HttpRequest given, Done then) : request(std::move(given)), done(std::move(then)) {}
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer()
    {
        curl_slist_free_all(headers);
        if (easy != nullptr) curl_easy_cleanup(easy);
    }

    static std::size_t write(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t header(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t read(char* data, std::size_t size, std::size_t count, void* self);
    void prepare();
};

std::size_t Http::Transfer::write(char* data, std::size_t size, std::size_t count, void* self)
{
    auto& transfer = *static_cast<Transfer*>(self);
    const std::size_t bytes = size * count;
    if (transfer.answer.body.size() + bytes > transfer.request.max_bytes) {
        transfer.too_large = true;
        return 0;  // curl ends the transfer
    }
    transfer.answer.body.append(data, bytes);
    return bytes;
}

std::size_t Http::Transfer::header(char* data, std::size_t size, std::size_t count, void* self)
{
    auto& answer = static_cast<Transfer*>(self)->answer;
    const std::string_view line{data, size * count};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return line.size();
    const std::string name = lower_case(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "etag" && value.size() <= 200) {
        answer.etag = value;
    } else if (name == "content-range" && lower_case(value.substr(0, 6)) == "bytes ") {
        answer.range_start = protocol::parse_decimal(value.substr(6, value.find('-') - 6));
    } else if (name == "retry-after") {
        const auto seconds = protocol::parse_decimal(value);
        if (seconds && *seconds <= 86'400) answer.retry_after = std::chrono::seconds{*seconds};
    }
    return line.size();
}

std::size_t Http::Transfer::read(char* data, std::size_t size, std::size_t count, void* self)
{
    auto& transfer = *static_cast<Transfer*>(self);
    const std::size_t bytes = std::min(size * count, transfer.request.body.size() - transfer.sent);
    std::copy_n(transfer.request.body.data() + transfer.sent, bytes, data);
    transfer.sent += bytes;
    return bytes;
}

void Http::Transfer::prepare()
{
    easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, kSlowBytes);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.deadline.count()));
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 300L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::write);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Transfer::header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    headers = curl_slist_append(headers, "Accept:");  // an empty value takes curl's own header away
    headers = curl_slist_append(headers, "User-Agent:");
    headers = curl_slist_append(headers, "Expect:");
    for (const auto& line : request.headers) headers = curl_slist_append(headers, line.c_str());
    if (request.range_from) {
        curl_easy_setopt(easy, CURLOPT_RANGE, (std::to_string(*request.range_from) + "-").c_str());
    } else if (request.gzip) {
        curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    }
    if (request.method == "POST") {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    if (request.method == "PUT") {
        curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(easy, CURLOPT_READFUNCTION, &Transfer::read);
        curl_easy_setopt(easy, CURLOPT_READDATA, this);
        curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
}

struct Http::State {
    CURLM* multi = nullptr;
    std::list<std::unique_ptr<Transfer>> running;
    std::atomic<bool> stop{false};

    void finish(CURL* easy, CURLcode code);
    void abandon();
};

/// Takes a transfer out of the multi handle and tells its owner.
void Http::State::finish(CURL* easy, CURLcode code)
{
    const auto at = std::find_if(running.begin(), running.end(),
                                 [&](const auto& transfer) { return transfer->easy == easy; });
    if (at == running.end()) return;
    const std::unique_ptr<Transfer> transfer = std::move(*at);
    running.erase(at);
    curl_multi_remove_handle(multi, easy);
    if (transfer->too_large) {
        transfer->done(protocol::fail(Fault::Malformed, transfer->request.url + ": the answer is too large"));
        return;
    }
    if (code != CURLE_OK) {
        const char* words = transfer->error[0] != '\0' ? transfer->error : curl_easy_strerror(code);
        transfer->done(protocol::fail(Fault::Offline, transfer->request.url + ": " + words));
        return;
    }
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    transfer->answer.status = static_cast<int>(status);
    transfer->done(std::move(transfer->answer));
}

void Http::State::abandon()
{
    while (!running.empty()) finish(running.front()->easy, CURLE_ABORTED_BY_CALLBACK);
}

Http::Http() : state_(std::make_unique<State>())
{
    global_start();
    state_->multi = curl_multi_init();
    curl_multi_setopt(state_->multi, CURLMOPT_MAX_HOST_CONNECTIONS, kConnections);
    curl_multi_setopt(state_->multi, CURLMOPT_MAX_CONCURRENT_STREAMS, 8L);
}

Http::~Http()
{
    state_->stop = true;
    state_->abandon();
    curl_multi_cleanup(state_->multi);
}

void Http::start(HttpRequest request, Done done)
{
    auto transfer = std::make_unique<Transfer>(std::move(request), std::move(done));
    transfer->prepare();
    curl_multi_add_handle(state_->multi, transfer->easy);
    state_->running.push_back(std::move(transfer));
}

void Http::run()
{
    while (!state_->running.empty()) {
        if (state_->stop) {
            state_->abandon();
            return;
        }
        int left = 0;
        curl_multi_perform(state_->multi, &left);
        bool finished = false;
        int queued = 0;
        while (const CURLMsg* message = curl_multi_info_read(state_->multi, &queued)) {
            if (message->msg != CURLMSG_DONE) continue;
            finished = true;
            state_->finish(message->easy_handle, message->data.result);
        }
        if (finished || state_->running.empty()) continue;  // done() may have started the next ones
        curl_multi_poll(state_->multi, nullptr, 0, kPollMilliseconds, nullptr);
    }
}

Result<HttpAnswer> Http::send(HttpRequest request)
{
    Result<HttpAnswer> result = protocol::fail(Fault::Offline, "not sent");
    start(std::move(request), [&](Result<HttpAnswer> answer) { result = std::move(answer); });
    run();
    return result;
}

void Http::wait(std::chrono::milliseconds time)
{
    if (state_->stop) return;
    curl_multi_poll(state_->multi, nullptr, 0,
                    static_cast<int>(std::clamp<std::int64_t>(time.count(), 0, 3'600'000)), nullptr);
}

void Http::wake() { curl_multi_wakeup(state_->multi); }

void Http::stop()
{
    state_->stop = true;
    wake();
}

bool Http::stopped() const { return state_->stop; }

}  // namespace kiosk

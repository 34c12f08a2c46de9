#include "kiosk/printing/printer.h"

#include <cups/cups.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace kiosk {

using namespace std::chrono_literals;
using protocol::Fault;
using protocol::Result;

namespace {

constexpr int kConnect_ms = 3000;
constexpr double kAnswer_s = 8;
constexpr auto kLook = 250ms;
constexpr int kWidestSlip = 9000;  // hundredths of a millimetre

struct Close {
    void operator()(http_t* http) const { httpClose(http); }
    void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Connection = std::unique_ptr<http_t, Close>;
using Message = std::unique_ptr<ipp_t, Close>;

tl::unexpected<protocol::Error> cups_fault(Fault fault)
{
    return protocol::fail(fault, cupsLastErrorString());
}

Result<Connection> connect()
{
    Connection http{
        httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(), 1, kConnect_ms, nullptr)};
    if (http == nullptr) return cups_fault(Fault::Offline);
    // No answer in time ends the request instead of being waited for again.
    httpSetTimeout(
        http.get(), kAnswer_s, [](http_t*, void*) { return 0; }, nullptr);
    return http;
}

Message ask(http_t* http, ipp_t* request, const char* where)
{
    return Message{cupsDoRequest(http, request, where)};  // deletes the request
}

struct Queue {
    std::string name;
    bool ready = true;
    bool slip = false;
};

bool narrow(const char* media)
{
    const pwg_media_t* size = media != nullptr ? pwgMediaForPWG(media) : nullptr;
    return size != nullptr && size->width > 0 && size->width <= kWidestSlip;
}

bool named_slip(std::string_view name) { return name.starts_with("phieu") || name.starts_with("slip"); }

std::vector<Queue> queues_in(ipp_t* answer)
{
    std::vector<Queue> queues;
    bool open = false;
    for (ipp_attribute_t* attr = ippFirstAttribute(answer); attr != nullptr;
         attr = ippNextAttribute(answer)) {
        if (ippGetGroupTag(attr) != IPP_TAG_PRINTER || ippGetName(attr) == nullptr) {
            open = false;
            continue;
        }
        if (!open) queues.emplace_back();
        open = true;
        const std::string_view name = ippGetName(attr);
        Queue& queue = queues.back();
        if (name == "printer-name") {
            const char* text = ippGetString(attr, 0, nullptr);
            queue.name = text != nullptr ? text : "";
        }
        if (name == "printer-is-accepting-jobs" && ippGetBoolean(attr, 0) == 0) queue.ready = false;
        if (name == "printer-state" && ippGetInteger(attr, 0) == IPP_PSTATE_STOPPED) queue.ready = false;
        if (name == "media-default" && narrow(ippGetString(attr, 0, nullptr))) queue.slip = true;
    }
    for (Queue& queue : queues) queue.slip = queue.slip || named_slip(queue.name);
    std::erase_if(queues, [](const Queue& queue) { return queue.name.empty() || !queue.ready; });
    return queues;
}

std::string default_queue(http_t* http)
{
    const Message answer = ask(http, ippNewRequest(IPP_OP_CUPS_GET_DEFAULT), "/");
    ipp_attribute_t* name = ippFindAttribute(answer.get(), "printer-name", IPP_TAG_NAME);
    const char* text = name != nullptr ? ippGetString(name, 0, nullptr) : nullptr;
    return text != nullptr ? text : "";
}

std::string printer_uri(const std::string& queue)
{
    std::array<char, HTTP_MAX_URI> uri{};
    httpAssembleURIf(HTTP_URI_CODING_ALL, uri.data(), static_cast<int>(uri.size()), "ipp", nullptr,
                     "localhost", 0, "/printers/%s", queue.c_str());
    return uri.data();
}

/// "media-empty-error" → "media-empty"; a mere report says nothing.
std::string_view reason_word(std::string_view reason)
{
    for (const std::string_view end : {"-error", "-warning"})
        if (reason.ends_with(end)) reason.remove_suffix(end.size());
    return reason.ends_with("-report") ? std::string_view{} : reason;
}

PrintTrouble trouble_in(ipp_attribute_t* reasons)
{
    constexpr std::array kPaper{"media-empty", "media-needed", "media-jam", "input-tray-missing"};
    constexpr std::array kStopped{
        "cover-open", "door-open", "interlock-open", "toner-empty", "marker-supply-empty",
        "offline",    "paused",    "shutdown",       "stopped",     "connecting-to-device"};
    PrintTrouble found = PrintTrouble::None;
    for (int i = 0; reasons != nullptr && i < ippGetCount(reasons); ++i) {
        const char* text = ippGetString(reasons, i, nullptr);
        const std::string_view word = reason_word(text != nullptr ? text : "");
        if (std::find(kPaper.begin(), kPaper.end(), word) != kPaper.end()) return PrintTrouble::NoPaper;
        if (std::find(kStopped.begin(), kStopped.end(), word) != kStopped.end())
            found = PrintTrouble::Stopped;
    }
    return found;
}

PrintTrouble printer_trouble(http_t* http, const std::string& queue)
{
    ipp_t* request = ippNewRequest(IPP_OP_GET_PRINTER_ATTRIBUTES);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, printer_uri(queue).c_str());
    constexpr std::array<const char*, 2> kWanted{"printer-state", "printer-state-reasons"};
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", kWanted.size(),
                  nullptr, kWanted.data());
    const Message answer = ask(http, request, "/");
    const PrintTrouble told =
        trouble_in(ippFindAttribute(answer.get(), "printer-state-reasons", IPP_TAG_KEYWORD));
    ipp_attribute_t* state = ippFindAttribute(answer.get(), "printer-state", IPP_TAG_ENUM);
    const bool stopped = state != nullptr && ippGetInteger(state, 0) == IPP_PSTATE_STOPPED;
    return told == PrintTrouble::None && stopped ? PrintTrouble::Stopped : told;
}

/// nullopt: cupsd does not know.
std::optional<ipp_jstate_t> job_state(http_t* http, const std::string& queue, int job)
{
    ipp_t* request = ippNewRequest(IPP_OP_GET_JOB_ATTRIBUTES);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, printer_uri(queue).c_str());
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", nullptr, "job-state");
    const Message answer = ask(http, request, "/jobs");
    ipp_attribute_t* state = ippFindAttribute(answer.get(), "job-state", IPP_TAG_ENUM);
    if (state == nullptr) return std::nullopt;
    return static_cast<ipp_jstate_t>(ippGetInteger(state, 0));
}

/// Takes the job and its file out of the spool when it goes out of scope.
class SpooledJob {
public:
    SpooledJob(http_t* http, const std::string& queue, int job) : http_(http), queue_(queue), job_(job) {}
    SpooledJob(const SpooledJob&) = delete;
    SpooledJob& operator=(const SpooledJob&) = delete;
    ~SpooledJob() { cupsCancelJob2(http_, queue_.c_str(), job_, 1); }

private:
    http_t* http_;
    const std::string& queue_;
    int job_;
};

Result<void> send(http_t* http, const std::string& queue, int job, std::string_view pdf)
{
    if (cupsStartDocument(http, queue.c_str(), job, "page", CUPS_FORMAT_PDF, 1) != HTTP_STATUS_CONTINUE)
        return cups_fault(Fault::Refused);
    constexpr std::size_t kPiece = 32 * 1024;
    for (std::size_t at = 0; at < pdf.size(); at += kPiece) {
        const std::string_view piece = pdf.substr(at, kPiece);
        if (cupsWriteRequestData(http, piece.data(), piece.size()) != HTTP_STATUS_CONTINUE) {
            cupsFinishDocument(http, queue.c_str());
            return cups_fault(Fault::Offline);
        }
    }
    if (cupsFinishDocument(http, queue.c_str()) > IPP_STATUS_OK_CONFLICTING)
        return cups_fault(Fault::Refused);
    return {};
}

PrintTrouble wait_for(http_t* http, const std::string& queue, int job, const PrintLimits& limits)
{
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + limits.deadline;
    constexpr auto kNever = Clock::time_point::max();
    auto since = kNever;  // trouble stands since then
    while (Clock::now() < end) {
        const auto state = job_state(http, queue, job);
        if (!state) return PrintTrouble::Failed;
        if (*state == IPP_JSTATE_COMPLETED) return PrintTrouble::None;
        if (*state == IPP_JSTATE_CANCELED || *state == IPP_JSTATE_ABORTED) {
            const PrintTrouble why = printer_trouble(http, queue);
            return why == PrintTrouble::None ? PrintTrouble::Failed : why;
        }
        const PrintTrouble trouble = printer_trouble(http, queue);
        if (trouble == PrintTrouble::None)
            since = kNever;
        else if (since == kNever)
            since = Clock::now();
        else if (Clock::now() - since >= limits.grace)
            return trouble;
        std::this_thread::sleep_for(kLook);
    }
    return PrintTrouble::Stopped;
}

}  // namespace

Result<Queues> find_queues()
{
    const auto http = connect();
    if (!http) return tl::unexpected{http.error()};
    ipp_t* request = ippNewRequest(IPP_OP_CUPS_GET_PRINTERS);
    constexpr std::array<const char*, 4> kWanted{"printer-name", "printer-is-accepting-jobs", "printer-state",
                                                 "media-default"};
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", kWanted.size(),
                  nullptr, kWanted.data());
    const Message answer = ask(http->get(), request, "/");
    if (answer == nullptr) return cups_fault(Fault::Offline);
    const std::vector<Queue> found = queues_in(answer.get());
    const std::string usual = found.empty() ? std::string{} : default_queue(http->get());
    Queues queues;
    for (const Queue& queue : found) {
        std::string& place = queue.slip ? queues.slip : queues.page;
        if (place.empty() || (!queue.slip && queue.name == usual)) place = queue.name;
    }
    return queues;
}

Result<PrintTrouble> print_pdf(std::string_view pdf, const std::string& queue, const std::string& title,
                               const PrintLimits& limits)
{
    const auto http = connect();
    if (!http) return tl::unexpected{http.error()};
    const int job = cupsCreateJob(http->get(), queue.c_str(), title.c_str(), 0, nullptr);
    if (job <= 0) return cups_fault(Fault::Refused);
    const SpooledJob spooled{http->get(), queue, job};
    if (auto sent = send(http->get(), queue, job, pdf); !sent) return tl::unexpected{sent.error()};
    return wait_for(http->get(), queue, job, limits);
}

}  // namespace kiosk

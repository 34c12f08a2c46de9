#include "kiosk/printing/sheets.h"

#include <algorithm>

namespace kiosk {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::size_t kReceiptDigits = 20;

}  // namespace

Result<std::string> typeset(const PrintJob& job, const protocol::Strings& words)
{
    const std::string_view what = job.get("what");
    if (what == "document") return document_sheet(job, words);
    if (what == "complaint") return complaint_sheet(job, words);
    if (what == "guidance") return guidance_sheet(job, words);
    if (what == "test_slip" || what == "test_page") return test_sheet(job, words);
    if (what != "receipt") return protocol::fail(Fault::Malformed, "job: what");
    const std::string_view code = job.get("code");
    if (code.size() != kReceiptDigits ||
        !std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return protocol::fail(Fault::Malformed, "job: code");
    return receipt_sheet(job, words);
}

}  // namespace kiosk

#include "kiosk/printing/job.h"

#include <charconv>

#include "kiosk/app/hidden_people.h"
#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"

namespace kiosk {

using protocol::Fault;
using protocol::Result;
using protocol::SecretString;

namespace {

constexpr std::string_view kMagic = "CPR1";
constexpr std::size_t kMostFields = 64;
constexpr std::size_t kLongestName = 32;

void append_length(std::string& out, std::size_t length)
{
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((length >> shift) & 0xFFU);
}

/// Takes `size` bytes off the front; false when there are fewer.
bool take(std::string_view& from, std::size_t size, std::string_view& piece)
{
    if (from.size() < size) return false;
    piece = from.substr(0, size);
    from.remove_prefix(size);
    return true;
}

std::string joined(const HelpOffice& office)
{
    std::string lines = office.office;
    const auto add = [&](const std::string& line) {
        if (!line.empty()) lines += "\n" + line;
    };
    add(office.room);
    for (const std::string& hours : office.hours) add(hours);
    add(office.reception_day);
    add(office.phone);
    return lines;
}

void add_document(const PrintOrder& order, PrintJob& job)
{
    const offline_cache::Document& document = *order.document;
    const offline_cache::ItemRow& row = document.row;
    job.set("id", row.id);
    job.set("t", row.type);
    job.set("pub", row.publisher);
    job.set("law", row.law);
    job.set("title", row.title);
    job.set("from", protocol::format_date(row.from));
    if (row.until) job.set("until", protocol::format_date(*row.until));
    job.set("index", std::to_string(row.index));
    job.set("rev", std::to_string(row.revision));
    job.set("leaf", protocol::to_hex(document.leaf));
    job.set("card", document.card);
    // What the screen must not show stands on no paper either.
    const bool hidden = people_hidden(document);
    if (!hidden) job.set("body", document.body);
    if (!hidden) job.set("minutes", document.minutes);
    job.set("hidden", hidden ? "1" : "");
    job.set("old", document.newest ? "" : "1");
}

}  // namespace

Result<PrintJob> PrintJob::parse(std::string_view bytes)
{
    const auto bad = [](const char* why) {
        return protocol::fail(Fault::Malformed, std::string{"job: "} + why);
    };
    if (bytes.size() > kLongestJob) return bad("too long");
    std::string_view magic;
    if (!take(bytes, kMagic.size(), magic) || magic != kMagic) return bad("magic");
    PrintJob job;
    while (!bytes.empty()) {
        std::string_view length, name, value;
        if (!take(bytes, 1, length)) return bad("name");
        const auto name_size = static_cast<unsigned char>(length[0]);
        if (name_size == 0 || name_size > kLongestName || !take(bytes, name_size, name)) return bad("name");
        if (!take(bytes, 4, length)) return bad("length");
        std::size_t size = 0;
        for (const char c : length) size = size << 8 | static_cast<unsigned char>(c);
        if (!take(bytes, size, value)) return bad("value");
        if (job.fields_.size() == kMostFields || job.fields_.contains(name)) return bad("fields");
        job.set(name, value);
    }
    return job;
}

SecretString PrintJob::bytes() const
{
    // Room for all of it first: a string that grows leaves its earlier copies behind.
    std::size_t size = kMagic.size();
    for (const auto& [name, value] : fields_) size += 1 + name.size() + 4 + value.size();
    std::string out;
    out.reserve(size);
    out += kMagic;
    for (const auto& [name, value] : fields_) {
        out += static_cast<char>(name.size());
        out += name;
        append_length(out, value.size());
        out += value.view();
    }
    return SecretString{std::move(out)};
}

void PrintJob::set(std::string_view name, std::string_view value)
{
    fields_[std::string{name}].assign(value);
}

std::string_view PrintJob::get(std::string_view name) const
{
    const auto found = fields_.find(name);
    return found == fields_.end() ? std::string_view{} : found->second.view();
}

std::int64_t PrintJob::number(std::string_view name) const
{
    const std::string_view text = get(name);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : 0;
}

std::string_view print_word(PrintWhat what)
{
    switch (what) {
        case PrintWhat::Receipt:
            return "receipt";
        case PrintWhat::Document:
            return "document";
        case PrintWhat::Complaint:
            return "complaint";
        case PrintWhat::Guidance:
            return "guidance";
        case PrintWhat::TestSlip:
            return "test_slip";
        case PrintWhat::TestPage:
            return "test_page";
    }
    return "";
}

PrintJob job_of(const PrintOrder& order)
{
    PrintJob job;
    job.set("what", print_word(order.what));
    // A complaint is for a Vietnamese office, whatever the screen speaks.
    job.set("lang", order.english && order.what != PrintWhat::Complaint ? "en" : "vi");
    job.set("commune_code", order.commune_code);
    job.set("commune", order.commune);
    job.set("hall", order.hall);
    job.set("device", order.device);
    job.set("address", order.address);
    job.set("at", std::to_string(protocol::unix_seconds(order.at)));
    if (order.what == PrintWhat::Document && order.document) add_document(order, job);
    job.set("code", order.code.view());
    job.set("decision", order.decision.view());
    job.set("reason", order.reason.view());
    job.set("wish", order.wish.view());
    for (std::size_t i = 0; i < order.offices.size() && i < 4; ++i)
        job.set("office" + std::to_string(i), joined(order.offices[i]));
    return job;
}

}  // namespace kiosk

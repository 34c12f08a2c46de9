#include "province/notices/mail_server.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>

#include <curl/curl.h>

#include "protocol/base/encoding.h"
#include "protocol/base/random.h"

namespace province {

using protocol::Fault;
using protocol::Result;

namespace {

constexpr std::size_t kLongestAddress = 120;
constexpr std::size_t kLine = 76;  // RFC 2045 §6.8
constexpr long kLongest_ms = 20'000;

bool is_name_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == '+';
}

/// "Fri, 27 Nov 2026 10:15:00 +0000"
std::string mail_date(protocol::Time now)
{
    constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto days = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date{days};
    const std::chrono::hh_mm_ss clock{now - days};
    char out[48];
    std::snprintf(out, sizeof out, "%s, %02u %s %04d %02d:%02d:%02d +0000",
                  kDays[std::chrono::weekday{days}.c_encoding()], static_cast<unsigned>(date.day()),
                  kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return out;
}

struct Reader {
    std::string_view left;
};

std::size_t give(char* into, std::size_t size, std::size_t count, void* from)
{
    auto& left = static_cast<Reader*>(from)->left;
    const std::size_t n = std::min(size * count, left.size());
    std::memcpy(into, left.data(), n);
    left.remove_prefix(n);
    return n;
}

}  // namespace

bool is_mail_address(std::string_view text)
{
    const auto at = text.find('@');
    if (text.size() > kLongestAddress || at == std::string_view::npos || at == 0) return false;
    const std::string_view name = text.substr(0, at), host = text.substr(at + 1);
    const auto plain = [](std::string_view part) {
        return std::ranges::all_of(part, is_name_letter) && part.front() != '.' && part.back() != '.' &&
               part.find("..") == std::string_view::npos;
    };
    return !host.empty() && plain(name) && plain(host) && host.find('.') != std::string_view::npos;
}

std::string as_message(const Mail& mail, std::string_view from, protocol::Time now)
{
    const std::string host(from.substr(from.find('@') + 1));
    std::string out;
    out += "Date: " + mail_date(now) + "\r\n";
    out += "From: <" + std::string(from) + ">\r\n";
    out += "To: <" + mail.to + ">\r\n";
    out += "Message-ID: <" + protocol::to_hex(protocol::random_bytes(16)) + "@" + host + ">\r\n";
    out += "Subject: =?UTF-8?B?" + protocol::to_base64(mail.subject) + "?=\r\n";
    out += "Auto-Submitted: auto-generated\r\n";
    out += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
    out += "Content-Transfer-Encoding: base64\r\n\r\n";
    const std::string coded = protocol::to_base64(mail.text);
    for (std::size_t at = 0; at < coded.size(); at += kLine) out += coded.substr(at, kLine) + "\r\n";
    return out;
}

Result<void> MailServer::send(const Mail& mail, protocol::Time now) const
{
    if (!is_mail_address(mail.to)) return protocol::fail(Fault::Malformed, "not a mail address");
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(), curl_easy_cleanup};
    if (!curl) return protocol::fail(Fault::Storage, "mail: no memory");
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> to{
        curl_slist_append(nullptr, ("<" + mail.to + ">").c_str()), curl_slist_free_all};
    const std::string message = as_message(mail, from_, now);
    Reader reader{message};
    const std::string sender = "<" + from_ + ">";
    curl_easy_setopt(curl.get(), CURLOPT_URL, address_.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp");
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, to.get());
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &reader);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, kLongest_ms);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
    const CURLcode code = curl_easy_perform(curl.get());
    if (code != CURLE_OK)
        return protocol::fail(Fault::Storage, std::string("mail: ") + curl_easy_strerror(code));
    return {};
}

}  // namespace province

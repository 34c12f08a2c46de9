#pragma once

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "province/drafting/draft_text.h"
#include "province/registry/drafts.h"
#include "tests/province/console/console_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

/// A document of tests/support/make_documents.py.
inline std::string document(const std::string& name)
{
    std::ifstream file{places::documents() + "/" + name, std::ios::binary};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

constexpr const char* kBoundary = "----WebKitFormBoundaryabc";

inline std::string part(const std::string& name, const std::string& value, const std::string& file_name = {})
{
    return "--" + std::string(kBoundary) + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" +
           (file_name.empty() ? "" : "; filename=\"" + file_name + "\"\r\nContent-Type: text/html") +
           "\r\n\r\n" + value + "\r\n";
}
inline const std::string kType = std::string("multipart/form-data; boundary=") + kBoundary;
inline const std::string kEnd = std::string("--") + kBoundary + "--\r\n";

/// Somebody who writes for 20107.ubnd, signed in.
struct Writing : ConsoleFixture {
    Writing() { ticket = std::make_unique<province::Ticket>(signed_in("mai", province::Role::Writer)); }

    province::http::Response attach(const std::string& address, int version, const std::string& file_name,
                                    const std::string& bytes)
    {
        return ask("POST", address + "/attach",
                   part("token", ticket->form_token()) + part("version", std::to_string(version)) +
                       part("title", "Tiêu đề đang viết") + part("file", bytes, file_name) + kEnd,
                   {{"cookie", cookie(*ticket)},
                    {"origin", std::string("https://") + kHost},
                    {"content-type", kType}});
    }
    std::string begin()
    {
        const auto answer = post("/console/publish/new", "token=" + ticket->form_token() + "&kind=disclosure",
                                 cookie(*ticket));
        return header_of(answer, "Location");
    }
    std::unique_ptr<province::Ticket> ticket;
};

inline province::DraftText sound_disclosure(const ConsoleFixture& fixture)
{
    const auto today = protocol::local_date(fixture.clock.now());
    province::DraftText text;
    text.kind = "disclosure";
    text.title = "Thu chi quý III";
    text.body = "Nội dung.";
    text.values = {{"item", {"D03"}},
                   {"secrecy", {"none"}},
                   {"household", {"Một dòng"}},
                   {"doc_no", {"128/BC-UBND"}},
                   {"doc_type", {"Báo cáo"}},
                   {"doc_date", {"2026-11-18"}},
                   {"issuer", {"UBND xã"}},
                   {"signer_name", {"Phước"}},
                   {"signer_title", {"Chủ tịch"}},
                   {"from", {protocol::format_date(today)}},
                   {"until", {protocol::format_date(protocol::add_days(today, 37))}}};
    return text;
}

inline std::int64_t send(ConsoleFixture& fixture, const province::DraftText& text)
{
    province::StoredDraft fresh;
    fresh.body = "20107.ubnd";
    fresh.kind = text.kind;
    fresh.title = text.title;
    fresh.source = province::source_of(text);
    province::Drafts drafts(fixture.registry);
    const auto n = must(drafts.add(fresh, fixture.act("mai")));
    must(drafts.send(n, 1, fixture.act("mai")));
    return n;
}

/// As far as an approver comes whose password is wrong: what is asked before it is asked.
inline province::http::Response approve_with_wrong_password(ConsoleFixture& fixture, std::int64_t n)
{
    const auto chief = fixture.signed_in("phuoc", province::Role::Approver);
    return fixture.post("/console/publish/" + std::to_string(n) + "/approve",
                        "token=" + chief.form_token() + "&version=1&password=sai&reason=duoc+phep",
                        ConsoleFixture::cookie(chief));
}

#include <sstream>

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "protocol/trust/key_names.h"
#include "province/console/account_names.h"
#include "province/console/office_names.h"
#include "province/console/options.h"
#include "province/console/pages.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;

namespace {

constexpr int kRows = 50;
constexpr std::string_view kActs = "audit.";

/// What a row is about, as people say it: "văn bản số 22, lần sửa 2", roles and offices by their names.
std::string about_words(const Act& act, const AccountNames& people, const OfficeNames& offices)
{
    const auto said = [&](const std::string& word) {
        if (offices.has(word)) return offices(word);
        const std::string key = (act.what.starts_with("key.") ? "audited.key." : "console.role.") + word;
        return texts().has(key) ? text(key) : people(word);
    };
    std::string out;
    std::istringstream words(act.about);
    for (std::string word; words >> word;) {
        const std::string key = "audited." + act.what.substr(0, act.what.find('.'));
        if (word.front() == 'v' && protocol::parse_decimal(word.substr(1))) {
            out += texts().fill("audited.version", {{"n", word.substr(1)}});
        } else if (out.empty() && protocol::parse_decimal(word) && texts().has(key)) {
            out += texts().fill(key, {{"n", word}});
        } else {
            const std::string name = said(word);
            out += (out.empty() ? "" : name == word ? " " : " · ") + name;
        }
    }
    return out;
}

/// What is asked for: codes and days that we know, so that they may stand in addresses.
Audit::Wanted wanted_by(const Visit& visit)
{
    Audit::Wanted wanted;
    if (is_login(visit.query.get("who"))) wanted.login = visit.query.get("who");
    if (texts().has(std::string(kActs) + visit.query.get("what"))) wanted.what = visit.query.get("what");
    wanted.from = wanted.to = protocol::parse_date(visit.query.get("day"));
    return wanted;
}

std::string older_address(const Audit::Wanted& wanted, std::int64_t before)
{
    std::string to = "/console/audit?before=" + std::to_string(before);
    if (!wanted.login.empty()) to += "&who=" + wanted.login;
    if (!wanted.what.empty()) to += "&what=" + wanted.what;
    if (wanted.from) to += "&day=" + protocol::format_date(*wanted.from);
    return to;
}

}  // namespace

/// A supervisor sees what was done for every body of the same commune; one of the province's bodies sees all.
Response audit_page(Visit& visit)
{
    const std::string area(protocol::body_area(visit.who().body.code));
    const bool everything = area == visit.console.law.province_code;
    const auto before = protocol::parse_decimal(visit.query.get("before"));
    const Audit::Wanted wanted = wanted_by(visit);
    const auto rows =
        Audit(visit.console.registry)
            .before(static_cast<std::int64_t>(before.value_or(0)), everything ? "" : area, kRows, wanted);
    if (!rows) return failed(visit, rows.error());
    const auto names = AccountNames::of(visit);
    if (!names) return failed(visit, names.error());
    const auto offices = OfficeNames::of(visit);
    if (!offices) return failed(visit, offices.error());
    std::vector<Fields> lines;
    for (const auto& row : *rows) {
        const std::string key = std::string(kActs) + row.act.what;
        lines.push_back(
            Fields()
                .text("n", std::to_string(row.n))
                .text("at", day_and_hour(row.act.at))
                .text("who", row.act.login.empty() ? text("console.audit.server") : (*names)(row.act.login))
                .text("login", row.act.login)
                .yes("has_login", !row.act.login.empty())
                .text("body", (*offices)(row.act.body))
                .text("what", texts().has(key) ? text(key) : row.act.what)
                .text("about", about_words(row.act, *names, *offices))
                .text("hash", protocol::to_hex(row.hash).substr(0, 12)));
    }
    const auto people = Accounts(visit.console.registry).list(everything ? std::string_view{} : area);
    if (!people) return failed(visit, people.error());
    std::vector<Fields> options;
    for (const Account& account : *people)
        options.push_back(Fields()
                              .text("value", account.login)
                              .text("word", account.name + " (" + account.login + ")")
                              .yes("chosen", account.login == wanted.login));
    Fields fields;
    fields.list("people", std::move(options)).list("acts", options_of(kActs, wanted.what));
    fields.text("day", wanted.from ? protocol::format_date(*wanted.from) : std::string{});
    fields.text("day_words", wanted.from ? long_day(*wanted.from) : std::string{});
    fields.yes("filtered", !wanted.login.empty() || !wanted.what.empty() || wanted.from);
    fields.yes("none", lines.empty());
    fields.yes("more", rows->size() == static_cast<std::size_t>(kRows));
    if (!rows->empty()) fields.text("older", older_address(wanted, rows->back().n));
    fields.list("rows", std::move(lines));
    return show(visit, "audit", "console.audit.title", std::move(fields));
}

}  // namespace province::console

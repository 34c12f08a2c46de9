#include "province/phone_pages/phone_page.h"

#include <algorithm>

#include "protocol/base/encoding.h"
#include "protocol/records/facts.h"
#include "province/phone_pages/phone_look.h"
#include "province/phone_pages/safe_html.h"

namespace province {

using protocol::Strings;

namespace {

std::string hash_source(std::string_view text)
{
    return "'sha256-" + protocol::to_base64(protocol::view(protocol::sha256(text))) + "'";
}

/// Built once: style and script never change while the program runs.
const std::string& policy()
{
    static const std::string kPolicy = "default-src 'none'; style-src " + hash_source(kPhoneStyle) +
                                       "; script-src " + hash_source(kPhoneScript) +
                                       "; base-uri 'none'; form-action 'none'";
    return kPolicy;
}

std::string named(const ShownRevision& revision)
{
    return std::to_string(revision.index) + "." +
           protocol::to_hex(protocol::view(revision.leaf)).substr(0, 16);
}

std::string size_words(std::int64_t bytes)
{
    const std::int64_t kilobytes = std::max<std::int64_t>(1, (bytes + 1023) / 1024);
    if (kilobytes < 1024) return std::to_string(kilobytes) + " KB";
    const std::int64_t tenths = kilobytes * 10 / 1024;
    return std::to_string(tenths / 10) + "," + std::to_string(tenths % 10) + " MB";
}

/// `**bold**` of our own sentences.
std::string rich(std::string_view text)
{
    std::string out;
    bool bold = false;
    const std::string safe = escaped(text);
    for (std::size_t i = 0; i < safe.size(); ++i) {
        if (safe.compare(i, 2, "**") != 0) {
            out += safe[i];
            continue;
        }
        out += bold ? "</strong>" : "<strong>";
        bold = !bold;
        ++i;
    }
    return bold ? out + "</strong>" : out;
}

class Page {
public:
    Page(const PhoneRecord& record, const Strings& words) : record_(record), words_(words) {}

    std::string make()
    {
        head();
        out_ += "<main>\n";
        title();
        comparison();
        if (record_.withdrawal)
            tombstone();
        else
            content();
        foot();
        out_ += "</main>\n<script>";
        out_ += kPhoneScript;
        out_ += "</script>\n</body>\n</html>\n";
        return std::move(out_);
    }

private:
    std::string text(std::string_view key) const { return rich(words_[key]); }
    std::string title_words() const
    {
        if (record_.card && !record_.card->title.empty()) return record_.card->title;
        return record_.id;
    }

    void head()
    {
        out_ += "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n";
        out_ += "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy() + "\">\n";
        out_ +=
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n"
            "<meta name=\"robots\" content=\"noindex\">\n";
        out_ += "<title>" + escaped(title_words()) + "</title>\n<style>";
        out_ += kPhoneStyle;
        out_ += "</style>\n</head>\n<body data-known=\"";
        for (std::size_t i = 0; i < record_.revisions.size(); ++i)
            out_ += (i > 0 ? " " : "") + named(record_.revisions[i]);
        out_ += "\"";
        if (record_.until) out_ += " data-until=\"" + protocol::format_date(*record_.until) + "\"";
        out_ += ">\n<header>";
        if (!record_.place.empty()) out_ += "<p class=\"place\">" + escaped(record_.place) + "</p>";
        out_ += "<p class=\"office\">" + escaped(protocol::office_words(record_.pub, words_)) + "</p><p>" +
                text("phone_page.public") + "</p></header>\n";
    }

    void title()
    {
        out_ += "<p class=\"kind\">" + escaped(protocol::record_kind(record_.t, record_.law, words_)) +
                "</p>\n<h1>" + escaped(title_words()) + "</h1>\n";
    }

    void say(std::string_view name, std::string_view tone)
    {
        const std::string key = "phone_page." + std::string{name};
        out_ += "<p class=\"say " + std::string{tone} + "\" role=\"status\" data-say=\"" + std::string{name} +
                "\" hidden>" + text(key) + "<span>" + text(key + ".words") + "</span></p>\n";
    }

    void comparison()
    {
        say("same", "good");
        say("newer", "warn");
        say("late", "warn");
        say("differs", "danger");
        out_ += "<noscript><p class=\"say warn\">" + text("phone_page.no_script") + "</p></noscript>\n";
    }

    void fact(std::string_view what, std::string_view value)
    {
        if (value.empty()) return;
        out_ += "<dt>" + escaped(what) + "</dt><dd>" + escaped(value) + "</dd>\n";
    }

    void tombstone()
    {
        const PhoneRecord::Withdrawal& gone = *record_.withdrawal;
        const std::string on = gone.on ? protocol::date_words(*gone.on) : std::string{};
        out_ += "<p class=\"say danger\">" +
                (gone.on ? rich(words_.fill("document.withdrawn", {{"date", on}}))
                         : text("document.withdrawn_undated")) +
                "<span>" + text(gone.erased ? "document.withdrawn_erased" : "document.withdrawn_words") +
                "</span></p>\n<dl>\n";
        if (record_.card) fact(words_["facts.number"], protocol::card_number(*record_.card));
        fact(words_["document.withdrawn_reason"], gone.reason);
        std::string ground = "ground." + gone.ground;
        std::replace(ground.begin(), ground.end(), '-', '_');
        fact(words_["document.withdrawn_ground"],
             gone.ground.empty() || !words_.has(ground) ? std::string_view{gone.ground} : words_[ground]);
        if (!gone.authority.empty())
            fact(words_["document.withdrawn_by"], protocol::office_words(gone.authority, words_));
        fact(words_["document.withdrawn_seen"], gone.may_be_seen_at);
        out_ += "</dl>\n";
    }

    void content()
    {
        if (record_.until)
            out_ += "<p id=\"ended\" class=\"say warn\" hidden>" +
                    rich(words_.fill("document.ended", {{"date", protocol::date_words(*record_.until)}})) +
                    "</p>\n";
        if (!record_.card) {
            out_ += "<p class=\"say warn\">" + text("phone_page.no_card") + "</p>\n";
            return;
        }
        household();
        for (const protocol::FactGroup& group : protocol::record_facts(*record_.card, words_)) facts(group);
        if (protocol::is_list_of_people(*record_.card)) {
            out_ += "<p class=\"say warn\">" + text("phone_page.people") + "</p>\n";
            return;
        }
        out_ += safe_html(record_.body);
        if (!record_.minutes.empty())
            out_ += "<h2>" + text("meeting.minutes") + "</h2>\n" + safe_html(record_.minutes);
        attachments();
    }

    void household()
    {
        if (record_.card->household.empty()) return;
        out_ += "<section class=\"household\"><h2>" + text("document.household") + "</h2>\n<ul>\n";
        for (const std::string& line : record_.card->household) out_ += "<li>" + rich(line) + "</li>\n";
        out_ += "</ul></section>\n";
    }

    void facts(const protocol::FactGroup& group)
    {
        if (!group.title.empty()) out_ += "<h2>" + escaped(group.title) + "</h2>\n";
        // Facts with a name stand in a list of terms, others are plain lines.
        bool terms = false;
        for (const protocol::Fact& one : group.facts) {
            if (terms != !one.what.empty()) {
                out_ += terms ? "</dl>\n" : "<dl>\n";
                terms = !terms;
            }
            if (terms)
                fact(one.what, one.value.empty() ? std::string_view{"—"} : std::string_view{one.value});
            else
                out_ += "<p>" + escaped(one.value) + "</p>\n";
        }
        if (terms) out_ += "</dl>\n";
    }

    void attachments()
    {
        if (record_.attachments.empty()) return;
        out_ += "<h2>" + text("document.attachments") + "</h2>\n<ul class=\"files\">\n";
        for (const PhoneAttachment& file : record_.attachments)
            out_ += "<li><a href=\"../" + escaped(file.path) + "\" download=\"" + escaped(file.name) + "\">" +
                    escaped(file.name) + "<small>" + size_words(file.bytes) + "</small></a></li>\n";
        out_ += "</ul>\n";
    }

    void foot()
    {
        const ShownRevision newest = record_.revisions.empty() ? ShownRevision{} : record_.revisions.back();
        out_ += "<footer>\n<p>" + text("phone_page.foot") + "</p>\n<dl>\n";
        fact(words_["proof.record"], record_.id);
        if (record_.from) fact(words_["proof.posted"], protocol::date_words(*record_.from));
        if (record_.until) fact(words_["phone_page.until"], protocol::date_words(*record_.until));
        if (record_.rev > 1) fact(words_["phone_page.revision"], std::to_string(record_.rev));
        fact(words_["proof.place"], std::to_string(newest.index));
        out_ += "<dt>" + text("proof.fingerprint") + "</dt><dd><code>" +
                protocol::to_hex(protocol::view(newest.leaf)) + "</code></dd>\n</dl>\n</footer>\n";
    }

    const PhoneRecord& record_;
    const Strings& words_;
    std::string out_;
};

}  // namespace

std::string phone_page(const PhoneRecord& record, const Strings& words) { return Page{record, words}.make(); }

}  // namespace province

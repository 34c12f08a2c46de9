#include "protocol/records/facts.h"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <variant>

namespace protocol {

namespace {

/// Catalogue texts mark what is bold on a screen; here words are plain.
std::string plain(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "**")
            ++i;
        else
            out += text[i];
    }
    return out;
}

std::string grouped(std::int64_t n, const Strings& words)
{
    const std::string digits = std::to_string(n < 0 ? -n : n);
    std::string out = n < 0 ? "-" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += words["number.group"];
        out += digits[i];
    }
    return out;
}

std::string counted(std::string_view key, std::int64_t n, const Strings& words)
{
    if (n == 1) return std::string{words.get(std::string{key} + ".one")};
    return words.fill(std::string{key} + ".many", {{"n", grouped(n, words)}});
}

std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

/// Gathers the groups; the last one is open.
class Writer {
public:
    explicit Writer(const Strings& words) : words_(words) { groups_.emplace_back(); }

    void group(std::string_view key) { groups_.push_back({plain(words_[key]), {}}); }
    void fact(std::string_view key, std::string value)
    {
        if (!value.empty()) groups_.back().facts.push_back({plain(words_[key]), plain(value)});
    }
    void fact(std::string_view key, const std::optional<Date>& date)
    {
        if (date) fact(key, date_words(*date));
    }
    void line(std::string value)
    {
        if (!value.empty()) groups_.back().facts.push_back({{}, plain(value)});
    }
    void named(std::string what, std::string value)
    {
        groups_.back().facts.push_back({plain(what), plain(value)});
    }
    std::vector<FactGroup> take()
    {
        std::erase_if(groups_, [](const FactGroup& group) { return group.facts.empty(); });
        return std::move(groups_);
    }

    void operator()(const NeedsNewer&) { line(std::string{words_["document.newer"]}); }
    void operator()(const Disclosure& d)
    {
        fact("facts.number", d.doc_no);
        fact("facts.issuer", d.issuer);
        fact("facts.signer", d.signer_title.empty() ? d.signer_name : d.signer_title + " " + d.signer_name);
        fact("facts.signed_on", d.doc_date);
        fact("facts.effective", d.effective);
        fact("facts.expires", d.expires);
        fact("facts.comment_until", d.comment_until);
    }
    void operator()(const Meeting& m)
    {
        if (m.status == "cancelled" || m.status == "changed" || m.status == "held")
            line(std::string{words_["meeting." + m.status]});
        if (m.start)
            fact("facts.when",
                 m.end ? time_words(*m.start) + " – " + time_words(*m.end) : time_words(*m.start));
        fact("facts.where", m.address.empty() ? m.place
                            : m.place.empty() ? m.address
                                              : m.place + ", " + m.address);
        fact("facts.organiser", m.organiser);
        fact("facts.audience", m.audience);
        group("meeting.agenda");
        for (const auto& item : m.agenda)
            line(std::to_string(item.n) + ". " + item.topic + (item.who.empty() ? "" : " · " + item.who));
        group("meeting.votes");
        for (const auto& vote : m.votes)
            named(vote.q, words_.fill("facts.meeting.vote", {{"yes", std::to_string(vote.yes)},
                                                             {"against", std::to_string(vote.against)},
                                                             {"abstain", std::to_string(vote.abstain)}}));
        group("meeting.decisions");
        for (const auto& decision : m.decisions) {
            std::string about = decision.who.empty()
                                    ? std::string{}
                                    : words_.fill("meeting.decision_who", {{"who", decision.who}});
            if (decision.due)
                about += (about.empty() ? "" : ", ") +
                         words_.fill("meeting.decision_due", {{"date", date_words(*decision.due)}});
            line(decision.text + (about.empty() ? "" : " · " + about));
        }
    }
    void operator()(const Consultation& c)
    {
        fact("consultation.question", c.question);
        line(c.why);
        for (const auto& option : c.options) line("• " + option);
        if (c.closes) fact("facts.closes", time_words(*c.closes));
        for (const auto& channel : c.channels) fact("facts.channel", channel);
        if (!c.results) return;
        group("consultation.results");
        line(counted("facts.consultation.received", c.results->received, words_));
        for (std::size_t i = 0; i < c.options.size() && i < c.results->by_option.size(); ++i)
            named(c.options[i], counted("consultation.opinions", c.results->by_option[i], words_));
        for (const auto& theme : c.results->themes)
            named(theme.text + " (" + grouped(theme.count, words_) + ")", theme.answer);
    }
    void operator()(const Project& p)
    {
        fact("facts.number", p.code);
        if (p.progress_pct)
            line(words_.fill("facts.project.progress", {{"percent", std::to_string(*p.progress_pct)}}));
        fact("project.owner", p.owner);
        fact("project.contractor", p.contractor);
        fact("project.supervisor", p.supervisor);
        if (p.board)
            fact("project.board",
                 p.board->phone.empty() ? p.board->name : p.board->name + " · " + p.board->phone);
        fact("facts.start_plan", p.start_plan);
        fact("facts.end_plan", p.end_plan);
        fact("facts.start", p.start);
        fact("facts.end", p.end);
        group("project.money");
        std::int64_t all = 0;
        for (const auto& budget : p.budget) {
            named(budget.source, money_words(budget.amount, words_));
            all += budget.amount;
        }
        if (p.budget.size() > 1) fact("facts.project.all_money", money_words(all, words_));
        if (p.paid) fact("facts.paid", money_words(*p.paid, words_));
        if (p.people_share) {
            const auto& share = *p.people_share;
            if (share.money) fact("facts.project.share_money", money_words(*share.money, words_));
            if (share.labour_days)
                fact("facts.project.share_labour",
                     counted("project.labour_days", *share.labour_days, words_));
            if (share.land_m2) fact("facts.project.share_land", grouped(*share.land_m2, words_) + " m²");
        }
        group("project.milestones");
        for (const auto& stone : p.milestones)
            named(stone.text, (stone.date ? date_words(*stone.date) + " · " : std::string{}) +
                                  std::string{words_[stone.done ? "project.done" : "project.to_come"]});
        group("project.issues");
        for (const auto& issue : p.issues) named(issue.text, issue.answer);
    }
    void operator()(const Procedure& p)
    {
        fact("facts.number", p.code);
        fact("facts.procedure.where", p.where);
        if (p.days) fact("facts.procedure.days", counted("procedure.working_days", *p.days, words_));
        if (p.fee.empty()) fact("facts.procedure.fee", std::string{words_["procedure.no_fee"]});
        for (const auto& fee : p.fee)
            fact("facts.procedure.fee",
                 (fee.what.empty() ? "" : fee.what + ": ") + money_words(fee.amount, words_));
        fact("facts.procedure.result", p.result);
        group("procedure.dossier");
        for (const auto& item : p.dossier)
            line("• " + item.text +
                 (item.copies ? " (" + counted("procedure.copies", *item.copies, words_) + ")" : ""));
        group("procedure.steps");
        for (std::size_t i = 0; i < p.steps.size(); ++i) line(std::to_string(i + 1) + ". " + p.steps[i]);
        group("procedure.law");
        for (const auto& law : p.law) line(law);
    }
    void operator()(const Contact& c)
    {
        fact("facts.office", c.office);
        fact("facts.role", c.role);
        fact("facts.person", c.name);
        fact("facts.room", c.room);
        fact("facts.phone", c.phone_work);
        for (const auto& hours : c.hours) fact("contact.hours", hours);
        fact("facts.reception", c.reception_day);
    }
    void operator()(const Stats& s)
    {
        if (s.period_from && s.period_to)
            fact("facts.stats.period", date_words(*s.period_from) + " – " + date_words(*s.period_to));
        line(words_.fill("facts.stats.answered",
                         {{"n", grouped(s.answered, words_)}, {"all", grouped(s.received, words_)}}));
        line(words_.fill("facts.stats.on_time",
                         {{"n", grouped(s.on_time, words_)}, {"late", grouped(s.late, words_)}}));
        if (s.median_days) fact("facts.stats.median", counted("stats.days", *s.median_days, words_));
        if (s.oldest_open_days)
            fact("facts.stats.oldest", counted("stats.days", *s.oldest_open_days, words_));
    }
    void operator()(const Withdrawal& w)
    {
        fact("document.withdrawn_reason", w.reason);
        fact("facts.document.withdrawn_by", w.who);
        fact("document.withdrawn_seen", w.may_be_seen_at);
    }
    void operator()(const Bulletin& b)
    {
        line(b.text);
        if (b.end) fact("facts.bulletin.until", time_words(*b.end));
    }
    void operator()(const Place& p)
    {
        for (const auto& village : p.villages) line("• " + village.name);
    }
    void operator()(const Board& b)
    {
        fact("facts.where", b.place);
        if (b.posted_at) fact("facts.when", time_words(*b.posted_at));
        fact("facts.person", b.posted_by);
    }

private:
    const Strings& words_;
    std::vector<FactGroup> groups_;
};

std::string lower(std::string_view code)
{
    std::string out{code};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

}  // namespace

std::vector<FactGroup> record_facts(const Card& card, const Strings& words)
{
    Writer writer{words};
    std::visit(writer, card.details);
    return writer.take();
}

std::string record_kind(std::string_view t, std::string_view law, const Strings& words)
{
    if (t == "disclosure" && !law.empty()) {
        const std::string key = "law." + lower(law);
        return std::string{words.get(words.has(key) ? key : "law.other")};
    }
    const std::string key = "type." + std::string{t};
    return std::string{words.get(words.has(key) ? key : "type.other")};
}

std::string office_words(std::string_view body, const Strings& words)
{
    const auto dot = body.find('.');
    const std::string key =
        "office." + std::string{dot == std::string_view::npos ? body : body.substr(dot + 1)};
    return std::string{words.get(words.has(key) ? key : "office.other")};
}

std::string date_words(Date date)
{
    return two(static_cast<int>(static_cast<unsigned>(date.day()))) + "/" +
           two(static_cast<int>(static_cast<unsigned>(date.month()))) + "/" +
           std::to_string(static_cast<int>(date.year()));
}

std::string time_words(Time time)
{
    const LocalTime local = local_time(time);
    return two(local.hour) + ":" + two(local.minute) + ", " + date_words(local_date(time));
}

std::string money_words(std::int64_t dong, const Strings& words)
{
    constexpr std::int64_t kMillion = 1'000'000;
    if (dong != 0 && dong % kMillion == 0)
        return words.fill("money.million", {{"n", grouped(dong / kMillion, words)}});
    return words.fill("money.dong", {{"n", grouped(dong, words)}});
}

}  // namespace protocol

#include "province/drafting/pattern.h"

namespace province {

namespace {

constexpr int kShownDays = 30 + 7;  // 30 of the law from the day it is signed, and some to get there

constexpr std::string_view kOfTheOne[] = {
    "doc_no",
    "doc_date",
    "effective",
    "expires",
    "comment_until",
    "start",
    "end",
    "present",
    "opens",
    "closes",
    "period_from",
    "period_to",
    "minutes_text",
    "from",
    "status",
    "decisions.text",
    "decisions.who",
    "decisions.due",
    "decisions.done",
    "secrecy",
    "votes.q",
    "votes.for",
    "votes.against",
    "votes.abstain",
    "results.received",
    "results.by_option",
    "results.themes.text",
    "results.themes.count",
    "results.themes.answer",
    "record",
    "posted_at",
    "rating.n",
    "rating.avg10",
    "planned_end",
    "taken_down_at",
};

}  // namespace

DraftText as_pattern(const DraftText& text)
{
    DraftText pattern = text;
    pattern.revises.clear();
    pattern.chg.clear();
    pattern.files.clear();
    for (const auto name : kOfTheOne) pattern.values.erase(std::string(name));
    return pattern;
}

void fill_days(DraftText& text, protocol::Date today)
{
    text.values["from"] = {protocol::format_date(today)};
    if (!text.value("until").empty())
        text.values["until"] = {protocol::format_date(protocol::add_days(today, kShownDays))};
    if (text.kind == "meeting") text.values["status"] = {"scheduled"};
}

}  // namespace province

#include "province/drafting/form_check.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <sstream>
#include <utility>

#include "protocol/base/encoding.h"
#include "protocol/records/card_types.h"
#include "protocol/records/entry.h"
#include "province/drafting/degrees.h"
#include "province/drafting/forms.h"
#include "province/phone_pages/body_pictures.h"
#include "province/publish/card_fields.h"
#include "province/publish/value_reader.h"
#include "province/text/texts.h"

namespace province {

namespace {

constexpr std::ptrdiff_t kHouseholdLines = 3;  // protocol.md §8.4
constexpr std::uint64_t kMostMark = 50;        // five, in tenths

/// What only a document has.
constexpr std::array<std::string_view, 5> kOfADocument{"doc_no", "doc_type", "doc_date", "signer_name",
                                                       "signer_title"};

bool is_blank(std::string_view value) { return value.find_first_not_of(" \n\t") == std::string_view::npos; }

class FormCheck {
public:
    FormCheck(const DraftText& draft, protocol::Date today, const protocol::LawBook& law,
              const DraftText* before, bool standing)
        : draft_(draft), today_(today), law_(law), before_(before), standing_(standing)
    {
    }

    std::vector<FieldProblem> all()
    {
        const bool withdraws = !draft_.withdraws.empty();
        if (!withdraws && is_blank(draft_.title)) tell("title", "missing");
        if (!draft_.revises.empty() && draft_.chg.empty()) tell("chg", "choose");
        if (needs_body(draft_.kind) && is_blank(draft_.body)) tell("body", "body");
        for (const auto& name : body_pictures(draft_.body))
            if (std::ranges::find(draft_.files, name) == draft_.files.end())
                tell("body", "picture", {{"name", name}});
        for (const FormField& field : form_fields(draft_.kind)) {
            if (field.widget == Widget::Rows)
                rows(field);
            else if (field.widget == Widget::Papers)
                papers(field);
            else
                one(field, draft_.value(field.name));
        }
        order("from", "until", "until_before");
        order("start", "end", "end_before");
        order("opens", "closes", "closes_before");
        order("period_from", "period_to", "until_before");
        if (standing_ && !is_blank(draft_.value("until"))) tell("until", "standing");
        if (draft_.kind == "disclosure" && !standing_) lasts("from", "until", "posting");
        if (draft_.kind == "consultation") lasts("opens", "closes", "consultation");
        if (draft_.kind == "consultation") results();
        if (draft_.kind == "meeting") meeting();
        if (draft_.kind == "board") board();
        if (draft_.kind == "stats") rating();
        if (draft_.kind == "stats") sums();
        const auto household = draft_.value("household");
        if (!is_blank(household) && std::ranges::count(household, '\n') >= kHouseholdLines)
            tell("household", "household");
        return std::move(problems_);
    }

private:
    void tell(std::string_view field, std::string_view key, std::initializer_list<protocol::Fill> fills = {})
    {
        problems_.push_back({std::string(field), texts().fill("form.problem." + std::string(key), fills)});
    }

    /// May this field stay empty, although the form asks for it?
    bool excused(std::string_view field) const
    {
        if (field == "until") return standing_;
        return draft_.value("item") == "D14" && is_blank(draft_.value("doc_no")) &&
               std::ranges::find(kOfADocument, field) != kOfADocument.end();
    }

    /// The key of what is wrong with a value; empty where it is well.
    std::string_view wrong(const FormField& field, const std::string& value) const
    {
        if (is_blank(value)) {
            const bool chosen = field.widget == Widget::Choice || field.widget == Widget::Item ||
                                field.widget == Widget::Paper || field.widget == Widget::Topic;
            return !field.required || excused(field.name) ? "" : chosen ? "choose" : "missing";
        }
        if (field.widget == Widget::Date && !protocol::parse_date(value)) return "date";
        if (field.widget == Widget::Moment && !read_moment(value, today_, 0)) return "moment";
        if (field.widget == Widget::Whole && !protocol::parse_decimal(value)) return "whole";
        if (field.widget == Widget::Numbers && !numbers_in(value)) return "numbers";
        if (field.widget == Widget::Topic && !texts().has("feedback.topic." + value)) return "choose";
        if (field.widget == Widget::Degrees && !micro_degrees(value)) return "degrees";
        return "";
    }

    void one(const FormField& field, const std::string& value)
    {
        if (const auto key = wrong(field, value); !key.empty()) tell(field.name, key);
    }

    void papers(const FormField& field)
    {
        const auto chosen = draft_.values.find(field.name);
        if (chosen == draft_.values.end()) return;
        for (const std::string& record : chosen->second)
            if (!record.empty() && !protocol::valid_record_id(record))
                tell(field.name, "record", {{"value", record}});
    }

    void rows(const FormField& field)
    {
        bool any = false;
        for (std::size_t i = 0; i < draft_.rows(field); ++i) {
            const bool says = std::ranges::any_of(field.columns, [&](const FormField& column) {
                return !is_blank(draft_.cell(field, column, i));
            });
            if (!says) continue;
            any = true;
            for (const FormField& column : field.columns) {
                const auto key = wrong(column, draft_.cell(field, column, i));
                if (key.empty()) continue;
                tell(field.name, "row",
                     {{"n", std::to_string(i + 1)},
                      {"label", texts().get(label_key(field.name, column.name))},
                      {"why", texts().get("form.problem." + std::string(key))}});
            }
        }
        if (field.required && !any) tell(field.name, "missing");
    }

    void order(std::string_view first, std::string_view last, std::string_view key)
    {
        const auto begin = read_moment(draft_.value(first), today_, 0);
        const auto end = read_moment(draft_.value(last), today_, 0);
        if (begin && end && *end < *begin) tell(last, key);
    }

    /// The day on which a field stands.
    std::optional<protocol::Date> day(std::string_view field) const { return day_in(draft_, field); }
    std::optional<protocol::Date> day_in(const DraftText& draft, std::string_view field) const
    {
        const auto moment = read_moment(draft.value(field), today_, 0);
        if (!moment) return std::nullopt;
        return protocol::local_date(*moment);
    }
    /// "24/11/2026"
    static std::string shown(protocol::Date day)
    {
        const std::string date = protocol::format_date(day);
        return date.substr(8) + "/" + date.substr(5, 2) + "/" + date.substr(0, 4);
    }

    void too_short(std::string_view field, const protocol::Term& term, protocol::Date earliest)
    {
        tell(field, term.working ? "working_term" : "term",
             {{"days", std::to_string(term.days)}, {"law", term.law}, {"date", shown(earliest)}});
    }

    /// From the one day to the other, the first not counted, at least as long as the law says.
    void lasts(std::string_view first, std::string_view last, std::string_view rule)
    {
        auto begin = day(first);
        const auto end = day(last);
        if (!begin || !end || *end < *begin) return;
        const auto stood = before_ != nullptr ? day_in(*before_, first) : std::optional{today_};
        if (before_ != nullptr && stood && *begin < *stood)
            return tell(first, "earlier", {{"date", shown(*stood)}});
        if (stood) begin = std::max(*begin, *stood);
        const protocol::Term* term = law_.rule(rule, today_);
        if (term == nullptr) return;
        const auto earliest = law_.due(*term, *begin).day;
        if (*end < earliest) too_short(last, *term, earliest);
    }

    /// What stands in a field of several lines; nothing where one is no number.
    static std::optional<std::vector<std::uint64_t>> numbers_in(const std::string& value)
    {
        std::vector<std::uint64_t> numbers;
        std::istringstream stream(value);
        for (std::string line; std::getline(stream, line);) {
            if (is_blank(line)) continue;
            const auto number = protocol::parse_decimal(line);
            if (!number) return std::nullopt;
            numbers.push_back(*number);
        }
        return numbers;
    }

    std::size_t lines_in(std::string_view field) const
    {
        std::size_t n = 0;
        std::istringstream stream(draft_.value(field));
        for (std::string line; std::getline(stream, line);) n += is_blank(line) ? 0 : 1;
        return n;
    }

    std::uint64_t whole(std::string_view field) const
    {
        return protocol::parse_decimal(draft_.value(field)).value_or(0);
    }

    const FormField& named(std::string_view field) const
    {
        return *std::ranges::find(form_fields(draft_.kind), field, &FormField::name);
    }

    /// What people said and what became of it (L10/2022 Art. 28(3)): told whole or not at all, and not while
    /// people may still speak.
    void results()
    {
        const bool any = !is_blank(draft_.value("results.received")) ||
                         !is_blank(draft_.value("results.by_option")) ||
                         draft_.rows(named("results.themes")) > 0;
        if (!any) return;
        if (is_blank(draft_.value("results.received"))) tell("results.received", "missing");
        if (const auto closes = day("closes"); closes && *closes >= today_)
            tell("results.received", "still_open");
        const auto options = numbers_in(draft_.value("results.by_option"));
        if (!options || options->empty()) return;
        if (options->size() != lines_in("options")) tell("results.by_option", "by_option");
        if (std::accumulate(options->begin(), options->end(), std::uint64_t{0}) > whole("results.received"))
            tell("results.by_option", "more_than_received");
    }

    /// Of the act of posting on paper: it was done, and for as long as the law says.
    void board()
    {
        const auto posted = day("posted_at");
        if (posted && *posted > today_) tell("posted_at", "not_yet_done");
        const auto down = day("taken_down_at");
        if (down && *down > today_) tell("taken_down_at", "not_yet_done");
        order("posted_at", "taken_down_at", "end_before");
        const auto end = day("planned_end");
        const protocol::Term* term = law_.rule("posting", today_);
        if (!posted || !end || term == nullptr) return;
        const auto earliest = law_.due(*term, *posted).day;
        if (*end < earliest) too_short("planned_end", *term, earliest);
    }

    /// Of fewer than ten ratings no mark is told: it would tell who gave it (protocol.md §8.4).
    void rating()
    {
        const bool number = !is_blank(draft_.value("rating.n")),
                   mark = !is_blank(draft_.value("rating.avg10"));
        if (number && whole("rating.n") < protocol::kLeastRatings) tell("rating.n", "few_ratings");
        if (mark && whole("rating.avg10") > kMostMark) tell("rating.avg10", "rating_mark");
        if (number != mark) tell(number ? "rating.avg10" : "rating.n", "missing");
    }

    /// What is answered was on time or late, and no more than was received is answered or given away.
    void sums()
    {
        const auto told = [&](std::string_view field) {
            return protocol::parse_decimal(draft_.value(field)).has_value();
        };
        if (told("answered") && told("on_time") && told("late") &&
            whole("on_time") + whole("late") != whole("answered"))
            tell("late", "stats_sum");
        if (told("received") && told("answered") &&
            whole("answered") + whole("withdrawn") > whole("received"))
            tell("received", "stats_more");
    }

    void votes()
    {
        const FormField& field = named("votes");
        if (draft_.rows(field) > 0 && draft_.value("status") != "held") tell("votes", "not_yet_held");
        for (std::size_t i = 0; i < draft_.rows(field); ++i) {
            std::uint64_t sum = 0;
            for (const FormField& column : field.columns)
                sum += protocol::parse_decimal(draft_.cell(field, column, i)).value_or(0);
            if (sum > whole("present") && !is_blank(draft_.value("present")))
                tell("votes", "row",
                     {{"n", std::to_string(i + 1)},
                      {"label", texts().get(label_key("meeting", "votes"))},
                      {"why", texts().get("form.problem.more_than_present")}});
        }
    }

    void notice()
    {
        const auto start = day("start");
        const auto as_before = [&](std::string_view field) {
            return before_ != nullptr && before_->value(field) == draft_.value(field);
        };
        if (!start || (as_before("start") && as_before("meeting_kind"))) return;
        const protocol::Term* term = law_.rule("notice_" + draft_.value("meeting_kind"), today_);
        if (term == nullptr) return;
        const auto told = before_ != nullptr ? today_ : std::max(today_, day("from").value_or(today_));
        const auto earliest = law_.due(*term, told).day;
        if (*start < earliest) too_short("start", *term, earliest);
    }

    void meeting()
    {
        const auto status = draft_.value("status");
        const auto start = day("start");
        if (status == "scheduled" || status == "changed") notice();
        votes();
        if (status != "held") return;
        if (start && *start > today_) tell("status", "not_yet_held");
        if (is_blank(draft_.value("present"))) tell("present", "missing");
        for (const FormField& field : form_fields("meeting")) {
            if (field.name != "decisions") continue;
            for (std::size_t i = 0; i < draft_.rows(field); ++i)
                for (const FormField& column : field.columns)
                    if ((column.name == "who" || column.name == "due") &&
                        !is_blank(draft_.cell(field, field.columns.front(), i)) &&
                        is_blank(draft_.cell(field, column, i)))
                        tell(field.name, "row",
                             {{"n", std::to_string(i + 1)},
                              {"label", texts().get(label_key(field.name, column.name))},
                              {"why", texts().get("form.problem.missing")}});
        }
    }

    const DraftText& draft_;
    protocol::Date today_;
    const protocol::LawBook& law_;
    const DraftText* before_;
    bool standing_;
    std::vector<FieldProblem> problems_;
};

}  // namespace

std::vector<FieldProblem> check_form(const DraftText& draft, protocol::Date today,
                                     const protocol::LawBook& law, const DraftText* before, bool standing)
{
    return FormCheck{draft, today, law, before, standing}.all();
}

std::vector<FieldProblem> check_map(const DraftText& draft, const RuleBook& law)
{
    constexpr std::string_view kLatitude = "lat_u", kLongitude = "lon_u";
    const std::string latitude = draft.value(kLatitude), longitude = draft.value(kLongitude);
    if (is_blank(latitude) && is_blank(longitude)) return {};
    if (is_blank(latitude) || is_blank(longitude))
        return {{std::string(is_blank(latitude) ? kLatitude : kLongitude),
                 std::string(texts().get("form.problem.map_pair"))}};
    const auto north = micro_degrees(latitude), east = micro_degrees(longitude);
    if (!north || !east || law.area.holds(*north, *east)) return {};  // what is no number check_form() tells
    return {{std::string(kLatitude),
             texts().fill("form.problem.map_outside", {{"province", law.province_name}})}};
}

}  // namespace province

#include "protocol/law/law_book.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <toml++/toml.h>

namespace protocol {

namespace {

constexpr std::size_t kLongestFile = 256 * 1024;
constexpr int kLongestTerm = 400;

tl::unexpected<Error> bad(std::string_view file, const toml::source_region& where, std::string_view why)
{
    return fail(Fault::Malformed,
                std::string{file} + ':' + std::to_string(where.begin.line) + ": " + std::string{why});
}

Result<toml::table> parse(std::string_view text, std::string_view file)
{
    // Debian's library is built to throw.
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return bad(file, error.source(), error.description());
    }
}

std::string text_of(const toml::table& row, std::string_view key) { return row[key].value_or(std::string{}); }

Result<std::optional<Date>> date_of(const toml::table& row, std::string_view key, std::string_view file)
{
    if (!row.contains(key)) return std::nullopt;
    if (const auto day = row[key].value<toml::date>()) {
        const Date date{std::chrono::year{day->year}, std::chrono::month{day->month},
                        std::chrono::day{day->day}};
        return date;
    }
    const auto date = parse_date(text_of(row, key));
    if (!date) return bad(file, row.source(), std::string{key} + " is no date");
    return date;
}

Result<Term> read_term(const toml::table& row, std::string_view file)
{
    Term term;
    term.id = text_of(row, "id");
    term.act = text_of(row, "act");
    term.confidence = text_of(row, "confidence");
    term.rule = text_of(row, "rule");
    term.law = text_of(row, "law");
    term.law_en = row["law_en"].value_or(term.law);
    term.working = row.contains("working_days");
    const auto days = row[term.working ? "working_days" : "days"].value<int>();
    term.first_days = row["first_days"].value_or(0);
    if (term.id.empty()) return bad(file, row.source(), "a clock without id");
    if (!days || *days < 1 || *days > kLongestTerm || term.first_days < 0 || term.first_days > *days)
        return bad(file, row.source(), "days out of bounds");
    if (!term.rule.empty() && term.law.empty())
        return bad(file, row.source(), "a rule without its law's name");
    term.days = *days;
    auto from = date_of(row, "valid_from", file);
    auto to = date_of(row, "valid_to", file);
    if (!from) return tl::unexpected{from.error()};
    if (!to) return tl::unexpected{to.error()};
    term.valid_from = *from;
    term.valid_to = *to;
    return term;
}

Result<std::vector<Term>> read_terms(const toml::table& rules, std::string_view file)
{
    std::vector<Term> terms;
    const auto* rows = rules["deadline"].as_array();
    if (rows == nullptr) return bad(file, rules.source(), "no [[deadline]]");
    for (const auto& row : *rows) {
        const auto* table = row.as_table();
        if (table == nullptr) return bad(file, row.source(), "a clock is a table");
        const bool counted = table->contains("days") || table->contains("working_days");
        if (!counted && !table->contains("rule")) continue;
        auto term = read_term(*table, file);
        if (!term) return tl::unexpected{term.error()};
        terms.push_back(std::move(*term));
    }
    return terms;
}

Result<std::set<Date>> read_days(const toml::table& row, std::string_view key, std::string_view file)
{
    std::set<Date> days;
    const auto* list = row[key].as_array();
    if (list == nullptr) return days;
    for (const auto& node : *list) {
        const auto date = parse_date(node.value_or(std::string{}));
        if (!date) return bad(file, node.source(), "no date");
        days.insert(*date);
    }
    return days;
}

Result<WorkCalendar> read_calendar(const toml::table& rules, std::string_view file)
{
    WorkCalendar calendar;
    std::vector<std::chrono::month_day> fixed;
    if (const auto* list = rules["fixed"].as_array()) {
        for (const auto& node : *list) {
            // "01-01" of a leap year, so that 02-29 would do.
            const auto date = parse_date("2028-" + node.value_or(std::string{}));
            if (!date) return bad(file, node.source(), "no day of a year");
            fixed.push_back({date->month(), date->day()});
        }
    }
    calendar.set_fixed(std::move(fixed));
    const auto* years = rules["year"].as_array();
    if (years == nullptr) return calendar;
    for (const auto& node : *years) {
        const auto* row = node.as_table();
        const auto name = row != nullptr ? (*row)["year"].value<int>() : std::nullopt;
        if (!name) return bad(file, node.source(), "a year without its number");
        WorkCalendar::Year year;
        auto off = read_days(*row, "off", file);
        auto works = read_days(*row, "works", file);
        if (!off) return tl::unexpected{off.error()};
        if (!works) return tl::unexpected{works.error()};
        year.off = std::move(*off);
        year.works = std::move(*works);
        year.decided = (*row)["decided"].value_or(false);
        calendar.set_year(*name, std::move(year));
    }
    return calendar;
}

bool in_force(const Term& term, Date day)
{
    return (!term.valid_from || *term.valid_from <= day) && (!term.valid_to || day <= *term.valid_to);
}

Result<std::string> read_file(const std::filesystem::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream) return fail(Fault::NotFound, file.string() + ": missing");
    std::string text;
    text.resize(kLongestFile);
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (!stream.eof()) return fail(Fault::Malformed, file.string() + ": too large");
    return text;
}

}  // namespace

const Term* LawBook::term(std::string_view id, Date day) const
{
    const auto found = std::find_if(terms_.begin(), terms_.end(),
                                    [&](const Term& term) { return term.id == id && in_force(term, day); });
    return found == terms_.end() ? nullptr : &*found;
}

const Term* LawBook::rule(std::string_view rule, Date day) const
{
    const auto found = std::find_if(terms_.begin(), terms_.end(), [&](const Term& term) {
        return term.rule == rule && in_force(term, day);
    });
    return found == terms_.end() ? nullptr : &*found;
}

DueDay LawBook::due(const Term& term, Date from) const
{
    return term.working ? calendar_.after_working_days(from, term.days)
                        : calendar_.after_days(from, term.days);
}

DueDay LawBook::first_due(const Term& term, Date from) const
{
    return term.working ? calendar_.after_working_days(from, term.first_days)
                        : calendar_.after_days(from, term.first_days);
}

Result<LawBook> parse_law_book(std::string_view deadlines, std::string_view calendar)
{
    const auto rules = parse(deadlines, "deadlines.toml");
    if (!rules) return tl::unexpected{rules.error()};
    const auto days = parse(calendar, "calendar.toml");
    if (!days) return tl::unexpected{days.error()};
    auto terms = read_terms(*rules, "deadlines.toml");
    if (!terms) return tl::unexpected{terms.error()};
    auto work = read_calendar(*days, "calendar.toml");
    if (!work) return tl::unexpected{work.error()};
    return LawBook{std::move(*work), std::move(*terms)};
}

Result<LawBook> load_law_book(const std::filesystem::path& law_folder)
{
    const auto deadlines = read_file(law_folder / "deadlines.toml");
    if (!deadlines) return tl::unexpected{deadlines.error()};
    const auto calendar = read_file(law_folder / "calendar.toml");
    if (!calendar) return tl::unexpected{calendar.error()};
    return parse_law_book(*deadlines, *calendar);
}

}  // namespace protocol

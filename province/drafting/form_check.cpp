#include "province/drafting/form_check.h"

#include <algorithm>
#include <utility>

#include "protocol/base/encoding.h"
#include "province/drafting/forms.h"
#include "province/phone_pages/body_pictures.h"
#include "province/publish/card_fields.h"
#include "province/publish/value_reader.h"
#include "province/text/texts.h"

namespace province {

namespace {

constexpr std::ptrdiff_t kHouseholdLines = 3;  // protocol.md §8.4

bool is_blank(std::string_view value) { return value.find_first_not_of(" \n\t") == std::string_view::npos; }

class FormCheck {
public:
    FormCheck(const DraftText& draft, protocol::Date today) : draft_(draft), today_(today) {}

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
            else
                one(field, draft_.value(field.name));
        }
        order("from", "until", "until_before");
        order("start", "end", "end_before");
        order("opens", "closes", "closes_before");
        order("period_from", "period_to", "until_before");
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

    /// The key of what is wrong with a value; empty where it is well.
    std::string_view wrong(const FormField& field, const std::string& value) const
    {
        if (is_blank(value)) {
            const bool chosen = field.widget == Widget::Choice || field.widget == Widget::Item;
            return !field.required ? "" : chosen ? "choose" : "missing";
        }
        if (field.widget == Widget::Date && !protocol::parse_date(value)) return "date";
        if (field.widget == Widget::Moment && !read_moment(value, today_, 0)) return "moment";
        if (field.widget == Widget::Whole && !protocol::parse_decimal(value)) return "whole";
        return "";
    }

    void one(const FormField& field, const std::string& value)
    {
        if (const auto key = wrong(field, value); !key.empty()) tell(field.name, key);
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

    const DraftText& draft_;
    protocol::Date today_;
    std::vector<FieldProblem> problems_;
};

}  // namespace

std::vector<FieldProblem> check_form(const DraftText& draft, protocol::Date today)
{
    return FormCheck{draft, today}.all();
}

}  // namespace province

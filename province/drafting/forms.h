#pragma once

#include <span>
#include <string>
#include <string_view>

namespace province {

/// How a field is filled in.
enum class Widget {
    Line,     ///< one line of text
    Text,     ///< several lines
    Lines,    ///< an array: one text a line
    Numbers,  ///< an array: one number ≥ 0 a line
    Date,     ///< a day
    Moment,   ///< a day and an hour
    Whole,    ///< a number ≥ 0
    YesNo,    ///< "yes" or empty
    Choice,   ///< one of `words`
    Topic,    ///< what a report is about: texts "feedback.topic.<code>"
    Item,     ///< what the law says must be publicised
    Contact,  ///< the body's record of whom to turn to
    Paper,    ///< a disclosure of the body's that stands
    Papers,   ///< an array: records of the body's that stand
    Files,    ///< an array: names of files that are attached
    Degrees,  ///< of a place on the map, with a comma; in the source in millionths
    Rows,     ///< an array of tables with the fields `columns`
};

/// One field of a form. `name` is the key in the front matter (publish/card_fields.h), "table.key" within a
/// table, also of rows; its words are label_key() and hint_key().
struct FormField {
    std::string_view name;
    Widget widget = Widget::Line;
    bool required = false;     ///< of a column: in every row that says anything
    std::string_view words{};  ///< "a|b|c": texts "form.<name>.<word>"
    std::span<const FormField> columns{};
};

/// Several values of one name.
inline bool holds_many(Widget widget) { return widget == Widget::Papers || widget == Widget::Files; }

/// The fields of a record type's form, besides title and text; empty where there is no form for it.
std::span<const FormField> form_fields(std::string_view kind);
/// The record types that have a form, in the order in which they are offered: texts "form.kind.<kind>".
std::span<const std::string_view> form_kinds();

/// Text keys of a field: "form.<scope>.<name>" where there is one, else "form.<name>"; `scope` is the record
/// type, or of a column the name of its rows.
std::string label_key(std::string_view scope, std::string_view name);
/// The same with ".hint"; empty where there is none.
std::string hint_key(std::string_view scope, std::string_view name);

}  // namespace province

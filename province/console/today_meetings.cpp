#include "province/console/today_meetings.h"

#include <algorithm>

#include "province/console/draft_visit.h"
#include "province/drafting/forms.h"
#include "province/publish/value_reader.h"

namespace province::console {

namespace {

constexpr int kMostMeetings = 100;
constexpr std::size_t kShown = 8;
constexpr int kSoon_days = 7;

struct Row {
    protocol::Date day{};
    Fields fields;
};

std::vector<Fields> soonest(std::vector<Row> rows)
{
    std::ranges::stable_sort(rows, {}, &Row::day);
    std::vector<Fields> out;
    for (auto& row : rows)
        if (out.size() < kShown) out.push_back(std::move(row.fields));
    return out;
}

const FormField* decisions_field()
{
    for (const FormField& field : form_fields("meeting"))
        if (field.name == "decisions") return &field;
    return nullptr;
}

/// Decisions that are due within days, or late, and not done.
void add_due_decisions(const StoredDraft& meeting, const DraftText& text, protocol::Date today,
                       std::vector<Row>& rows)
{
    const FormField* field = decisions_field();
    if (field == nullptr) return;
    const auto cell = [&](std::string_view name, std::size_t i) {
        for (const FormField& column : field->columns)
            if (column.name == name) return text.cell(*field, column, i);
        return std::string{};
    };
    for (std::size_t i = 0; i < text.rows(*field); ++i) {
        const auto due = protocol::parse_date(cell("due", i));
        if (!due || !cell("done", i).empty() || *due > protocol::add_days(today, kSoon_days)) continue;
        rows.push_back({*due, Fields()
                                  .text("address", draft_address(meeting.n))
                                  .text("text", cell("text", i))
                                  .text("who", cell("who", i))
                                  .text("due", short_day(*due))
                                  .yes("late", *due < today)});
    }
}

}  // namespace

protocol::Result<void> add_meetings(Fields& fields, const Visit& visit)
{
    const Visitor& who = visit.who();
    const auto meetings = Drafts(visit.console.registry).standing(who.body.code, "meeting", kMostMeetings);
    if (!meetings) return tl::unexpected{meetings.error()};
    const auto today = protocol::local_date(visit.now);
    const bool desk = who.roles.has(Role::Desk);
    const bool publishes = who.roles.any_of({Role::Writer, Role::Approver, Role::Supervisor});
    std::vector<Row> coming, due;
    for (const StoredDraft& meeting : *meetings) {
        const auto text = draft_text_of(meeting.source);
        if (!text) continue;  // erased: nothing is known of it
        const auto status = text->value("status");
        const auto start = read_moment(text->value("start"), today, 0);
        if (status == "held") {
            add_due_decisions(meeting, *text, today, due);
        } else if (status != "cancelled" && start && protocol::local_date(*start) >= today) {
            const std::string address = draft_address(meeting.n);
            coming.push_back({protocol::local_date(*start),
                              Fields()
                                  .text("title", text->title)
                                  .text("start", day_and_hour(*start))
                                  .text("place", text->value("place"))
                                  .text("address", publishes ? address : address + "/questions")
                                  .text("questions", address + "/questions")
                                  .yes("may_read_questions", desk)});
        }
    }
    fields.yes("has_coming", !coming.empty());
    fields.yes("has_decisions", publishes && !due.empty());
    fields.list("coming", soonest(std::move(coming))).list("due_decisions", soonest(std::move(due)));
    return {};
}

}  // namespace province::console

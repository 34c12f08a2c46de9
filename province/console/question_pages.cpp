#include "province/console/desk_visit.h"
#include "province/console/draft_visit.h"
#include "province/console/inbox_row.h"
#include "province/console/pages.h"
#include "province/feedback/wording.h"
#include "province/publish/value_reader.h"
#include "province/text/texts.h"

namespace province::console {

using http::Response;

namespace {

/// One question, with its words where the desk has opened it: that is a read, which the audit log notes.
protocol::Result<Fields> question(const Visit& visit, Desk& desk, const InboxLine& line)
{
    Fields row;
    row.text("address", "/console/desk/" + std::to_string(line.n)).yes("opened", line.opened());
    row.text("received", short_day(protocol::local_date(line.received_at)));
    if (!line.opened()) return row;
    const auto report = desk.show(line.n, visit.act({}, {}));
    if (!report) return tl::unexpected{report.error()};
    row.text("number", report->entry.number());
    row.text("state_word", named(texts(), "feedback.state.", report->entry.state));
    row.text("words", std::string(report->message.text.view()));
    row.text("place", std::string(report->message.place.view()));
    row.yes("has_place", !report->message.place.empty());
    return row;
}

}  // namespace

Response meeting_questions(Visit& visit)
{
    return with_published(visit, "meeting", [&](const StoredDraft& draft, const DraftText& stored) {
        return with_desk(visit, [&](Desk& desk) -> Response {
            if (auto sorted = sorted_for(visit, desk); !sorted) return failed(visit, sorted.error());
            const auto lines = desk.about(draft.record);
            if (!lines) return failed(visit, lines.error());
            std::vector<Fields> rows;
            std::size_t unopened = 0;
            for (const InboxLine& line : *lines) {
                auto row = question(visit, desk, line);
                if (!row) return failed(visit, row.error());
                unopened += line.opened() ? 0 : 1;
                rows.push_back(std::move(*row));
            }
            Fields fields;
            fields.text("title", stored.title).text("place", stored.value("place"));
            const auto start = read_moment(stored.value("start"), protocol::local_date(visit.now), 0);
            fields.text("start", start ? day_and_hour(*start) : std::string{}).yes("none", rows.empty());
            fields.yes("some_unopened", unopened > 0).text("unopened", std::to_string(unopened));
            fields.text("n", std::to_string(rows.size()));
            fields.list("questions", std::move(rows));
            return show(visit, "questions", "console.questions.title", std::move(fields));
        });
    });
}

}  // namespace province::console

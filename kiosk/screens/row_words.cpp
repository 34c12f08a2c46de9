#include "kiosk/screens/row_words.h"

#include <string_view>

#include "kiosk/screens/names.h"
#include "kiosk/screens/times.h"
#include "offline_cache/meeting_length.h"

namespace kiosk {

using offline_cache::ItemRow;
using offline_cache::Shelf;

namespace {

void join(std::string& line, std::string_view more)
{
    if (more.empty()) return;
    if (!line.empty()) line += " · ";
    line += more;
}

bool has_hour(const ItemRow& row) { return row.type == "meeting" && row.start.has_value(); }

std::string overline_of(const Ui& ui, const ItemRow& row)
{
    std::string line = row.type == "meeting" && !row.kind.empty()    ? kind_name(ui, row.kind)
                       : row.type != "disclosure" || row.law.empty() ? type_name(ui, row.type)
                                                                     : law_name(ui, row.law);
    if (row.type != "meeting") join(line, short_date(ui, row.from));
    return line;
}

std::string detail_of(const Ui& ui, const ItemRow& row, std::optional<protocol::Date> today)
{
    if (row.type == "meeting") return meeting_line(ui, row, today);
    if (row.type == "consultation" && row.end) {
        const protocol::Date last = protocol::local_date(*row.end);
        if (today && last < *today) return ui.tr("row.opinions_over", {{"date", short_date(ui, last)}});
        std::string line = ui.tr("row.opinions_until", {{"date", short_date(ui, last)}});
        if (today) join(line, away(ui, *today, last));
        return line;
    }
    std::string line;
    if (row.progress_pct) line = ui.tr("row.progress", {{"percent", std::to_string(*row.progress_pct)}});
    if (line.empty() && !row.number.empty()) line = ui.tr("row.number", {{"number", row.number}});
    join(line, row.summary);
    return line;
}

}  // namespace

RowText RowWords::text() const
{
    RowText out;
    out.date = date;
    out.overline = overline;
    out.title = title;
    out.detail = detail;
    out.chip = chip;
    out.chip_tone = chip_tone;
    out.quiet = quiet;
    return out;
}

void RowWords::shorten()
{
    if (date) detail = date->above + " " + date->day + " " + date->below + " · " + detail;
    if (!chip.empty()) detail = chip + " · " + detail;
    date.reset();
    overline.clear();
    chip.clear();
}

std::optional<protocol::Time> believed_time(const State& state)
{
    return today(state) ? std::optional{state.wall} : std::nullopt;
}

bool is_over(const ItemRow& row, std::optional<protocol::Time> now)
{
    return now && row.type == "meeting" && row.start &&
           row.end.value_or(*row.start + offline_cache::kMeetingLasts) < *now;
}

Mark mark_of(const Ui& ui, const ItemRow& row, std::optional<protocol::Time> now)
{
    if (row.shelf == Shelf::Withdrawn) return {std::string{ui.tr("mark.withdrawn")}, Tone::Danger};
    if (row.status == "cancelled") return {std::string{ui.tr("mark.cancelled")}, Tone::Danger};
    if (row.status == "held") return {std::string{ui.tr("mark.held")}, Tone::Plain};
    if (is_over(row, now)) return {std::string{ui.tr("mark.over")}, Tone::Plain};
    if (row.status == "changed") return {std::string{ui.tr("mark.moved")}, Tone::Warn};
    if (row.shelf == Shelf::Ended) return {std::string{ui.tr("mark.ended")}, Tone::Plain};
    if (row.revision > 1) return {std::string{ui.tr("mark.revised")}, Tone::Warn};
    if (row.fresh) return {std::string{ui.tr("mark.fresh")}, Tone::Good};
    return {};
}

DateBlock date_block(const Ui& ui, protocol::Date date, bool past)
{
    const auto day = static_cast<unsigned>(date.day());
    const auto month = static_cast<unsigned>(date.month());
    return {weekday(ui, date, true), std::to_string(day),
            std::string{ui.tr("month." + std::to_string(month))}, past};
}

std::string meeting_line(const Ui& ui, const ItemRow& row, std::optional<protocol::Date> today)
{
    std::string line;
    if (has_hour(row)) line = clock_text(*row.start);
    join(line, row.place);
    if (row.start && row.status != "cancelled" && row.status != "held") {
        const protocol::Date day = protocol::local_date(*row.start);
        if (today && day >= *today) join(line, away(ui, *today, day));
    }
    return line;
}

RowWords row_words(const Ui& ui, const ItemRow& row, std::optional<protocol::Time> now)
{
    RowWords words;
    const Mark mark = mark_of(ui, row, now);
    words.chip = mark.words;
    words.chip_tone = mark.tone;
    words.overline = overline_of(ui, row);
    words.title = row.title;
    const bool over = row.status == "held" || row.status == "cancelled" || is_over(row, now);
    words.detail =
        detail_of(ui, row, now && !over ? std::optional{protocol::local_date(*now)} : std::nullopt);
    words.quiet = over || row.shelf != Shelf::Current;
    if (has_hour(row)) words.date = date_block(ui, protocol::local_date(*row.start), over);
    return words;
}

std::string bulletins_words(const Ui& ui, const std::vector<ItemRow>& bulletins)
{
    const ItemRow& row = bulletins.front();
    const bool stops =
        row.title.empty() || std::string_view{".!?:…"}.find(row.title.back()) != std::string_view::npos;
    std::string words = "**" + row.title + (stops ? "**" : ".**");
    if (ui.look().english && row.lang != "en")
        words = "**" + std::string{ui.tr("bulletin.in_vietnamese")} + "** " + words;
    if (bulletins.size() > 1)
        words += " " + counted(ui, "home.bulletins", static_cast<int>(bulletins.size()) - 1);
    else if (!row.summary.empty())
        words += " " + row.summary;
    return words;
}

}  // namespace kiosk

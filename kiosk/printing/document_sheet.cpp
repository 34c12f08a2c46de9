#include <algorithm>

#include "kiosk/printing/paper_column.h"
#include "kiosk/printing/sheets.h"
#include "kiosk/ui/markdown_blocks.h"
#include "protocol/records/card.h"
#include "protocol/records/facts.h"
#include "protocol/routes.h"

namespace kiosk {

using protocol::Result;
using protocol::Strings;

namespace {

std::vector<Words> words_of(const std::vector<WordRun>& runs)
{
    std::vector<Words> out;
    for (const WordRun& run : runs) out.push_back({run.text, run.strong});
    return out;
}

/// `**bold**` of household lines.
std::vector<Words> rich(std::string_view text)
{
    std::vector<Words> out;
    bool strong = false;
    for (;;) {
        const auto mark = text.find("**");
        out.push_back({std::string{text.substr(0, mark)}, strong});
        if (mark == std::string_view::npos) return out;
        text.remove_prefix(mark + 2);
        strong = !strong;
    }
}

Set set_of(const Block& block, std::size_t column)
{
    if (column >= block.aligns.size()) return Set::Left;
    const Align align = block.aligns[column];
    return align == Align::Right ? Set::Right : align == Align::Centre ? Set::Centre : Set::Left;
}

void write_table(const Block& block, PaperColumn& sheet)
{
    std::vector<std::vector<PaperCell>> rows;
    for (const auto& row : block.rows) {
        rows.emplace_back();
        for (std::size_t c = 0; c < row.size(); ++c)
            rows.back().push_back({words_of(row[c].runs), set_of(block, c)});
    }
    sheet.table(rows);
}

void write_block(const Block& block, PaperColumn& sheet)
{
    const double indent = block.quoted ? 6 : 0;
    switch (block.kind) {
        case Block::Kind::Paragraph:
            sheet.words(words_of(block.runs),
                        {.points = 12, .indent_mm = indent, .gap_mm = 2.5, .leading = 1.45});
            break;
        case Block::Kind::Heading:
            sheet.gap(2);
            sheet.words(words_of(block.runs), {.points = block.level <= 1   ? 15.0
                                                         : block.level == 2 ? 13.5
                                                                            : 12.5,
                                               .bold = true});
            break;
        case Block::Kind::Item: {
            std::vector<Words> runs = words_of(block.runs);
            if (!block.marker.empty()) runs.insert(runs.begin(), {block.marker + "  ", false});
            sheet.words(runs, {.points = 12,
                               .indent_mm = indent + 5.0 * std::max(block.level, 1),
                               .gap_mm = 1.2,
                               .leading = 1.4});
            break;
        }
        case Block::Kind::Rule:
            sheet.gap(1);
            sheet.rule();
            break;
        case Block::Kind::Table:
            write_table(block, sheet);
            break;
        case Block::Kind::Picture:
            // Pictures stay on the screen; the sheet keeps the words under them.
            sheet.words(words_of(block.runs), {.points = 11, .indent_mm = indent, .gap_mm = 2.5});
            break;
    }
}

void write_markdown(std::string_view text, PaperColumn& sheet)
{
    for (const Block& block : parse_markdown(text).blocks) write_block(block, sheet);
}

std::string foot_of(const PrintJob& job, const Strings& words)
{
    const std::string hall{job.get("hall")};
    return words.fill("paper.document.foot",
                      {{"hall", hall.empty() ? std::string{job.get("device")} : hall},
                       {"when", protocol::time_words(protocol::from_unix(job.number("at")))},
                       {"id", job.get("id")},
                       {"index", job.get("index")}});
}

std::string link_of(const PrintJob& job)
{
    if (job.get("address").empty()) return {};
    return std::string{job.get("address")} + "/" + protocol::routes::page(job.get("id")) + "#" +
           std::string{job.get("index")} + "." + std::string{job.get("leaf").substr(0, 16)};
}

void write_head(const PrintJob& job, const Strings& words, PaperColumn& sheet)
{
    const std::string link = link_of(job);
    const auto code = make_qr(link);
    if (code) sheet.qr_beside(*code, 34);
    const std::string_view commune = job.get("commune");
    sheet.words(protocol::office_words(job.get("pub"), words) +
                    (commune.empty() ? std::string{} : " · " + std::string{commune}),
                {.points = 10.5, .bold = true, .gap_mm = 0.5});
    sheet.words(protocol::record_kind(job.get("t"), job.get("law"), words),
                {.points = 10.5, .quiet = true, .gap_mm = 4});
    sheet.words(job.get("title"), {.points = 18, .bold = true, .gap_mm = 3, .leading = 1.25});
    const auto from = protocol::parse_date(job.get("from"));
    const auto until = protocol::parse_date(job.get("until"));
    std::string posted =
        from ? words.fill("paper.document.from", {{"date", protocol::date_words(*from)}}) : "";
    if (until) posted += " " + words.fill("document.until", {{"date", protocol::date_words(*until)}});
    sheet.words(posted, {.points = 10.5, .gap_mm = 1});
    if (code)
        sheet.words(words["paper.document.scan"],
                    {.points = 9.5, .italic = true, .quiet = true, .gap_mm = 2});
    if (job.number("old") == 1)
        sheet.words(words["paper.document.old"], {.points = 11, .bold = true, .gap_mm = 2});
    sheet.rule(3);
}

}  // namespace

Result<std::string> document_sheet(const PrintJob& job, const Strings& words)
{
    PaperColumn sheet{kA4, foot_of(job, words), std::string{job.get("title")}};
    write_head(job, words, sheet);
    if (!job.get("card").empty()) {
        const auto card = protocol::parse_card(job.get("t"), job.get("card"));
        if (!card) return tl::unexpected{card.error()};
        for (const protocol::FactGroup& group : protocol::record_facts(*card, words)) {
            if (!group.title.empty()) {
                sheet.gap(1.5);
                sheet.words(group.title, {.points = 13, .bold = true});
            }
            for (const protocol::Fact& fact : group.facts) {
                if (fact.what.empty())
                    sheet.words(fact.value, {.points = 11.5, .gap_mm = 1.2});
                else
                    sheet.fact(fact.what, fact.value.empty() ? "—" : fact.value);
            }
        }
        sheet.gap(2);
        if (!card->household.empty()) {
            std::vector<std::vector<Words>> lines{{{std::string{words["document.household"]}, true}}};
            for (const std::string& line : card->household) lines.push_back(rich(line));
            sheet.boxed(lines);
        }
    }
    if (job.number("hidden") == 1) sheet.words(words["document.people_hidden"], {.points = 12});
    write_markdown(job.get("body"), sheet);
    if (!job.get("minutes").empty()) {
        sheet.words(words["meeting.minutes"], {.points = 15, .bold = true});
        write_markdown(job.get("minutes"), sheet);
    }
    return sheet.finish();
}

}  // namespace kiosk

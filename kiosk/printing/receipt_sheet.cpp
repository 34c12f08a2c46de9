#include "kiosk/printing/paper_column.h"
#include "kiosk/printing/sheets.h"
#include "protocol/records/facts.h"

namespace kiosk {

namespace {

constexpr double kCode_mm = 44;

void write(PaperColumn& slip, const PrintJob& job, const protocol::Strings& words)
{
    const std::string_view code = job.get("code");
    const Ink centre{.points = 10, .set = Set::Centre, .gap_mm = 1};
    const std::string_view commune = job.get("commune");
    slip.words(commune.empty() ? words["home.no_name"] : commune,
               {.points = 12, .bold = true, .set = Set::Centre, .gap_mm = 0.5});
    slip.words(words["paper.receipt.title"], {.points = 14, .bold = true, .set = Set::Centre, .gap_mm = 1});
    slip.words(protocol::time_words(protocol::from_unix(job.number("at"))),
               {.points = 9.5, .quiet = true, .set = Set::Centre, .gap_mm = 2});
    slip.rule(2);
    slip.words(words["paper.receipt.code"], centre);
    // Two and three groups a line: digits that an old eye reads.
    const auto group = [&](std::size_t n) { return std::string{code.substr(n * 4, 4)}; };
    const Ink digits{.points = 23, .bold = true, .set = Set::Centre, .gap_mm = 0, .leading = 1.2};
    slip.words(group(0) + "  " + group(1), digits);
    slip.words(group(2) + "  " + group(3), digits);
    slip.words(group(4), digits);
    slip.gap(1);
    // civic-receipt (protocol.md §5.3).
    const std::string link =
        "civic-receipt:1?p=" + std::string{job.get("commune_code")} + "&c=" + std::string{code};
    if (const auto made = make_qr(link)) slip.qr(*made, kCode_mm, Set::Centre);
    slip.words(words["paper.receipt.use"], {.points = 10, .set = Set::Centre, .gap_mm = 2});
    slip.rule(2);
    slip.words(words["paper.receipt.lost"], {.points = 11, .bold = true, .set = Set::Centre, .gap_mm = 1});
    slip.words(words["paper.receipt.keep"], {.points = 10, .set = Set::Centre, .gap_mm = 2});
}

}  // namespace

std::string receipt_sheet(const PrintJob& job, const protocol::Strings& words)
{
    // Once to see how long the slip becomes, once for real.
    SheetSize size = kSlip;
    PaperColumn probe{size, {}, {}};
    write(probe, job, words);
    size.height = probe.used_mm() + size.bottom;
    PaperColumn slip{size, {}, std::string{words["paper.receipt.title"]}};
    write(slip, job, words);
    return slip.finish();
}

}  // namespace kiosk

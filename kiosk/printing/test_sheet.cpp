#include "kiosk/printing/paper_column.h"
#include "kiosk/printing/sheets.h"
#include "protocol/records/facts.h"

namespace kiosk {

namespace {

void write(PaperColumn& sheet, const PrintJob& job, const protocol::Strings& words, bool slip)
{
    const double points = slip ? 10 : 12;
    const Ink line{.points = points, .set = Set::Centre, .gap_mm = 2};
    sheet.words(words["paper.test.title"],
                {.points = points * 1.4, .bold = true, .set = Set::Centre, .gap_mm = 1});
    sheet.words(protocol::time_words(protocol::from_unix(job.number("at"))), line);
    for (const char* whose : {"commune", "hall", "device"})
        if (!job.get(whose).empty()) sheet.words(job.get(whose), line);
    sheet.rule(3);
    sheet.words(words["paper.test.letters"], line);
    sheet.words(words["paper.test.letters"], {.points = points * 1.6, .bold = true, .set = Set::Centre});
    sheet.rule(3);
    if (const auto code = make_qr(job.get("address"))) sheet.qr(*code, slip ? 40 : 50, Set::Centre);
    sheet.words(words["paper.test.good"], line);
}

}  // namespace

std::string test_sheet(const PrintJob& job, const protocol::Strings& words)
{
    const bool slip = job.get("what") == "test_slip";
    SheetSize size = kA4;
    if (slip) {
        PaperColumn probe{kSlip, {}, {}};
        write(probe, job, words, slip);
        size = kSlip;
        size.height = probe.used_mm() + size.bottom;
    }
    PaperColumn sheet{size, {}, std::string{words["paper.test.title"]}};
    write(sheet, job, words, slip);
    return sheet.finish();
}

}  // namespace kiosk

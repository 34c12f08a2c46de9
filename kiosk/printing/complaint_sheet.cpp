#include <algorithm>

#include "kiosk/printing/paper_column.h"
#include "kiosk/printing/sheets.h"

namespace kiosk {

namespace {

/// Lines of "office\nroom\nhours…" as one paragraph each.
void offices(PaperColumn& sheet, const PrintJob& job, const Ink& first, const Ink& rest)
{
    for (int i = 0; i < 4; ++i) {
        std::string_view lines = job.get("office" + std::to_string(i));
        bool head = true;
        while (!lines.empty()) {
            const auto end = std::min(lines.find('\n'), lines.size());
            sheet.words(lines.substr(0, end), head ? first : rest);
            head = false;
            lines.remove_prefix(std::min(end + 1, lines.size()));
        }
        if (!head) sheet.gap(1.5);
    }
}

std::string commune_of(const PrintJob& job, const protocol::Strings& words)
{
    std::string name{job.get("commune")};
    if (name.rfind("Xã ", 0) == 0 || name.rfind("Phường ", 0) == 0)
        name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name.empty() ? std::string{words["feedback.this_commune"]} : name;
}

}  // namespace

/// The fields of Luật Khiếu nại Điều 8 khoản 2, in the manner of an administrative paper (NĐ 30/2020). What
/// names the person is left for the pen.
std::string complaint_sheet(const PrintJob& job, const protocol::Strings& words)
{
    const std::string foot{words["paper.complaint.foot"]};
    PaperColumn sheet{kA4, foot, std::string{words["paper.complaint.title"]}};
    sheet.words(words["paper.nation"], {.points = 12.5, .bold = true, .set = Set::Centre, .gap_mm = 0});
    sheet.words(words["paper.motto"], {.points = 12.5, .bold = true, .set = Set::Centre, .gap_mm = 1});
    sheet.words("――――――――", {.points = 8, .set = Set::Centre, .gap_mm = 2});
    sheet.words(words["paper.complaint.date"],
                {.points = 12, .italic = true, .set = Set::Right, .gap_mm = 5});
    sheet.words(words["paper.complaint.title"],
                {.points = 17, .bold = true, .set = Set::Centre, .gap_mm = 5});

    sheet.blank(words["paper.complaint.to"]);
    sheet.words(words.fill("paper.complaint.to_hint", {{"commune", commune_of(job, words)}}),
                {.points = 9.5, .italic = true, .quiet = true, .indent_mm = 0, .gap_mm = 2});
    sheet.blank(words["paper.complaint.name"]);
    sheet.blank(words["paper.complaint.address"], 2);
    sheet.blank(words["paper.complaint.against"], 2);
    sheet.gap(2);

    const Ink head{.points = 12, .bold = true, .gap_mm = 1};
    const Ink body{.points = 12, .gap_mm = 4, .leading = 1.5};
    sheet.words(words["paper.complaint.decision"], head);
    sheet.words(job.get("decision"), body);
    sheet.words(words["paper.complaint.reason"], head);
    sheet.words(job.get("reason"), body);
    sheet.words(words["paper.complaint.wish"], head);
    sheet.words(job.get("wish"), body);
    sheet.blank(words["paper.complaint.papers"], 2);
    sheet.gap(3);
    sheet.pair("", words["paper.complaint.signer"], {.points = 12, .bold = true, .gap_mm = 0.5});
    sheet.pair("", words["paper.complaint.sign_here"], {.points = 10, .italic = true, .gap_mm = 20});

    // What the person keeps stands on a sheet of its own: the petition goes to the office.
    sheet.next_sheet();
    sheet.words(words["paper.complaint.keep"], {.points = 16, .bold = true, .gap_mm = 4});
    sheet.words(words["paper.complaint.within"], {.points = 13, .gap_mm = 3, .leading = 1.5});
    sheet.words(words["complaint.help"], {.points = 13, .gap_mm = 5, .leading = 1.5});
    if (job.get("office0").empty()) return sheet.finish();
    sheet.words(words["paper.complaint.where"], {.points = 14, .bold = true, .gap_mm = 2});
    offices(sheet, job, {.points = 13, .bold = true, .gap_mm = 0.5}, {.points = 13, .gap_mm = 0.5});
    return sheet.finish();
}

/// Where and when to go with a denunciation: nothing of what it is about.
std::string guidance_sheet(const PrintJob& job, const protocol::Strings& words)
{
    PaperColumn sheet{kA4, std::string{words["paper.guidance.foot"]},
                      std::string{words["denunciation.title"]}};
    const std::string_view commune = job.get("commune");
    sheet.words(commune.empty() ? words["home.no_name"] : commune, {.points = 12, .quiet = true});
    sheet.words(words["paper.guidance.title"], {.points = 20, .bold = true, .gap_mm = 5});
    const auto rich = [](std::string_view text) {
        std::vector<Words> out;
        bool strong = false;
        while (true) {
            const auto mark = text.find("**");
            out.push_back({std::string{text.substr(0, mark)}, strong});
            if (mark == std::string_view::npos) return out;
            text.remove_prefix(mark + 2);
            strong = !strong;
        }
    };
    for (const char* key : {"denunciation.why", "denunciation.in_person", "denunciation.in_writing",
                            "denunciation.secret", "denunciation.terms", "denunciation.above"})
        sheet.words(rich(words[key]), {.points = 13, .gap_mm = 4, .leading = 1.5});
    sheet.gap(2);
    sheet.words(words["paper.guidance.where"], {.points = 14, .bold = true, .gap_mm = 2});
    offices(sheet, job, {.points = 13, .bold = true, .gap_mm = 0.5}, {.points = 13, .gap_mm = 0.5});
    return sheet.finish();
}

}  // namespace kiosk

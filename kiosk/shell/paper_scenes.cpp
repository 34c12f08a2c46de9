#include "kiosk/shell/paper_scenes.h"

#include <utility>

namespace kiosk {

namespace {

void plug_in(TourWalk& walk) { walk.happen(event::PrintersFound{{true, true}}); }

bool print_document(TourWalk& walk)
{
    plug_in(walk);
    if (!walk.open("disclosure")) return false;
    walk.act(act::Print{PrintWhat::Document});
    return true;
}

bool end_print(TourWalk& walk, PrintTrouble trouble)
{
    if (!walk.state.print) return false;
    walk.happen(event::PrintEnded{walk.state.print->number, trouble});
    return true;
}

void begin_complaint(TourWalk& walk)
{
    plug_in(walk);
    walk.act(act::OpenGuidance{Guidance::Complaint});
    walk.act(act::OpenComplaint{});
    walk.type("Quyết định số 409/QĐ-UBND về mức thu tiền nước tưới vụ Đông Xuân.");
}

void finish_complaint(TourWalk& walk)
{
    begin_complaint(walk);
    walk.act(act::NextPage{});
    walk.type("Quyết định tính ruộng nhà tôi 2.400 m², sổ đỏ ghi 1.850 m².");
    walk.act(act::NextPage{});
    walk.type("Đo lại và trả lại tiền đã thu thừa.");
    walk.act(act::NextPage{});
}

void receipt(TourWalk& walk)
{
    walk.act(act::OpenFeedback{});
    walk.act(act::ChooseTopic{"moi_truong"});
    walk.act(act::NextPage{});
    walk.type("Mương bị lấp.");
    walk.act(act::NextPage{});
    walk.act(act::NextPage{});
    walk.act(act::HandIn{});
}

bool ring(TourWalk& walk, std::optional<bool> rang)
{
    walk.act(act::OpenHelp{});
    walk.act(act::RingBell{});
    if (rang) walk.happen(event::BellAnswered{*rang});
    return true;
}

}  // namespace

void add_paper_scenes(std::vector<TourScene>& scenes)
{
    const auto add = [&](std::string_view name, std::function<bool(TourWalk&)> go) {
        scenes.push_back({name, std::move(go)});
    };
    add("phone", [](TourWalk& walk) {
        if (!walk.open("disclosure")) return false;
        walk.act(act::OpenPhone{});
        return true;
    });
    add("document.printer", [](TourWalk& walk) {
        plug_in(walk);
        return walk.open("disclosure");
    });
    add("print.working", print_document);
    add("print.done",
        [](TourWalk& walk) { return print_document(walk) && end_print(walk, PrintTrouble::None); });
    add("print.no_paper",
        [](TourWalk& walk) { return print_document(walk) && end_print(walk, PrintTrouble::NoPaper); });
    add("receipt.printer", [](TourWalk& walk) {
        plug_in(walk);
        receipt(walk);
        return true;
    });
    add("guidance.denunciation.printer", [](TourWalk& walk) {
        plug_in(walk);
        walk.act(act::OpenGuidance{Guidance::Denunciation});
        return true;
    });
    add("guidance.complaint.printer", [](TourWalk& walk) {
        plug_in(walk);
        walk.act(act::OpenGuidance{Guidance::Complaint});
        return true;
    });
    add("complaint", [](TourWalk& walk) {
        begin_complaint(walk);
        return true;
    });
    add("complaint.review", [](TourWalk& walk) {
        finish_complaint(walk);
        return true;
    });
    add("complaint.printed", [](TourWalk& walk) {
        finish_complaint(walk);
        walk.act(act::Print{PrintWhat::Complaint});
        return end_print(walk, PrintTrouble::None);
    });
    add("feedback_text.wrong", [](TourWalk& walk) {
        if (!walk.open("disclosure")) return false;
        walk.act(act::ReportWrong{});
        walk.act(act::NextPage{});
        walk.type("Số tiền sửa đường Đông Lưu ghi chưa đúng.");
        return true;
    });
    add("help", [](TourWalk& walk) {
        walk.act(act::OpenHelp{});
        return true;
    });
    add("help.rang", [](TourWalk& walk) { return ring(walk, true); });
    add("help.mute", [](TourWalk& walk) { return ring(walk, false); });
}

}  // namespace kiosk

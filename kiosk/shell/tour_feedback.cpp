#include "kiosk/shell/tour_feedback.h"

#include <chrono>
#include <memory>
#include <utility>

namespace kiosk {

using namespace std::chrono_literals;

namespace {

constexpr std::string_view kReport = "Mương thoát nước đầu thôn bị lấp, mưa là ngập vào ba nhà.";

void type_report(TourWalk& walk)
{
    walk.act(act::OpenFeedback{});
    walk.act(act::SetOfficial{false});
    walk.act(act::ChooseTopic{"moi_truong"});
    walk.act(act::NextPage{});
    walk.type(kReport);
}

void fill_report(TourWalk& walk)
{
    type_report(walk);
    walk.act(act::NextPage{});
    walk.act(act::NextPage{});
}

/// An opinion on a consultation, its second option chosen.
bool open_opinion(TourWalk& walk)
{
    if (!walk.open("consultation")) return false;
    walk.act(act::OpenFeedbackAbout{});
    walk.act(act::ChooseOption{1});
    return true;
}

bool look_up(TourWalk& walk)
{
    walk.act(act::OpenLookup{});
    walk.type("48291357026481937597");
    walk.act(act::LookUp{});
    return true;
}

/// The office wants to know more before it can answer.
void ask_back(TourWalk& walk)
{
    look_up(walk);
    Case found = *walk.state.lookup->found;
    Reply& reply = found.replies.front();
    reply.status = "in_progress";
    reply.text = std::make_shared<const protocol::SecretString>(std::string_view{
        "Để giải quyết đúng chỗ, xin bác cho biết thêm đoạn mương bị lấp ở gần nhà ai và từ khi nào."});
    walk.happen(event::LookedUp{walk.state.lookup->number, found});
}

}  // namespace

void add_feedback_scenes(std::vector<TourScene>& scenes)
{
    const auto add = [&](std::string_view name, std::function<bool(TourWalk&)> go) {
        scenes.push_back({name, std::move(go)});
    };
    add("feedback_topic", [](TourWalk& walk) {
        walk.act(act::OpenFeedback{});
        return true;
    });
    add("feedback_topic.about", [](TourWalk& walk) {
        if (!walk.open("disclosure")) return false;
        walk.act(act::ReportWrong{});
        return true;
    });
    add("feedback_option", open_opinion);
    add("feedback_text.opinion", [](TourWalk& walk) {
        if (!open_opinion(walk)) return false;
        walk.act(act::NextPage{});
        return true;
    });
    add("feedback_review.opinion", [](TourWalk& walk) {
        if (!open_opinion(walk)) return false;
        for (int page = 0; page < 3; ++page) walk.act(act::NextPage{});
        return true;
    });
    add("feedback_text", [](TourWalk& walk) {
        type_report(walk);
        return true;
    });
    add("feedback_text.leaving", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::GoHome{});
        return walk.state.leaving.has_value();
    });
    add("feedback_text.word", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::PlaceCaret{Field::Feedback, kReport.find("thoát") + 2});
        walk.act(act::Press{plain_key(Key::Kind::SelectWord)});
        return true;
    });
    add("feedback_text.offer", [](TourWalk& walk) {
        type_report(walk);
        walk.type(" Nhà ở gần nha van");
        return true;
    });
    add("feedback_text.marks", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::UseMethod{InputMethod::Off});
        return true;
    });
    add("feedback_text.covered", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::ToggleShoulder{});
        return true;
    });
    add("feedback_readers", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::NextPage{});
        return true;
    });
    add("feedback_readers.name", [](TourWalk& walk) {
        type_report(walk);
        walk.act(act::NextPage{});
        walk.act(act::SetContact{Contact::NameAndPhone});
        walk.type("Lan");
        return true;
    });
    add("feedback_review", [](TourWalk& walk) {
        fill_report(walk);
        return true;
    });
    add("feedback_review.official", [](TourWalk& walk) {
        fill_report(walk);
        walk.act(act::SetOfficial{true});
        return true;
    });
    add("feedback_closed", [](TourWalk& walk) {
        walk.act(act::OpenFeedback{});
        walk.happen(event::FeedbackPossible{FeedbackClosed::Storage});
        return true;
    });
    add("guidance.denunciation", [](TourWalk& walk) {
        walk.act(act::OpenGuidance{Guidance::Denunciation});
        return true;
    });
    add("guidance.complaint", [](TourWalk& walk) {
        walk.act(act::OpenGuidance{Guidance::Complaint});
        return true;
    });
    add("receipt", [](TourWalk& walk) {
        fill_report(walk);
        walk.act(act::HandIn{});
        return true;
    });
    add("receipt.sent", [](TourWalk& walk) {
        fill_report(walk);
        walk.act(act::HandIn{});
        walk.type("7597");
        walk.happen(event::OutboxChanged{"tour", true, false, 0});
        return true;
    });
    add("lookup", [](TourWalk& walk) {
        walk.act(act::OpenLookup{});
        walk.type("482913570264");
        return true;
    });
    add("lookup.wrong", [](TourWalk& walk) {
        walk.act(act::OpenLookup{});
        walk.type("48291357026481937598");
        walk.act(act::LookUp{});
        return true;
    });
    add("answer", look_up);
    add("answer.reopened", [](TourWalk& walk) {
        look_up(walk);
        Case found = *walk.state.lookup->found;
        found.reopenings.push_back({found.replies.front().n, walk.state.wall - 1h, walk.state.wall - 59min});
        walk.happen(event::LookedUp{walk.state.lookup->number, found});
        return true;
    });
    add("reopen", [](TourWalk& walk) {
        look_up(walk);
        walk.act(act::OpenReopen{});
        walk.type("Mương đã vét nhưng nắp chưa đậy lại.");
        return true;
    });
    add("answer.agreed", [](TourWalk& walk) {
        look_up(walk);
        Case found = *walk.state.lookup->found;
        found.reopenings.push_back(
            {found.replies.front().n, walk.state.wall - 1h, walk.state.wall - 59min, true});
        walk.happen(event::LookedUp{walk.state.lookup->number, found});
        return true;
    });
    add("rate", [](TourWalk& walk) {
        look_up(walk);
        walk.act(act::OpenRate{});
        walk.act(act::ChooseMark{4});
        return true;
    });
    add("answer.asked", [](TourWalk& walk) {
        ask_back(walk);
        return true;
    });
    add("answer.replied", [](TourWalk& walk) {
        ask_back(walk);
        Case found = *walk.state.lookup->found;
        found.reopenings.push_back({found.replies.front().n, walk.state.wall - 1h, walk.state.wall - 59min});
        walk.happen(event::LookedUp{walk.state.lookup->number, found});
        return true;
    });
    add("reopen.asked", [](TourWalk& walk) {
        ask_back(walk);
        walk.act(act::OpenReopen{});
        walk.type("Đoạn trước nhà văn hóa, từ đầu tháng 11.");
        return true;
    });
    add("receipt.reading_code", [](TourWalk& walk) {
        fill_report(walk);
        walk.act(act::HandIn{});
        walk.listen(1, true);
        return true;
    });
}

}  // namespace kiosk

#include "kiosk/shell/tour_staff.h"

#include <chrono>
#include <memory>
#include <utility>
#include <variant>

namespace kiosk {

using namespace std::chrono_literals;

namespace {

std::shared_ptr<const staff::Notices> tour_notices(protocol::Time now)
{
    const protocol::Date today = protocol::local_date(now);
    staff::Notices notices;
    notices.push_back({{1, "Tiêm phòng dại cho chó, mèo tại nhà văn hóa thôn Đông Lưu",
                        "Bắt đầu 7 giờ 30. Bà con xích chó, rọ mõm khi đưa đến.\nMang theo sổ tiêm nếu có.",
                        protocol::add_days(today, -1), protocol::add_days(today, 2), 12},
                       false});
    notices.push_back({{2, "Lịch phát gạo cứu trợ đợt 2", "Theo danh sách đã niêm yết.",
                        protocol::add_days(today, -5), protocol::add_days(today, 1), 8},
                       true});
    return std::make_shared<const staff::Notices>(std::move(notices));
}

std::shared_ptr<const staff::Diagnosis> tour_diagnosis(protocol::Time now)
{
    auto known = std::make_shared<staff::Diagnosis>();
    known->at = now;
    known->read = "https://congkhai.hue.example";
    known->write = "https://tiepnhan.hue.example";
    known->log.size = 1204;
    known->log.root = "3f9a17c2b0de4471a5c8";
    known->log.trust_version = 3;
    known->outbox = {2, 1, 148, 4096};
    known->oldest = now - 26h;
    known->parked = {"HTTP 422"};
    known->outbox_open = true;
    known->free_bytes = 21'480'000'000;
    known->disk_bytes = 59'920'000'000;
    known->audit = {{now - 1min, "open"},
                    {now - 25h, "closed"},
                    {now - 26h, "notice.kept 1"},
                    {now - 27h, "pin.wrong 1"}};
    return known;
}

bool enter(TourWalk& walk)
{
    walk.state.pin_kept = true;
    walk.act(staff::Action{staff::Knock{}});
    walk.type("135790");
    walk.act(staff::Action{staff::CheckPin{}});
    return walk.state.screen() == Screen::StaffHome;
}

bool enter_and(TourWalk& walk, staff::Action action)
{
    enter(walk);
    walk.act(action);
    return true;
}

bool write(TourWalk& walk)
{
    enter_and(walk, staff::OpenNotices{});
    walk.act(staff::Action{staff::WriteNotice{}});
    walk.type("Cắt nước để sửa ống ở thôn Hòa Vang");
    walk.act(act::Focus{Field::NoticeText});
    walk.type("Từ 8 giờ đến 16 giờ thứ Ba. Bà con trữ nước trước.");
    return true;
}

bool knock(TourWalk& walk)
{
    walk.state.pin_kept = true;
    walk.act(staff::Action{staff::Knock{}});
    walk.type("1357");
    return true;
}

}  // namespace

void add_staff_scenes(std::vector<TourScene>& scenes)
{
    const auto add = [&](std::string_view name, std::function<bool(TourWalk&)> go) {
        scenes.push_back({name, std::move(go)});
    };
    const auto with_notice = [](TourWalk& walk) {
        walk.happen(staff::News{staff::NoticesLoaded{tour_notices(walk.state.wall)}});
    };
    add("home.notice", [with_notice](TourWalk& walk) {
        with_notice(walk);
        return true;
    });
    add("notices", [with_notice](TourWalk& walk) {
        with_notice(walk);
        walk.act(act::OpenNotices{});
        return true;
    });
    add("staff_pin", knock);
    add("staff_pin.paused", [](TourWalk& walk) {
        knock(walk);
        walk.happen(staff::News{staff::WrongPins{staff::kWrongBeforePause}});
        return true;
    });
    add("staff_pin.none_kept", [](TourWalk& walk) {
        walk.act(staff::Action{staff::Knock{}});
        return true;
    });
    add("staff_home", enter);
    add("staff_notices", [with_notice](TourWalk& walk) {
        enter_and(walk, staff::OpenNotices{});
        with_notice(walk);
        return true;
    });
    add("staff_notice_text", write);
    add("staff_notice_review", [](TourWalk& walk) {
        write(walk);
        walk.act(staff::Action{staff::ReviewNotice{}});
        return true;
    });
    add("staff_cleaning", [](TourWalk& walk) { return enter_and(walk, staff::Clean{}); });
    add("staff_diagnosis", [](TourWalk& walk) { return enter_and(walk, staff::OpenDiagnosis{}); });
    add("staff_diagnosis.tests", [](TourWalk& walk) {
        enter_and(walk, staff::OpenDiagnosis{});
        walk.happen(event::PrintersFound{{true, true}});
        walk.act(staff::Action{staff::TestSound{}});
        walk.happen(event::BellAnswered{true});
        walk.act(act::StopReading{});
        return true;
    });
    add("staff_diagnosis.stick", [](TourWalk& walk) {
        enter_and(walk, staff::OpenDiagnosis{});
        walk.act(staff::Action{staff::ReadStick{}});
        walk.happen(event::StickRead{staff::Stick::Taken, 12});
        return true;
    });
    add("staff_ruler", [](TourWalk& walk) { return enter_and(walk, staff::OpenRuler{}); });
    add("staff_restart", [](TourWalk& walk) {
        walk.state.enrolled = true;
        return enter_and(walk, staff::OpenRestart{});
    });
    add("staff_reach", [](TourWalk& walk) { return enter_and(walk, staff::OpenReach{}); });
}

std::vector<Event> staff_answer(const staff::Command& command, protocol::Time now)
{
    if (const auto* pin = std::get_if<staff::VerifyPin>(&command))
        return {staff::News{staff::PinVerified{pin->number, true, 0}}};
    // Residents' pages stand without a local notice, but where one is shown on purpose.
    if (std::holds_alternative<staff::Diagnose>(command))
        return {staff::News{staff::Diagnosed{tour_diagnosis(now)}}};
    return {};
}

}  // namespace kiosk

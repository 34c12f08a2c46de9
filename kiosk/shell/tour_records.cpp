#include "kiosk/shell/tour_records.h"

#include <utility>

namespace kiosk::tour {

using protocol::Date;

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

Date days(int n) { return protocol::add_days(today(), n); }

Made held_meeting()
{
    auto item = made(30, "meeting", "", "Họp thôn Hòa Vang: sửa nhà văn hóa và làm sân bóng chuyền",
                     "Đã họp, có biên bản.", "", 9);
    item.what = "meeting.held";
    auto& card = std::get<protocol::Meeting>(item.card.details);
    card.start = at(-6, 19);
    card.end = at(-6, 21, 15);
    card.place = "Nhà văn hóa thôn Hòa Vang";
    card.kind = "hoi_nghi_nhan_dan";
    card.organiser = "Trưởng thôn Hòa Vang";
    card.status = "held";
    card.present = 121;
    card.invited = 142;
    card.votes = {{"Góp 500.000 đồng lợp mái nhà văn hóa", 112, 6, 3},
                  {"Góp 300.000 đồng làm sân bóng chuyền", 74, 38, 9}};
    card.decisions = {{"Lợp lại mái nhà văn hóa, chia làm hai lần góp", "Trưởng thôn", days(30), false},
                      {"Cử ba người giám sát việc mua tôn", "Ban Công tác Mặt trận thôn", days(-2), true},
                      {"Niêm yết bản dự toán tại nhà văn hóa", "Trưởng thôn", days(-3), false}};
    item.row.start = card.start;
    item.row.end = card.end;
    item.row.place = card.place;
    item.row.kind = card.kind;
    item.row.status = card.status;
    item.minutes = "Có mặt 121 trên 142 hộ. Biên bản đã đọc lại cho hội nghị nghe và được nhất trí.\n";
    return item;
}

Made closed_consultation()
{
    auto item = made(31, "consultation", "D11", "Kết quả lấy ý kiến về đặt thêm máy công khai tại thôn",
                     "412 ý kiến; xã làm theo số đông.", "", 12);
    item.what = "consultation.closed";
    auto& card = std::get<protocol::Consultation>(item.card.details);
    card.question = "Nên đặt hai máy công khai tiếp theo ở đâu?";
    card.why = "Năm nay xã có tiền mua thêm hai máy; cả tám thôn đều đề nghị.";
    card.options = {"Hai thôn xa trụ sở nhất: An Bàng, Trung Hạ", "Hai thôn đông dân nhất: Đông Lưu, Phú Gia",
                    "Trạm Y tế và chợ Phú Gia"};
    card.opens = at(-50, 7);
    card.closes = at(-22, 23, 59);
    card.results = protocol::ConsultationResults{
        412,
        {231, 118, 63},
        {{"Thôn xa, người già không đi được đến trụ sở", 187, "Tiếp thu: đặt ở An Bàng và Trung Hạ."},
         {"Đặt ở chợ thì nhiều người xem hơn", 63,
          "Chưa tiếp thu: chợ ngập, điện chưa ổn định. Sẽ xét lại khi chợ được sắp xếp xong."},
         {"Lo tốn tiền điện của thôn", 41, ""}}};
    item.row.start = card.opens;
    item.row.end = card.closes;
    return item;
}

Made office()
{
    auto item = made(32, "contact", "", "Lịch tiếp công dân của Chủ tịch Ủy ban nhân dân xã",
                     "Ai cũng được gặp trực tiếp, không cần hẹn trước.", "", 20);
    auto& card = std::get<protocol::Contact>(item.card.details);
    card.office = "Văn phòng HĐND và UBND xã Phú Lộc";
    card.role = "Tiếp công dân, nhận đơn khiếu nại, tố cáo, kiến nghị, phản ánh";
    card.name = "Trần Hữu Lâm";
    card.phone_work = "0234 300 0101";
    card.room = "Phòng Tiếp công dân, tầng 1";
    card.hours = {"Thứ Hai đến thứ Sáu: 7 giờ 30 - 11 giờ 30, 13 giờ 30 - 17 giờ",
                  "Thứ Bảy: 7 giờ 30 - 11 giờ, chỉ quầy 1 và quầy 2"};
    card.reception_day = "Chủ tịch tiếp ngày thứ Năm tuần thứ nhất và tuần thứ ba hằng tháng, từ 7 giờ 30";
    return item;
}

Made figures()
{
    auto item = made(33, "stats", "", "Kết quả trả lời phản ánh, kiến nghị của bà con 90 ngày qua",
                     "Nhận 58, trả lời 52, đúng hạn 47.", "", 1);
    auto& card = std::get<protocol::Stats>(item.card.details);
    card.period_from = days(-91);
    card.period_to = days(-2);
    card.received = 58;
    card.answered = 52;
    card.on_time = 47;
    card.late = 5;
    card.median_days = 4;
    card.oldest_open_days = 9;
    card.by_topic = {{"ha_tang", 23, 20}, {"moi_truong", 14, 13},      {"dat_dai", 9, 7},
                     {"tthc", 7, 7},      {"chinh_sach_xa_hoi", 3, 3}, {"khac", 2, 2}};
    card.rating = protocol::Rating{41, 43};
    return item;
}

Made storm()
{
    auto item = made(34, "bulletin", "", "Mưa lớn đến hết ngày 24/11",
                     "Thôn Đông Lưu, Hòa Vang chuẩn bị sơ tán khi có loa báo.", "", 0);
    auto& card = std::get<protocol::Bulletin>(item.card.details);
    card.text =
        "Mưa lớn đến hết ngày 24/11, có nơi trên 250 mm. Bà con thôn Đông Lưu, Hòa Vang kê cao đồ đạc, chuẩn "
        "bị "
        "sơ tán khi có loa báo.";
    card.level = "danger";
    card.start = at(0, 6);
    card.end = at(2, 23, 59);
    item.row.kind = card.level;
    item.row.start = card.start;
    item.row.end = card.end;
    item.row.scope = {"dong-luu", "hoa-vang"};
    item.body = "Số điện thoại cứu hộ của xã: **0234 300 0114**.\n";
    return item;
}

}  // namespace

Date today() { return Date{year{2026}, month{11}, day{22}}; }

protocol::Time at(int days_on, int hour, int minute)
{
    return protocol::at_local(protocol::add_days(today(), days_on), hour, minute);
}

Made made(std::int64_t index, std::string type, std::string law, std::string title, std::string summary,
          std::string number, int days_ago)
{
    Made item;
    item.what = type;
    item.row.index = index;
    item.row.id = "20107.ubnd-2026-0" + std::to_string(100 + index);
    item.row.type = type;
    item.row.publisher = "20107.ubnd";
    item.row.law = std::move(law);
    item.row.title = std::move(title);
    item.row.summary = std::move(summary);
    item.row.number = std::move(number);
    item.row.lang = "vi";
    item.row.from = days(-days_ago);
    item.row.until = days(30 - days_ago);
    item.row.fresh = days_ago < 7;
    item.card.title = item.row.title;
    item.card.summary = item.row.summary;
    item.card.details = protocol::empty_details(type);
    return item;
}

std::vector<Made> more_records()
{
    return {held_meeting(), closed_consultation(), office(), figures(), storm()};
}

}  // namespace kiosk::tour

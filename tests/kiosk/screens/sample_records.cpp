#include "tests/kiosk/screens/sample_records.h"

namespace samples {

using namespace offline_cache;
using namespace std::chrono_literals;
using protocol::Card;
using protocol::Date;

namespace {

constexpr protocol::Time kNow{std::chrono::seconds{1'795'507'440}};

Date day(int from_today) { return protocol::add_days(protocol::local_date(kNow), from_today); }
protocol::Time hour(int from_today, int h) { return protocol::at_local(day(from_today), h); }

ItemRow row(std::int64_t index, std::string type, std::string title)
{
    ItemRow out;
    out.index = index;
    out.id = "20107.ubnd-2026-000" + std::to_string(index);
    out.type = std::move(type);
    out.publisher = "20107.ubnd";
    out.title = std::move(title);
    out.lang = "vi";
    out.from = day(-4);
    return out;
}

ItemRow budget_row()
{
    ItemRow out = row(41, "disclosure", "Tình hình thực hiện dự toán thu, chi ngân sách xã quý III năm 2026");
    out.law = "D02";
    out.number = "128/BC-UBND";
    out.summary = "Thu đạt 78%, chi đạt 73% dự toán năm";
    out.until = day(26);
    out.fresh = true;
    return out;
}

ItemRow land_row()
{
    ItemRow out =
        row(42, "disclosure",
            "Kế hoạch thu hồi đất mở rộng đường liên thôn Hòa Vang – Đông Lưu, đoạn qua cánh đồng Bàu Sen");
    out.law = "D03";
    out.number = "77/KH-UBND";
    out.revision = 2;
    return out;
}

ItemRow meeting_row(std::int64_t index, int days, std::string status)
{
    ItemRow out = row(index, "meeting", "Họp thôn Đông Lưu: bàn mức đóng góp sửa đường");
    out.kind = "hoi_nghi_nhan_dan";
    out.place = "Nhà văn hóa thôn";
    out.start = hour(days, 19);
    out.end = hour(days, 21);
    out.status = std::move(status);
    return out;
}

ItemRow project_row()
{
    ItemRow out = row(44, "project", "Bê tông hóa đường thôn Hòa Vang, dài 1,2 km");
    out.number = "DA-07";
    out.progress_pct = 62;
    return out;
}

Record record(std::string name, ItemRow shown, Card card, std::string body, std::string minutes = {})
{
    auto document = std::make_shared<Document>();
    card.title = shown.title;
    document->row = std::move(shown);
    document->card = "{}";
    document->body = std::move(body);
    document->minutes = std::move(minutes);
    document->revisions = {{document->row.index, document->row.revision, document->row.from, "", true}};
    return {std::move(name), std::move(document), std::make_shared<const Card>(std::move(card))};
}

constexpr const char* kBudget =
    R"(Tổng thu ngân sách xã đến hết quý III đạt **6.214 triệu đồng**, bằng 78% dự toán năm.

| Nội dung | Dự toán | Thực hiện | % |
|---|---:|---:|---:|
| Thu xã hưởng 100% | 1.150 | 902 | 78 |
| Thu điều tiết | 2.400 | 1.986 | 83 |
| Bổ sung từ thành phố | 4.400 | 3.326 | 76 |
| Chi đầu tư | 2.100 | 1.377 | 66 |
| Chi thường xuyên | 5.600 | 4.218 | 75 |

Đơn vị: triệu đồng

## Kiến nghị

1. Số tăng thu được dùng sửa chữa kênh mương sau mưa lũ.
2. Các thôn rà soát khoản đóng góp còn lại trước ngày 15/12.

Nơi nhận: các thôn, Mặt trận xã, lưu văn phòng.)";

Record disclosure()
{
    Card card;
    card.household = {"Xã chi **412 triệu đồng** sửa đường Đông Lưu.",
                      "Quỹ hỗ trợ bão còn **86 triệu đồng**, hộ bị tốc mái nộp đơn trước **05/12**."};
    protocol::Disclosure paper;
    paper.issuer = "Ủy ban nhân dân xã Phú Lộc";
    paper.signer_name = "Trần Văn Minh";
    paper.signer_title = "Chủ tịch";
    paper.doc_date = day(-6);
    card.details = paper;
    Record out = record("disclosure", budget_row(), std::move(card), kBudget);
    auto document = std::make_shared<Document>(*out.document);
    document->attachments = {{0, "Biểu số liệu quý III.pdf", "application/pdf", 412'000, true}};
    out.document = document;
    return out;
}

/// A draft that people may object to.
Record draft()
{
    Card card;
    protocol::Disclosure paper;
    paper.issuer = "Ủy ban nhân dân xã Phú Lộc";
    paper.comment_until = day(12);
    paper.effective = day(40);
    paper.expires = day(400);
    card.details = paper;
    ItemRow shown = land_row();
    shown.revision = 1;
    return record("draft", shown, std::move(card), "Dự thảo phương án bồi thường, hỗ trợ, tái định cư.");
}

/// A list of people whose names may be read no longer, while it is still posted.
Record people()
{
    Card card;
    card.details = protocol::Disclosure{};
    ItemRow shown = row(53, "disclosure", "Danh sách hộ nghèo, hộ cận nghèo năm 2026");
    shown.law = "D07";
    shown.list_of_people = true;
    return record("people", shown, std::move(card), "");
}

Record meeting(std::string name, std::string status)
{
    const bool held = status == "held";
    protocol::Meeting meeting;
    meeting.start = hour(held ? -6 : 1, 19);
    meeting.end = hour(held ? -6 : 1, 21);
    meeting.place = "Nhà văn hóa thôn Đông Lưu";
    meeting.audience = "đại diện tất cả các hộ trong thôn";
    meeting.organiser = "Trưởng thôn và Ban công tác Mặt trận";
    meeting.status = status;
    meeting.agenda = {{1, "Báo cáo hiện trạng đường và dự toán", "Trưởng thôn", 20},
                      {2, "Bàn mức đóng góp mỗi hộ", "Toàn thể bà con", 60},
                      {3, "Biểu quyết", "Ban kiểm phiếu", 15}};
    if (held) {
        meeting.present = 84;
        meeting.invited = 97;
        meeting.votes = {{"Mỗi hộ góp 300.000 đồng, miễn cho hộ nghèo", 71, 9, 4}};
        meeting.decisions = {
            {"Thu tiền từ đầu tháng sau, công khai từng hộ tại nhà văn hóa", "Trưởng thôn", day(20)}};
    }
    Card card;
    card.details = meeting;
    return record(std::move(name), meeting_row(43, held ? -6 : 1, status), std::move(card),
                  "Kính mời bà con đến dự đông đủ.",
                  held ? "Cuộc họp bắt đầu lúc 19 giờ, có 84 trên 97 hộ dự." : "");
}

Record project()
{
    protocol::Project project;
    project.budget = {{"Ngân sách xã", 412'000'000}, {"Dân đóng góp", 96'500'000}};
    project.people_share = protocol::PeopleShare{96'500'000, 120, 340};
    project.owner = "Ủy ban nhân dân xã Phú Lộc";
    project.contractor = "Tổ thợ địa phương";
    project.board = protocol::SupervisionBoard{"Ban giám sát đầu tư của cộng đồng", {}, "02343 000 000"};
    project.start_plan = day(-90);
    project.end_plan = day(40);
    project.start = day(-85);
    project.progress_pct = 62;
    project.paid = 255'000'000;
    project.milestones = {{"Họp dân, chốt mức đóng góp", day(-100), true},
                          {"Đổ bê tông 600 m đầu", day(-30), true},
                          {"Nghiệm thu mương thoát nước", day(-5), false},
                          {"Đổ bê tông đoạn còn lại", day(30), false}};
    project.issues = {{day(-20), "Cát đổ lẫn đất ở đoạn km 0,4", "Đã thay cát, có biên bản.", "done"}};
    Card card;
    card.details = project;
    return record("project", project_row(), std::move(card), "Đường rộng 3 m, dày 18 cm.");
}

Record consultation()
{
    ItemRow shown = row(45, "consultation", "Lấy ý kiến về quy ước giữ gìn vệ sinh kênh Bàu Sen");
    shown.start = hour(-3, 7);
    shown.end = hour(12, 23);
    protocol::Consultation ask;
    ask.question = "Bà con chọn ngày nào trong tuần để cùng dọn kênh?";
    ask.why = "Mùa mưa kênh tắc, nước tràn vào ruộng và đường thôn.";
    ask.options = {"Sáng thứ Bảy", "Chiều Chủ Nhật", "Mỗi xóm tự chọn"};
    ask.opens = shown.start;
    ask.closes = shown.end;
    Card card;
    card.details = ask;
    return record("consultation", shown, std::move(card), "Dự thảo quy ước gồm 6 điều.");
}

Record procedure()
{
    ItemRow shown = row(46, "procedure", "Đăng ký khai sinh");
    shown.number = "1.001193";
    shown.law = "D13";
    protocol::Procedure how;
    how.where = "Bộ phận một cửa, bàn số 2";
    how.days = 1;
    how.dossier = {{"Tờ khai đăng ký khai sinh", 1, ""}, {"Giấy chứng sinh", 1, ""}};
    how.steps = {"Nộp giấy tờ ở bàn số 2.", "Cán bộ xem và nhập vào máy.", "Nhận giấy khai sinh trong ngày."};
    how.result = "Giấy khai sinh";
    Card card;
    card.details = how;
    return record("procedure", shown, std::move(card), "");
}

Record stats()
{
    ItemRow shown = row(47, "stats", "Kết quả trả lời phản ánh quý III năm 2026");
    protocol::Stats figures;
    figures.period_from = day(-140);
    figures.period_to = day(-50);
    figures.received = 48;
    figures.answered = 46;
    figures.on_time = 44;
    figures.late = 2;
    figures.median_days = 6;
    figures.by_topic = {{"dat_dai", 10, 9}, {"ha_tang", 14, 14}, {"tthc", 6, 6},
                        {"du_an", 8, 8},    {"cong_khai", 7, 7}, {"khac", 3, 2}};
    Card card;
    card.details = figures;
    return record("stats", shown, std::move(card), "");
}

Record contact()
{
    ItemRow shown = row(48, "contact", "Lịch tiếp công dân của Chủ tịch xã");
    protocol::Contact who;
    who.office = "Ủy ban nhân dân xã Phú Lộc";
    who.role = "Chủ tịch";
    who.name = "Trần Văn Minh";
    who.phone_work = "02343 000 001";
    who.room = "Phòng tiếp công dân, tầng 1";
    who.reception_day = "ngày 5 và ngày 20 hằng tháng";
    who.hours = {"Thứ Hai đến thứ Sáu: 7 giờ 30 - 11 giờ 30, 13 giờ 30 - 17 giờ", "Ngày lễ xem bảng tin"};
    Card card;
    card.details = who;
    return record("contact", shown, std::move(card), "");
}

Record withdrawn()
{
    ItemRow shown = row(49, "disclosure", "Danh sách hộ được hỗ trợ giống lúa vụ Đông Xuân");
    shown.law = "D07";
    shown.number = "54/TB-UBND";
    shown.shelf = Shelf::Withdrawn;
    Record out = record("withdrawn", shown, Card{}, "");
    auto document = std::make_shared<Document>(*out.document);
    offline_cache::Withdrawal gone;
    gone.on = day(-2);
    gone.reason = "Tính nhầm diện tích của 3 hộ, sẽ công bố lại.";
    gone.ground = "Luật Thực hiện dân chủ ở cơ sở, Điều 14";
    gone.authority = "20107.ubnd";
    document->withdrawal = gone;
    out.document = document;
    return out;
}

Record revised()
{
    Card card;
    card.changes = {{"Diện tích thu hồi", "1.250 m²", "1.180 m²"}};
    card.details = protocol::Disclosure{};
    Record out = record("revised", land_row(), std::move(card), "Diện tích thu hồi: 1.180 m², 14 hộ.");
    auto document = std::make_shared<Document>(*out.document);
    document->revisions = {{42, 2, day(-4), "sua_loi", true}, {12, 1, day(-30), "", true}};
    out.document = document;
    return out;
}

std::vector<Record> make()
{
    return {disclosure(),
            meeting("meeting", "scheduled"),
            meeting("meeting_cancelled", "cancelled"),
            meeting("meeting_held", "held"),
            consultation(),
            project(),
            procedure(),
            stats(),
            contact(),
            draft(),
            people(),
            withdrawn(),
            revised()};
}

}  // namespace

const std::vector<Record>& records()
{
    static const std::vector<Record> kRecords = make();
    return kRecords;
}

std::vector<ItemRow> rows()
{
    std::vector<ItemRow> out;
    for (const Record& one : records()) out.push_back(one.document->row);
    out[1].shelf = Shelf::Ended;
    return out;
}

std::vector<ItemRow> meetings()
{
    return {meeting_row(43, 1, "scheduled"), meeting_row(50, 5, "changed"), meeting_row(51, 8, "cancelled"),
            meeting_row(52, -6, "held")};
}

std::shared_ptr<const Home> home()
{
    auto out = std::make_shared<Home>();
    out->tiles = {TileCount{23, 3}, {4, 0}, {2, 0}, {5, 0}, {6, 0}, {12, 4}};
    out->next_meeting = meeting_row(43, 1, "scheduled");
    out->newest = {budget_row(), land_row(), project_row()};
    ItemRow storm = row(60, "bulletin", "Mưa lớn đến hết ngày mai.");
    storm.summary = "Thôn Đông Lưu, Hòa Vang chuẩn bị sơ tán khi có loa báo.";
    storm.kind = "warning";
    out->bulletins = {storm};
    out->commune_name = "Xã Phú Lộc";
    return out;
}

std::shared_ptr<const SearchResult> found()
{
    auto out = std::make_shared<SearchResult>();
    const std::string passage =
        "…thực hiện dự toán thu, chi ngân sách đến hết quý III đạt 6.214 triệu đồng, bằng 78%…";
    const std::size_t at = passage.find("dự toán");
    for (const ItemRow& one : {budget_row(), land_row(), project_row()}) {
        SearchHit hit;
        hit.row = one;
        hit.passage = passage;
        hit.passage_marks = {{at, at + std::string{"dự toán"}.size()}};
        out->hits.push_back(hit);
    }
    return out;
}

std::vector<kiosk::Reply> replies(protocol::Time now)
{
    kiosk::Reply done;
    done.n = 2;
    done.at = now - 20h;
    done.status = "answered";
    done.office = "20107.ubnd";
    done.text = std::make_shared<const protocol::SecretString>(
        std::string_view{"Ủy ban nhân dân xã đã kiểm tra. Đoạn sụt dài 6 m được rào từ chiều 22/11 và sẽ đổ "
                         "lại bê tông trước ngày 05/12. "
                         "Cảm ơn bác đã báo."});
    kiosk::Reply got;
    got.at = now - 50h;
    got.status = "received";
    got.office = "20107.ubnd";
    got.text =
        std::make_shared<const protocol::SecretString>(std::string_view{"Đã giao cán bộ địa chính đi xem."});
    return {done, got};
}

}  // namespace samples

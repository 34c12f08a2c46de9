#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "kiosk/shell/options.h"
#include "kiosk/shell/tour_records.h"
#include "kiosk/shell/tour_store.h"
#include "offline_cache/search.h"
#include "offline_cache/tiles.h"
#include "protocol/base/hash.h"
#include "protocol/records/card.h"

namespace kiosk {

using offline_cache::ItemRow;
using offline_cache::Tile;
using protocol::Date;
using protocol::Time;

namespace {

using tour::at;
using tour::Made;
using tour::made;
const Date kToday = tour::today();

Made budget()
{
    auto item =
        made(1, "disclosure", "D02", "Tình hình thực hiện dự toán thu, chi ngân sách xã quý III năm 2026",
             "Thu đạt 78% dự toán năm; chi đầu tư đạt 66%.", "128/BC-UBND", 2);
    auto& card = std::get<protocol::Disclosure>(item.card.details);
    card.doc_no = item.row.number;
    card.doc_type = "Báo cáo";
    card.doc_date = protocol::add_days(kToday, -4);
    card.issuer = "Ủy ban nhân dân xã Phú Lộc";
    card.signer_name = "Nguyễn Văn An";
    card.signer_title = "Chủ tịch";
    card.term_days = 30;
    item.card.household = {"Xã chi **412 triệu đồng** sửa đường Đông Lưu.",
                           "Quỹ hỗ trợ bão còn **86 triệu đồng**.",
                           "Hộ bị tốc mái nộp đơn trước ngày **05/12**."};
    item.body =
        "Tổng thu ngân sách xã đến hết quý III đạt **6.214 triệu đồng**, bằng 78% dự toán năm.\n\n"
        "| Nội dung | Dự toán | Thực hiện | % |\n| --- | ---: | ---: | ---: |\n"
        "| Thu xã hưởng 100% | 1.150 | 902 | 78 |\n| Thu điều tiết | 2.400 | 1.986 | 83 |\n"
        "| Bổ sung từ thành phố | 4.400 | 3.326 | 76 |\n| Chi đầu tư | 2.100 | 1.377 | 66 |\n"
        "| Chi thường xuyên | 5.600 | 4.218 | 75 |\n\nĐơn vị: triệu đồng.\n\n## Số tăng thu\n\n"
        "Số tăng thu được dùng để:\n\n- sửa chữa kênh mương sau mưa lũ;\n- mua bơm chống úng cho hai thôn;\n"
        "- hỗ trợ hộ có nhà bị tốc mái.\n\nBà con có ý kiến xin gửi tại máy này hoặc gặp bộ phận tài "
        "chính.\n";
    item.contact = true;
    item.files = {{0, "Thuyết minh dự toán.pdf", "application/pdf", 64'324, true},
                  {1, "Bảng tính.xlsx", "application/vnd.openxmlformats", 21'000, true},
                  {2, "Phụ lục.pdf", "application/pdf", 1'400'000, false}};
    return item;
}

constexpr std::string_view kRates =
    "Hộ,Số người,Mức đóng góp (đồng),Đã nộp\n"
    "\"Nguyễn Văn A, tổ 1\",4,250000,250000\nTrần Thị B,2,250000,100000\nLê C,6,250000,0\n"
    "Phạm Thị D,3,250000,250000\nHoàng E,5,250000,50000\n";
constexpr std::string_view kNote =
    "NỘI DUNG CUỘC HỌP\n\n1. Báo cáo khối lượng đường cần sửa: 1,2 km, mặt rộng 3 m.\n"
    "2. Bàn mức đóng góp: 250.000 đồng một hộ, hộ nghèo được miễn.\n3. Biểu quyết bằng giơ tay.\n\n"
    "Bà con vắng mặt xin gửi ý kiến tại máy này trước ngày họp.\n";

Made meeting()
{
    auto item = made(2, "meeting", "", "Họp thôn Đông Lưu: bàn mức đóng góp sửa đường",
                     "Mỗi hộ cử một người dự họp.", "", 1);
    auto& card = std::get<protocol::Meeting>(item.card.details);
    card.start = at(3, 19);
    card.end = at(3, 21);
    card.place = "Nhà văn hóa thôn Đông Lưu";
    card.kind = "hoi_nghi_nhan_dan";
    card.organiser = "Trưởng thôn Đông Lưu";
    card.audience = "Đại diện các hộ trong thôn";
    card.agenda = {{1, "Báo cáo khối lượng đường cần sửa", "Trưởng thôn", 20},
                   {2, "Bàn mức đóng góp và cách làm", "Bà con", 60},
                   {3, "Biểu quyết", "Chủ tọa", 20}};
    item.row.start = card.start;
    item.row.end = card.end;
    item.row.place = card.place;
    item.row.kind = card.kind;
    item.row.status = card.status;
    item.files = {{0, "Mức đóng góp.csv", "text/csv", 260, true},
                  {1, "Nội dung cuộc họp.txt", "text/plain", 420, true}};
    item.body = "Bà con mang theo ý kiến của gia đình. Ai không dự được xin gửi ý kiến tại máy này.\n";
    return item;
}

Made consultation()
{
    auto item = made(3, "consultation", "D11", "Lấy ý kiến về kế hoạch sử dụng đất năm 2027 của xã",
                     "Góp ý đến hết ngày 12/12/2026.", "", 5);
    auto& card = std::get<protocol::Consultation>(item.card.details);
    card.question = "Bà con có đồng ý chuyển 2,4 ha đất trồng màu ở Hòa Vang sang đất ở không?";
    card.why = "Xã cần chỗ ở cho 46 hộ vùng sạt lở.";
    card.options = {"Đồng ý", "Đồng ý nhưng giảm diện tích", "Không đồng ý"};
    card.opens = at(-5, 7);
    card.closes = at(20, 23, 59);
    card.channels = {"Tại máy này", "Hòm thư ở nhà văn hóa", "Họp thôn"};
    item.row.start = card.opens;
    item.row.end = card.closes;
    item.body =
        "Bản đồ và thuyết minh treo tại nhà văn hóa các thôn.\n\n"
        "![Sơ đồ khu đất, không theo tỷ lệ](<Sơ đồ thu hồi đất.png>)\n\n"
        "| Thôn | Số hộ | Đất ở (m²) | Đất trồng lúa (m²) | Đất vườn (m²) | Cộng (m²) |\n"
        "| :--- | ---: | ---: | ---: | ---: | ---: |\n"
        "| Đông Lưu | 22 | 310 | 2.480 | 1.140 | 3.930 |\n"
        "| Hòa Vang | 15 | 120 | 1.760 | 610 | 2.490 |\n"
        "| **Cộng** | **37** | **430** | **4.240** | **1.750** | **6.420** |\n";
    item.files = {{0, "Sơ đồ thu hồi đất.png", "image/png", 49'533, true}};
    return item;
}

Made project()
{
    auto item = made(4, "project", "D03", "Bê tông hóa đường thôn Đông Lưu, đoạn từ cầu Máng đến đình làng",
                     "Dài 1,2 km; Nhà nước và Nhân dân cùng làm.", "CT-2026-07", 9);
    auto& card = std::get<protocol::Project>(item.card.details);
    card.code = item.row.number;
    card.name = item.row.title;
    card.owner = "Ủy ban nhân dân xã Phú Lộc";
    card.kind = "duong_sa";
    card.budget = {{"Ngân sách xã", 412'000'000}, {"Nhân dân đóng góp", 96'000'000}};
    card.people_share = protocol::PeopleShare{96'000'000, 340, 180};
    card.contractor = "Tổ thi công thôn";
    card.start = protocol::add_days(kToday, -60);
    card.end_plan = protocol::add_days(kToday, 38);
    card.progress_pct = 62;
    card.paid = 275'000'000;
    card.milestones = {{"Họp dân thống nhất mức đóng góp", protocol::add_days(kToday, -75), true},
                       {"Khởi công", protocol::add_days(kToday, -60), true},
                       {"Đổ xong nền đường", protocol::add_days(kToday, -10), true},
                       {"Đổ bê tông mặt đường", protocol::add_days(kToday, 20), false},
                       {"Nghiệm thu, bàn giao", protocol::add_days(kToday, 38), false}};
    item.row.progress_pct = 62;
    item.body = "Ban giám sát đầu tư của cộng đồng kiểm tra mỗi tuần một lần.\n";
    return item;
}

Made procedure()
{
    auto item = made(5, "procedure", "D13", "Đăng ký khai sinh",
                     "Làm tại bộ phận một cửa, có kết quả trong ngày.", "1.001193", 40);
    auto& card = std::get<protocol::Procedure>(item.card.details);
    card.code = item.row.number;
    card.name = item.row.title;
    card.field = "Hộ tịch";
    card.where = "Bộ phận một cửa, Ủy ban nhân dân xã";
    card.fee = {{"Đúng hạn", 0}, {"Quá hạn", 8'000}};
    card.days = 1;
    card.dossier = {{"Tờ khai đăng ký khai sinh", 1, ""}, {"Giấy chứng sinh", 1, ""}};
    card.steps = {"Nộp giấy tờ tại bộ phận một cửa", "Cán bộ kiểm tra, ghi sổ", "Nhận giấy khai sinh"};
    card.result = "Giấy khai sinh";
    item.body = "Cha, mẹ hoặc ông, bà đi đăng ký trong 60 ngày sau khi sinh.\n";
    item.contact = true;
    item.files = {{offline_cache::kFirstForm, "Tờ khai đăng ký khai sinh.docx",
                   "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 24'000, true}};
    return item;
}

Made withdrawn_item()
{
    auto item = made(6, "disclosure", "D07", "Danh sách hộ được hỗ trợ nhà ở đợt 2", "", "96/TB-UBND", 20);
    item.row.shelf = offline_cache::Shelf::Withdrawn;
    return item;
}

class FixtureStore final : public TourStore {
public:
    FixtureStore()
    {
        items_ = {budget(), meeting(), consultation(), project(), procedure(), withdrawn_item()};
        constexpr std::pair<const char*, const char*> kMore[] = {
            {"D01", "Phương án chuyển dịch cơ cấu cây trồng vụ Đông Xuân 2026–2027"},
            {"D12", "Mức thu phí vệ sinh môi trường năm 2027"},
            {"D07", "Tiêu chí bình xét hộ nghèo, hộ cận nghèo năm 2026"},
            {"D09", "Chỉ tiêu và lịch khám sức khỏe gọi nhập ngũ năm 2027"},
            {"D14", "Kết quả giải quyết kiến nghị sau tiếp xúc cử tri tháng 10"},
            {"D14", "Lịch tiếp công dân của Chủ tịch Ủy ban nhân dân xã tháng 12"},
            {"D05", "Khoản Nhân dân đóng góp làm đường ngõ xóm thôn Phú Gia: đã thu, đã chi"},
            {"D10", "Kết luận thanh tra việc dùng quỹ Vì người nghèo của xã"},
            {"D08", "Phương án hỗ trợ các hộ có nhà tốc mái sau bão số 12"}};
        std::int64_t index = 10;
        for (const auto& [law, title] : kMore) {
            items_.push_back(made(index, "disclosure", law, title, "Công khai trong 30 ngày.",
                                  std::to_string(100 + index) + "/TB-UBND", static_cast<int>(index) - 8));
            ++index;
        }
        for (Made& item : tour::more_records()) items_.push_back(std::move(item));
    }

    std::optional<std::int64_t> item(std::string_view what) override
    {
        for (const Made& item : items_)
            if (item.what == what) return item.row.index;
        return std::nullopt;
    }
    std::optional<std::int64_t> withdrawn() override { return 6; }
    std::optional<std::int64_t> with_file(std::string_view media) override
    {
        for (const Made& item : items_)
            for (const offline_cache::Attachment& file : item.files)
                if (file.here && file.media == media) return item.row.index;
        return std::nullopt;
    }
    Time now() const override { return at(0, 15, 4); }
    std::string commune() const override { return "20107"; }
    std::string_view search_words() const override { return "ngan sach"; }

private:
    protocol::Result<std::string> attachment(const FileName& file) override
    {
        // The demo commune's own files stand in for them.
        const auto item = std::find_if(items_.begin(), items_.end(),
                                       [&](const Made& one) { return one.row.index == file.index; });
        if (item == items_.end() || file.n >= static_cast<int>(item->files.size()))
            return protocol::fail(protocol::Fault::NotFound, "no such file");
        const auto& named = item->files[static_cast<std::size_t>(file.n)];
        if (named.media == "text/csv") return std::string{kRates};
        if (named.media == "text/plain") return std::string{kNote};
        std::ifstream in{
            assets_folder() / "demo/20107.ubnd" / item->files[static_cast<std::size_t>(file.n)].name,
            std::ios::binary};
        if (!in) return protocol::fail(protocol::Fault::NotFound, "the demo is not installed");
        return std::string{std::istreambuf_iterator<char>{in}, {}};
    }

    std::vector<Event> read(const Command& command) override
    {
        if (std::holds_alternative<cmd::LoadHome>(command)) return home();
        if (const auto* laws = std::get_if<cmd::LoadLaws>(&command)) return {law_items(laws->visit)};
        if (const auto* list = std::get_if<cmd::LoadList>(&command)) return {rows(*list)};
        if (const auto* document = std::get_if<cmd::LoadDocument>(&command)) return {open(*document)};
        if (const auto* search = std::get_if<cmd::Search>(&command)) return {find(*search)};
        if (std::holds_alternative<cmd::LoadHelp>(command)) return {help()};
        return {};
    }

    static Event help()
    {
        return event::HelpLoaded{{{"Trung tâm Phục vụ hành chính công xã Phú Lộc",
                                   "Nhận và trả kết quả mọi thủ tục hành chính",
                                   "Tầng 1, quầy 1 đến quầy 4",
                                   "0234 300 0102",
                                   {"Thứ Hai đến thứ Sáu: 7 giờ 30 - 11 giờ 30, 13 giờ 30 - 17 giờ"},
                                   ""},
                                  {"Phòng Tiếp công dân",
                                   "",
                                   "Tầng 1, trụ sở Ủy ban nhân dân xã",
                                   "0234 300 0105",
                                   {},
                                   "Chủ tịch xã: ngày 5 và ngày 20 mỗi tháng"}}};
    }

    std::vector<Event> home() const
    {
        auto home = std::make_shared<offline_cache::Home>();
        home->tiles = {{{24, 3}, {4, 1}, {6, 0}, {5, 1}, {9, 0}, {12, 4}}};
        home->next_meeting = items_[1].row;
        for (std::size_t i : {0U, 2U, 3U}) home->newest.push_back(items_[i].row);
        auto bulletin = made(9, "bulletin", "", "Mưa lớn đến hết ngày 24/11",
                             "Thôn Đông Lưu, Hòa Vang chuẩn bị sơ tán khi có loa báo.", "", 0);
        bulletin.row.kind = "warning";
        bulletin.row.start = at(0, 6);
        bulletin.row.end = at(2, 23, 59);
        home->bulletins = {bulletin.row};
        home->commune_name = "Xã Phú Lộc";
        home->log_size = 1204;
        home->items = 60;
        offline_cache::Place place;
        place.name = "Xã Phú Lộc";
        place.halls = {{"20107-h1", "Nhà văn hóa thôn Đông Lưu"}};
        place.villages = {{"dong-luu", "Đông Lưu"}, {"hoa-vang", "Hòa Vang"}};
        return {event::HomeLoaded{std::move(home)}, event::PlaceLoaded{std::move(place)}};
    }

    static Event law_items(std::uint32_t visit)
    {
        event::LawsLoaded loaded{visit, {}};
        for (int i = 1; i <= 14; ++i) {
            const std::string law = (i < 10 ? "D0" : "D") + std::to_string(i);
            loaded.laws.push_back({law, i * 3 % 7, std::min(i % 5 == 2 ? 2 : 0, i * 3 % 7), i});
        }
        return loaded;
    }

    static unsigned tiles_of(const Made& item)
    {
        offline_cache::TileFacts facts{item.row.type, item.row.law};
        if (const auto* project = std::get_if<protocol::Project>(&item.card.details))
            facts.has_people_share = project->people_share.has_value();
        if (const auto* meeting = std::get_if<protocol::Meeting>(&item.card.details))
            facts.has_decisions = !meeting->decisions.empty();
        return offline_cache::tiles_of(facts);
    }

    Event rows(const cmd::LoadList& query) const
    {
        event::ListLoaded loaded{query.visit, {}};
        for (const Made& item : items_)
            if (offline_cache::stands_under(tiles_of(item), query.query.tile.value_or(Tile::Know)))
                loaded.window.rows.push_back(item.row);
        loaded.window.offset = query.offset;
        loaded.window.total = static_cast<std::int64_t>(loaded.window.rows.size());
        return loaded;
    }

    Event open(const cmd::LoadDocument& query) const
    {
        const auto found = std::find_if(items_.begin(), items_.end(),
                                        [&](const Made& item) { return item.row.index == query.index; });
        if (found == items_.end()) return event::LoadFailed{query.visit, protocol::Fault::NotFound};
        auto document = std::make_shared<offline_cache::Document>();
        document->row = found->row;
        document->body = found->body;
        document->attachments = found->files;
        document->minutes = found->minutes;
        document->here = protocol::at_local(found->row.from, 9);
        document->leaf = protocol::sha256(found->row.id);
        event::DocumentLoaded loaded{query.visit, document, nullptr};
        if (found->row.shelf == offline_cache::Shelf::Withdrawn) {
            offline_cache::Withdrawal withdrawal;
            withdrawal.index = 1100;
            withdrawal.on = protocol::add_days(kToday, -3);
            withdrawal.ground = "danh sách có sai sót";
            withdrawal.authority = "Ủy ban nhân dân xã Phú Lộc";
            withdrawal.reason = "Hai hộ được ghi nhầm thôn; danh sách đúng sẽ công khai trong tuần này.";
            withdrawal.may_be_seen_at = "Bộ phận một cửa";
            document->withdrawal = std::move(withdrawal);
        } else {
            loaded.card = std::make_shared<const protocol::Card>(found->card);
            const auto contact = std::find_if(items_.begin(), items_.end(),
                                              [](const Made& item) { return item.row.type == "contact"; });
            if (found->contact && contact != items_.end())
                loaded.contact =
                    ContactLink{contact->row.index, contact->row.title, "Tầng 1, quầy 1 đến quầy 4"};
        }
        return loaded;
    }

    Event find(const cmd::Search& query) const
    {
        auto result = std::make_shared<offline_cache::SearchResult>();
        if (query.text->view() != search_words()) return event::Found{query.number, std::move(result)};
        for (std::size_t i : {0U, 6U, 7U}) {
            offline_cache::SearchHit hit;
            hit.row = items_[i].row;
            hit.passage = items_[i].row.summary;
            result->hits.push_back(std::move(hit));
        }
        auto& in_file = result->hits.back();
        in_file.file = "muc-thu-phi-nam-2027.pdf";
        in_file.passage = "… do ngân sách xã hỗ trợ 40%, mỗi hộ chỉ còn đóng 15.000 đồng một tháng, thu …";
        const std::string found = "ngân sách";
        const auto at = in_file.passage.find(found);
        in_file.passage_marks.push_back({at, at + found.size()});
        const std::string& title = result->hits.front().row.title;
        const std::string words = "ngân sách";
        if (const auto begin = title.find(words); begin != std::string::npos)
            result->hits.front().title_marks.push_back({begin, begin + words.size()});
        return event::Found{query.number, std::move(result)};
    }

    std::vector<Made> items_;
};

}  // namespace

std::unique_ptr<TourStore> fixture_store() { return std::make_unique<FixtureStore>(); }

}  // namespace kiosk

#include "tests/kiosk/ui/gallery.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/widgets.h"

namespace gallery {

using namespace kiosk;

namespace {

constexpr std::string_view kStrings = "page.up = Lên\npage.down = Xuống\nmethod.marks = Dấu\n";
constexpr std::string_view kBody =
    R"(Tổng thu ngân sách xã đến hết quý III đạt **6.214 triệu đồng**, bằng 78% dự toán năm.

| Nội dung | Dự toán | Thực hiện | % |
| --- | --- | --- | --- |
| Thu xã hưởng 100% | 1.150 | 902 | 78 |
| Thu điều tiết | 2.400 | 1.986 | 83 |
| Bổ sung từ thành phố | 4.400 | 3.326 | 76 |
| Chi đầu tư | 2.100 | 1.377 | 66 |

## Việc phải làm

1. Thôn họp dân trước ngày 05/12.
2. Hộ bị tốc mái nộp đơn tại bộ phận một cửa.
   - Mang theo căn cước và sổ đất.

Số tăng thu được dùng sửa chữa kênh mương sau mưa lũ. Mọi ý kiến gửi về Ủy ban nhân dân xã.
)";

void tools(Ui& ui, Rect& page)
{
    const std::array<Tool, 5> list = {{{"tool.read", "Nghe đọc", Icon::ReadAloud},
                                       {"tool.size", "Cỡ chữ", Icon::TextSize, true},
                                       {"tool.contrast", "Nền đen", Icon::Contrast},
                                       {"tool.lower", "Nút thấp", Icon::Lower},
                                       {"tool.language", "English", Icon::Language}}};
    (void)tool_bar(ui, page.cut_bottom(tool_bar_height(ui), ui.mm(3)), list);
}

void page_header(Ui& ui, Rect& page, std::string_view title)
{
    (void)header(ui, page.cut_top(header_height(ui), ui.mm(3)),
                 {"Quay lại", title, "15:04", "Chủ Nhật, 22/11/2026"});
}

void home(Ui& ui)
{
    Rect page = ui.safe();
    home_header(ui, page.cut_top(header_height(ui), ui.mm(4)), "Xã Phú Lộc",
                "Bảng công khai · Tiếp nhận ý kiến", "15:04", "Chủ Nhật, 22/11/2026");
    tools(ui, page);
    Rect main = page;
    Rect side = page;
    if (ui.portrait()) {
        side = main.cut_bottom(ui.mm(42) * ui.text_scale(), ui.mm(4));
    } else {
        side = main.cut_right(main.width() * 0.36F, ui.mm(6));
    }
    const Rect buttons = main.cut_bottom(button_height(ui), ui.mm(4));
    const auto pair = columns(buttons, {1.2F, 1}, ui.mm(3));
    (void)button(ui, pair[0], "home.write", "Gửi phản ánh",
                 {.kind = ButtonKind::Primary, .icon = Icon::Write});
    (void)button(ui, pair[1], "home.lookup", "Xem câu trả lời", {.icon = Icon::Ticket});
    main.cut_top(note(ui, main, Icon::Verified, "**Đúng bản đã công bố** · thông tin đến 15:02", Tone::Good),
                 ui.mm(3));
    main.cut_top(banner(ui, main, Tone::Warn, Icon::Warning,
                        "**Mưa lớn đến hết 24/11.** Thôn Đông Lưu, Hòa Vang chuẩn bị sơ tán khi có loa báo."),
                 ui.mm(4));
    const std::array<TileText, 6> words = {
        {{Icon::Know, "Dân biết", "Văn bản công khai", "3 văn bản mới"},
         {Icon::Discuss, "Dân bàn", "Cuộc họp, lấy ý kiến", "Họp thứ Tư"},
         {Icon::Do, "Dân làm", "Công trình, đóng góp", "2 việc"},
         {Icon::Inspect, "Dân kiểm tra", "Dự án, việc đã quyết", "5 dự án"},
         {Icon::Supervise, "Dân giám sát", "Phản ánh, trả lời", "96% đúng hạn"},
         {Icon::Benefit, "Dân thụ hưởng", "Chính sách, thủ tục", "4 mới"}}};
    const auto cells = ui.portrait() ? grid(main, 2, 3, ui.mm(4)) : grid(main, 3, 2, ui.mm(4));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        (void)tile(ui, cells[i], "tile." + std::to_string(i), words[i]);
    }
    RowText meeting;
    meeting.date = DateBlock{"Thứ Tư", "25", "tháng 11", false};
    meeting.title = "Họp thôn Đông Lưu: bàn mức đóng góp sửa đường";
    meeting.detail = "19:00 · Nhà văn hóa thôn · còn 3 ngày";
    (void)list_row(ui, side.with_height(std::min(side.height(), list_row_height(ui, false, true, true))),
                   "home.meeting", meeting);
}

void list(Ui& ui)
{
    Rect page = ui.safe();
    page_header(ui, page, "Dân biết · Ngân sách, tài chính");
    tools(ui, page);
    page_buttons(ui, page.cut_bottom(button_height(ui), ui.mm(3)), "list", 1);
    const float height = list_row_height(ui, true, true, false);
    const float gap = ui.mm(3);
    ScrollArea area{
        ui, {page.x0 - ui.mm(2), page.y0, page.x1 + ui.mm(2), page.y1}, "list", 1, 10'000 * (height + gap)};
    const auto range = area.visible_rows(height + gap, 10'000);
    for (auto i = range.first; i < range.last; ++i) {
        const Rect row = area.row(i, height + gap, gap).inset(ui.mm(2), 0);
        if (i % 7 == 5) {
            empty_row(ui, row);
            continue;
        }
        RowText words;
        words.icon = Icon::Document;
        words.overline = "Ngân sách · 20/11";
        words.title =
            i % 2 == 0
                ? "Tình hình thực hiện dự toán thu, chi ngân sách xã quý III năm 2026"
                : "Kế hoạch thu hồi đất mở rộng đường liên thôn Hòa Vang, đoạn từ cầu Bàu đến trường học";
        words.detail = "Số 128/BC-UBND · còn 12 ngày";
        if (i % 3 == 1) words.chip = "Mới";
        if (i % 3 == 2) {
            words.chip = "Đã thu hồi";
            words.chip_tone = Tone::Danger;
            words.quiet = true;
        }
        (void)list_row(ui, row, "row." + std::to_string(i), words);
    }
}

void document(Ui& ui, Content& content)
{
    Rect page = ui.safe();
    page_header(ui, page, "Dân biết · Ngân sách");
    tools(ui, page);
    Rect actions = page.cut_bottom(button_height(ui), ui.mm(3));
    page_buttons(ui, actions.cut_right(ui.mm(60), ui.mm(3)), "document", 2);
    const auto pair = columns(actions, 2, ui.mm(3));
    (void)button(ui, pair[0], "read", "Tạm dừng", {.kind = ButtonKind::Primary, .icon = Icon::Pause});
    (void)button(ui, pair[1], "wrong", "Báo chỗ sai", {.icon = Icon::Warning});
    ScrollArea area{ui, {page.x0 - ui.mm(2), page.y0, page.x1 + ui.mm(2), page.y1}, "document", 2};
    const Rect sheet = area.content().inset(ui.mm(2), 0);
    Rect inner = card(ui, sheet);
    inner.y1 += 100000;
    const float left = inner.x0;
    chip(ui, inner.cut_top(chip_height(ui), ui.mm(3)), "Ngân sách, tài chính");
    TextStyle title;
    title.face = Face::Title;
    title.leading = 1.25F;
    paragraph(ui, inner, "Tình hình thực hiện dự toán thu, chi ngân sách xã quý III năm 2026", title,
              ui.mm(2));
    TextStyle quiet;
    quiet.face = Face::Small;
    quiet.quiet = true;
    paragraph(ui, inner, "Số 128/BC-UBND · Ủy ban nhân dân xã Phú Lộc · ký ngày 18/11/2026", quiet, ui.mm(2));
    inner.cut_top(
        note(ui, inner, Icon::Verified,
             "**Đúng bản đã công bố** · hiện tại máy này liên tục từ 20/11 · công khai đến hết 20/12",
             Tone::Good),
        ui.mm(4));
    TextStyle body;
    body.rich = true;
    const std::string_view household =
        "Xã chi **412 triệu đồng** sửa đường Đông Lưu. Quỹ hỗ trợ bão còn **86 triệu đồng**, hộ bị tốc mái "
        "nộp đơn trước **05/12**.";
    const float pad = card_padding(ui);
    const float head = line_height(ui, Face::SmallBold);
    const float tall = head + text_height(ui, inner.width() - 2 * pad, household, body) + 2 * pad;
    Rect box = card(ui, inner.cut_top(tall, ui.mm(5)), {.soft = true});
    TextStyle bold;
    bold.face = Face::SmallBold;
    bold.colour = &ui.theme().on_soft;
    paragraph(ui, box, "Nhà mình cần biết", bold, 0);
    paragraph(ui, box, household, body, 0);
    const float width = inner.width();
    const float height = content.body.layout(ui, width);
    content.body.draw(ui, {left, inner.y0}, width);
    inner.cut_top(height);
    area.set_content_height(inner.y0 + pad - sheet.y0);
}

void typing(Ui& ui, Content& content, InputMethod method)
{
    Rect page = ui.safe();
    page_header(ui, page, "Gửi phản ánh · bước 2/4");
    steps(ui, page.cut_top(ui.mm(3), ui.mm(3)), 2, 4);
    const auto pair = columns(page.cut_bottom(button_height(ui), ui.mm(4)), {1, 1.4F}, ui.mm(3));
    (void)button(ui, pair[0], "clear", "Xóa hết chữ", {.icon = Icon::Trash});
    (void)button(ui, pair[1], "next", "Tiếp tục",
                 {.kind = ButtonKind::Primary, .icon = Icon::Forward, .icon_after = true});
    const std::vector<std::string> words = {"sửa", "sửa chữa"};
    KeyboardStyle style;
    style.method = method;
    style.suggestions = words;
    style.space_label = "dấu cách";
    (void)keyboard(ui, page.cut_bottom(keyboard_height(ui, page.width(), style), ui.mm(4)), style);
    if (ui.portrait()) page.cut_top(heading(ui, page, "Bác muốn nói điều gì?"), ui.mm(2));
    const float below = note_height(
        ui, page.width(),
        "Chữ bác gõ chỉ hiện ở màn hình này. Khi gửi, máy khóa kín; chỉ Ủy ban và Mặt trận xã mở đọc được.");
    (void)note(
        ui, page.cut_bottom(below, ui.mm(3)), Icon::Lock,
        "Chữ bác gõ chỉ hiện ở màn hình này. Khi gửi, máy khóa kín; chỉ Ủy ban và Mặt trận xã mở đọc được.");
    FieldStyle field;
    field.focused = true;
    field.multiline = true;
    (void)text_field(ui, page, "report", content.report, field);
}

void receipt(Ui& ui, Content& content)
{
    Rect page = ui.safe();
    (void)header(ui, page.cut_top(header_height(ui), ui.mm(3)),
                 {"", "Gửi phản ánh · xong", "15:04", "Chủ Nhật, 22/11/2026"});
    (void)button(ui, page.cut_bottom(button_height(ui), ui.mm(4)), "done", "Xong",
                 {.kind = ButtonKind::Primary});
    const Rect pad = page.cut_bottom(number_pad_height(ui, page.width()), ui.mm(4));
    (void)number_pad(ui, pad);
    if (!ui.portrait()) {
        Rect left = page.cut_left(page.width() / 2 - ui.mm(4), ui.mm(8));
        statement(ui, left, Icon::Check, Tone::Good, "Máy đã lưu phản ánh của bác",
                  "Đã lưu tại máy, sẽ tự gửi khi có mạng.");
    } else {
        page.cut_top(statement(ui, page, Icon::Check, Tone::Good, "Máy đã lưu phản ánh của bác",
                               "Đã lưu tại máy, sẽ tự gửi khi có mạng. Bác không phải làm gì thêm."),
                     ui.mm(4));
    }
    Rect inner = card(ui, page.cut_top(ui.mm(76), ui.mm(4)));
    TextStyle style;
    style.face = Face::Small;
    style.align = Align::Centre;
    style.quiet = true;
    paragraph(ui, inner, "Mã tra cứu — xin bác ghi lại; mất mã thì không ai tìm lại được", style, ui.mm(2));
    digit_groups(ui, inner, "48291357026481937597");
    style.face = Face::Body;
    style.quiet = false;
    style.rich = true;
    paragraph(ui, page, "Bác bấm lại **4 số cuối** để chắc đã ghi đúng", style, ui.mm(3));
    digit_boxes(ui, page, content.code.text().substr(0, 2), 4);
}

void lookup(Ui& ui, Content& content)
{
    Rect page = ui.safe();
    page_header(ui, page, "Xem câu trả lời");
    tools(ui, page);
    (void)button(ui, page.cut_bottom(button_height(ui), ui.mm(4)), "find", "Xem",
                 {.kind = ButtonKind::Primary, .enabled = false});
    (void)number_pad(ui, page.cut_bottom(number_pad_height(ui, page.width()), ui.mm(4)));
    page.cut_top(heading(ui, page, "Bác gõ 20 số trên giấy hẹn", Icon::Ticket), ui.mm(4));
    page.cut_top(digit_boxes(ui, page, content.code.text(), 20), ui.mm(5));
    const auto cells = grid(page, 2, 3, ui.mm(4));
    const std::array<std::pair<Icon, const char*>, 6> topics = {
        {{Icon::Land, "Đất đai, giải phóng mặt bằng"},
         {Icon::Environment, "Môi trường"},
         {Icon::Health, "Chính sách xã hội, y tế, giáo dục"},
         {Icon::Desk, "Thủ tục, thái độ phục vụ"},
         {Icon::Road, "Đường sá, công trình, đóng góp"},
         {Icon::More, "Việc khác"}}};
    for (std::size_t i = 0; i < cells.size(); ++i)
        (void)choice_tile(ui, cells[i], "topic." + std::to_string(i), topics[i].second, topics[i].first,
                          i == 1);
}

void ask(Ui& ui)
{
    ui.freeze(true);
    home(ui);
    ui.freeze(false);
    Rect box = question(ui, ui.mm(140) * ui.text_scale());
    const Rect buttons = box.cut_bottom(button_height(ui));
    statement(ui, box, Icon::Help, Tone::Primary, "Bác còn dùng máy không ạ?",
              "Chạm vào màn hình để tiếp tục. Còn **18** giây.");
    (void)button(ui, buttons, "still", "Tôi còn dùng", {.kind = ButtonKind::Primary});
}

void notes(Ui& ui)
{
    Rect page = ui.safe();
    page_header(ui, page, "Ai được đọc phản ánh này, và có công khai câu trả lời không?");
    if (!ui.portrait()) page.cut_right(page.width() / 2 + ui.mm(3));
    const std::array<std::pair<std::string_view, std::string_view>, 3> choices = {
        {{"Không cần biết tên tôi", "Vẫn nhận được câu trả lời bằng mã 20 số"},
         {"Cho biết tên tôi", "Chỉ Ủy ban và Mặt trận xã đọc được"},
         {"Cho biết tên và số điện thoại", ""}}};
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const float h = choice_height(ui, page.width(), choices[i].first, choices[i].second);
        (void)choice(ui, page.cut_top(h, ui.mm(3)), "choice." + std::to_string(i), choices[i].first,
                     choices[i].second, i == 0);
    }
    (void)choice(ui, page.cut_top(ui.mm(22), ui.mm(3)), "public", "Có thể trả lời công khai", "", true,
                 false);
    Rect rest = page;
    if (!ui.portrait()) {
        rest = ui.safe();
        rest.cut_top(header_height(ui), ui.mm(3));
        rest.cut_left(rest.width() / 2 + ui.mm(3));
    }
    rest.cut_top(banner(ui, rest, Tone::Danger, Icon::Error,
                        "**Thông tin đã cũ hơn 30 ngày.** Xin hỏi bộ phận một cửa."),
                 ui.mm(3));
    rest.cut_top(banner(ui, rest, Tone::Plain, Icon::Offline, "Đang mất mạng · thông tin đến 8 giờ 15"),
                 ui.mm(3));
    const Rect b = rest.cut_top(
        banner_button_height(ui, rest.width(), "Lấy ý kiến về quy ước thôn đến hết 30/11"), ui.mm(3));
    (void)banner_button(ui, b, "consult", Tone::Primary, Icon::Vote,
                        "Lấy ý kiến về quy ước thôn đến hết 30/11");
    rest.cut_top(fact(ui, rest, "Ngày ký", "18/11/2026"), ui.mm(1));
    rest.cut_top(fact(ui, rest, "Nơi ban hành", "Ủy ban nhân dân xã Phú Lộc, tỉnh Thừa Thiên Huế"), ui.mm(1));
    rule(ui, rest.cut_top(ui.mm(4)));
    progress_bar(ui, rest.cut_top(ui.mm(6), ui.mm(3)), 0.78F);
    const auto pair = columns(rest.cut_top(button_height(ui), ui.mm(3)), 3, ui.mm(3));
    (void)button(ui, pair[0], "long", "Xem trên điện thoại của bác", {.icon = Icon::Smartphone});
    (void)button(ui, pair[1], "danger", "Xóa hết", {.kind = ButtonKind::Danger, .icon = Icon::Trash});
    (void)button(ui, pair[2], "off", "Chưa dùng được", {.enabled = false});
}

}  // namespace

Content::Content() : body(kBody)
{
    strings = *protocol::Strings::parse(kStrings);
    report.set_text(
        "Đoạn đường trước nhà văn hóa thôn bị sụt sau mưa, xe máy đi rất nguy hiểm. Đề nghị xã rào lại và "
        "sử");
    code.set_method(InputMethod::Off);
    code.set_text("7519837");
}

const char* name_of(Page page)
{
    constexpr std::array kNames = {"home",    "list",   "document", "typing", "marks",
                                   "receipt", "lookup", "question", "notes"};
    return kNames.at(static_cast<std::size_t>(page));
}

void draw(Ui& ui, Page page, Content& content)
{
    switch (page) {
        case Page::Home:
            return home(ui);
        case Page::List:
            return list(ui);
        case Page::Document:
            return document(ui, content);
        case Page::Typing:
            return typing(ui, content, InputMethod::Telex);
        case Page::Marks:
            return typing(ui, content, InputMethod::Off);
        case Page::Receipt:
            return receipt(ui, content);
        case Page::Lookup:
            return lookup(ui, content);
        case Page::Question:
            return ask(ui);
        case Page::Notes:
            return notes(ui);
    }
}

}  // namespace gallery

"""What a commune really writes, for pictures of pages with everyday words in them: by record type and field, else by field."""

HOUSEHOLD = "Xã chi 412 triệu đồng sửa đường Đông Lưu.\nHộ bị tốc mái nộp đơn trước ngày 05/12."
BODY = """Tổng thu ngân sách xã đến hết quý III đạt **6.214 triệu đồng**, bằng 78% dự toán năm.

| Nội dung | Dự toán | Thực hiện |
|---|---:|---:|
| Thu xã hưởng 100% | 1.150 | 902 |
| Thu điều tiết | 2.400 | 1.986 |
| Bổ sung từ thành phố | 4.400 | 3.326 |
| Chi đầu tư phát triển | 2.100 | 1.377 |
| Chi thường xuyên | 5.600 | 4.218 |

Số tăng thu được dùng sửa chữa kênh mương sau mưa lũ:

- kênh Bàu Sen, đoạn từ cầu Máng đến xóm Đình;
- đường ngõ xóm Đông Lưu."""
REPORTS = ["Đoạn đường trước nhà văn hóa thôn Đông Lưu bị sụt một bên, xe máy đi buổi tối rất nguy hiểm. Đề nghị xã cho đắp lại trước mùa mưa.",
           "Cuộc họp tới xin cho biết phần dân góp làm đường là bao nhiêu một hộ, hộ nghèo có được giảm không?",
           "Đường trước nhà văn hóa Đông Lưu sụt đã hơn một tháng, con tôi đi học về bị ngã.",
           "Tôi muốn tố cáo việc thu tiền làm đường không có biên lai.",
           "Rác ở chợ Phú Gia ba ngày nay chưa có người đến lấy."]
WORDS = {
    "*": "Xã Phú Lộc", "body": BODY, "household": HOUSEHOLD, "note": "Đã gọi cho trưởng thôn Đông Lưu, chiều nay đến xem.",
    "text": "Ủy ban đã nhận được phản ánh của ông, bà. Cán bộ xây dựng sẽ đến xem trong tuần này và trả lời kết quả tại đây.",
    "why": "Số liệu ở bảng chưa khớp với báo cáo đã ký, xin sửa dòng “Thu điều tiết”.",
    "disclosure.title": "Tình hình thực hiện dự toán thu, chi ngân sách xã quý III năm 2026",
    "meeting.title": "Họp thôn Đông Lưu bàn mức đóng góp làm đường ngõ xóm",
    "consultation.title": "Lấy ý kiến về quy ước giữ gìn vệ sinh kênh Bàu Sen",
    "project.title": "Bê tông hóa đường ngõ xóm Đông Lưu, đoạn từ đình đến cầu Máng",
    "procedure.title": "Đăng ký khai sinh",
    "bulletin.title": "Bão số 12 đổ bộ chiều nay, bà con ven phá di dời trước 15 giờ",
    "contact.title": "Bộ phận Một cửa xã Phú Lộc", "board.title": "Niêm yết dự toán quý III tại nhà văn hóa thôn Đông Lưu",
    "place.title": "Các thôn, tổ và nơi công khai của xã Phú Lộc", "stats.title": "Kết quả trả lời phản ánh quý III năm 2026",
    "doc_no": "128/BC-UBND", "doc_type": "Báo cáo", "issuer": "Ủy ban nhân dân xã Phú Lộc", "signer_name": "Trần Văn Phước",
    "signer_title": "Chủ tịch", "summary": "Xã đã thu 6.214 triệu đồng, bằng 78% dự toán.", "place": "Nhà văn hóa thôn Đông Lưu",
    "address": "Xóm Đình, thôn Đông Lưu", "organiser": "Trưởng thôn Đông Lưu, ông Nguyễn Văn Hòa", "audience": "Mỗi hộ một người",
    "agenda.topic": "Mức đóng góp làm đường", "agenda.who": "Ông Nguyễn Văn Hòa", "docs": "", "minutes_text": "", "decisions.text": "",
    "decisions.who": "", "votes.q": "", "question": "Thôn nên thu gom rác ở bờ kênh mấy lần một tuần?",
    "consultation.why": "Rác trôi xuống kênh làm tắc cống sau mưa.", "options": "Hai lần một tuần\nBa lần một tuần\nMỗi ngày",
    "channels": "Trên máy công khai\nTại bộ phận Một cửa", "decision_ref": "45/QĐ-UBND", "plan_ref": "12/KH-UBND", "code": "1.001193",
    "owner": "Ủy ban nhân dân xã Phú Lộc", "budget.source": "Ngân sách xã", "contractor": "Công ty TNHH Xây dựng An Phước",
    "supervisor": "Ban Giám sát đầu tư của cộng đồng xã", "board.name": "Ban giám sát thôn Đông Lưu",
    "board.members": "Nguyễn Thị Lan\nLê Văn Bình", "board.phone": "0234 3871 234", "milestones.text": "Đổ xong mặt đường",
    "issues.text": "Cát còn lẫn đất", "issues.answer": "Đã cho thay cát", "field": "Hộ tịch", "where": "Bộ phận Một cửa, quầy số 2",
    "fee.what": "Bản sao trích lục", "dossier.text": "Giấy chứng sinh", "dossier.form": "01", "steps": "Nộp hồ sơ tại quầy\nNhận giấy khai sinh",
    "result": "Giấy khai sinh", "law": "Luật Hộ tịch 2014", "online_level": "Toàn trình", "office": "Bộ phận Một cửa", "role": "Công chức tư pháp",
    "contact.name": "Lê Thị Hạnh", "phone_work": "0234 3871 111", "room": "Phòng 2", "hours": "Sáng thứ Hai đến thứ Sáu, 7 giờ 30 đến 11 giờ",
    "reception_day": "Thứ Năm hằng tuần", "place.name": "Xã Phú Lộc", "villages.name": "Thôn Đông Lưu", "villages.id": "dong-luu",
    "halls.name": "Nhà văn hóa thôn Đông Lưu", "halls.id": "20107-h1", "predecessors": "", "posted_by": "Trần Thị Mai",
    "witness": "Nguyễn Văn Hòa", "reason": "Đăng nhầm bản chưa ký.", "who": "Chủ tịch Ủy ban nhân dân xã",
    "may_be_seen_at": "Văn phòng Ủy ban nhân dân xã", "bulletin.text": "Gió cấp 9, giật cấp 11. Bà con ven phá di dời trước 15 giờ.",
    "results.themes.text": "", "results.themes.answer": "", "results.by_option": "",
}


def said(kind, name):
    return WORDS.get(f"{kind}.{name}", WORDS.get(name, WORDS["*"]))

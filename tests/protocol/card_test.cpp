#include "protocol/records/card.h"

#include "protocol/base/encoding.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {

const Hash kHash = sha256("x");

Card common(CardDetails details)
{
    Card card;
    card.salt = std::string(16, 's');
    card.title = "Tiêu đề “có dấu”";
    card.summary = "Tóm tắt";
    card.body = Blob{kHash, 12, "text/markdown"};
    card.att = {{{kHash, 99, "application/pdf"}, "dự-toán.pdf", 3},
                {{kHash, 0, "image/png"}, "a.png", std::nullopt}};
    card.audio = Audio{{kHash, 7, "audio/ogg"}, 61};
    card.household = {"một", "hai", "ba"};
    card.scope = {"20107-t1"};
    card.contact = "20107.ubnd-lien-he";
    card.thread = "quy-hoach-2026";
    card.changes = {{"until", "2026-11-01", "2026-12-01"}};
    card.details = std::move(details);
    return card;
}

/// One of each type with every field set.
std::vector<CardDetails> all_details()
{
    const auto day = parse_date("2026-11-22");
    const auto time = from_unix(1'795'300'000);
    const Attachment file{{kHash, 5, "image/jpeg"}, "anh.jpg", std::nullopt};
    return {
        Disclosure{"125/TB-UBND",
                   "Thông báo",
                   day,
                   "UBND xã",
                   "Nguyễn Văn A",
                   "Chủ tịch",
                   day,
                   day,
                   30,
                   {{"a", "trụ sở"}},
                   day,
                   Privacy{true, day}},
        Meeting{time,
                time,
                "Nhà văn hóa",
                "Thôn Đông",
                "hoi_nghi_nhan_dan",
                "Mặt trận",
                "mọi người dân",
                {{1, "Thu chi", "Trưởng thôn", 20}},
                "held",
                {"20107.ubnd-2026-1"},
                40,
                60,
                {{"Đồng ý?", 30, 5, 5}},
                Blob{kHash, 8, "text/markdown"},
                {{"Làm đường", "UBND xã", day}}},
        Consultation{"Hỏi",
                     "Vì",
                     {"Có", "Không"},
                     {"a-1"},
                     time,
                     time,
                     {"kiosk"},
                     "opinion",
                     ConsultationResults{9, {5, 4}, {{"Chủ đề", 3, "Trả lời"}}},
                     "q-1",
                     "k-1"},
        Project{"DA-01",
                "Đường",
                "UBND",
                "giao_thong",
                "q-2",
                {{"Ngân sách xã", 1'500'000'000}},
                PeopleShare{200'000, 30, 12},
                "Công ty",
                "Ban",
                SupervisionBoard{"Ban giám sát", {"Bà B"}, "0234"},
                day,
                day,
                day,
                day,
                45,
                700'000'000,
                16'463'700,
                107'590'900,
                {{"Khởi công", day, true}},
                {file},
                {{day, "Bụi", "Đã tưới nước", "done"}}},
        Procedure{"1.004",
                  "Khai sinh",
                  "ho_tich",
                  "Một cửa",
                  {{"Lệ phí", 8'000}},
                  1,
                  {{"Giấy chứng sinh", 1, "mau-1"}},
                  {"Nộp", "Nhận"},
                  "Giấy khai sinh",
                  {"Luật Hộ tịch"},
                  "toan_trinh",
                  {file},
                  "q-3"},
        Contact{"UBND",
                "Văn phòng",
                "Cán bộ trực",
                "0234 000",
                "P1",
                {"7:30–11:30"},
                "thứ năm",
                Blob{kHash, 3, "image/png"},
                "46-20107.ubnd-r1",
                {"vi"}},
        Stats{day, day, 10, 8, 7, 1, 3, 20, {{"duong_sa", 4, 3}}, 1, kHash, Rating{12, 43}},
        Withdrawal{"Lý do", "UBND xã", "Một cửa"},
        Bulletin{"Mưa lớn", "warning", time, time},
        Place{"xã Phú Lộc", {{"20107-t1", "Thôn Đông"}}, {{"20107-h1", "Trụ sở"}}, {"20110"}},
        Board{"20107.ubnd-2026-1", "Bảng tin", time, "Cán bộ", "Trưởng thôn", Blob{kHash, 3, "image/png"},
              day, time},
    };
}

}  // namespace

TEST_CASE("the published card is read, and nothing of it is lost", "[protocol][card]")
{
    const auto& row = vectors("app-vectors")["record"];
    const std::string bytes = text(row["card"]);
    CHECK(to_hex(sha256(bytes)) == text(row["card_sha256"]));
    const auto card = parse_card("disclosure", bytes);
    REQUIRE(card);
    CHECK(card->title == "Thông báo niêm yết dự toán đường bê tông thôn Đông");
    CHECK(card->att.at(0).name == "du-toan.pdf");
    CHECK(card->att.at(0).blob.n == 412'345);
    CHECK(card->body->m == "text/plain");
    CHECK(card->lang == "vi");
    const auto& disclosure = std::get<Disclosure>(card->details);
    CHECK(disclosure.doc_no == "125/TB-UBND");
    CHECK(disclosure.term_days == 30);
    CHECK(disclosure.doc_date == parse_date("2026-11-20"));
    CHECK(card_number(*card) == "125/TB-UBND");
}

TEST_CASE("a card of every type reads back as it was written", "[protocol][card]")
{
    for (const CardDetails& details : all_details()) {
        const Card card = common(details);
        const auto json = make_card(card);
        REQUIRE(json);
        CAPTURE(*json);
        CHECK(parse_card(card_type(details), *json).value() == card);
        CHECK(empty_details(card_type(details)).index() == details.index());
        const Card least{1,  std::string(16, 's'),
                         {}, "vi",
                         {}, {},
                         {}, {},
                         {}, {},
                         {}, {},
                         {}, empty_details(card_type(details))};
        CHECK(parse_card(card_type(details), make_card(least).value()).value() == least);
    }
    const Card meeting = common(all_details().at(1));
    CHECK(text_blobs(meeting).size() == 2);
    CHECK(other_blobs(meeting).size() == 3);
    CHECK(is_list_of_people(common(all_details().at(0))));
    CHECK_FALSE(is_list_of_people(meeting));
}

TEST_CASE("a card of a type or version to come says that it needs a newer program", "[protocol][card]")
{
    const std::string salt = "\"salt\":\"" + to_base64(std::string(16, 's')) + "\"";
    const auto unknown = parse_card("hologram", "{" + salt + ",\"title\":\"Mới\",\"v\":1,\"x\":[1]}");
    REQUIRE(unknown);
    CHECK(unknown->title == "Mới");
    CHECK(std::holds_alternative<NeedsNewer>(unknown->details));
    const auto later = parse_card("meeting", "{" + salt + ",\"start\":\"soon\",\"title\":\"Mới\",\"v\":2}");
    REQUIRE(later);
    CHECK(std::holds_alternative<NeedsNewer>(later->details));
    const auto strange = parse_card("meeting", "{\"title\":[\"Mới\"],\"v\":2}");
    REQUIRE(strange);
    CHECK(strange->title.empty());
    CHECK(parse_card("meeting", "{" + salt + ",\"unknown_field\":{},\"v\":1}"));
}

TEST_CASE("a card with a field of the wrong kind is refused by name", "[protocol][card]")
{
    const std::string salt = "\"salt\":\"" + to_base64(std::string(16, 's')) + "\"";
    const auto fault = [](std::string_view t, const std::string& json) {
        const auto card = parse_card(t, json);
        return card ? std::string{} : card.error().detail;
    };
    CHECK(fault("meeting", "{" + salt + ",\"start\":\"soon\",\"v\":1}") == "card: bad field start");
    CHECK(fault("meeting", "{\"salt\":\"AAAA\",\"v\":1}") == "card: bad field salt");
    CHECK(fault("meeting", "{" + salt + "}") == "card: no version");
    CHECK(fault("meeting", "{" + salt + ",\"title\":7,\"v\":1}") == "card: bad field title");
    CHECK(fault("disclosure", "{\"doc_date\":\"2026-02-30\"," + salt + ",\"v\":1}") ==
          "card: bad field doc_date");
    CHECK(fault("disclosure", "{\"body\":{\"n\":3}," + salt + ",\"v\":1}") == "card: bad field body");
    CHECK(fault("disclosure", "{\"body\":{\"h\":\"" + to_hex(kHash) + "\",\"n\":-1}," + salt + ",\"v\":1}") ==
          "card: bad field body");
    Card broken = common(Bulletin{});
    broken.title = "a\nb";
    CHECK_FALSE(make_card(broken));
    broken.title = std::string(70'000, 'x');
    CHECK_FALSE(make_card(broken));
    CHECK(new_salt().size() == 16);
    CHECK(new_salt() != new_salt());
}

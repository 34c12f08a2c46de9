#include "offline_cache/search.h"

#include "tests/support/catch.h"
#include "tests/support/following_kiosk.h"

using offline_cache::SearchHit;
using offline_cache::SearchQuery;
using offline_cache::Tile;

namespace {

struct Library {
    Library()
    {
        add("Chỉ thị về Quy chế dân chủ ở cơ sở", "Pháp lệnh 34/2007/PL-UBTVQH11; Kết luận 120-KL/TW.",
            "25/CT-TU", "DQ");
        add("Thông báo thu phí ma chay", "Không có gì về con số.", "", "D09");
        add("Cấp mã số thuế", "Theo Nghị định 145/2020/NĐ-CP.", "12/TB-UBND", "D13");
        add("Kế hoạch sử dụng đất đai", "Thu hồi đất ở thôn Hòa An.", "7/KH-UBND", "D03");
        add("Dự toán ngân sách", "Chi cho đất đai, quy hoạch và chủ trương dân số trong chế độ mới.",
            "8/QĐ-UBND", "D02");
        tree.publish();
        kiosk.emplace(tree);
        REQUIRE(kiosk->sync());
    }

    void add(const char* title, const char* body, const char* number, const char* law)
    {
        TreeBuilder::Record record;
        record.title = title;
        record.body = body;
        record.number = number;
        record.law = law;
        tree.add(record);
    }

    std::vector<SearchHit> find(const std::string& text)
    {
        SearchQuery query;
        query.text = text;
        return offline_cache::search(kiosk->content, query, kiosk->clock.now())->hits;
    }

    std::string first(const std::string& text)
    {
        const auto hits = find(text);
        return hits.empty() ? "" : hits.front().row.title;
    }

    TempDir root;
    TreeBuilder tree{root.path()};
    std::optional<FollowingKiosk> kiosk;
};

}  // namespace

TEST_CASE("search finds without marks and puts exact marks first", "[offline_cache][search]")
{
    Library library;
    CHECK(library.find("dat dai").size() == 2);
    CHECK(library.first("dat dai") == "Kế hoạch sử dụng đất đai");
    CHECK(library.first("quy che dan chu") == "Chỉ thị về Quy chế dân chủ ở cơ sở");
    CHECK(library.first("quy chế dân chủ") == "Chỉ thị về Quy chế dân chủ ở cơ sở");
    CHECK(library.first("mã") == "Cấp mã số thuế");
    CHECK(library.first("ma") == "Thông báo thu phí ma chay");
    CHECK(library.find("mã").front().exact);
}

TEST_CASE("search finds document numbers, whole and as they are typed", "[offline_cache][search]")
{
    Library library;
    for (const char* text : {"34/2007", "120-KL/TW", "120-kl", "34/20", "2007/PL"}) {
        INFO(text);
        CHECK(library.first(text) == "Chỉ thị về Quy chế dân chủ ở cơ sở");
    }
    CHECK(library.first("145/2020") == "Cấp mã số thuế");
    CHECK(library.first("12/TB") == "Cấp mã số thuế");
    CHECK(library.find("999/2020").empty());
}

TEST_CASE("every word must occur and the last one is a beginning", "[offline_cache][search]")
{
    Library library;
    CHECK(library.find("thu hoi dat o thon hoa a").size() == 1);
    CHECK(library.find("thu hoi dat ban").empty());
    CHECK(library.find("").empty());
    CHECK(library.find(" ,. ").empty());
    CHECK(library.find("\"'*() AND NEAR(").empty());
    CHECK(library.find("d").size() == 4);
}

TEST_CASE("a hit shows the passage that matched", "[offline_cache][search]")
{
    Library library;
    const auto hits = library.find("145/2020");
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].passage.find("145/2020/NĐ-CP") != std::string::npos);
    REQUIRE(hits[0].passage_marks.size() == 1);
    const auto mark = hits[0].passage_marks[0];
    CHECK(hits[0].passage.substr(mark.begin, mark.end - mark.begin) == "145/2020");
    const auto titles = library.find("quy chế dân");
    REQUIRE_FALSE(titles.front().title_marks.empty());
    const auto range = titles.front().title_marks.front();
    CHECK(titles.front().row.title.substr(range.begin, range.end - range.begin) == "Quy chế dân");
}

TEST_CASE("search can be narrowed by tile, legal item and date", "[offline_cache][search]")
{
    Library library;
    SearchQuery query;
    query.text = "dat";
    query.law = "D02";
    const auto now = library.kiosk->clock.now();
    CHECK(offline_cache::search(library.kiosk->content, query, now)->hits.size() == 1);
    query.law.clear();
    query.tile = Tile::Discuss;
    CHECK(offline_cache::search(library.kiosk->content, query, now)->hits.empty());
    query.tile.reset();
    query.since = *protocol::parse_date("2026-11-22");
    CHECK(offline_cache::search(library.kiosk->content, query, now)->hits.empty());
}

TEST_CASE("a list of people whose term is over is not found by who stands in it", "[offline_cache][search]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.title = "Danh sách hộ nghèo";
    record.body = "Bà Lê Thị Mít";
    record.law = "D07";
    record.list_of_people = true;
    record.until = *protocol::parse_date("2026-11-23");
    tree.add(record);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto hits = [&](const char* text) {
        SearchQuery query;
        query.text = text;
        return offline_cache::search(kiosk.content, query, kiosk.clock.now())->hits;
    };
    for (const char* text : {"mít", "le thi mit", "danh sach mit", "D07 mít", "danh sách"}) {
        INFO(text);
        CHECK(hits(text).size() == 1);
    }
    kiosk.clock.advance(std::chrono::hours{24});
    for (const char* text : {"mít", "le thi mit", "danh sach mit", "D07 mít"}) {
        INFO(text);
        CHECK(hits(text).empty());
    }
    for (const char* text : {"danh sach", "D07 hộ nghèo"}) {
        INFO(text);
        REQUIRE(hits(text).size() == 1);
        CHECK(hits(text).front().passage.empty());
    }
}

TEST_CASE("a legal item is found by its code, with what stands under it", "[offline_cache][search]")
{
    Library library;
    const auto hits = library.find("D03");
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].row.title == "Kế hoạch sử dụng đất đai");
    CHECK(library.first("d3") == "Kế hoạch sử dụng đất đai");
    CHECK(library.first("dq") == "Chỉ thị về Quy chế dân chủ ở cơ sở");
    CHECK(library.find("D03 hoa an").size() == 1);
    CHECK(library.find("D03 ngan sach").empty());
}

TEST_CASE("a day is found by its date and by its everyday name", "[offline_cache][search]")
{
    Library library;
    // TreeBuilder posts everything on one day.
    const auto posted = library.find("dat dai").front().row.from;
    char date[32];
    std::snprintf(date, sizeof date, "%u/%u/%d", static_cast<unsigned>(posted.day()),
                  static_cast<unsigned>(posted.month()), static_cast<int>(posted.year()));
    CHECK(library.find(date).size() == 5);
    CHECK(library.find(std::string{date} + " ngan sach").front().row.title == "Dự toán ngân sách");
    CHECK(library.find("1/1/1999").empty());
    CHECK(library
              .find("thang " + std::to_string(static_cast<unsigned>(posted.month())) + "/" +
                    std::to_string(static_cast<int>(posted.year())))
              .size() == 5);
}

TEST_CASE("the number of a document is no day", "[offline_cache][search]")
{
    Library library;
    CHECK(library.first("34/2007") == "Chỉ thị về Quy chế dân chủ ở cơ sở");
    CHECK(library.first("145/2020") == "Cấp mã số thuế");
}

TEST_CASE("a search nobody waits for any more stops", "[offline_cache][search]")
{
    Library library;
    SearchQuery query;
    query.text = "dat";
    int asked = 0;
    query.dropped = [&] { return ++asked > 1; };
    const auto found = offline_cache::search(library.kiosk->content, query, library.kiosk->clock.now());
    REQUIRE_FALSE(found);
    CHECK(found.error().fault == protocol::Fault::Busy);
    CHECK(asked == 2);
}

TEST_CASE("what only an attached file says is shown from there, and the file is named",
          "[offline_cache][search]")
{
    const TempDir root;
    TreeBuilder tree{root.path()};
    TreeBuilder::Record record;
    record.title = "Kế hoạch làm đường năm 2027";
    record.summary = "Các tuyến đường xã làm trong năm.";
    record.body = "Kế hoạch gồm bốn tuyến; bảng chi tiết ở tệp kèm theo.";
    record.attachments = {"%PDF-1", "%PDF-2"};
    record.words = {"Phụ lục một: tuyến Đông Lưu dài 1,2 km",
                    "Phụ lục hai: tuyến ra bến đò An Bàng được đổ bê tông rộng ba mét, làm trong tháng tư"};
    tree.add(record);
    tree.publish();
    FollowingKiosk kiosk{tree};
    REQUIRE(kiosk.sync());
    const auto found = [&](const char* text) {
        SearchQuery query;
        query.text = text;
        const auto hits = offline_cache::search(kiosk.content, query, kiosk.clock.now())->hits;
        REQUIRE(hits.size() == 1);
        return hits.front();
    };
    const auto marked = [](const SearchHit& hit) {
        std::vector<std::string> all;
        for (const auto& mark : hit.passage_marks)
            all.push_back(hit.passage.substr(mark.begin, mark.end - mark.begin));
        return all;
    };
    const auto ferry = found("ben do an bang");
    CHECK(ferry.file == "phu-luc-2.pdf");
    CHECK(ferry.passage.find("được đổ bê tông") != std::string::npos);
    CHECK(marked(ferry) == std::vector<std::string>{"bến đò An Bàng"});
    const auto other = found("Đông Lưu");
    CHECK(other.file == "phu-luc-1.pdf");
    CHECK(other.exact);
    CHECK(marked(other) == std::vector<std::string>{"Đông Lưu"});
    // The record's own words come before those of its files, and its title before both.
    CHECK(found("bon tuyen").file.empty());
    CHECK(found("lam duong").file.empty());
    CHECK(found("tuyen").file.empty());
    // One word here, one there: the place with more of them.
    CHECK(found("tuyen ben do").file == "phu-luc-2.pdf");
}

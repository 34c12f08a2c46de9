#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "documents/page_process.h"
#include "province/attachments/file_name.h"
#include "province/attachments/fresh_picture.h"
#include "province/attachments/take_in.h"
#include "province/attachments/upload_store.h"
#include "province/console/draft_sheet.h"
#include "province/console/multipart.h"
#include "province/drafting/draft_text.h"
#include "province/drafting/publish_draft.h"
#include "province/registry/draft_files.h"
#include "province/registry/drafts.h"
#include "tests/province/console/console_fixture.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace province;
namespace pages = protocol::pages;

namespace {

constexpr std::chrono::seconds kLong{60};

/// A document of tests/support/make_documents.py.
std::string document(const std::string& name)
{
    std::ifstream file{places::documents() + "/" + name, std::ios::binary};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::variant<TakenIn, NotTaken> taken(std::string bytes, std::chrono::milliseconds time = kLong)
{
    return take_in(documents::page_program(), std::move(bytes), time);
}

NotTaken why_not(std::string bytes, std::chrono::milliseconds time = kLong)
{
    const auto result = taken(std::move(bytes), time);
    REQUIRE(std::holds_alternative<NotTaken>(result));
    return std::get<NotTaken>(result);
}

/// 40 × 20, with a camera's words in it: held on its side, and where it stood.
std::string camera_jpeg()
{
    pages::Drawn drawn{40, 20, std::string(std::size_t{4} * 40 * 20, '\x7F')};
    std::string bytes = fresh_jpeg(drawn).value();
    using namespace std::string_literals;
    const std::string exif =
        "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS Phu Loc"s;
    const auto size = exif.size() + 2;
    return bytes.substr(0, 2) + "\xFF\xE1" + static_cast<char>(size >> 8) + static_cast<char>(size & 0xFF) +
           exif + bytes.substr(2);
}

constexpr const char* kBoundary = "----WebKitFormBoundaryabc";

std::string part(const std::string& name, const std::string& value, const std::string& file_name = {})
{
    return "--" + std::string(kBoundary) + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" +
           (file_name.empty() ? "" : "; filename=\"" + file_name + "\"\r\nContent-Type: text/html") +
           "\r\n\r\n" + value + "\r\n";
}
const std::string kType = std::string("multipart/form-data; boundary=") + kBoundary;
const std::string kEnd = std::string("--") + kBoundary + "--\r\n";

struct Attaching : ConsoleFixture {
    Attaching() { ticket = std::make_unique<Ticket>(signed_in("mai", Role::Writer)); }

    http::Response attach(const std::string& address, int version, const std::string& file_name,
                          const std::string& bytes)
    {
        return ask("POST", address + "/attach",
                   part("token", ticket->form_token()) + part("version", std::to_string(version)) +
                       part("title", "Tiêu đề đang viết") + part("file", bytes, file_name) + kEnd,
                   {{"cookie", cookie(*ticket)},
                    {"origin", std::string("https://") + kHost},
                    {"content-type", kType}});
    }
    std::string begin()
    {
        const auto answer = post("/console/publish/new", "token=" + ticket->form_token() + "&kind=disclosure",
                                 cookie(*ticket));
        return header_of(answer, "Location");
    }
    std::unique_ptr<Ticket> ticket;
};

}  // namespace

TEST_CASE("a file's name keeps its words and nothing that acts", "[province][attachments]")
{
    CHECK(tidy_file_name("Báo cáo quý III.PDF", ".pdf") == "Báo cáo quý III.pdf");
    CHECK(tidy_file_name("../../etc/passwd", ".pdf") == "passwd.pdf");
    CHECK(tidy_file_name("C:\\Users\\Mai\\ảnh.jpeg", ".jpg") == "ảnh.jpg");
    CHECK(tidy_file_name("...", ".pdf") == "tep.pdf");
    CHECK(tidy_file_name("", ".png") == "tep.png");
    CHECK(tidy_file_name("<img src=x onerror=alert(1)>.pdf", ".pdf") == "-img src=x onerror=alert(1)-.pdf");
    CHECK(tidy_file_name("a\u202Efdp.exe", ".pdf") == "afdp.pdf");
    CHECK(tidy_file_name("a\nb\x01.pdf", ".pdf") == "ab.pdf");
    CHECK(tidy_file_name("A\u0306.pdf", ".pdf") == "Ă.pdf");
    CHECK(tidy_file_name("\xFF\xFE.pdf", ".pdf") == "tep.pdf");
    std::string longest;
    for (int i = 0; i < 100; ++i) longest += "ế";
    const auto cut = tidy_file_name(longest, ".pdf");
    CHECK(cut.size() <= 120);
    CHECK(cut.ends_with("ế.pdf"));
    CHECK(numbered_file_name("a.pdf", 2) == "a (2).pdf");
    CHECK(numbered_file_name(cut, 12).size() <= 120);
}

TEST_CASE("what a file is, its content says; of a picture only the pixels stay", "[province][attachments]")
{
    const auto pdf = std::get<TakenIn>(taken(document("text.pdf")));
    CHECK(pdf.media_type == "application/pdf");
    CHECK(pdf.bytes == document("text.pdf"));
    CHECK_FALSE(pdf.words.empty());
    const auto long_pdf = std::get<TakenIn>(taken(document("long.pdf")));
    CHECK(long_pdf.pages == 40);

    const auto png = std::get<TakenIn>(taken(document("photo.png")));
    CHECK(png.ending == ".png");
    CHECK(png.bytes != document("photo.png"));

    const std::string camera = camera_jpeg();
    REQUIRE(camera.find("GPS") != std::string::npos);
    const auto jpeg = std::get<TakenIn>(taken(camera));
    CHECK(jpeg.media_type == "image/jpeg");
    CHECK(jpeg.bytes.find("Exif") == std::string::npos);
    CHECK(jpeg.bytes.find("GPS") == std::string::npos);
    auto process = must(documents::PageProcess::start(documents::page_program()));
    const auto shape = std::get<pages::Opened>(must(process.ask(pages::Open{jpeg.bytes}, kLong))).pages[0];
    CHECK(shape == pages::Shape{20, 40});  // as the camera was held
}

TEST_CASE("what cannot be shown to residents is refused by its reason", "[province][attachments]")
{
    must(load_texts("vi", places::assets()));
    using namespace std::string_literals;
    CHECK(why_not("PK\x03\x04 a zip, or a Word file"s) == NotTaken::Kind);
    CHECK(why_not("<script>alert(1)</script>") == NotTaken::Kind);
    CHECK(why_not(document("not.pdf")) == NotTaken::Kind);
    CHECK(why_not(document("head_only.pdf")) == NotTaken::Broken);
    CHECK(why_not(document("locked.pdf")) == NotTaken::Locked);
    CHECK(why_not(document("bomb.png")) == NotTaken::TooLarge);
    CHECK(why_not(std::string(20 * 1024 * 1024 + 1, ' ')) == NotTaken::TooLarge);
    CHECK(why_not(document("long.pdf"), std::chrono::milliseconds{0}) == NotTaken::TooSlow);
    CHECK(std::get<NotTaken>(take_in("/nowhere/commune-page", document("text.pdf"))) ==
          NotTaken::Unavailable);
    for (const char* name : {"bomb.pdf", "image_bomb.pdf", "deep.pdf", "endless_tree.pdf", "garbled.pdf"}) {
        CAPTURE(name);
        static_cast<void>(taken(document(name), std::chrono::seconds{10}));  // this program is still here
    }
    for (const auto why : {NotTaken::Kind, NotTaken::Broken, NotTaken::Locked, NotTaken::TooLarge,
                           NotTaken::TooSlow, NotTaken::Unavailable})
        CHECK(texts().has("console.attach." + std::string(name_of(why))));
}

TEST_CASE("a form with a file is read as browsers write it, and nothing else is", "[province][console]")
{
    using console::parse_multipart;
    const auto good = parse_multipart(
        kType, part("a", "một\r\nhai") + part("file", "\r\n--x", "b.pdf") + part("c", "") + kEnd);
    REQUIRE(good);
    CHECK(good->form.get("a") == "một\nhai");
    CHECK(good->form.has("c"));
    CHECK(good->file_name == "b.pdf");
    CHECK(good->file == "\r\n--x");
    CHECK(parse_multipart(kType, part("file", "", "") + kEnd));
    for (const std::string& bad :
         {std::string{}, std::string{"x"}, part("a", "b"), part("a", "b") + "--" + kBoundary,
          part("a", "b").substr(0, 60), part("a", "\xFF") + kEnd,
          part("file", "1", "a") + part("file", "2", "b") + kEnd, part("file", "1", "\xFF") + kEnd}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_multipart(kType, bad));
    }
    CHECK_FALSE(parse_multipart("multipart/form-data", part("a", "b") + kEnd));
    std::string many;
    for (int i = 0; i < 4001; ++i) many += part("a", "b");
    CHECK_FALSE(parse_multipart(kType, many + kEnd));
}

TEST_CASE("a file is attached with what was typed beside it, and goes again", "[province][console]")
{
    Attaching fixture;
    const auto address = fixture.begin();
    const std::string evil = "../<b onmouseover=alert(1)>\u202Ex.pdf";
    const auto answer = fixture.attach(address, 1, evil, document("text.pdf"));
    CHECK(answer.status == 303);
    const auto page = fixture.get(address, ConsoleFixture::cookie(*fixture.ticket)).body;
    CHECK(page.find("Tiêu đề đang viết") != std::string::npos);
    CHECK(page.find("-b onmouseover=alert(1)-x.pdf") != std::string::npos);
    CHECK(page.find("<b onmouseover") == std::string::npos);

    // The same name again gets a number; a wrong kind is told with what was typed still there.
    CHECK(fixture.attach(address, 2, evil, document("text.pdf")).status == 303);
    const auto refused = fixture.attach(address, 3, "bảng.xlsx", "PK\x03\x04");
    CHECK(refused.status == 422);
    CHECK(refused.body.find("Chỉ nhận tệp PDF") != std::string::npos);
    CHECK(refused.body.find("Tiêu đề đang viết") != std::string::npos);
    CHECK(fixture.attach(address, 2, "a.pdf", document("text.pdf")).status == 422);  // somebody was faster
    const auto files = must(DraftFiles(fixture.registry).of(1));
    REQUIRE(files.size() == 2);
    CHECK(files[1].name.ends_with("x (2).pdf"));
    CHECK(files[0].sha256 == files[1].sha256);
    const UploadStore uploads{{fixture.dir.path()}};
    CHECK(std::filesystem::exists(uploads.path(files[0].sha256)));

    const auto got = fixture.get(address + "/files/1", ConsoleFixture::cookie(*fixture.ticket));
    CHECK(got.status == 200);
    CHECK(header_of(got, "Content-Disposition").starts_with("attachment"));
    const auto stranger = fixture.signed_in("thu", Role::Approver);
    auto session = must(Sessions(fixture.registry).find(stranger.id(), fixture.now));
    REQUIRE(session);

    const auto detach = [&](int version, int k) {
        return fixture.post(address + "/detach",
                            "token=" + fixture.ticket->form_token() + "&version=" + std::to_string(version) +
                                "&detach=" + std::to_string(k),
                            ConsoleFixture::cookie(*fixture.ticket));
    };
    CHECK(detach(3, 7).status == 404);
    CHECK(detach(3, 1).status == 303);
    CHECK(std::filesystem::exists(uploads.path(files[0].sha256)));  // the other one has the same bytes
    CHECK(detach(4, 2).status == 303);
    CHECK_FALSE(std::filesystem::exists(uploads.path(files[0].sha256)));
    CHECK(fixture.get(address + "/files/1", ConsoleFixture::cookie(*fixture.ticket)).status == 404);
}

TEST_CASE("what is attached is published with the text, and a name beyond its folder is not",
          "[province][drafting]")
{
    const ProvinceFixture fixture;
    const OfficeFolder office{fixture.data().offices(), "20107.ubnd"};
    const auto key = must(protocol::SigningKey::parse(must(read_file(office.publisher(), 4096))));
    const UploadStore uploads{fixture.data()};
    const auto sha256 = must(uploads.put(document("photo.png")));
    DraftText draft;
    draft.kind = "disclosure";
    draft.title = "Có hình";
    draft.body = "![Sơ đồ](<Sơ đồ.png>)";
    draft.files = {"Sơ đồ.png"};
    draft.values = {{"item", {"D04"}}};
    const auto publish = [&](const std::string& name) {
        return publish_source(fixture.data(), "van-ban-1", source_of(draft), {{name, uploads.path(sha256)}},
                              "20107.ubnd", key, fixture.today(), fixture.law());
    };
    CHECK_FALSE(publish("../Sơ đồ.png"));
    const auto published = must(publish("Sơ đồ.png"));
    CHECK(published.problems.empty());
    CHECK(fixture.fsck().empty());
    CHECK(std::filesystem::is_empty(fixture.data().root / "drafting"));
    CHECK(must(draft_text_of(source_of(draft))).files == draft.files);
}

TEST_CASE("what was published is corrected, carried on, written anew, and erased with its files",
          "[province][console]")
{
    Attaching fixture;
    Drafts drafts(fixture.registry);
    const UploadStore uploads{{fixture.dir.path()}};
    DraftText text;
    text.kind = "meeting";
    text.title = "Họp dân";
    text.body = "Danh sách: Nguyễn Văn An.";
    text.files = {"moi.pdf"};
    text.values = {{"status", {"scheduled"}},
                   {"start", {"2026-12-01 19:00"}},
                   {"place", {"Nhà văn hóa"}},
                   {"until", {"2026-12-02"}}};
    StoredDraft fresh;
    fresh.body = "20107.ubnd";
    fresh.kind = "meeting";
    fresh.title = text.title;
    fresh.source = source_of(text);
    const auto n = must(drafts.add(fresh, fixture.act("mai")));
    const auto sha256 = must(uploads.put("bytes"));
    must(DraftFiles(fixture.registry)
             .add({n, 0, "moi.pdf", "application/pdf", 5, sha256, 1, "chữ"}, fixture.act("mai")));
    must(drafts.send(n, 1, fixture.act("mai")));
    must(drafts.approve(n, 1, "", fixture.act("phuoc")));
    const std::string address = "/console/publish/" + std::to_string(n);
    const auto press = [&](const std::string& step, const std::string& more = {}) {
        return fixture.post(address + "/" + step, "token=" + fixture.ticket->form_token() + more,
                            ConsoleFixture::cookie(*fixture.ticket));
    };
    CHECK(press("meeting", "&status=held").status == 404);  // not published yet
    must(drafts.published(n, "20107.ubnd-2026-0001", fixture.act("phuoc")));
    CHECK(press("meeting", "&status=scheduled").status == 400);

    REQUIRE(press("meeting", "&status=held").status == 303);
    const auto held = must(draft_text_of(must(drafts.find(n + 1))->source));
    CHECK(held.value("status") == "held");
    CHECK(held.revises == "20107.ubnd-2026-0001");
    CHECK(held.chg == "bo_sung");
    CHECK(held.files == text.files);
    CHECK(must(DraftFiles(fixture.registry).of(n + 1)).size() == 1);

    REQUIRE(press("again").status == 303);
    const auto again = must(draft_text_of(must(drafts.find(n + 2))->source));
    CHECK(again.title == text.title);
    CHECK(again.value("place") == "Nhà văn hóa");
    CHECK(again.value("start").empty());
    CHECK(again.revises.empty());
    CHECK(again.files.empty());

    CHECK(must(drafts.erase("20107.ubnd-2026-0001", fixture.act("phuoc"))) == std::vector{sha256});
    for (const auto number : {n, n + 1}) {
        const auto left = *must(drafts.find(number));
        CHECK(left.title == "20107.ubnd-2026-0001");
        CHECK(left.source.find("Nguyễn") == std::string::npos);
        CHECK(draft_text_of(left.source));
        CHECK(must(DraftFiles(fixture.registry).of(number)).empty());
    }
    CHECK(must(drafts.find(n + 1))->state == DraftState::Dropped);
    CHECK(must(drafts.find(n + 2))->title == text.title);  // another record's
    CHECK(fixture.get(address, ConsoleFixture::cookie(*fixture.ticket)).status == 200);
}

namespace {

DraftText sound_disclosure(const ConsoleFixture& fixture)
{
    const auto today = protocol::local_date(fixture.clock.now());
    DraftText text;
    text.kind = "disclosure";
    text.title = "Thu chi quý III";
    text.body = "Nội dung.";
    text.values = {{"item", {"D03"}},
                   {"secrecy", {"none"}},
                   {"household", {"Một dòng"}},
                   {"doc_no", {"128/BC-UBND"}},
                   {"doc_type", {"Báo cáo"}},
                   {"doc_date", {"2026-11-18"}},
                   {"issuer", {"UBND xã"}},
                   {"signer_name", {"Phước"}},
                   {"signer_title", {"Chủ tịch"}},
                   {"from", {protocol::format_date(today)}},
                   {"until", {protocol::format_date(protocol::add_days(today, 37))}}};
    return text;
}

std::int64_t send(ConsoleFixture& fixture, const DraftText& text)
{
    StoredDraft fresh;
    fresh.body = "20107.ubnd";
    fresh.kind = text.kind;
    fresh.title = text.title;
    fresh.source = source_of(text);
    Drafts drafts(fixture.registry);
    const auto n = must(drafts.add(fresh, fixture.act("mai")));
    must(drafts.send(n, 1, fixture.act("mai")));
    return n;
}

/// As far as an approver comes whose password is wrong: what is asked before it is asked.
http::Response approve_with_wrong_password(ConsoleFixture& fixture, std::int64_t n)
{
    const auto chief = fixture.signed_in("phuoc", Role::Approver);
    return fixture.post("/console/publish/" + std::to_string(n) + "/approve",
                        "token=" + chief.form_token() + "&version=1&password=sai&reason=duoc+phep",
                        ConsoleFixture::cookie(chief));
}

}  // namespace

TEST_CASE("days that a draft lay waiting are missing from its term when it is signed", "[province][console]")
{
    Attaching fixture;
    Drafts drafts(fixture.registry);
    const auto n = send(fixture, sound_disclosure(fixture));
    const auto approve = [&] { return approve_with_wrong_password(fixture, n); };
    const std::string gone = "Từ lúc gửi duyệt đến nay văn bản không còn đúng";
    const auto in_time = approve();
    CHECK(in_time.status == 422);  // the password only
    CHECK(in_time.body.find(gone) == std::string::npos);
    fixture.clock.advance(std::chrono::hours{24 * 8});
    fixture.now = fixture.clock.now();
    const auto late = approve();
    CHECK(late.status == 422);
    CHECK(late.body.find(gone) != std::string::npos);
    CHECK(late.body.find("sớm nhất là ngày") != std::string::npos);
    CHECK(must(drafts.find(n))->state == DraftState::Waiting);
}

TEST_CASE("a correction goes on from what stands, never from an older revision", "[province][console]")
{
    Attaching fixture;
    Drafts drafts(fixture.registry);
    const std::string record = "20107.ubnd-2026-0001";
    const auto press = [&](std::int64_t n, const std::string& step, const std::string& more = {}) {
        const auto answer = fixture.post("/console/publish/" + std::to_string(n) + "/" + step,
                                         "token=" + fixture.ticket->form_token() + more,
                                         ConsoleFixture::cookie(*fixture.ticket));
        CHECK(answer.status == 303);
        return header_of(answer, "Location");
    };
    const auto publish = [&](std::int64_t n) {
        const auto draft = *must(drafts.find(n));
        if (draft.state == DraftState::Writing) must(drafts.send(n, draft.version, fixture.act("mai")));
        must(drafts.approve(n, draft.version, "", fixture.act("phuoc")));
        must(drafts.published(n, record, fixture.act("phuoc")));
    };
    DraftText text = sound_disclosure(fixture);
    const auto first = send(fixture, text);
    publish(first);
    CHECK(press(first, "correct") == "/console/publish/2");
    CHECK(press(first, "correct") == "/console/publish/3");
    // Two clerks began: the first to be published is what stands.
    publish(2);
    CHECK(must(drafts.find(3))->based_on == first);
    auto late = must(draft_text_of(must(drafts.find(3))->source));
    late.chg = "bo_sung";
    must(drafts.change(3, 1, late.title, source_of(late), fixture.act("mai")));
    const auto filled = [&] {
        std::string form = "&version=2&chg=bo_sung&title=T&body=x";
        for (const auto& [name, values] : late.values)
            for (const auto& value : values) form += "&" + name + "=" + value;
        return form;
    }();
    const auto sent =
        fixture.post("/console/publish/3/send", "token=" + fixture.ticket->form_token() + filled,
                     ConsoleFixture::cookie(*fixture.ticket));
    CHECK(sent.status == 422);
    CHECK(sent.body.find("đã được đính chính sau khi bản thảo này được soạn") != std::string::npos);
    CHECK(must(drafts.find(3))->state == DraftState::Writing);

    for (const std::string step : {"correct", "withdraw", "again"})
        CHECK(press(first, step) == "/console/publish/2?done=older_revision");
    CHECK_FALSE(must(drafts.find(4)));
    CHECK(press(2, "correct") == "/console/publish/4");
    CHECK(must(drafts.find(4))->based_on == 2);
}

TEST_CASE("a correction that waits beside another is told so when it is approved", "[province][console]")
{
    Attaching fixture;
    Drafts drafts(fixture.registry);
    const std::string record = "20107.ubnd-2026-0001";
    const auto publish = [&](std::int64_t n) {
        must(drafts.approve(n, 1, "", fixture.act("loc")));
        must(drafts.published(n, record, fixture.act("loc")));
    };
    auto text = sound_disclosure(fixture);
    publish(send(fixture, text));
    text.revises = record;
    text.chg = "bo_sung";
    StoredDraft fresh;
    fresh.body = "20107.ubnd";
    fresh.kind = text.kind;
    fresh.title = text.title;
    fresh.source = source_of(text);
    fresh.record = record;
    fresh.based_on = 1;
    for (int n = 2; n <= 3; ++n) {
        must(drafts.add(fresh, fixture.act("mai")));
        must(drafts.send(n, 1, fixture.act("mai")));
    }
    const std::string outdated = "đã được đính chính sau khi bản thảo này được soạn";
    CHECK(approve_with_wrong_password(fixture, 3).body.find(outdated) == std::string::npos);
    publish(2);
    const auto refused = approve_with_wrong_password(fixture, 3);
    CHECK(refused.status == 422);
    CHECK(refused.body.find(outdated) != std::string::npos);
    CHECK(must(drafts.find(3))->state == DraftState::Waiting);
}

TEST_CASE("a ward's sixty villages come back from the form as they went into it", "[province][console]")
{
    Attaching fixture;
    DraftText place;
    place.kind = "place";
    place.title = "Danh sách thôn, tổ";
    place.values["name"] = {"Phường Phú Xuân"};
    for (int i = 1; i <= 60; ++i) {
        place.values["villages.id"].push_back("to-" + std::to_string(i));
        place.values["villages.name"].push_back("Tổ dân phố " + std::to_string(i));
    }
    StoredDraft fresh;
    fresh.body = "20107.ubnd";
    fresh.kind = "place";
    fresh.source = source_of(place);
    Drafts drafts(fixture.registry);
    const auto address = "/console/publish/" + std::to_string(must(drafts.add(fresh, fixture.act("mai"))));
    const auto page = fixture.get(address, ConsoleFixture::cookie(*fixture.ticket)).body;
    std::string form = "token=" + fixture.ticket->form_token() + "&version=1&title=T&name=P";
    int fields = 0;
    for (const std::string name : {"villages.name", "villages.id"}) {
        const std::string begin = "name=\"" + name + "\" value=\"";
        for (auto at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1), ++fields) {
            const auto from = at + begin.size();
            form += "&" + name + "=" + page.substr(from, page.find('"', from) - from);
        }
    }
    CHECK(fields == 2 * 62);  // and two to add
    CHECK(fixture.post(address + "/save", form, ConsoleFixture::cookie(*fixture.ticket)).status == 303);
    const auto saved = must(draft_text_of(must(drafts.find(1))->source));
    CHECK(saved.values.at("villages.id") == place.values["villages.id"]);
    CHECK(saved.values.at("villages.name") == place.values["villages.name"]);
}

TEST_CASE("a disclosure in which a list of people was found is one that hides itself at its end",
          "[province][console]")
{
    Attaching fixture;
    const std::string asked = "gỡ xuống khi hết hạn niêm yết";
    const auto says = [&](const DraftText& text) {
        const auto answer = approve_with_wrong_password(fixture, send(fixture, text));
        CHECK(answer.status == 422);
        return answer.body.find(asked) != std::string::npos;
    };
    auto text = sound_disclosure(fixture);
    CHECK_FALSE(says(text));
    // However much else was found before it.
    for (int i = 0; i < 70; ++i) text.body += "\nGọi 0914 123 4" + std::to_string(10 + i) + ".";
    text.body += "\n";
    for (int i = 1; i <= 5; ++i) text.body += "\n" + std::to_string(i) + ". Ông Nguyễn Văn An";
    CHECK(says(text));
    text.values["privacy.list_of_people"] = {"yes"};
    CHECK_FALSE(says(text));
    text.values.erase("privacy.list_of_people");
    text.kind = "procedure";
    CHECK_FALSE(says(text));
}

TEST_CASE("what was published stays within reach however much there is", "[province][console]")
{
    Attaching fixture;
    Drafts drafts(fixture.registry);
    const auto publish = [&](const std::string& title, const std::string& kind, int number) {
        StoredDraft fresh;
        fresh.body = "20107.ubnd";
        fresh.kind = kind;
        fresh.title = title;
        const auto n = must(drafts.add(fresh, fixture.act("mai")));
        must(drafts.send(n, 1, fixture.act("mai")));
        must(drafts.approve(n, 1, "", fixture.act("phuoc")));
        must(drafts.published(n, "20107.ubnd-2026-" + std::to_string(1000 + number), fixture.act("phuoc")));
    };
    publish("Quyết toán ngân sách quý I", "disclosure", 1);
    publish("Họp dân về ngân sách", "meeting", 2);
    for (int i = 3; i <= 560; ++i) publish("Thông báo " + std::to_string(i), "disclosure", i);
    const auto page = [&](const std::string& query) {
        return fixture.get("/console/publish" + query, ConsoleFixture::cookie(*fixture.ticket)).body;
    };
    const auto has = [&](const std::string& query, const std::string& words) {
        return page(query).find(words) != std::string::npos;
    };
    CHECK_FALSE(has("", "Quyết toán ngân sách"));
    CHECK(has("", "name=\"after\" value=\"511\""));
    CHECK(has("?after=511", ">Thông báo 510<"));
    CHECK_FALSE(has("?after=511", ">Thông báo 511<"));
    CHECK(has("?after=20", "Quyết toán ngân sách"));
    CHECK_FALSE(has("?after=20", "name=\"after\""));
    // Without marks, in any order, by the record's number, and by the type.
    CHECK(has("?q=quy+NGAN+sach", "Quyết toán ngân sách"));
    CHECK(has("?q=2026-1001", "Quyết toán ngân sách"));
    CHECK(has("?q=ngan+sach", "Họp dân về ngân sách"));
    CHECK_FALSE(has("?q=ngan+sach&kind=disclosure", "Họp dân về ngân sách"));
    CHECK(has("", "id=\"q\" name=\"q\""));
    CHECK(has("?q=khong+co+gi", "Không có văn bản nào khớp"));
    CHECK(has("?q=%22%3E%3Cscript%3E", "Không có văn bản nào khớp"));
    CHECK_FALSE(has("?q=%22%3E%3Cscript%3E", "\"><script>"));
}

TEST_CASE("an office's own work telephone is no secret in what it publishes", "[province][console]")
{
    Attaching fixture;
    Drafts drafts(fixture.registry);
    const auto asks = [&](const std::string& phone) {
        auto text = sound_disclosure(fixture);
        text.body = "Gọi " + phone + ".";
        StoredDraft fresh;
        fresh.body = "20107.ubnd";
        fresh.kind = text.kind;
        fresh.title = text.title;
        fresh.source = source_of(text);
        const auto n = must(drafts.add(fresh, fixture.act("mai")));
        return fixture.get("/console/publish/" + std::to_string(n), ConsoleFixture::cookie(*fixture.ticket))
                   .body.find("Có dữ liệu giống dữ liệu cá nhân") != std::string::npos;
    };
    CHECK(asks("0234 3822 123"));
    DraftText contact;
    contact.kind = "contact";
    contact.title = "Bộ phận Một cửa";
    contact.values = {{"office", {"Một cửa"}}, {"phone_work", {"0234.3822.123"}}};
    const auto n = send(fixture, contact);
    must(drafts.approve(n, 1, "", fixture.act("phuoc")));
    must(drafts.published(n, "20107.ubnd-2026-0001", fixture.act("phuoc")));
    CHECK_FALSE(asks("0234 3822 123"));
    CHECK(asks("0914 123 456"));
}

TEST_CASE("a scan, and a text of which only the beginning was looked through, need a person's reason",
          "[province][console]")
{
    DraftFile file;
    file.name = "quyet-dinh.pdf";
    file.media_type = "application/pdf";
    file.words = "Quyết định về việc sửa đường.";
    DraftText shown;
    const auto kinds = [&] {
        std::vector<PersonalData::Kind> found;
        for (const auto& one : console::personal_data_in(shown, {file}, {})) found.push_back(one.kind);
        return found;
    };
    CHECK(kinds().empty());
    for (const std::string& words : {std::string(), std::string(" \n\n"), std::string(kMostWords, 'a'),
                                     std::string(kMostWords - 2, 'a')}) {
        file.words = words;
        CHECK(kinds() == std::vector{PersonalData::Kind::Unseen});
    }
    // A picture in the text is looked at by whoever approves; one that only hangs on it may be a list.
    file.name = "cau.png";
    file.media_type = "image/png";
    file.words.clear();
    CHECK(kinds() == std::vector{PersonalData::Kind::Unseen});
    shown.body = "![Cầu](cau.png)";
    CHECK(kinds().empty());
    shown.body.clear();
    shown.values["photo"] = {"cau.png"};
    CHECK(kinds().empty());
}

TEST_CASE("papers whose posting ends within a week stand on the page of today", "[province][console]")
{
    Attaching fixture;
    Drafts drafts(fixture.registry);
    const auto today = protocol::local_date(fixture.clock.now());
    int k = 0;
    for (const auto& [title, days] :
         std::map<std::string, int>{{"Hôm nay", 0}, {"Tuần này", 7}, {"Sau nữa", 8}, {"Đã hết", -1}}) {
        auto text = sound_disclosure(fixture);
        text.title = title;
        text.values["until"] = {protocol::format_date(protocol::add_days(today, days))};
        const auto n = send(fixture, text);
        must(drafts.approve(n, 1, "", fixture.act("phuoc")));
        must(drafts.published(n, "20107.ubnd-2026-000" + std::to_string(++k), fixture.act("phuoc")));
    }
    const auto page = fixture.get("/console/today", ConsoleFixture::cookie(*fixture.ticket)).body;
    const auto at = page.find("id=\"ending\"");
    REQUIRE(at != std::string::npos);
    const auto section = page.substr(at, page.find("</section>", at) - at);
    CHECK(section.find(">Hôm nay<") < section.find(">Tuần này<"));
    CHECK(section.find(">Tuần này<") != std::string::npos);
    CHECK(section.find("Sau nữa") == std::string::npos);
    CHECK(section.find("Đã hết<") == std::string::npos);
}

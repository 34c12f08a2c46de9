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
#include "tests/province/console/writing_fixture.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"

using namespace province;
namespace pages = protocol::pages;

namespace {

constexpr std::chrono::seconds kLong{60};

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
    Writing fixture;
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

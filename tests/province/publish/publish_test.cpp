#include "protocol/records/card.h"
#include "province/publish/blob_store.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using Keys = std::vector<std::string>;

namespace {

/// The newest card under a file's name.
protocol::Card card_of(const ProvinceFixture& fixture, std::string_view name)
{
    auto writer = ProvinceFixture::need(province::LogWriter::open(fixture.data()));
    const auto record = ProvinceFixture::need(writer.state().record_named("20107.ubnd", name));
    REQUIRE(record);
    const auto note = ProvinceFixture::need(writer.state().note(record->index));
    const auto entry = ProvinceFixture::need(protocol::parse_entry(note));
    return ProvinceFixture::need(
        protocol::parse_card(entry.t, ProvinceFixture::need(writer.blobs().read(entry.card->h))));
}

std::int64_t log_size(const ProvinceFixture& fixture)
{
    auto writer = ProvinceFixture::need(province::LogWriter::open(fixture.data()));
    return ProvinceFixture::need(writer.state().size());
}

}  // namespace

TEST_CASE("what is published stands in the log and proves itself", "[province][publish]")
{
    const ProvinceFixture fixture;
    fixture.write("so-lieu.csv", "a,b\n1,2\n");
    const auto file =
        fixture.write("du-toan.md", notice("Dự toán", "att = [\"so-lieu.csv\"]\nuntil = \"+30d\"\n"));
    CHECK(fixture.publish({file}).empty());
    CHECK(fixture.fsck().empty());
    const auto card = card_of(fixture, "du-toan");
    CHECK(card.title == "Dự toán");
    REQUIRE(card.att.size() == 1);
    CHECK(card.att[0].name == "so-lieu.csv");
    CHECK(card.body->m == "text/markdown");
}

TEST_CASE("one fault keeps the whole batch back", "[province][publish]")
{
    const ProvinceFixture fixture;
    const auto good = fixture.write("a.md", notice("Một"));
    const auto bad = fixture.write("b.md", notice("Hai", "la = 1\n"));
    const auto before = log_size(fixture);
    CHECK(fixture.publish({good, bad}) == Keys{"key_unknown"});
    CHECK(log_size(fixture) == before);
    CHECK(fixture.fsck().empty());
}

TEST_CASE("the same content is not published twice", "[province][publish]")
{
    const ProvinceFixture fixture;
    const auto a = fixture.write("a.md", notice("Một"));
    const auto b = fixture.write("b.md", notice("Một"));
    SECTION("in one batch") { CHECK(fixture.publish({a, b}) == Keys{"twice_in_batch"}); }
    SECTION("one file named twice") { CHECK(fixture.publish({a, a}) == Keys{"twice_in_batch"}); }
    SECTION("in a later batch, whatever its name")
    {
        CHECK(fixture.publish({a}).empty());
        CHECK(fixture.publish({a}) == Keys{"published_already"});
        CHECK(fixture.publish({b}) == Keys{"published_already"});
    }
}

TEST_CASE("a revision keeps the id and says what changed", "[province][publish]")
{
    const ProvinceFixture fixture;
    const auto first = fixture.write("phi.md", notice("Mức phí", "doc_no = \"12/TB\"\n", "Mười nghìn."));
    const auto second = fixture.write(
        "phi-sua.md", notice("Mức phí mới", "doc_no = \"13/TB\"\nrevises = \"phi\"\nchg = \"dinh-chinh\"\n",
                             "Chín nghìn."));
    SECTION("in the same batch") { CHECK(fixture.publish({second, first}).empty()); }
    SECTION("later")
    {
        CHECK(fixture.publish({first}).empty());
        CHECK(fixture.publish({second}).empty());
    }
    const auto card = card_of(fixture, "phi");
    CHECK(card.title == "Mức phí mới");
    std::vector<std::string> fields;
    for (const auto& change : card.changes) fields.push_back(change.field);
    CHECK(fields == std::vector<std::string>{"body", "doc_no", "title"});
    CHECK(card.changes[1].from == "12/TB");
    CHECK(card.changes[1].to == "13/TB");
    CHECK(fixture.fsck().empty());
}

TEST_CASE("only what this body published and did not withdraw can be revised", "[province][publish]")
{
    const ProvinceFixture fixture;
    const auto file = fixture.write("a.md", notice("Một"));
    const auto meeting = fixture.write("hop.md",
                                       "+++\nkind = \"meeting\"\ntitle = \"Họp\"\nstart = \"+1d "
                                       "19:00\"\nrevises = \"a\"\nchg = \"x\"\n+++\n");
    const auto revision = fixture.write("a2.md", notice("Hai", "revises = \"a\"\nchg = \"x\"\n"));
    CHECK(fixture.publish({revision}) == Keys{"target_unknown"});
    CHECK(fixture.publish({file}).empty());
    CHECK(fixture.publish({meeting}) == Keys{"target_kind"});
    CHECK(fixture.publish({revision}, "20107.hdnd") == Keys{"target_unknown"});
    const auto withdrawal =
        fixture.write("rut.md", "+++\nwithdraws = \"a\"\nground = \"NHAM\"\nreason = \"Đăng nhầm\"\n+++\n");
    CHECK(fixture.publish({withdrawal}).empty());
    CHECK(fixture.publish({revision}) == Keys{"target_withdrawn"});
    CHECK(fixture.fsck().empty());
}

TEST_CASE("an erasing withdrawal takes the content away and leaves the log whole", "[province][publish]")
{
    const ProvinceFixture fixture;
    const auto file = fixture.write("ho-ngheo.md", notice("Danh sách", {}, "Tên riêng."));
    const auto same_text = fixture.write("khac.md", notice("Khác", {}, "Văn bản chung."));
    const auto shared = fixture.write("khac-2.md", notice("Khác hai", {}, "Văn bản chung."));
    CHECK(fixture.publish({file, same_text, shared}).empty());
    const auto body = protocol::sha256("Tên riêng.");
    const auto common = protocol::sha256("Văn bản chung.");
    const province::BlobStore blobs{fixture.data()};
    REQUIRE(std::filesystem::exists(blobs.path(body)));

    const auto withdraw = [&](const char* name, const char* erase) {
        return fixture.write(
            std::string{"rut-"} + name + ".md",
            "+++\nwithdraws = \"" + std::string{name} +
                "\"\nground = \"PDP:erasure-order\"\nreason = \"Có dữ liệu cá nhân\"\nerase = [\"" + erase +
                "\"]\n+++\n");
    };
    CHECK(fixture.publish({withdraw("ho-ngheo", "card"), withdraw("khac", "body")}).empty());
    CHECK_FALSE(std::filesystem::exists(blobs.path(body)));
    CHECK(std::filesystem::exists(blobs.gone_mark(body)));
    CHECK(std::filesystem::exists(blobs.path(common)));  // another record still shows it
    CHECK(fixture.fsck().empty());

    // What was erased is no longer known, so it may be published again on purpose.
    CHECK(fixture.publish({file}).empty());
    CHECK(std::filesystem::exists(blobs.path(body)));
    CHECK(fixture.fsck().empty());
}

TEST_CASE("the real directive is published whole for the province", "[province][publish]")
{
    const ProvinceFixture fixture;
    const std::filesystem::path file{places::tests() + "/input/chi-thi-quy-che-dan-chu.md"};
    CHECK(fixture.publish({file}, "").empty());
    auto writer = ProvinceFixture::need(province::LogWriter::open(fixture.data()));
    const auto record =
        ProvinceFixture::need(writer.state().record_named("46.ubnd", "chi-thi-quy-che-dan-chu"));
    REQUIRE(record);
    CHECK(record->id == "46.ubnd-2026-0001");
    const auto entry = ProvinceFixture::need(
        protocol::parse_entry(ProvinceFixture::need(writer.state().note(record->index))));
    const auto bytes = ProvinceFixture::need(writer.blobs().read(entry.card->h));
    CHECK(bytes.find("000_42b0cf246d0d388a") == std::string::npos);
    const auto card = ProvinceFixture::need(protocol::parse_card("disclosure", bytes));
    const auto body = ProvinceFixture::need(writer.blobs().read(card.body->h));
    for (const auto* part : {"34/2007", "120-KL/TW", "**Phan Ngọc Thọ**", "# CHỈ THỊ"})
        CHECK(body.find(part) != std::string::npos);
}

TEST_CASE("minutes beside a meeting are published with it and not by themselves", "[province][publish]")
{
    const ProvinceFixture fixture;
    fixture.write("bien-ban.md", "# Biên bản\n\nĐã họp.\n");
    fixture.write("hop.md",
                  "+++\nkind = \"meeting\"\ntitle = \"Họp thôn\"\nstart = \"-3d 19:00\"\nstatus = "
                  "\"held\"\nminutes = \"bien-ban.md\"\n+++\n");
    const auto before = log_size(fixture);
    CHECK(fixture.publish({fixture.place().parent_path() / "sources"}).empty());
    CHECK(log_size(fixture) == before + 1);
    const auto card = card_of(fixture, "hop");
    REQUIRE(protocol::text_blobs(card).size() == 1);
    CHECK(protocol::text_blobs(card)[0].h == protocol::sha256("# Biên bản\n\nĐã họp.\n"));
    CHECK(fixture.fsck().empty());
}

TEST_CASE("a record points to another by its file name, in any order", "[province][publish]")
{
    const ProvinceFixture fixture;
    const auto office = fixture.write(
        "z-lien-he.md", "+++\nkind = \"contact\"\ntitle = \"Một cửa\"\noffice = \"UBND xã\"\n+++\n");
    const auto file = fixture.write("a.md", notice("Một", "contact = \"z-lien-he\"\n"));
    const auto lost = fixture.write("b.md", notice("Hai", "contact = \"khong-co\"\n"));
    CHECK(fixture.publish({lost}) == Keys{"reference_unknown"});
    CHECK(fixture.publish({file, office}).empty());
    CHECK(card_of(fixture, "a").contact == "20107.ubnd-2026-0002");
}

TEST_CASE("villages must be the commune's own once it has said which those are", "[province][publish]")
{
    const ProvinceFixture fixture;
    const auto file = fixture.write(
        "a.md",
        "+++\nkind = \"bulletin\"\ntitle = \"Cắt nước\"\ntext = \"Chiều nay.\"\nscope = [\"dong\"]\n+++\n");
    const auto other = fixture.write(
        "b.md",
        "+++\nkind = \"bulletin\"\ntitle = \"Cắt điện\"\ntext = \"Sáng mai.\"\nscope = [\"tay\"]\n+++\n");
    const auto place = fixture.write("xa.md",
                                     "+++\nkind = \"place\"\ntitle = \"Xã Phú Lộc\"\nname = \"Phú "
                                     "Lộc\"\n[[villages]]\nid = \"dong\"\nname = \"Đông\"\n+++\n");
    CHECK(fixture.publish({file, other, place}) == Keys{"village_unknown"});
    CHECK(fixture.publish({file, place}).empty());
    CHECK(fixture.publish({other}) == Keys{"village_unknown"});
}

TEST_CASE("a body publishes for its own area only", "[province][publish]")
{
    const ProvinceFixture fixture;
    const auto file = fixture.write("a.md", notice("Một"));
    CHECK(fixture.publish({file}, "") == Keys{"as_needed"});
    CHECK(fixture.publish({file}, "46.ubnd") == Keys{"scope_not_of_body"});
    CHECK(fixture.publish({places::tests() + "/input/chi-thi-quy-che-dan-chu.md"}) ==
          Keys{"scope_not_of_body"});
}

TEST_CASE("links and oversized files are refused", "[province][publish]")
{
    const ProvinceFixture fixture;
    const auto file = fixture.write("a.md", notice("Một", "att = [\"b.pdf\"]\n"));
    const auto target = fixture.write("c.pdf", "%PDF-");
    std::filesystem::create_symlink(target, file.parent_path() / "b.pdf");
    CHECK(fixture.publish({file}) == Keys{"file_is_link"});
    std::filesystem::remove(file.parent_path() / "b.pdf");
    fixture.write("b.pdf", "x");
    std::filesystem::resize_file(file.parent_path() / "b.pdf", 20 * 1024 * 1024 + 1);
    CHECK(fixture.publish({file}) == Keys{"file_too_large"});
    std::filesystem::create_symlink(file, file.parent_path() / "link.md");
    CHECK(fixture.publish({file.parent_path() / "link.md"}) == Keys{"file_is_link"});
}

#include "province/drafting/draft_text.h"

#include <string>

#include "protocol/records/card.h"
#include "protocol/records/entry.h"
#include "province/drafting/file_words.h"
#include "province/drafting/publish_draft.h"
#include "province/publish/log_writer.h"
#include "province/registry/drafts.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"

using namespace province;

namespace {

DraftText disclosure()
{
    DraftText draft;
    draft.kind = "disclosure";
    draft.title = "Thu, chi quý III: \"đủ\" \\ và\t'đúng'";
    draft.body = "Tổng thu **6.214** triệu.\n\n+++\n| a | b |\n|---|---|\n| 1 | 2 |";
    draft.values = {{"item", {"D04"}},
                    {"doc_no", {"128/BC-UBND"}},
                    {"doc_date", {"2026-11-18"}},
                    {"household", {"Dòng một\n\nDòng hai"}},
                    {"from", {"2026-11-20"}},
                    {"until", {"2026-12-20"}},
                    {"forms.form", {"a", "c", "a"}},
                    {"forms.place", {"Trụ sở", "", ""}}};
    return draft;
}

StoredDraft stored(Registry& registry, std::int64_t n) { return *must(Drafts(registry).find(n)); }

}  // namespace

TEST_CASE("what was filled in comes back out of the source as it was", "[province][drafting]")
{
    const auto draft = disclosure();
    const auto again = must(draft_text_of(source_of(draft)));
    CHECK(again.title == draft.title);
    CHECK(again.body == draft.body);
    CHECK(again.value("household") == "Dòng một\nDòng hai");
    CHECK(again.values.at("forms.form") == std::vector<std::string>{"a", "c", "a"});
    CHECK(again.values.at("forms.place") == std::vector<std::string>{"Trụ sở", "", ""});
    CHECK(source_of(again) == source_of(draft));
}

TEST_CASE("no value leaves its field: front matter is built, not pasted", "[province][drafting]")
{
    auto draft = disclosure();
    draft.title = "x\"\nkind = \"key\"\n+++\n";
    draft.values["doc_no"] = {"\"\n[[forms]]\nform = \"z\""};
    const auto again = must(draft_text_of(source_of(draft)));
    CHECK(again.kind == "disclosure");
    CHECK(again.title == draft.title);
    CHECK(again.value("doc_no") == draft.value("doc_no"));
}

TEST_CASE("nobody approves what they had a hand in; each step has its state and version",
          "[province][drafting]")
{
    People people;
    Drafts drafts(people.registry);
    StoredDraft fresh;
    fresh.body = "20107.ubnd";
    fresh.kind = "disclosure";
    fresh.title = "T";
    const auto n = must(drafts.add(fresh, people.act("mai")));
    CHECK_FALSE(drafts.approve(n, 1, "", people.act("phuoc")));  // not sent yet
    REQUIRE(drafts.change(n, 1, "T2", "s", people.act("hanh")));
    CHECK(drafts.change(n, 1, "T3", "s", people.act("mai")).error().fault == protocol::Fault::Refused);
    REQUIRE(drafts.send(n, 2, people.act("lan")));
    for (const auto* hand : {"mai", "hanh", "lan"})
        CHECK(drafts.approve(n, 2, "", people.act(hand)).error().fault == protocol::Fault::Refused);
    REQUIRE(drafts.send_back(n, 2, "thiếu số", people.act("phuoc")));
    CHECK(stored(people.registry, n).returned_why == "thiếu số");
    REQUIRE(drafts.send(n, 2, people.act("mai")));
    CHECK_FALSE(drafts.approve(n, 1, "", people.act("phuoc")));  // not the version that was read
    REQUIRE(drafts.approve(n, 2, "", people.act("phuoc")));
    CHECK_FALSE(drafts.change(n, 2, "T", "s", people.act("mai")));
    REQUIRE(drafts.approve(n, 2, "", people.act("phuoc")));  // cut short, done again
    REQUIRE(drafts.published(n, "20107.ubnd-2026-0001", people.act("phuoc")));
    CHECK_FALSE(drafts.drop(n, 2, people.act("mai")));
    CHECK(must(drafts.of_body("20107.ubnd", {DraftState::Published}, 10)).size() == 1);
    CHECK(must(drafts.of_body("19753.ubnd", {DraftState::Published}, 10)).empty());
}

TEST_CASE("a draft is published once, corrected and withdrawn, and the tree stays whole",
          "[province][drafting]")
{
    const ProvinceFixture fixture;
    const OfficeFolder office{fixture.data().offices(), "20107.ubnd"};
    const auto key = must(protocol::SigningKey::parse(must(read_file(office.publisher(), 4096))));
    const auto publish = [&](const DraftText& draft, const std::string& name) {
        return must(publish_source(fixture.data(), name, source_of(draft), {}, "20107.ubnd", key,
                                   fixture.today(), fixture.law()));
    };
    auto draft = disclosure();
    draft.title = "Thu chi quý III";
    draft.body = "Nội dung.";
    CHECK(must(check_source(fixture.data(), "van-ban-1", source_of(draft), {}, "20107.ubnd", fixture.today(),
                            fixture.law()))
              .empty());
    const auto first = publish(draft, "van-ban-1");
    CHECK(first.problems.empty());
    REQUIRE_FALSE(first.record.empty());
    CHECK(publish(draft, "van-ban-1").record == first.record);  // asked again after a cut: nothing is doubled

    auto correction = draft;
    correction.revises = first.record;
    correction.chg = "sai-so-lieu";
    correction.body = "Nội dung đã sửa.";
    CHECK(publish(correction, "van-ban-2").record == first.record);
    DraftText withdrawal;
    withdrawal.kind = "withdrawal";
    withdrawal.withdraws = first.record;
    withdrawal.erase = {"card", "body"};
    withdrawal.values = {{"ground", {"dang_nham"}}, {"reason", {"Đăng nhầm."}}, {"who", {"Chủ tịch"}}};
    CHECK(publish(withdrawal, "van-ban-3").record == first.record);
    CHECK_FALSE(publish(correction, "van-ban-4").problems.empty());
    CHECK(fixture.fsck().empty());
    CHECK(std::filesystem::is_empty(fixture.data().root / "drafting"));
}

TEST_CASE("what says the same as an earlier paper is published all the same, each draft once",
          "[province][drafting]")
{
    const ProvinceFixture fixture;
    const OfficeFolder office{fixture.data().offices(), "20107.ubnd"};
    const auto key = must(protocol::SigningKey::parse(must(read_file(office.publisher(), 4096))));
    const auto publish = [&](const DraftText& draft, int n) {
        const auto done =
            must(publish_source(fixture.data(), "van-ban-" + std::to_string(n), source_of(draft), {},
                                "20107.ubnd", key, fixture.today(), fixture.law()));
        for (const auto& problem : done.problems) FAIL_CHECK(problem.sentence);
        return done.record;
    };
    auto draft = disclosure();
    draft.title = "Giờ làm việc";
    draft.body = "Cả tuần.";
    const auto record = publish(draft, 1);
    const auto twin = publish(draft, 2);
    CHECK(twin != record);
    CHECK(publish(draft, 2) == twin);  // asked again after a cut

    // Summer and winter hours: each is what kiosks show from then on.
    auto hours = draft;
    hours.revises = record;
    hours.chg = "doi_lich";
    for (int n = 3; n <= 6; ++n) {
        hours.body = n % 2 == 1 ? "Mùa hè." : "Mùa đông.";
        CHECK(publish(hours, n) == record);
        CHECK(publish(hours, n) == record);
        auto writer = must(LogWriter::open(fixture.data()));
        CHECK(must(writer.state().record(record))->rev == n - 1);
    }
    CHECK(fixture.fsck().empty());
}

TEST_CASE("minutes, villages and the words of its files stand in what is published", "[province][drafting]")
{
    const ProvinceFixture fixture;
    const OfficeFolder office{fixture.data().offices(), "20107.ubnd"};
    const auto key = must(protocol::SigningKey::parse(must(read_file(office.publisher(), 4096))));
    const auto upload = fixture.write("upload", "%PDF-1.4 bytes");
    DraftText draft;
    draft.kind = "meeting";
    draft.title = "Họp thôn";
    draft.villages = {"dong-luu", "hoa-vang"};
    draft.files = {"Biên bản đã ký.pdf"};
    draft.values = {{"start", {"2026-11-20 19:00"}},
                    {"status", {"held"}},
                    {"minutes_text", {"# Biên bản\n\nBà con đồng ý làm đường."}},
                    {"from", {"2026-11-24"}}};
    const auto again = must(draft_text_of(source_of(draft)));
    CHECK(again.villages == draft.villages);
    CHECK(again.scope == "commune");
    CHECK(again.value("minutes_text") == draft.value("minutes_text"));
    const SourceFile file{"Biên bản đã ký.pdf", upload, "Kính gửi\n\nđường  bê\ttông\u202E rộng 5 m"};
    const auto published = must(publish_source(fixture.data(), "van-ban-1", source_of(draft), {file},
                                               "20107.ubnd", key, fixture.today(), fixture.law()));
    for (const auto& problem : published.problems) FAIL_CHECK(problem.sentence);
    CHECK(fixture.fsck().empty());

    auto writer = must(LogWriter::open(fixture.data()));
    const auto record = must(writer.state().record(published.record));
    REQUIRE(record);
    const auto entry = must(protocol::parse_entry(must(writer.state().note(record->index))));
    const auto card = must(protocol::parse_canonical(must(writer.blobs().read(entry.card->h))));
    CHECK(*card.find("att")->array()->front().find("words")->string() == "Kính gửi đường bê tông rộng 5 m");
    CHECK(card.find("scope")->array()->size() == 2);
    const auto parsed = must(protocol::parse_card("meeting", must(writer.blobs().read(entry.card->h))));
    const auto* meeting = std::get_if<protocol::Meeting>(&parsed.details);
    REQUIRE((meeting != nullptr && meeting->minutes));
    CHECK(must(writer.blobs().read(meeting->minutes->h)) == "# Biên bản\n\nBà con đồng ý làm đường.\n");
}

TEST_CASE("words for searching stand on one line, whole, within their room", "[province][drafting]")
{
    CHECK(words_on_one_line("  một\n\nhai\x01 ba\u00A0bốn ", 100) == "một hai ba bốn");
    CHECK(words_on_one_line("mot hai ba", 8) == "mot hai");
    CHECK(words_on_one_line("mot hai ba", 7) == "mot hai");
    CHECK(words_on_one_line("dai-qua-cho-nay", 5).empty());
    CHECK(words_on_one_line("o\xCC\x81", 10) == "ó");  // composed
    CHECK(words_on_one_line("\xFF", 10).empty());
    CHECK(words_on_one_line("", 10).empty());
}

TEST_CASE("another body's key signs nothing", "[province][drafting]")
{
    const ProvinceFixture fixture;
    const OfficeFolder office{fixture.data().offices(), "20107.mttq"};
    const auto key = must(protocol::SigningKey::parse(must(read_file(office.publisher(), 4096))));
    auto draft = disclosure();
    const auto refused = publish_source(fixture.data(), "van-ban-1", source_of(draft), {}, "20107.ubnd", key,
                                        fixture.today(), fixture.law());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == protocol::Fault::Refused);
}

TEST_CASE("what is missing is said in sentences", "[province][drafting]")
{
    const ProvinceFixture fixture;
    DraftText empty;
    empty.kind = "disclosure";
    const auto problems = must(check_source(fixture.data(), "van-ban-1", source_of(empty), {}, "20107.ubnd",
                                            fixture.today(), fixture.law()));
    CHECK(problems.size() >= 3);
    for (const auto& problem : problems) CHECK(problem.sentence.find("publish.problem") == std::string::npos);
}

#include <string>

#include "province/attachments/take_in.h"
#include "province/console/draft_sheet.h"
#include "province/drafting/draft_text.h"
#include "province/registry/draft_files.h"
#include "province/registry/drafts.h"
#include "tests/province/console/writing_fixture.h"
#include "tests/support/catch.h"

using namespace province;

TEST_CASE("days that a draft lay waiting are missing from its term when it is signed", "[province][console]")
{
    Writing fixture;
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

TEST_CASE("a disclosure in which a list of people was found is one that hides itself at its end",
          "[province][console]")
{
    Writing fixture;
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

TEST_CASE("an office's own work telephone is no secret in what it publishes", "[province][console]")
{
    Writing fixture;
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

TEST_CASE("a correction that waits beside another is told so when it is approved", "[province][console]")
{
    Writing fixture;
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

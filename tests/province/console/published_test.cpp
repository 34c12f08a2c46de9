#include <filesystem>
#include <map>
#include <string>

#include "province/attachments/upload_store.h"
#include "province/console/draft_sheet.h"
#include "province/drafting/draft_text.h"
#include "province/drafting/publish_draft.h"
#include "province/registry/draft_files.h"
#include "province/registry/drafts.h"
#include "tests/province/console/writing_fixture.h"
#include "tests/support/catch.h"

using namespace province;

TEST_CASE("what was published is corrected, carried on, written anew, and erased with its files",
          "[province][console]")
{
    Writing fixture;
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

TEST_CASE("what was published stays within reach however much there is", "[province][console]")
{
    Writing fixture;
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

TEST_CASE("a correction goes on from what stands, never from an older revision", "[province][console]")
{
    Writing fixture;
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

TEST_CASE("a ward's sixty villages come back from the form as they went into it", "[province][console]")
{
    Writing fixture;
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

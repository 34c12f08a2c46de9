#include <string>

#include "province/drafting/draft_text.h"
#include "province/registry/drafts.h"
#include "province/registry/reply_templates.h"
#include "tests/province/console/desk_fixture.h"
#include "tests/support/catch.h"

using namespace province;

TEST_CASE("an office answers with the templates of the texts until its supervisor writes others",
          "[province][console][desk]")
{
    DeskFixture fixture;
    fixture.hand_in("Đường hỏng.");
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    fixture.step(clerk, "/console/desk/next", "");
    const auto ready = fixture.get("/console/desk/1", clerk);
    CHECK(holds(ready, "Đường sá: đã sửa"));
    CHECK_FALSE(holds(ready, "Môi trường: sẽ kiểm tra"));  // of another topic

    const auto supervisor = fixture.signed_in("loc", Role::Supervisor);
    const auto cookie = DeskFixture::cookie(supervisor);
    const auto post = [&](const std::string& target, const std::string& fields) {
        return fixture.post(target, "token=" + supervisor.form_token() + "&" + fields, cookie);
    };
    CHECK(holds(fixture.get("/console/templates", cookie), "action=\"/console/templates/save\""));
    CHECK_FALSE(holds(fixture.get("/console/templates", clerk), "action=\"/console/templates/save\""));
    CHECK(fixture.step(clerk, "/console/templates/save", "n=0&state=answered&topic=&name=x&words=y").status ==
          403);
    CHECK(post("/console/templates/save", "n=0&state=answered&topic=ha_tang&name=Cau+moi&words=Da+lam+cau.")
              .status == 303);
    const auto page = fixture.get("/console/desk/1", clerk);
    CHECK(holds(page, "Cau moi"));
    CHECK(holds(page, "Da lam cau."));
    CHECK(holds(page, "Đường sá: đã sửa"));  // what they worked with stays
    // Another office's words are its own.
    fixture.get("/console/desk", fixture.at_desk(fixture.front, "duc"));
    CHECK_FALSE(holds(fixture.get("/console/templates", fixture.at_desk(fixture.front, "duc")), "Cau moi"));

    const auto stored = must(ReplyTemplates(fixture.registry).of("20107.ubnd"));
    CHECK(stored.begun);
    const auto n = std::to_string(stored.templates.back().n);
    CHECK(post("/console/templates/save", "n=" + n + "&state=rejected&topic=&name=Khac&words=Khong+duoc")
              .status == 303);
    CHECK(post("/console/templates/save", "n=999&state=rejected&topic=&name=Khac&words=x").status == 422);
    CHECK(post("/console/templates/save", "n=0&state=rejected&topic=&name=&words=x").status == 422);
    CHECK(post("/console/templates/save", "n=0&state=lost&topic=&name=a&words=x").status == 400);
    CHECK(post("/console/templates/save", "n=0&state=asked&topic=nothing&name=a&words=x").status == 400);
    for (const auto& one : must(ReplyTemplates(fixture.registry).of("20107.ubnd")).templates)
        CHECK(post("/console/templates/remove", "n=" + std::to_string(one.n)).status == 303);
    // An office may have none: those of the texts do not come back.
    CHECK(holds(fixture.get("/console/templates", cookie), "Chưa có mẫu nào"));
    CHECK_FALSE(holds(fixture.get("/console/desk/1", clerk), "Đường sá: đã sửa"));
    CHECK(fixture.audited("template.changed") == 2);
}

TEST_CASE(
    "question and answer become a draft for everybody only with the sender's word, and the original stays",
    "[province][console][desk]")
{
    DeskFixture fixture;
    fixture.hand_in("Nhà tôi số 12 không có nước.");
    auto keys = must(protocol::derive_receipt_keys(protocol::ReceiptCode::generate(), "tlog.test", "20107"));
    protocol::Message message;
    message.commune = "20107";
    message.pub = "20107.ubnd";
    message.topic = "ha_tang";
    message.text.assign("Nhà tôi số 14 không có điện.");
    message.rpk = keys.reply.public_key();
    message.look = keys.lookup;
    message.is_public = true;
    const auto id = fixture.take(message);
    const auto clerk = fixture.at_desk(fixture.people, "hanh");
    for (int i = 0; i < 2; ++i) fixture.step(clerk, "/console/desk/next", "");
    const std::string fields = "&question=Khi+nao+co+dien%3F&answer=Tuan+sau.&why=Bo+so+nha";
    // Not answered yet.
    CHECK(fixture.step(clerk, "/console/desk/2/publish", "seen=1" + fields).status == 403);
    for (const std::string n : {"1", "2"})
        fixture.step(clerk, "/console/desk/" + n + "/answer", "seen=1&state=answered&text=Tuan+sau.");
    // The first one did not agree.
    CHECK_FALSE(holds(fixture.get("/console/desk/1", clerk), "/console/desk/1/publish"));
    CHECK(fixture.step(clerk, "/console/desk/1/publish", "seen=2" + fields).status == 403);
    CHECK(holds(fixture.get("/console/desk/2", clerk), "/console/desk/2/publish"));
    CHECK(fixture.step(clerk, "/console/desk/2/publish", "seen=2&question=x&answer=y&why=").status == 422);
    CHECK(fixture.step(clerk, "/console/desk/2/publish", "seen=2" + fields).status == 303);

    const auto draft = must(Drafts(fixture.registry).find(1)).value();
    CHECK(draft.state == DraftState::Writing);
    CHECK(draft.writer == "hanh");
    CHECK(draft.title == "Hỏi đáp: Đường sá, công trình, đóng góp");
    const auto text = must(draft_text_of(draft.source));
    CHECK(text.kind == "disclosure");
    CHECK(text.value("item") == "D14");
    CHECK(text.body.find("Khi nao co dien?") != std::string::npos);
    CHECK(text.body.find("số 14") == std::string::npos);
    // Original, reason and person stay: the sealed report, and a line of the case's history.
    CHECK(must(Containers(fixture.registry).sealed(id)));
    const auto page = fixture.get("/console/desk/2", clerk);
    CHECK(holds(page, "Nhà tôi số 14 không có điện."));
    CHECK(holds(page, "bản nháp số 1"));
    CHECK(holds(page, "Bo so nha"));
    CHECK(fixture.audited("report.published") == 1);
    // A step that came too late leaves no draft with a resident's words behind.
    CHECK(fixture.step(clerk, "/console/desk/2/publish", "seen=2" + fields).status == 422);
    CHECK(must(Drafts(fixture.registry).find(2))->state == DraftState::Dropped);
    CHECK(fixture.audited("report.published") == 1);
    // It goes out as it is: a question and its answer come from no document.
    CHECK(text.value("issuer") == "Phú Lộc");
    const auto writer = fixture.signed_in("mai", Role::Writer);
    std::string form = "version=1&title=Hoi+dap&body=Noi+dung";
    for (const auto& [name, values] : text.values)
        for (const auto& value : values) form += "&" + name + "=" + value;
    const auto sent = fixture.post("/console/publish/1/send", "token=" + writer.form_token() + "&" + form,
                                   DeskFixture::cookie(writer));
    CHECK(sent.status == 303);
    CHECK(must(Drafts(fixture.registry).find(1))->state == DraftState::Waiting);
    // Whoever drafted it cannot approve it.
    CHECK(must(Drafts(fixture.registry).had_a_hand(1, "hanh")));
}

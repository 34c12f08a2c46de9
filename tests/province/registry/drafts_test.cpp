#include "province/registry/drafts.h"

#include <fstream>
#include <iterator>

#include "province/registry/draft_files.h"
#include "province/registry/patterns.h"
#include "tests/province/registry/people_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using namespace std::chrono_literals;
using protocol::Fault;

namespace {

struct Written : People {
    std::int64_t draft(const std::string& source, const std::string& record = {})
    {
        StoredDraft fresh;
        fresh.body = "20107.ubnd";
        fresh.kind = "disclosure";
        fresh.title = "Tiêu đề";
        fresh.source = source;
        fresh.record = record;
        return must(drafts.add(fresh, act("mai")));
    }
    Drafts drafts{registry};
};

}  // namespace

TEST_CASE("what was sent on can be taken back by who wrote it, until it is approved", "[province][drafting]")
{
    Written office;
    const auto n = office.draft("s");
    CHECK(office.drafts.recall(n, 1, office.act("mai")).error().fault == Fault::Refused);
    must(office.drafts.send(n, 1, office.act("mai")));
    CHECK(office.drafts.recall(n, 1, office.act("phuoc")).error().fault == Fault::Refused);
    must(office.drafts.recall(n, 1, office.act("mai")));
    CHECK(must(office.drafts.find(n))->state == DraftState::Writing);
    must(office.drafts.send(n, 1, office.act("mai")));
    must(office.drafts.approve(n, 1, "", office.act("phuoc")));
    CHECK(office.drafts.recall(n, 1, office.act("mai")).error().fault == Fault::Refused);
}

TEST_CASE("a dropped draft comes back with its files, until it is forgotten", "[province][drafting]")
{
    Written office;
    const auto n = office.draft("lời văn");
    DraftFile file;
    file.n = n;
    file.name = "a.pdf";
    file.sha256 = "abc";
    must(DraftFiles(office.registry).add(file, office.act("mai")));
    must(office.drafts.drop(n, 1, office.act("mai")));
    CHECK(must(office.drafts.forget_dropped(office.now, office.act(""))).empty());  // dropped just now
    must(office.drafts.pick_up(n, office.act("hanh")));
    CHECK(must(office.drafts.find(n))->source == "lời văn");
    CHECK(must(DraftFiles(office.registry).of(n)).size() == 1);
    CHECK(must(office.drafts.had_a_hand(n, "hanh")));

    must(office.drafts.drop(n, 1, office.act("mai")));
    CHECK(must(office.drafts.forget_dropped(office.now + 1s, office.act(""))) ==
          std::vector<std::string>{"abc"});
    CHECK(must(office.drafts.find(n))->source.empty());
    CHECK(must(DraftFiles(office.registry).of(n)).empty());
    CHECK(office.drafts.pick_up(n, office.act("mai")).error().fault == Fault::Refused);
    CHECK(must(office.drafts.forget_dropped(office.now + 1s, office.act(""))).empty());
}

TEST_CASE("a pattern is its office's own and goes with the text that it was made from",
          "[province][drafting]")
{
    Written office;
    Patterns patterns(office.registry);
    const auto n = office.draft("s", "20107.ubnd-2026-0001");
    const auto first = must(patterns.add({0, "meeting", "Họp thôn", "văn mẫu", n}, office.act("mai")));
    const auto second = must(patterns.add({0, "meeting", "Đối thoại", "mẫu hai", 0}, office.act("mai")));
    CHECK(must(patterns.of("20107.ubnd")).size() == 2);
    CHECK(must(patterns.of("19753.ubnd")).empty());
    CHECK(must(patterns.find("20107.ubnd", first))->source == "văn mẫu");
    CHECK_FALSE(must(patterns.find("19753.ubnd", first)));
    must(office.drafts.erase("20107.ubnd-2026-0001", office.act("mai")));
    CHECK_FALSE(must(patterns.find("20107.ubnd", first)));
    must(patterns.remove(second, office.act("mai")));
    CHECK(patterns.remove(second, office.act("mai")).error().fault == Fault::NotFound);
    CHECK(must(patterns.of("20107.ubnd")).empty());
    CHECK(must(patterns.add({0, "meeting", "Mới", "m", 0}, office.act("mai"))) == 3);
}

TEST_CASE("of two corrections begun side by side the second is begun anew, and what went out last stands",
          "[province][drafting]")
{
    Written office;
    const std::string record = "20107.ubnd-2026-0001";
    const auto approved = [&](std::int64_t n) {
        return office.drafts.approve(n, 1, "", office.act("phuoc"));
    };
    const auto publish = [&](std::int64_t n) {
        must(office.drafts.send(n, 1, office.act("mai")));
        must(approved(n));
        must(office.drafts.published(n, record, office.act("phuoc")));
        office.now += 1h;
    };
    const auto correction = [&](std::int64_t of) {
        StoredDraft fresh;
        fresh.body = "20107.ubnd";
        fresh.kind = "disclosure";
        fresh.record = record;
        fresh.based_on = of;
        fresh.source = "s";
        return must(office.drafts.add(fresh, office.act("mai")));
    };
    const auto outdated = [&](std::int64_t n) {
        return must(office.drafts.is_outdated(*must(office.drafts.find(n))));
    };
    const auto first = office.draft("s");
    publish(first);
    const auto one = correction(first), two = correction(first), three = correction(first);
    for (const auto n : {one, two}) must(office.drafts.send(n, 1, office.act("mai")));
    must(approved(two));
    CHECK(outdated(one));
    CHECK_FALSE(outdated(two));
    CHECK(approved(one).error().fault == Fault::Refused);  // the other one is on its way to the log
    must(approved(two));                                   // cut short, done again
    must(office.drafts.published(two, record, office.act("phuoc")));
    office.now += 1h;
    CHECK(approved(one).error().fault == Fault::Refused);
    CHECK(office.drafts.send(three, 1, office.act("mai")).error().fault == Fault::Refused);
    CHECK(must(office.drafts.newest(record))->n == two);

    // A correction of an older program, begun before and approved after: it is what kiosks show.
    office.now += 1h;
    const auto old = correction(0);
    publish(correction(two));
    publish(old);
    CHECK(must(office.drafts.newest(record))->n == old);
    const auto standing = must(office.drafts.standing("20107.ubnd", "disclosure", 10));
    REQUIRE(standing.size() == 1);
    CHECK(standing.front().n == old);
}

TEST_CASE("a withdrawal that erases is published and erased in one step", "[province][drafting]")
{
    Written office;
    const std::string record = "20107.ubnd-2026-0001";
    const auto paper = office.draft("Nguyễn Văn An", record);
    DraftFile file;
    file.n = paper;
    file.name = "a.pdf";
    file.sha256 = "abc";
    must(DraftFiles(office.registry).add(file, office.act("mai")));
    StoredDraft fresh;
    fresh.body = "20107.ubnd";
    fresh.kind = "withdrawal";
    fresh.record = record;
    fresh.source = "w";
    const auto n = must(office.drafts.add(fresh, office.act("mai")));
    must(office.drafts.send(n, 1, office.act("mai")));
    CHECK_FALSE(office.drafts.published_and_erased(n, record, office.act("phuoc")));  // not signed
    CHECK(must(office.drafts.find(paper))->source == "Nguyễn Văn An");
    must(office.drafts.approve(n, 1, "", office.act("phuoc")));
    CHECK(must(office.drafts.published_and_erased(n, record, office.act("phuoc"))) ==
          std::vector<std::string>{"abc"});
    CHECK(must(office.drafts.find(n))->state == DraftState::Published);
    CHECK(must(office.drafts.find(paper))->source.find("Nguyễn") == std::string::npos);
    CHECK(must(DraftFiles(office.registry).all_bytes()).empty());
}

TEST_CASE("what waits for somebody is what they can do something about", "[province][drafting]")
{
    Written office;
    const auto n = office.draft("s");
    must(office.drafts.send(n, 1, office.act("mai")));
    CHECK(must(office.drafts.waiting_for("20107.ubnd", "phuoc", true, false)) == 1);
    CHECK(must(office.drafts.waiting_for("20107.ubnd", "mai", true, true)) == 0);  // wrote it
    CHECK(must(office.drafts.waiting_for("19753.ubnd", "phuoc", true, true)) == 0);
    must(office.drafts.send_back(n, 1, "sửa", office.act("phuoc")));
    CHECK(must(office.drafts.waiting_for("20107.ubnd", "phuoc", true, false)) == 0);
    CHECK(must(office.drafts.waiting_for("20107.ubnd", "mai", false, true)) == 1);
}

TEST_CASE("erased words are not left in the free pages of the registry's file", "[province][registry]")
{
    if (on_postgresql()) return;
    const TempDir dir;
    const auto path = dir.path() / "registry.db";
    std::string secret;
    for (int i = 0; i < 400; ++i) secret += "số căn cước bí mật " + std::to_string(i) + "; ";
    const auto bytes = [&] {
        std::ifstream file(path, std::ios::binary);
        return std::string{std::istreambuf_iterator<char>(file), {}};
    };
    const auto step = [&](auto&& work) {
        auto registry = must(Registry::open(path.string()));
        work(registry);
    };
    const Act act{protocol::Time{std::chrono::seconds{1'795'399'000}}, "mai", "20107.ubnd", "", ""};
    step([&](Registry& registry) {
        must(Bodies(registry).add({{"20107.ubnd", "Phú Lộc", protocol::local_date(act.at), {}, {}}}));
        StoredDraft fresh;
        fresh.body = "20107.ubnd";
        fresh.kind = "disclosure";
        fresh.title = "T";
        fresh.source = secret;
        fresh.record = "20107.ubnd-2026-0001";
        must(Drafts(registry).add(fresh, act));
    });
    REQUIRE(bytes().find("bí mật 399") != std::string::npos);
    step([&](Registry& registry) { must(Drafts(registry).erase("20107.ubnd-2026-0001", act)); });
    CHECK(bytes().find("bí mật") == std::string::npos);
}

#include "province/feedback/desk.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "protocol/base/encoding.h"
#include "protocol/feedback/reply.h"
#include "province/feedback/wording.h"
#include "province/registry/ratings.h"
#include "province/registry/replies.h"
#include "tests/province/http/feedback_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using protocol::BoxKey;
using protocol::Lane;
using protocol::SigningKey;
using province::Act;
using province::Containers;
using province::Desk;
using province::InboxLine;
using province::Ratings;
using province::Span;

namespace {

/// An office with its keys on disk.
struct Office {
    Office(const std::filesystem::path& offices, const std::string& name)
        : body(name), desk_key(SigningKey::generate("46-" + name + "-d1"))
    {
        std::filesystem::create_directories(offices / name);
        write(offices / name / "recipient", recipient.text("46-" + name + "-r1").view());
        write(offices / name / "desk", desk_key.text().view());
    }
    static void write(const std::filesystem::path& path, std::string_view text)
    {
        std::ofstream(path, std::ios::binary) << text;
        std::filesystem::permissions(
            path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    std::string body;
    BoxKey recipient = BoxKey::generate();
    SigningKey desk_key;
};

/// The registry of a province and three of its offices.
struct Province {
    HandedIn receive(std::string_view text, Lane lane = Lane::Normal)
    {
        HandedIn report =
            lane == Lane::Official
                ? hand_in({inspectors.recipient.public_key()}, text, lane)
                : hand_in({people.recipient.public_key(), front.recipient.public_key()}, text, lane);
        must(
            Containers(registry).take(report.id, report.bytes, kThen, [] { return std::string("receipt"); }));
        return report;
    }
    Desk desk(const Office& office)
    {
        return must(Desk::open(registry, law, (dir / "offices").string(), office.body));
    }

    TempDir dir;
    Office people{dir / "offices", "20107.ubnd"};
    Office front{dir / "offices", "20107.mttq"};
    Office inspectors{dir / "offices", "46.thanhtra"};
    protocol::LawBook law = must(protocol::load_law_book(places::assets() + "/law"));
    province::Registry registry = must(province::Registry::open(registry_in(dir.path())));
};

Act act(const Desk& desk, protocol::Time at = kThen) { return {at, "hanh", desk.body(), {}, {}}; }

/// The oldest unopened report, or the one of this number, as a desk opens it.
protocol::Result<Desk::Report> show(Desk desk, std::string_view handle)
{
    must(desk.sort());
    const auto n = desk.line(handle);
    if (!n) return tl::unexpected{n.error()};
    return desk.show(*n, act(desk));
}

protocol::Result<int> answer(Desk& desk, std::string_view handle, std::string_view state,
                             std::string_view text)
{
    must(desk.sort());
    const auto n = desk.line(handle);
    if (!n) return tl::unexpected{n.error()};
    return desk.answer(*n, 0, {state, {}, text, {}}, act(desk));
}

std::vector<InboxLine> list(Province& province, Desk desk)
{
    must(desk.sort());
    return must(province::Inbox(province.registry)
                    .list(desk.body(), {province::Inbox::Show::ByArrival, {}, {}, {}, {}, {}, {}},
                          std::nullopt, 100));
}

std::string everything_on_disk(const std::filesystem::path& folder)
{
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
}

}  // namespace

TEST_CASE("an unopened report tells its day and nothing else", "[province][desk]")
{
    Province province;
    province.receive("Đèn đường hỏng ở thôn Đông.");
    const auto items = list(province, province.desk(province.people));
    REQUIRE(items.size() == 1);
    protocol::Strings words = must(protocol::Strings::parse("feedback.unopened = chưa mở\n"));
    const std::string text = province::list_text(items, words);
    CHECK(text == "1  23/11/2026  chưa mở\n");
    CHECK(items[0].topic.empty());
    CHECK(items[0].lane.empty());
}

TEST_CASE("the desk and the Fatherland Front open the same case", "[province][desk]")
{
    Province province;
    province.receive("Đèn đường hỏng.");
    const auto by_front = must(show(province.desk(province.front), ""));
    CHECK(by_front.message.text.view() == "Đèn đường hỏng.");
    CHECK(by_front.entry.number() == "PA-2026-0001");
    CHECK(by_front.entry.body == "20107.ubnd");
    const auto by_desk = must(show(province.desk(province.people), "PA-2026-0001"));
    CHECK(by_desk.entry == by_front.entry);
}

TEST_CASE("a report about an official exists for the inspectorate only", "[province][desk]")
{
    Province province;
    const HandedIn report = province.receive("Cán bộ đòi thêm tiền.", Lane::Official);
    CHECK(list(province, province.desk(province.people)).empty());
    CHECK_FALSE(show(province.desk(province.people), report.id));
    CHECK_FALSE(show(province.desk(province.people), "1"));
    CHECK_FALSE(show(province.desk(province.front), ""));

    auto inspectors = province.desk(province.inspectors);
    const auto opened = must(show(inspectors, ""));
    CHECK(opened.entry.number() == "PA-2026-0001");
    // In the registry nothing leads from the case to the sealed report, its topic or its commune.
    CHECK(opened.entry.report != report.id);
    CHECK(opened.entry.topic.empty());
    CHECK(opened.entry.commune.empty());
    CHECK(must(show(inspectors, "PA-2026-0001")).entry == opened.entry);
    CHECK(list(province, inspectors).at(0).opened());
    CHECK(list(province, province.desk(province.people)).empty());
}

TEST_CASE("an answer is readable with the code, and only with it", "[province][desk]")
{
    Province province;
    const HandedIn report = province.receive("Đèn đường hỏng.");
    const HandedIn other = province.receive("Việc khác.");
    auto desk = province.desk(province.people);
    const std::string number = must(show(desk, "1")).entry.number();
    CHECK(must(answer(desk, number, "in_progress", "Đã giao thôn kiểm tra.")) == 1);
    CHECK(must(answer(desk, "1", "answered", "Đã thay đèn.\nCảm ơn ông bà.")) == 2);

    province::Replies replies(province.registry);
    CHECK(must(replies.list("20107")).size() == 2);
    const std::string sealed = must(replies.sealed("20107", report.keys.lookup, 2)).value();
    CHECK(sealed.size() == 1072);
    const std::vector<protocol::Vkey> desks{province.people.desk_key.vkey()};
    const auto reply = protocol::open_reply(sealed, report.keys.reply, desks, report.keys.lookup);
    REQUIRE(reply);
    CHECK(reply->n == 2);
    CHECK(reply->status == "answered");
    CHECK(reply->text == "Đã thay đèn.\nCảm ơn ông bà.\n");
    CHECK_FALSE(protocol::open_reply(sealed, other.keys.reply, desks, other.keys.lookup));
    CHECK(must(show(desk, number)).entry.state == "answered");
    CHECK(must(show(desk, number)).answers == 2);
}

TEST_CASE("what cannot be answered says why and changes nothing", "[province][desk]")
{
    Province province;
    const HandedIn report = province.receive("Đèn đường hỏng.");
    auto desk = province.desk(province.people);
    const auto fault = [&](std::string_view handle, std::string_view status, std::string_view text) {
        const auto result = answer(desk, handle, status, text);
        REQUIRE_FALSE(result);
        return result.error().fault;
    };
    CHECK(fault("1", "answered", "Chưa mở mà trả lời.") == protocol::Fault::Refused);
    CHECK(fault("PA-2026-0009", "answered", "x") == protocol::Fault::NotFound);
    CHECK(fault("7", "answered", "x") == protocol::Fault::NotFound);
    CHECK(fault(report.id, "answered", "x") == protocol::Fault::NotFound);
    must(show(desk, ""));
    CHECK(fault("1", "lost", "x") == protocol::Fault::Malformed);
    CHECK(fault("1", "answered", "") == protocol::Fault::Malformed);
    CHECK(fault("1", "answered", "bad \x1b[2J") == protocol::Fault::Malformed);
    CHECK(fault("1", "answered", "not \xff utf-8") == protocol::Fault::Malformed);
    CHECK(fault("1", "answered", std::string(40'000, 'x')) == protocol::Fault::Malformed);
    CHECK(must(province::Replies(province.registry).list("20107")).empty());
}

TEST_CASE("a key file that others may read is refused", "[province][desk]")
{
    Province province;
    std::filesystem::permissions(province.dir / "offices/20107.ubnd/desk", std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    const auto desk =
        Desk::open(province.registry, province.law, (province.dir / "offices").string(), "20107.ubnd");
    REQUIRE_FALSE(desk);
    CHECK(desk.error().fault == protocol::Fault::Refused);
    CHECK_FALSE(
        Desk::open(province.registry, province.law, (province.dir / "offices").string(), "99999.ubnd"));
}

TEST_CASE("nothing a resident wrote stands readable in the registry", "[province][desk]")
{
    Province province;
    const HandedIn report = province.receive("Câu này không được đọc thấy trên đĩa.");
    auto desk = province.desk(province.people);
    must(show(desk, ""));
    must(answer(desk, "PA-2026-0001", "answered", "Câu trả lời cũng vậy."));
    const std::string disk = everything_on_disk(province.dir.path());
    CHECK(disk.find("không được đọc") == std::string::npos);
    CHECK(disk.find("trả lời cũng") == std::string::npos);
}

TEST_CASE("text from outside cannot drive the terminal", "[province][desk]")
{
    CHECK(province::printable("a\x1b[2Jb\x07\nc\x7f") == "a?[2Jb?\nc?");
    CHECK(province::printable("\xe2\x80\xaegnp.exe") == "?gnp.exe");
    CHECK(province::printable("\xc2\x9b"
                              "31m") == "?31m");
    CHECK(province::printable("Đường làng ngõ xóm") == "Đường làng ngõ xóm");
    CHECK(province::printable("\xff") == "\xef\xbf\xbd");
}

namespace {

void hand_in_word(Province& province, const protocol::Message& message)
{
    const auto json = must(protocol::make_message(message));
    const std::vector readers{province.people.recipient.public_key(), province.front.recipient.public_key()};
    const std::string bytes = must(protocol::seal_container(json.view(), readers));
    must(Containers(province.registry)
             .take(protocol::container_id(bytes), bytes, kThen + std::chrono::hours{1},
                   [] { return std::string("receipt"); }));
}

/// "Việc chưa xong" from the holder of a report's code.
void say_unfinished(Province& province, const HandedIn& report, int reply, std::string_view text,
                    const BoxKey* other_key = nullptr)
{
    protocol::Message message;
    message.commune = "20107";
    message.pub = "20107.ubnd";
    message.topic = "khac";
    message.text.assign(text);
    message.rpk = (other_key != nullptr ? *other_key : report.keys.reply).public_key();
    message.look = report.keys.lookup;
    message.reopens = reply;
    hand_in_word(province, message);
}

/// "Việc đã xong", with a mark.
void say_done(Province& province, const HandedIn& report, int reply, int mark)
{
    protocol::Message message;
    message.commune = "20107";
    message.pub = "20107.ubnd";
    message.topic = "khac";
    message.rpk = report.keys.reply.public_key();
    message.look = report.keys.lookup;
    message.agrees = reply;
    message.mark = mark;
    hand_in_word(province, message);
}

Ratings::Sum marks(Province& province)
{
    using std::chrono::year;
    const Span year_long{"20107",
                         {},
                         {},
                         protocol::Date{year{2026}, std::chrono::January, std::chrono::day{1}},
                         protocol::Date{year{2026}, std::chrono::December, std::chrono::day{31}}};
    return must(Ratings(province.registry).count(year_long));
}

}  // namespace

TEST_CASE("a matter that is not done goes to its case and reopens it, once for each answer",
          "[province][desk]")
{
    Province province;
    const HandedIn report = province.receive("Đèn đường hỏng.");
    auto desk = province.desk(province.people);
    must(show(desk, ""));
    must(answer(desk, "PA-2026-0001", "answered", "Đã thay đèn."));
    say_unfinished(province, report, 1, "Đèn vẫn tắt.");
    say_unfinished(province, report, 1, "Nói lại lần nữa.");

    const auto items = list(province, province.desk(province.front));
    REQUIRE(items.size() == 1);
    CHECK(items[0].state == "reopened");
    const auto shown = must(show(desk, "PA-2026-0001"));
    CHECK(shown.entry.state == "reopened");
    REQUIRE(shown.unfinished.size() == 1);
    CHECK(shown.unfinished[0].reply == 1);
    CHECK(shown.unfinished[0].text.view() == "Đèn vẫn tắt.");
    CHECK_FALSE(show(desk, ""));  // it is no new report

    must(answer(desk, "PA-2026-0001", "answered", "Đã thay cả dây."));
    CHECK(list(province, desk).at(0).state == "answered");
    say_unfinished(province, report, 2, "");
    CHECK(list(province, desk).at(0).state == "reopened");
    CHECK(must(show(desk, "PA-2026-0001")).unfinished.size() == 2);
}

TEST_CASE("who says that it is done agrees, once for each answer, and the mark is only added up",
          "[province][desk]")
{
    Province province;
    auto desk = province.desk(province.people);
    std::vector<HandedIn> reports;
    for (int i = 1; i <= 10; ++i) {
        reports.push_back(province.receive("Đèn đường hỏng."));
        must(show(desk, ""));
        must(answer(desk, province::case_number(2026, i), "answered", "Đã thay đèn."));
    }
    for (int i = 0; i < 9; ++i) say_done(province, reports[i], 1, 5);
    CHECK(list(province, desk).at(0).state == "agreed");
    CHECK(marks(province).n == 0);  // of nine none is told
    say_done(province, reports[9], 1, 2);
    say_done(province, reports[9], 1, 5);  // again: the first counts
    (void)list(province, desk);
    (void)list(province, province.desk(province.front));  // which reads the same words
    CHECK(marks(province).n == 10);
    CHECK(marks(province).total == 47);
    CHECK(marks(province).average_tenths() == 47);

    const auto shown = must(show(desk, "PA-2026-0010"));
    CHECK(shown.unfinished.empty());
    for (const auto& told : shown.history) {
        if (told.event.what == "rated") CHECK(told.event.detail.empty());
        CHECK_FALSE(told.event.detail.find('2') == 0);
    }
    // It may still turn out not to be done; then the next answer gets a mark of its own.
    say_unfinished(province, reports[9], 1, "Đèn lại tắt.");
    CHECK(list(province, desk).at(9).state == "reopened");
    say_done(province, reports[9], 1, 1);
    CHECK(list(province, desk).at(9).state == "reopened");
    must(answer(desk, "PA-2026-0010", "answered", "Đã thay cả dây."));
    say_done(province, reports[9], 2, 4);
    CHECK(list(province, desk).at(9).state == "agreed");
    CHECK(marks(province).n == 11);
}

TEST_CASE("a mark without its report, or with a stranger's key, is nothing", "[province][desk]")
{
    Province province;
    const HandedIn report = province.receive("Đèn đường hỏng.");
    auto desk = province.desk(province.people);
    must(show(desk, ""));
    say_done(province, report, 1, 5);  // nothing is answered yet
    must(answer(desk, "PA-2026-0001", "answered", "Đã thay đèn."));
    HandedIn stranger = report;
    stranger.keys.reply = BoxKey::generate();
    say_done(province, stranger, 1, 5);
    const auto items = list(province, desk);
    REQUIRE(items.size() == 1);
    CHECK(items[0].state == "answered");
}

TEST_CASE("who does not hold the code cannot reopen a case", "[province][desk]")
{
    Province province;
    const HandedIn report = province.receive("Đèn đường hỏng.");
    auto desk = province.desk(province.people);
    must(show(desk, ""));
    must(answer(desk, "PA-2026-0001", "answered", "Đã thay đèn."));
    const BoxKey stranger = BoxKey::generate();
    say_unfinished(province, report, 1, "Người lạ.", &stranger);
    const auto items = list(province, desk);
    CHECK(items.size() == 2);  // nothing handed in is lost: it stands for itself
    CHECK(items[0].state == "answered");
    CHECK_FALSE(items[1].opened());
}

TEST_CASE("a word about an answer shows with its case in plain words", "[province][desk]")
{
    Province province;
    const HandedIn report = province.receive("Đèn đường hỏng.");
    auto desk = province.desk(province.people);
    must(show(desk, ""));
    must(answer(desk, "PA-2026-0001", "rejected", "Không thuộc xã."));
    say_unfinished(province, report, 1, "Vẫn là đường của xã.");
    const protocol::Strings words =
        must(protocol::Strings::parse("feedback.show.unfinished = Chưa xong sau lần {k}, {when}\n"));
    const std::string text = province::report_text(must(show(desk, "PA-2026-0001")), words);
    CHECK(text.find("Chưa xong sau lần 1") != std::string::npos);
    CHECK(text.find("Vẫn là đường của xã.") != std::string::npos);
}

TEST_CASE("an office with a new key reads what was sealed to the old one, and passes nothing it cannot read",
          "[province][desk]")
{
    Province province;
    const auto before = province.receive("Phản ánh cũ.");
    REQUIRE(show(province.desk(province.people), ""));
    const auto later = province.receive("Phản ánh gửi bằng khóa cũ.");
    auto with_old = province.desk(province.people);

    // From now on kiosks seal to another key.
    const BoxKey fresh = BoxKey::generate();
    const auto& pk = fresh.public_key();
    province::Inbox inbox(province.registry);
    must(inbox.expect_key("20107.ubnd", protocol::to_base64(std::string(pk.begin(), pk.end())),
                          {kThen, {}, "20107.ubnd", "key.add", "46-20107.ubnd-r2"}));
    const auto newest = hand_in({fresh.public_key(), province.front.recipient.public_key()}, "Phản ánh mới.");
    must(Containers(province.registry).take(newest.id, newest.bytes, kThen, [] { return std::string("r"); }));
    CHECK(with_old.sort().error().fault == protocol::Fault::Refused);
    const auto folder = province.dir / "offices" / "20107.ubnd";
    std::filesystem::rename(folder / "recipient", folder / "recipient-1");
    Office::write(folder / "recipient", fresh.text("46-20107.ubnd-r2").view());

    auto desk = province.desk(province.people);
    CHECK(list(province, province.desk(province.people)).size() == 3);
    CHECK(must(show(province.desk(province.people), "")).message.text.view() == "Phản ánh gửi bằng khóa cũ.");
    CHECK(must(show(province.desk(province.people), "")).message.text.view() == "Phản ánh mới.");
    const auto number = must(province::Cases(province.registry).by_report(before.id))->number();
    CHECK(must(show(province.desk(province.people), number)).message.text.view() == "Phản ánh cũ.");
    CHECK(must(answer(desk, number, "answered", "Đã xong.")) == 1);
    CHECK(must(show(province.desk(province.people), number)).history.back().words);
    CHECK_FALSE(later.id.empty());
}

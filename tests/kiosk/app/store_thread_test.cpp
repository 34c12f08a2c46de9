#include "kiosk/app/store_thread.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "offline_cache/outbox.h"
#include "protocol/base/mailbox.h"
#include "protocol/feedback/message.h"
#include "protocol/feedback/receipt_code.h"
#include "tests/kiosk/app/hall.h"
#include "tests/support/catch.h"

using namespace std::chrono_literals;
using kiosk::Event;
namespace cmd = kiosk::cmd;
namespace event = kiosk::event;

namespace {

/// The ui thread's end of the store.
class Desk {
public:
    explicit Desk(const Hall& hall)
    {
        kiosk::StoreOptions options;
        options.content = hall.content();
        options.outbox = hall.outbox();
        options.commune = Hall::kCommune;
        options.on_event = [this](Event event) { events_.post(std::move(event)); };
        options.on_handed_in = [this] { ++handed_in; };
        store_ = std::make_unique<kiosk::StoreThread>(std::move(options));
    }

    void post(const kiosk::Command& command) { store_->post(command); }

    /// The next event of this kind; others are let go by.
    template <class Wanted>
    Wanted next()
    {
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        while (auto event = events_.wait_until(deadline))
            if (auto* found = std::get_if<Wanted>(&*event)) return std::move(*found);
        throw std::runtime_error("the store did not answer in time");
    }

    void close() { store_.reset(); }
    template <class Wanted>
    int count_left()
    {
        int n = 0;
        while (auto event = events_.take()) n += std::holds_alternative<Wanted>(*event);
        return n;
    }

    std::atomic<int> handed_in{0};

private:
    protocol::Mailbox<Event> events_;
    std::unique_ptr<kiosk::StoreThread> store_;
};

std::shared_ptr<cmd::Report> report(std::string_view text, protocol::Lane lane = protocol::Lane::Normal)
{
    auto made = std::make_shared<cmd::Report>();
    made->number = 7;
    made->category = "moi_truong";
    made->lane = lane;
    made->text = protocol::SecretString{text};
    return made;
}

std::shared_ptr<const protocol::SecretString> secret(std::string_view text)
{
    return std::make_shared<const protocol::SecretString>(text);
}

offline_cache::OutboxRow only_row(const Hall& hall)
{
    auto outbox = Hall::must(offline_cache::Outbox::open(hall.outbox()));
    auto row = Hall::must(outbox.next_due(protocol::SystemClock{}.now() + 1h));
    REQUIRE(row);
    return *row;
}

protocol::Message opened(const std::string& container, const protocol::BoxKey& key)
{
    return Hall::must(protocol::parse_message(Hall::must(protocol::open_container(container, key)).view()));
}

}  // namespace

TEST_CASE("home, lists, documents and search come from the real database", "[kiosk][app][store]")
{
    Hall hall;
    const auto index = hall.add_item("Kế hoạch sử dụng đất năm 2027", "Thu hồi **2,4 ha** đất ở Hòa Vang.");
    Desk desk{hall};

    desk.post(cmd::LoadHome{});
    CHECK(desk.next<event::HomeLoaded>().home->items == 1);

    cmd::LoadList list{3, {}, 0, 80};
    list.query.tile = offline_cache::Tile::Know;
    desk.post(list);
    const auto rows = desk.next<event::ListLoaded>();
    CHECK(rows.visit == 3);
    REQUIRE(rows.window.rows.size() == 1);
    CHECK(rows.window.rows.front().title == "Kế hoạch sử dụng đất năm 2027");

    desk.post(cmd::LoadDocument{4, index});
    const auto document = desk.next<event::DocumentLoaded>();
    CHECK(document.document->body == "Thu hồi **2,4 ha** đất ở Hòa Vang.");
    CHECK(document.card != nullptr);

    desk.post(cmd::Search{9, secret("dat dai hoa vang")});
    CHECK(desk.next<event::Found>().result->hits.empty());
    desk.post(cmd::Search{10, secret("ke hoach su dung dat")});
    const auto found = desk.next<event::Found>();
    CHECK(found.number == 10);
    CHECK(found.result->hits.size() == 1);

    desk.post(cmd::LoadDocument{5, 999});
    CHECK(desk.next<event::LoadFailed>().fault == protocol::Fault::NotFound);
}

TEST_CASE("typing never queues: of many searches the last is answered and most others are dropped",
          "[kiosk][app][store]")
{
    Hall hall;
    hall.add_item("Kế hoạch sử dụng đất", "Đất đai.");
    Desk desk{hall};
    for (std::uint64_t number = 1; number <= 300; ++number) desk.post(cmd::Search{number, secret("dat")});
    event::Found last{};
    int answers = 0;
    while (last.number != 300) {
        last = desk.next<event::Found>();
        ++answers;
    }
    CHECK(answers < 300);
}

TEST_CASE("a report is on disk, sealed, before its receipt is shown", "[kiosk][app][store]")
{
    Hall hall;
    Desk desk{hall};
    desk.post(cmd::AskRoom{});
    CHECK_FALSE(desk.next<event::FeedbackPossible>().closed);
    desk.post(cmd::PrepareReceipt{});
    desk.post(cmd::HandIn{report("Mương bị lấp, mưa là ngập.")});
    const auto done = desk.next<event::HandedIn>();
    CHECK(done.number == 7);

    const auto row = only_row(hall);
    CHECK(row.n == 1);
    CHECK(row.lookup == done.lookup);
    desk.close();
    CHECK(desk.handed_in == 1);
    const auto code = protocol::ReceiptCode::parse(done.code->view());
    REQUIRE(code);

    SECTION("committee and Front can read it, nobody else")
    {
        CHECK(opened(row.container, hall.committee()).text.view() == "Mương bị lấp, mưa là ngập.");
        const auto message = opened(row.container, hall.front());
        CHECK(message.lane == protocol::Lane::Normal);
        CHECK(message.pub == "20107.ubnd");
        CHECK(message.topic == "moi_truong");
        CHECK(message.look == done.lookup);
        CHECK_FALSE(message.contact);
        CHECK_FALSE(message.is_public);
        CHECK_FALSE(protocol::open_container(row.container, hall.inspectorate()));
    }
    SECTION("neither text nor code stands readable on the disk")
    {
        for (const auto& entry : std::filesystem::directory_iterator{hall.outbox().parent_path()}) {
            std::ifstream file{entry.path(), std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
            CHECK(bytes.find("ngập") == std::string::npos);
            CHECK(bytes.find(done.code->view()) == std::string::npos);
        }
    }
}

TEST_CASE("a report about an official is for the inspectorate alone", "[kiosk][app][store]")
{
    Hall hall;
    Desk desk{hall};
    auto about_official = report("Cán bộ đòi thêm tiền.", protocol::Lane::Official);
    about_official->name.emplace(std::string_view{"Lan"});
    desk.post(cmd::HandIn{about_official});
    (void)desk.next<event::HandedIn>();
    const auto row = only_row(hall);
    CHECK_FALSE(protocol::open_container(row.container, hall.committee()));
    CHECK_FALSE(protocol::open_container(row.container, hall.front()));
    const auto message = opened(row.container, hall.inspectorate());
    CHECK(message.pub == "46.thanhtra");
    REQUIRE(message.contact);
    CHECK(message.contact->name.view() == "Lan");
}

TEST_CASE("the code opens the report's fate and its answer, another code nothing", "[kiosk][app][store]")
{
    Hall hall;
    Desk desk{hall};
    desk.post(cmd::HandIn{report("Mương bị lấp.")});
    const auto done = desk.next<event::HandedIn>();

    desk.post(cmd::LookUp{1, done.code});
    auto answer = desk.next<event::LookedUp>();
    REQUIRE(answer.found);
    CHECK(answer.found->stage == kiosk::CaseStage::Waiting);

    const auto message = opened(only_row(hall).container, hall.committee());
    hall.answer(done.lookup, message.rpk, "Đã nạo vét xong.");
    desk.post(cmd::LookUpAgain{1});
    answer = desk.next<event::LookedUp>();
    REQUIRE(answer.found);
    CHECK(answer.found->stage == kiosk::CaseStage::Answered);
    REQUIRE(answer.found->replies.size() == 1);
    CHECK(answer.found->replies.front().text->view() == "Đã nạo vét xong.\n");
    CHECK(answer.found->replies.front().office == "20107.ubnd");

    desk.post(cmd::ForgetLookup{});
    desk.post(cmd::LookUpAgain{1});
    const auto stranger = protocol::ReceiptCode::generate();
    desk.post(cmd::LookUp{2, secret(stranger.digits())});
    answer = desk.next<event::LookedUp>();
    CHECK(answer.number == 2);
    CHECK_FALSE(answer.found);
}

TEST_CASE("what a desk's key signed before it was revoked stands; what it signed since is no answer",
          "[kiosk][app][store]")
{
    Hall hall;
    Desk desk{hall};
    desk.post(cmd::HandIn{report("Mương bị lấp.")});
    const auto done = desk.next<event::HandedIn>();
    const auto rpk = opened(only_row(hall).container, hall.committee()).rpk;
    hall.answer(done.lookup, rpk, "Đã nạo vét xong.");
    hall.revoke_desk(Hall::kAnswered + std::chrono::hours{24});
    hall.answer(done.lookup, rpk, "Xin nộp 500.000 đồng.", Hall::kAnswered + std::chrono::hours{25});
    // Who stole it writes any day; so may an answer of then that comes to this machine only now.
    hall.answer(done.lookup, rpk, "Xin nộp thêm.", Hall::kAnswered + std::chrono::hours{1});
    hall.use_new_desk();
    hall.answer(done.lookup, rpk, "Đã xem lại.", Hall::kAnswered + std::chrono::hours{26});

    desk.post(cmd::LookUp{1, done.code});
    const auto answer = desk.next<event::LookedUp>();
    REQUIRE(answer.found);
    REQUIRE(answer.found->replies.size() == 3);
    CHECK(answer.found->replies[0].text->view() == "Đã xem lại.\n");
    CHECK_FALSE(answer.found->replies[0].doubtful);
    CHECK(answer.found->replies[1].text->view() == "Xin nộp thêm.\n");
    CHECK(answer.found->replies[1].doubtful);
    CHECK(answer.found->replies[2].text->view() == "Đã nạo vét xong.\n");
    CHECK_FALSE(answer.found->replies[2].doubtful);
}

TEST_CASE("an abandoned form's code is never used again", "[kiosk][app][store]")
{
    Hall hall;
    Desk desk{hall};
    desk.post(cmd::PrepareReceipt{});
    desk.post(cmd::DropReceipt{});
    desk.post(cmd::PrepareReceipt{});
    desk.post(cmd::HandIn{report("Một.")});
    const auto first = desk.next<event::HandedIn>();
    desk.post(cmd::HandIn{report("Hai.")});
    const auto second = desk.next<event::HandedIn>();
    CHECK(first.lookup != second.lookup);
    CHECK(first.code->view() != second.code->view());
}

TEST_CASE("before the first sync nobody's key is known and no report is taken", "[kiosk][app][store]")
{
    Hall hall{false};
    Desk desk{hall};
    desk.post(cmd::AskRoom{});
    CHECK(desk.next<event::FeedbackPossible>().closed == kiosk::FeedbackClosed::NotReady);
    desk.post(cmd::HandIn{report("Một.")});
    CHECK(desk.next<event::HandInFailed>().fault == protocol::Fault::NotFound);
}

TEST_CASE("without a key of the inspectorate nothing about an official is taken", "[kiosk][app][store]")
{
    Hall hall{true, false};
    Desk desk{hall};
    desk.post(cmd::AskRoom{});
    CHECK(desk.next<event::FeedbackPossible>().closed == kiosk::FeedbackClosed::Official);
}

TEST_CASE("a damaged outbox is kept, reading goes on and reports are refused", "[kiosk][app][store]")
{
    Hall hall;
    hall.add_item("Kế hoạch", "Chữ.");
    std::ofstream{hall.outbox()} << std::string(8192, 'x');
    Desk desk{hall};
    desk.post(cmd::LoadHome{});
    CHECK(desk.next<event::HomeLoaded>().home->items == 1);
    desk.post(cmd::AskRoom{});
    CHECK(desk.next<event::FeedbackPossible>().closed == kiosk::FeedbackClosed::Storage);
    desk.post(cmd::HandIn{report("Một.")});
    CHECK(desk.next<event::HandInFailed>().fault == protocol::Fault::Storage);
    CHECK(std::filesystem::file_size(hall.outbox()) == 8192);
}

TEST_CASE("a store whose folder is gone says so", "[kiosk][app][store]")
{
    protocol::Mailbox<Event> events;
    kiosk::StoreOptions options;
    options.content = "/nowhere/content.db";
    options.outbox = "/nowhere/outbox.db";
    options.commune = Hall::kCommune;
    options.on_event = [&](Event event) { events.post(std::move(event)); };
    const kiosk::StoreThread store{std::move(options)};
    const auto event = events.wait_for(20s);
    REQUIRE(event);
    CHECK(std::holds_alternative<event::StoreUnusable>(*event));
}

TEST_CASE("a hand-in under way is on disk when the program ends", "[kiosk][app][store]")
{
    Hall hall;
    Desk desk{hall};
    desk.post(cmd::HandIn{report("Một.")});
    const auto begun = std::chrono::steady_clock::now();
    desk.close();
    CHECK(std::chrono::steady_clock::now() - begun < 20s);
    CHECK(only_row(hall).n == 1);
}

TEST_CASE("a matter that is not done reaches the readers under its code, once for each answer",
          "[kiosk][app][store]")
{
    Hall hall;
    Desk desk{hall};
    desk.post(cmd::HandIn{report("Mương bị lấp.")});
    const auto done = desk.next<event::HandedIn>();
    const auto first = opened(only_row(hall).container, hall.committee());
    hall.answer(done.lookup, first.rpk, "Đã nạo vét xong.");
    desk.post(cmd::LookUp{1, done.code});
    REQUIRE(desk.next<event::LookedUp>().found->reopenings.empty());

    desk.post(cmd::Reopen{1, 1, "20107.ubnd", secret("Vẫn còn ngập.")});
    CHECK_FALSE(desk.next<event::Reopened>().fault);
    desk.post(cmd::Reopen{1, 1, "20107.ubnd", secret("Lần nữa.")});
    CHECK_FALSE(desk.next<event::Reopened>().fault);
    desk.post(cmd::LookUpAgain{1});
    const auto answer = desk.next<event::LookedUp>();
    REQUIRE(answer.found);
    REQUIRE(answer.found->reopenings.size() == 1);
    CHECK(answer.found->reopenings.front().reply == 1);
    CHECK_FALSE(answer.found->reopenings.front().received);
    desk.close();

    auto outbox = offline_cache::Outbox::open(hall.outbox()).value();
    CHECK(outbox.counts().value().waiting == 2);
    CHECK(outbox.waiting(done.lookup).value()->n == 1);
    const auto word = outbox.next_due(protocol::SystemClock{}.now() + std::chrono::hours{1}).value();
    REQUIRE(word);
    REQUIRE(outbox.park(word->id, "first").has_value());
    const auto second = outbox.next_due(protocol::SystemClock{}.now() + std::chrono::hours{1}).value();
    REQUIRE(second);
    const auto message = opened(second->container, hall.committee());
    CHECK(opened(second->container, hall.front()).reopens == 1);
    CHECK(message.text.view() == "Vẫn còn ngập.");
    CHECK(message.look == done.lookup);
    CHECK(message.rpk == first.rpk);
    CHECK_FALSE(protocol::open_container(second->container, hall.inspectorate()));
}

TEST_CASE("that a matter is done is sealed with its mark, and the outbox knows only that it was said",
          "[kiosk][app][store]")
{
    Hall hall;
    Desk desk{hall};
    desk.post(cmd::HandIn{report("Mương ngập.")});
    const auto done = desk.next<event::HandedIn>();
    const auto first = opened(only_row(hall).container, hall.committee());
    hall.answer(done.lookup, first.rpk, "Đã nạo vét xong.");
    desk.post(cmd::LookUp{1, done.code});
    (void)desk.next<event::LookedUp>();
    desk.post(cmd::Agree{1, 1, "20107.ubnd", 4});
    CHECK_FALSE(desk.next<event::Reopened>().fault);
    desk.post(cmd::Agree{1, 1, "20107.ubnd", 1});
    CHECK_FALSE(desk.next<event::Reopened>().fault);
    desk.post(cmd::Reopen{1, 1, "20107.ubnd", secret("Lại ngập.")});
    CHECK_FALSE(desk.next<event::Reopened>().fault);
    desk.post(cmd::LookUpAgain{1});
    const auto answer = desk.next<event::LookedUp>();
    REQUIRE(answer.found->reopenings.size() == 2);
    CHECK(answer.found->reopenings[0].agrees);
    CHECK_FALSE(answer.found->reopenings[1].agrees);
    desk.close();
    auto outbox = offline_cache::Outbox::open(hall.outbox()).value();
    const auto soon = protocol::SystemClock{}.now() + std::chrono::hours{1};
    REQUIRE(outbox.park(outbox.next_due(soon).value()->id, "first").has_value());
    const auto message = opened(outbox.next_due(soon).value()->container, hall.committee());
    CHECK(message.agrees == 1);
    CHECK(message.mark == 4);
    CHECK(message.look == done.lookup);
}

TEST_CASE("an answer of the inspectorate is reopened to the inspectorate alone, and without a word too",
          "[kiosk][app][store]")
{
    Hall hall;
    Desk desk{hall};
    desk.post(cmd::HandIn{report("Cán bộ đòi thêm tiền.", protocol::Lane::Official)});
    const auto done = desk.next<event::HandedIn>();
    desk.post(cmd::LookUp{1, done.code});
    (void)desk.next<event::LookedUp>();
    desk.post(cmd::Reopen{1, 1, "46.thanhtra", secret("")});
    CHECK_FALSE(desk.next<event::Reopened>().fault);
    desk.close();
    auto outbox = offline_cache::Outbox::open(hall.outbox()).value();
    const auto soon = protocol::SystemClock{}.now() + std::chrono::hours{1};
    REQUIRE(outbox.park(outbox.next_due(soon).value()->id, "first").has_value());
    const auto row = outbox.next_due(soon).value();
    REQUIRE(row);
    CHECK_FALSE(protocol::open_container(row->container, hall.committee()));
    const auto message = opened(row->container, hall.inspectorate());
    CHECK(message.lane == protocol::Lane::Official);
    CHECK(message.text.empty());
    CHECK(message.reopens == 1);
}

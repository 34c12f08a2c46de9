#include "kiosk/sync/sync_thread.h"

#include <fstream>
#include <iterator>
#include <mutex>
#include <set>

#include "offline_cache/content.h"
#include "offline_cache/hall_book.h"
#include "offline_cache/outbox.h"
#include "protocol/base/mailbox.h"
#include "protocol/feedback/received.h"
#include "protocol/feedback/reply.h"
#include "protocol/requests/beat.h"
#include "protocol/requests/request_signature.h"
#include "protocol/routes.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tiny_server.h"
#include "tests/support/tree_builder.h"

using namespace std::chrono_literals;
using kiosk::SyncEvent;
namespace synced = kiosk::synced;

namespace {

/// A kiosk beside a province that serves a test tree and takes reports; `trouble` may answer first.
struct Hall {
    Hall()
    {
        TreeBuilder::Record record;
        record.title = "Thông báo";
        tree.add(record);
        tree.publish();
        REQUIRE(offline_cache::Content::open(dir / "content.db", "20107"));
        options.config.commune = "20107";
        options.config.device = "46-20107-k1";
        options.config.read = options.config.write = server.url();
        options.config.trust_pin = tree.pin();
        options.config.poll = 1s;
        options.config.retry_base = 1s;
        options.content = dir / "content.db";
        options.outbox = dir / "outbox.db";
        options.on_event = [this](SyncEvent event) { events.post(std::move(event)); };
        options.seed = 1;
    }

    TinyServer::Answer answer(const TinyServer::Request& request)
    {
        const std::lock_guard lock{mutex};
        if (trouble) {
            if (auto answer = trouble(request)) return *answer;
        }
        const std::string_view feedback = "/v1/feedback/";
        if (request.method == "PUT" && request.path.rfind(feedback, 0) == 0) {
            const std::string id = request.path.substr(feedback.size());
            if (id != protocol::to_hex(protocol::sha256(request.body)))
                return {400, {}, {}, false, false, {}};
            const bool first = received.insert(id).second;
            const auto note =
                protocol::sign_received({id, protocol::from_unix(1'795'400'000)}, tree.receiver());
            return {first ? 201 : 200, note, {}, false, false, {}};
        }
        if (request.path.rfind("/v1/replies/20107/", 0) == 0) {
            const std::string name = request.path.substr(18);
            if (name == "list")
                return {200,   reply_list, {"ETag: \"" + std::to_string(reply_list.size()) + "\""},
                        false, false,      {}};
            return {200, reply, {}, false, false, {}};
        }
        std::ifstream file{root.path() / request.path.substr(1), std::ios::binary};
        if (!file) return {404, {}, {}, false, false, {}};
        return {200,   {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}},
                {},    false,
                false, {}};
    }

    /// The next event of this kind, within ten seconds.
    template <class Event>
    std::optional<Event> wait()
    {
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        while (auto event = events.wait_until(deadline)) {
            if (auto* found = std::get_if<Event>(&*event)) return *found;
        }
        return std::nullopt;
    }

    TempDir root, dir;
    TreeBuilder tree{root.path()};
    std::mutex mutex;
    std::function<std::optional<TinyServer::Answer>(const TinyServer::Request&)> trouble;
    std::set<std::string> received;
    std::string reply_list, reply;
    protocol::Mailbox<SyncEvent> events;
    kiosk::SyncOptions options;
    TinyServer server{[this](const TinyServer::Request& request) { return answer(request); }};
};

TinyServer::Answer status(int code) { return {code, "", {}, false, false, {}}; }

}  // namespace

TEST_CASE("the sync thread brings content and tells of it", "[kiosk][sync][thread]")
{
    Hall hall;
    kiosk::SyncThread sync{hall.options};
    CHECK(hall.wait<synced::ContactOk>());
    REQUIRE(hall.wait<synced::NewContent>());
    REQUIRE(hall.wait<synced::NewContent>());
    auto content = offline_cache::Content::open(hall.dir / "content.db", "20107").value();
    CHECK(content.home(protocol::from_unix(1'795'400'000))->items == 1);
}

TEST_CASE("a report is sent once whatever the server did before", "[kiosk][sync][thread]")
{
    const int fault = GENERATE(0, 1, 2, 3, 4);
    int left = 2;
    Hall hall;
    hall.trouble = [&](const TinyServer::Request& request) -> std::optional<TinyServer::Answer> {
        if (request.method != "PUT" || left == 0) return std::nullopt;
        --left;
        TinyServer::Answer answer;
        if (fault == 0) answer.status = 503;
        if (fault == 1) answer.drop = true;
        if (fault == 2) answer = {201, "no receipt", {}, false, false, {}};
        if (fault == 3) answer.status = 500;
        if (fault == 4) {
            // Taken, but the answer is lost on its way.
            hall.received.insert(request.path.substr(13));
            answer.drop = true;
        }
        return answer;
    };
    auto outbox = offline_cache::Outbox::open(hall.dir / "outbox.db").value();
    kiosk::SyncThread sync{hall.options};
    REQUIRE(hall.wait<synced::ContactOk>());
    REQUIRE(outbox.add("sealed", std::string(32, 'b'), protocol::SystemClock{}.now()));
    sync.poke();
    const auto sent = hall.wait<synced::OutboxChanged>();
    REQUIRE(sent);
    CHECK(sent->sent);
    CHECK(sent->waiting == 0);
    CHECK(outbox.counts().value().waiting == 0);
    CHECK(outbox.sent(std::string(32, 'b')).value());
    const std::lock_guard lock{hall.mutex};
    CHECK(hall.received.size() == 1);
}

TEST_CASE("a report that the server refuses is parked, its bytes stay", "[kiosk][sync][thread]")
{
    Hall hall;
    hall.trouble = [](const TinyServer::Request& request) -> std::optional<TinyServer::Answer> {
        if (request.method == "PUT") return status(422);
        return std::nullopt;
    };
    auto outbox = offline_cache::Outbox::open(hall.dir / "outbox.db").value();
    REQUIRE(outbox.add("sealed", std::string(32, 'b'), protocol::SystemClock{}.now()));
    kiosk::SyncThread sync{hall.options};
    const auto changed = hall.wait<synced::OutboxChanged>();
    REQUIRE(changed);
    CHECK(changed->parked);
    CHECK(outbox.waiting(std::string(32, 'b')).value()->parked);
    CHECK(outbox.counts().value().bytes == 6);
}

TEST_CASE("lost contact is told and found again", "[kiosk][sync][thread]")
{
    std::atomic<bool> down{true};
    Hall hall;
    hall.trouble = [&](const TinyServer::Request&) -> std::optional<TinyServer::Answer> {
        if (down) return status(500);
        return std::nullopt;
    };
    kiosk::SyncThread sync{hall.options};
    CHECK(hall.wait<synced::ContactLost>());
    down = false;
    sync.poll_now();
    CHECK(hall.wait<synced::ContactOk>());
}

TEST_CASE("whatever succeeds after contact was lost brings the poll forward", "[kiosk][sync][thread]")
{
    const bool by_report = GENERATE(true, false);
    std::atomic<bool> down{true};
    Hall hall;
    hall.options.config.poll = 1h;
    hall.options.config.retry_base = 1h;
    hall.trouble = [&](const TinyServer::Request&) -> std::optional<TinyServer::Answer> {
        if (down) return status(503);
        return std::nullopt;
    };
    // Once in contact, so that the receiver's key is known; then lost for what would be hours.
    down = false;
    REQUIRE(kiosk::sync_once(hall.options));
    hall.events.take_all();
    down = true;
    kiosk::SyncThread sync{hall.options};
    REQUIRE(hall.wait<synced::ContactLost>());
    down = false;
    if (by_report) {
        auto outbox = offline_cache::Outbox::open(hall.dir / "outbox.db").value();
        REQUIRE(outbox.add("sealed", std::string(32, 'b'), protocol::SystemClock{}.now()));
        sync.poke();
    } else {
        sync.want_replies();
    }
    // The reply list that the thread asks for by itself may be the first to succeed: either order is right.
    bool sent = !by_report;
    bool contact = false;
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (!(sent && contact)) {
        const auto event = hall.events.wait_until(deadline);
        REQUIRE(event);
        if (const auto* changed = std::get_if<synced::OutboxChanged>(&*event)) sent = changed->sent;
        contact = contact || std::holds_alternative<synced::ContactOk>(*event);
    }
    CHECK(contact);
}

TEST_CASE("sealed replies are fetched when look-up opens and kept", "[kiosk][sync][thread]")
{
    Hall hall;
    hall.reply = std::string(1072, 'r');
    const std::string lookup(32, 'c');
    kiosk::SyncThread sync{hall.options};
    REQUIRE(hall.wait<synced::RepliesChecked>());
    {
        const std::lock_guard lock{hall.mutex};
        const std::vector<protocol::ListedReply> list{{lookup, 1, 1072, protocol::sha256(hall.reply)}};
        hall.reply_list = protocol::reply_list(list);
    }
    sync.want_replies();
    const auto checked = hall.wait<synced::RepliesChecked>();
    REQUIRE(checked);
    CHECK(checked->reached);
    auto content = offline_cache::Content::open(hall.dir / "content.db", "20107").value();
    const auto kept = content.replies(lookup).value();
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].bytes == hall.reply);
    CHECK(content.replies(std::string(32, 'd')).value().empty());
}

TEST_CASE("the sync thread ends within two seconds though the server hangs", "[kiosk][sync][thread]")
{
    protocol::Mailbox<int> reached;
    Hall hall;
    hall.trouble = [&](const TinyServer::Request&) -> std::optional<TinyServer::Answer> {
        reached.post(1);
        TinyServer::Answer answer;
        answer.silent = true;
        return answer;
    };
    kiosk::SyncThread sync{hall.options};
    REQUIRE(reached.wait_for(10s));
    const auto begin = std::chrono::steady_clock::now();
    sync.stop();
    CHECK(std::chrono::steady_clock::now() - begin < 2s);
}

TEST_CASE("an enrolled terminal signs whatever it sends and asks, and tells how it is",
          "[kiosk][sync][thread]")
{
    Hall hall;
    hall.options.keys = protocol::derive_device_keys("46-20107-k1", protocol::SecretSeed{});
    hall.options.beat.version = "0.1.0";
    hall.options.beat.screen = "1080x1920";
    const auto key = hall.options.keys->request.vkey();
    std::vector<std::string> unproved;
    std::optional<protocol::Chain> chain;
    protocol::Mailbox<protocol::Beat> beats;
    hall.trouble = [&](const TinyServer::Request& request) -> std::optional<TinyServer::Answer> {
        if (request.path.rfind("/v1/", 0) != 0) return std::nullopt;
        const auto header = [&](std::string_view name) {
            const auto at = request.head.find("\r\n" + std::string(name) + ": ");
            if (at == std::string::npos) return std::string{};
            const auto begin = at + name.size() + 4;
            return request.head.substr(begin, request.head.find("\r\n", begin) - begin);
        };
        const auto claim =
            protocol::read_request({header(protocol::kContentDigest), header(protocol::kCivicChain),
                                    header(protocol::kSignatureInput), header(protocol::kSignature)});
        if (!claim || !protocol::verify_request(*claim, request.method, request.path, request.body, key))
            unproved.push_back(request.path);
        else if (request.path.rfind("/v1/feedback/", 0) == 0)
            chain = claim->chain;
        if (request.path.rfind("/v1/beat/46-20107-k1/", 0) != 0) return std::nullopt;
        if (const auto beat = protocol::parse_beat(request.body)) beats.post(*beat);
        const auto n = std::stoull(request.path.substr(request.path.rfind('/') + 1));
        return TinyServer::Answer{
            200, protocol::sign_beaten("46-20107-k1", n, hall.tree.receiver()), {}, false, false, {}};
    };
    auto outbox = offline_cache::Outbox::open(hall.dir / "outbox.db").value();
    hall.options.beat.hall = hall.dir / "hall.db";
    const auto day = *protocol::parse_date("2026-11-20");
    {
        auto book = offline_cache::HallBook::open(hall.options.beat.hall).value();
        REQUIRE(book.count(day, {{"home", 31, 31, 0}, {"search", 9, 9, 0}}));
        REQUIRE(book.count(protocol::add_days(day, 1), {{"home", 12, 12, 0}}));
    }
    kiosk::SyncThread sync{hall.options};
    REQUIRE(hall.wait<synced::NewContent>());
    const auto row = outbox.add("sealed", std::string(32, 'b'), protocol::SystemClock{}.now());
    REQUIRE(row);
    sync.poke();
    REQUIRE(hall.wait<synced::OutboxChanged>());
    sync.want_replies();
    REQUIRE(hall.wait<synced::RepliesChecked>());
    // A beat that was sent after the report had left.
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    std::optional<protocol::Beat> beat;
    std::vector<protocol::DayViews> told;
    do {
        beat = beats.wait_until(deadline);
        if (beat && beat->views) told.push_back(*beat->views);
    } while (beat && beat->chain_n == 0);
    REQUIRE(beat);
    // The day that is over, once; what was opened fewer than ten times not at all.
    CHECK(told == std::vector{protocol::DayViews{day, {{"home", 31}}}});
    sync.stop();
    CHECK(unproved.empty());
    CHECK(chain == protocol::Chain{1, {}});
    CHECK(beat->log_size > 0);
    CHECK(beat->log_root != protocol::Hash{});
    CHECK(beat->outbox_n == 0);
    CHECK(beat->information > 0);
    CHECK(beat->disk_free_mb > 0);
}

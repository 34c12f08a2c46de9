#include <fstream>
#include <iterator>
#include <mutex>

#include "kiosk/sync/enrol_thread.h"
#include "kiosk/sync/enrolment_run.h"
#include "protocol/base/mailbox.h"
#include "protocol/routes.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tiny_server.h"
#include "tests/support/tree_builder.h"

using namespace std::chrono_literals;
using namespace kiosk;
using enrolled::Trouble;
using protocol::EnrolmentCode;
using protocol::EnrolmentState;

namespace {

/// A province that made one code, and a terminal without a configuration.
struct Door {
    Door()
    {
        tree.publish();
        options.files = {dir / "etc/kiosk.toml", dir.path()};
        options.hardware = "x86_64 1080x1920";
        options.sticks = dir / "media";
        options.pause = 20ms;
        options.on_news = [this](EnrolNews event) { news.post(std::move(event)); };
    }

    /// The console has made another code for this terminal.
    void renew()
    {
        const std::lock_guard lock{mutex};
        burnt = false;
        note.clear();
    }

    TinyServer::Answer answer(const TinyServer::Request& request)
    {
        const std::lock_guard lock{mutex};
        if (down) return {200, {}, {}, true, false, {}};
        if (request.path == "/v1/enrol/" + code.id()) {
            if (burnt) return {404, {}, {}, false, false, {}};
            protocol::EnrolmentOffer offer{code.id(),     *protocol::hash_from_hex(tree.pin()),
                                           "46-20107-k2", "20107",
                                           "20107-h1",    server.url(),
                                           server.url()};
            if (false_root) offer.root = protocol::sha256("false");
            return {200, protocol::make_offer(offer, false_code ? other : code), {}, false, false, {}};
        }
        if (request.method == "POST" && request.path == "/v1/enrol") {
            const auto read = protocol::read_enrolment(request.body);
            if (!read || !protocol::verify_enrolment(request.body, code))
                return {403, {}, {}, false, false, {}};
            if (!note.empty() && note != request.body) return {410, {}, {}, false, false, {}};
            note = request.body;
            burnt = true;
            return {200, protocol::sign_enrolled(note, state, tree.receiver()), {}, false, false, {}};
        }
        std::ifstream file{root.path() / request.path.substr(1), std::ios::binary};
        if (!file) return {404, {}, {}, false, false, {}};
        return {200, {std::istreambuf_iterator<char>{file}, {}}, {}, false, false, {}};
    }

    EnrolWish wish() const { return {server.url(), code.groups()}; }
    template <class News>
    std::optional<News> wait()
    {
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        while (auto event = news.wait_until(deadline))
            if (auto* found = std::get_if<News>(&*event)) return *found;
        return std::nullopt;
    }
    Trouble trouble(EnrolWish with)
    {
        EnrolThread thread{options};
        thread.enrol(std::move(with));
        const auto failed = wait<enrolled::Failed>();
        REQUIRE(failed);
        return failed->trouble;
    }
    void set(EnrolmentState now)
    {
        const std::lock_guard lock{mutex};
        state = now;
    }

    TempDir root, dir;
    TreeBuilder tree{root.path()};
    EnrolmentCode code = EnrolmentCode::generate();
    EnrolmentCode other = EnrolmentCode::generate();
    std::mutex mutex;
    bool down = false, burnt = false, false_root = false, false_code = false;
    std::string note;
    EnrolmentState state = EnrolmentState::Waiting;
    protocol::Mailbox<EnrolNews> news;
    EnrolOptions options;
    TinyServer server{[this](const TinyServer::Request& request) { return answer(request); }};
};

}  // namespace

TEST_CASE("a terminal with a typed code is let in and knows who it is", "[kiosk][enrolment]")
{
    Door door;
    {
        EnrolThread thread{door.options};
        thread.enrol(door.wish());
        const auto compare = door.wait<enrolled::Compare>();
        REQUIRE(compare);
        CHECK(compare->digits == protocol::enrolment_digits(door.note));
        CHECK_FALSE(std::filesystem::exists(door.options.files.enrolled()));
        door.set(EnrolmentState::Live);
        REQUIRE(door.wait<enrolled::Live>());
    }
    const auto config = load_identity(door.options.files);
    REQUIRE(config);
    CHECK(config->device == "46-20107-k2");
    CHECK(config->commune == "20107");
    CHECK(config->write == door.server.url());
    CHECK(config->trust_pin == door.tree.pin());
    const auto keys = load_device_keys(door.options.files, config->device);
    REQUIRE(keys);
    CHECK(protocol::read_enrolment(door.note)->request == keys->request.vkey());
    CHECK_FALSE(enrolment_pending(door.options.files));
    // What a technician adds in kiosk.toml counts beside it, and faults there keep their line.
    std::filesystem::create_directories(door.dir / "etc");
    std::ofstream(door.options.files.config) << "\npoll_s = 60\n";
    CHECK(load_identity(door.options.files)->poll == 60s);
    std::ofstream(door.options.files.config) << "\npoll_s = \"x\"\n";
    ConfigRefusal refusal;
    CHECK_FALSE(load_identity(door.options.files, &refusal));
    CHECK(refusal.line == 2);
}

TEST_CASE("a stick's file lets a terminal in without a keyboard", "[kiosk][enrolment]")
{
    Door door;
    EnrolThread thread{door.options};
    thread.enrol_from_stick();
    CHECK(door.wait<enrolled::Failed>()->trouble == Trouble::NoStick);
    std::filesystem::create_directories(door.dir / "media/tech/STICK");
    const protocol::EnrolmentLink link{door.server.url(), door.code,
                                       *protocol::hash_from_hex(door.tree.pin())};
    std::ofstream(door.dir / "media/tech/STICK/civic-enrol.txt") << link.text().view() << "\r\n";
    thread.enrol_from_stick();
    CHECK(door.wait<enrolled::Compare>());
}

TEST_CASE("whoever does not have the code is not believed", "[kiosk][enrolment]")
{
    Door door;
    SECTION("another code's proof")
    {
        door.false_code = true;
        CHECK(door.trouble(door.wish()) == Trouble::NotGenuine);
    }
    SECTION("a root that the tree does not have")
    {
        door.false_root = true;
        CHECK(door.trouble(door.wish()) == Trouble::NotGenuine);
    }
    SECTION("another root than the stick pins")
    {
        const protocol::EnrolmentLink link{door.server.url(), door.code, protocol::sha256("other")};
        CHECK(door.trouble({"", link.text()}) == Trouble::NotGenuine);
    }
    CHECK(door.note.empty());
    CHECK_FALSE(std::filesystem::exists(door.options.files.seed()));
}

TEST_CASE("each thing that can be wrong is told apart", "[kiosk][enrolment]")
{
    Door door;
    CHECK(door.trouble({door.server.url(), protocol::SecretString{std::string_view{"ABCDE"}}}) ==
          Trouble::NotACode);
    CHECK(door.trouble({"not an address", door.code.groups()}) == Trouble::NotAnAddress);
    CHECK(door.trouble({door.server.url(), door.other.groups()}) == Trouble::UnknownCode);
    CHECK(door.trouble({"http://127.0.0.1:1", door.code.groups()}) == Trouble::Unreachable);
    door.set(EnrolmentState::Refused);
    CHECK(door.trouble(door.wish()) == Trouble::Refused);
    CHECK_FALSE(enrolment_pending(door.options.files));
}

TEST_CASE("a power cut while the technician compares costs nothing, though the code is burnt",
          "[kiosk][enrolment]")
{
    Door door;
    std::string digits;
    {
        EnrolThread thread{door.options};
        thread.enrol(door.wish());
        digits = door.wait<enrolled::Compare>()->digits;
    }
    CHECK(enrolment_pending(door.options.files));
    {
        const std::lock_guard lock{door.mutex};
        door.down = true;
    }
    EnrolThread thread{door.options};
    {
        const std::lock_guard lock{door.mutex};
        door.down = false;
    }
    const auto again = door.wait<enrolled::Compare>();
    REQUIRE(again);
    CHECK(again->digits == digits);
    door.set(EnrolmentState::Live);
    CHECK(door.wait<enrolled::Live>());
}

TEST_CASE("a terminal is let in anew with a seed of its own, or goes on as it was", "[kiosk][enrolment]")
{
    Door door;
    const IdentityFiles& files = door.options.files;
    const auto let_in = [&] {
        door.renew();
        EnrolThread thread{door.options};
        door.set(EnrolmentState::Live);
        thread.enrol(door.wish());
        REQUIRE(door.wait<enrolled::Live>());
    };
    let_in();
    const auto seed = [&] { return std::string{make_seed(files).value().view()}; };
    const std::string first = seed();
    REQUIRE(is_enrolled(files));
    SECTION("let in anew")
    {
        REQUIRE(set_identity_aside(files));
        CHECK(identity_is_aside(files));
        CHECK_FALSE(load_identity(files));
        CHECK_FALSE(load_device_keys(files, "46-20107-k2"));
        let_in();
        CHECK(load_identity(files));
        CHECK(seed() != first);
        CHECK_FALSE(std::filesystem::exists(files.seed_before()));
        CHECK_FALSE(identity_is_aside(files));
    }
    SECTION("not after all, though something was sent already")
    {
        REQUIRE(set_identity_aside(files));
        CHECK(seed() != first);
        std::ofstream(files.pending()) << "sent";
        REQUIRE(take_identity_back(files));
        CHECK(load_identity(files));
        CHECK(seed() == first);
        CHECK_FALSE(enrolment_pending(files));
    }
    SECTION("the power went between the two files")
    {
        std::filesystem::rename(files.enrolled(), files.enrolled_before());
        CHECK(seed() != first);
        REQUIRE(take_identity_back(files));
        CHECK(seed() == first);
    }
}

TEST_CASE("a seed that others may read is not used", "[kiosk][enrolment]")
{
    const Door door;
    REQUIRE(make_seed(door.options.files));
    CHECK(load_device_keys(door.options.files, "46-20107-k2"));
    std::filesystem::permissions(door.options.files.seed(), std::filesystem::perms{0640});
    CHECK(load_device_keys(door.options.files, "46-20107-k2").error().fault == protocol::Fault::Refused);
}

TEST_CASE("an address is taken as people type it", "[kiosk][enrolment]")
{
    CHECK(full_address(" kiosk.hue.example/ ") == "https://kiosk.hue.example");
    CHECK(full_address("http://10.0.0.1:8460") == "http://10.0.0.1:8460");
    CHECK(full_address("ftp://x").empty());
    CHECK(full_address("").empty());
    CHECK(full_address("a b").empty());
}

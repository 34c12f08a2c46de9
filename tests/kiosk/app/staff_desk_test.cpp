#include "kiosk/app/staff_desk.h"

#include <chrono>
#include <deque>

#include "protocol/base/pin.h"
#include "tests/kiosk/app/hall.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

using namespace std::chrono_literals;
namespace staff = kiosk::staff;
using kiosk::Event;

namespace {

constexpr protocol::Time kMorning{1'795'400'000s};

/// The desk on the real databases of a hall, in this thread.
class Desk {
public:
    explicit Desk(std::filesystem::path folder)
        : folder_(std::move(folder)),
          content_(Hall::must(offline_cache::Content::open(hall.content(), Hall::kCommune))),
          outbox_(Hall::must(offline_cache::Outbox::open(hall.outbox())))
    {
        restart();
    }

    void restart()
    {
        desk_.reset();
        kiosk::StaffOptions options;
        options.folder = folder_;
        options.pin_hash = pin_hash();
        options.read = "https://congkhai.example";
        desk_.emplace(options, content_, &outbox_, clock, on_event_);
    }
    void run(staff::Command command) { CHECK(desk_->run(kiosk::Command{std::move(command)})); }
    void run(const kiosk::cmd::CountScreens& totals) { CHECK(desk_->run(kiosk::Command{totals})); }

    template <class Wanted>
    Wanted next()
    {
        while (!events.empty()) {
            const Event event = std::move(events.front());
            events.pop_front();
            if (const auto* news = std::get_if<staff::News>(&event))
                if (const auto* found = std::get_if<Wanted>(news)) return *found;
        }
        throw std::runtime_error("the desk did not say so");
    }

    staff::PinVerified try_pin(std::string_view pin)
    {
        run(staff::VerifyPin{7, std::make_shared<const protocol::SecretString>(pin)});
        return next<staff::PinVerified>();
    }

    static const std::string& pin_hash()
    {
        static const std::string kHash = Hall::must(protocol::hash_pin("135790"));
        return kHash;
    }

    Hall hall;
    protocol::ManualClock clock{kMorning};
    std::deque<Event> events;

private:
    std::filesystem::path folder_;
    offline_cache::Content content_;
    offline_cache::Outbox outbox_;
    std::function<void(Event)> on_event_ = [this](Event event) { events.push_back(std::move(event)); };
    std::optional<kiosk::StaffDesk> desk_;
};

}  // namespace

TEST_CASE("a PIN is six to twelve digits and only its own hash fits it", "[kiosk][app][staff]")
{
    const std::string& hash = Desk::pin_hash();
    CHECK(protocol::is_pin_hash(hash));
    CHECK(protocol::pin_fits(hash, "135790"));
    CHECK_FALSE(protocol::pin_fits(hash, "135791"));
    CHECK_FALSE(protocol::pin_fits("", "135790"));
    CHECK_FALSE(protocol::pin_fits("$argon2id$nonsense", "135790"));
    for (const char* pin : {"", "12345", "1234567890123", "12345a", "12 345"})
        CHECK(protocol::hash_pin(pin).error().fault == protocol::Fault::Malformed);
}

TEST_CASE("wrong PINs are counted on the disk before they are checked", "[kiosk][app][staff]")
{
    const TempDir folder;
    Desk desk{folder.path()};
    CHECK(desk.try_pin("000000").wrong == 1);
    CHECK(desk.try_pin("000001").wrong == 2);
    desk.restart();  // as after a power cut
    desk.run(staff::LoadNotices{});
    CHECK(desk.next<staff::WrongPins>().wrong == 2);
    const auto right = desk.try_pin("135790");
    CHECK(right.right);
    CHECK(right.wrong == 0);
    CHECK(right.number == 7);
    desk.run(staff::Diagnose{});
    const auto audit = desk.next<staff::Diagnosed>().diagnosis->audit;
    REQUIRE(audit.size() == 2);
    CHECK(audit[0].what == "pin.wrong 2");
}

TEST_CASE("a local notice gives way to the province's text of the same title, not to an older one",
          "[kiosk][app][staff]")
{
    const TempDir folder;
    Desk desk{folder.path()};
    desk.hall.add_item("Cắt nước thôn Hòa Vang", "Tuần trước.");
    const auto today = protocol::local_date(kMorning);
    auto notice = std::make_shared<offline_cache::LocalNotice>();
    notice->title = "Cắt nước thôn Hòa Vang";
    notice->from = today;
    notice->until = protocol::add_days(today, 3);
    desk.run(staff::StoreNotice{notice});
    CHECK(desk.next<staff::NoticesLoaded>().notices->at(0).published == false);
    CHECK(desk.next<staff::NoticeStored>().kept);

    desk.hall.add_item("Cắt nước", "Tên khác.");
    desk.run(staff::LoadNotices{});
    CHECK(desk.next<staff::NoticesLoaded>().notices->at(0).published == false);
    desk.hall.add_item("Cắt nước thôn Hòa Vang", "Bản qua cổng tỉnh.");
    desk.run(staff::LoadNotices{});
    const auto shown = desk.next<staff::NoticesLoaded>().notices;
    CHECK(shown->at(0).published);
    CHECK_FALSE(staff::shows(shown->at(0), today));

    desk.run(staff::DropNotice{shown->at(0).text.n});
    CHECK(desk.next<staff::NoticesLoaded>().notices->empty());
}

TEST_CASE("the diagnosis says what a technician asks over the telephone", "[kiosk][app][staff]")
{
    const TempDir folder;
    Desk desk{folder.path()};
    desk.hall.add_item("Kế hoạch sử dụng đất", "Đất đai.");
    desk.run(staff::Diagnose{});
    const auto known = desk.next<staff::Diagnosed>().diagnosis;
    CHECK(known->read == "https://congkhai.example");
    CHECK(known->log.size > 0);
    CHECK(known->log.origin == "tlog.hue.example/2026");
    CHECK(known->log.trust_version == 1);
    CHECK(known->outbox_open);
    CHECK(known->outbox.waiting == 0);
    CHECK_FALSE(known->oldest);
    CHECK(known->free_bytes > 0);
    CHECK(known->disk_bytes >= known->free_bytes);
}

TEST_CASE("measures are written and said to be, or not", "[kiosk][app][staff]")
{
    const TempDir folder;
    Desk desk{folder.path()};
    desk.run(staff::StoreTerminal{{4.2, 512}});
    CHECK(desk.next<staff::TerminalStored>().kept);
    CHECK(Hall::must(kiosk::load_terminal(folder / "terminal.toml")) == kiosk::Terminal{4.2, 512});
}

TEST_CASE("totals reach the disk hourly and at the end, not with each visit", "[kiosk][app][staff]")
{
    const TempDir folder;
    Desk desk{folder.path()};
    const auto today = protocol::local_date(kMorning);
    const auto on_disk = [&] {
        auto book = offline_cache::HallBook::open_existing(folder / "hall.db");
        return book ? Hall::must(book->totals(today)).size() : 0;
    };
    desk.run(kiosk::cmd::CountScreens{today, {{"list", 12, 0, 0}}});
    CHECK(on_disk() == 0);
    desk.clock.advance(1h);
    desk.run(kiosk::cmd::CountScreens{today, {{"list", 0, 11, 0}}});
    CHECK(on_disk() == 1);
    desk.run(kiosk::cmd::CountScreens{today, {{"search", 12, 0, 0}}});
    desk.restart();
    CHECK(on_disk() == 2);
}

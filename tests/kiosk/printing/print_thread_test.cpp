#include "kiosk/printing/print_thread.h"

#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <string>

#include "kiosk/printing/job.h"
#include "protocol/base/mailbox.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// commune-print played by a script.
class Desk {
public:
    explicit Desk(const std::string& script, std::chrono::milliseconds deadline = 20s)
    {
        const auto file = folder_.path() / "commune-print";
        std::ofstream{file} << "#!/bin/sh\n" << script << "\n";
        ::chmod(file.c_str(), 0755);
        PrintThreadOptions options;
        options.program = file;
        options.on_event = [this](Event event) { events_.post(std::move(event)); };
        options.deadline = deadline;
        thread_ = std::make_unique<PrintThread>(std::move(options));
    }

    [[nodiscard]] std::string path(const char* name) const { return (folder_.path() / name).string(); }
    PrintThread& thread() { return *thread_; }

    PrintTrouble print(std::string_view reason = "x")
    {
        auto order = std::make_shared<PrintOrder>();
        order->number = 7;
        order->what = PrintWhat::Complaint;
        order->reason.assign(reason);
        CHECK(thread_->post(cmd::Print{order}));
        const auto event = events_.wait();
        REQUIRE(event.has_value());
        REQUIRE(std::holds_alternative<event::PrintEnded>(*event));
        CHECK(std::get<event::PrintEnded>(*event).number == 7);
        return std::get<event::PrintEnded>(*event).trouble;
    }
    Printers find()
    {
        CHECK(thread_->post(cmd::FindPrinters{}));
        const auto event = events_.wait();
        REQUIRE(event.has_value());
        REQUIRE(std::holds_alternative<event::PrintersFound>(*event));
        return std::get<event::PrintersFound>(*event).printers;
    }

private:
    TempDir folder_;
    protocol::Mailbox<Event> events_;
    std::unique_ptr<PrintThread> thread_;
};

}  // namespace

TEST_CASE("what commune-print says is what the screen hears", "[kiosk][printing][thread]")
{
    CHECK(Desk{"cat >/dev/null; echo printed"}.print() == PrintTrouble::None);
    CHECK(Desk{"cat >/dev/null; echo no_paper; exit 1"}.print() == PrintTrouble::NoPaper);
    CHECK(Desk{"cat >/dev/null; echo stopped; exit 1"}.print() == PrintTrouble::Stopped);
    CHECK(Desk{"cat >/dev/null; echo failed; exit 1"}.print() == PrintTrouble::Failed);
    CHECK(Desk{"exit 3"}.print(std::string(200'000, 'x')) == PrintTrouble::Failed);  // gone before it read
    CHECK(Desk{"cat >/dev/null; kill -9 $$"}.print() == PrintTrouble::Failed);
    CHECK(Desk{"cat >/dev/null; yes"}.print() == PrintTrouble::Failed);
}

TEST_CASE("the job goes through the pipe whole, and onto no command line", "[kiosk][printing][thread]")
{
    Desk desk{"cat > \"${0%/*}/job\"; echo \"$#\" > \"${0%/*}/words\"; echo printed"};
    CHECK(desk.print(std::string(3000, 'r')) == PrintTrouble::None);
    std::ifstream file{desk.path("job"), std::ios::binary};
    const auto job = PrintJob::parse(std::string{std::istreambuf_iterator<char>{file}, {}});
    REQUIRE(job);
    CHECK(job->get("reason") == std::string(3000, 'r'));
    std::string words;
    std::ifstream{desk.path("words")} >> words;
    CHECK(words == "0");
}

TEST_CASE("printers are what --find names", "[kiosk][printing][thread]")
{
    CHECK(Desk{"[ \"$1\" = --find ] && printf 'slip phieu\\npage a4\\n'"}.find() == Printers{true, true});
    CHECK(Desk{"[ \"$1\" = --find ] && printf 'page a4\\n'"}.find() == Printers{false, true});
    CHECK(Desk{"true"}.find() == Printers{});
    CHECK(Desk{"exit 1"}.find() == Printers{});
}

TEST_CASE("a printer that hangs costs its own job and nothing else", "[kiosk][printing][thread]")
{
    Desk desk{"exec sleep 600", 300ms};
    CHECK(desk.print() == PrintTrouble::Failed);
    CHECK(desk.find() == Printers{});
    // The kiosk's end waits for no paper either.
    CHECK(desk.thread().post(cmd::FindPrinters{}));
}

TEST_CASE("a program that is not there is no printer", "[kiosk][printing][thread]")
{
    PrintThreadOptions options;
    protocol::Mailbox<Event> events;
    options.program = "/no/such/commune-print";
    options.on_event = [&](Event event) { events.post(std::move(event)); };
    PrintThread thread{std::move(options)};
    CHECK(thread.post(cmd::FindPrinters{}));
    const auto event = events.wait();
    REQUIRE(event.has_value());
    CHECK(std::get<event::PrintersFound>(*event).printers == Printers{});
    CHECK_FALSE(thread.post(cmd::LoadHome{}));
}

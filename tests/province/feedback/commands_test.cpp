#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "protocol/feedback/received.h"
#include "protocol/feedback/reply.h"
#include "tests/province/http/feedback_fixture.h"
#include "tests/province/http/raw_client.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_registry.h"

// The real program, as its --help says to use it.

namespace {

struct Ran {
    int code = -1;
    std::string text;
};

/// Runs a shell line in `folder` with commune-province on its PATH.
Ran run(const std::filesystem::path& folder, const std::string& line)
{
    const std::string& programs = places::programs();
    const std::string command =
        "cd '" + folder.string() + "' && PATH='" + programs + "':$PATH && { " + line + " ; } 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("no shell");
    Ran ran;
    std::array<char, 4096> buffer;
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        ran.text.append(buffer.data(), count);
    const int status = ::pclose(pipe);
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
}

std::vector<std::string> examples(const std::string& help)
{
    std::vector<std::string> found;
    for (std::size_t at = 0; (at = help.find("\n  commune-province ", at)) != std::string::npos;) {
        const auto end = help.find('\n', at + 1);
        found.push_back(help.substr(at + 3, end - at - 3));
        at = end - 1;
    }
    return found;
}

/// `commune-province serve` on a free port until the end of the test.
class Served {
public:
    explicit Served(const std::string& data)
    {
        const std::string program = places::programs() + "/commune-province";
        int ends[2];
        if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::close(ends[0]);
            ::execl(program.c_str(), program.c_str(), "serve", "--data", data.c_str(), "--listen",
                    "127.0.0.1:0", nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        std::string line;
        for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
        ::close(ends[0]);
        const auto at = line.find("127.0.0.1:");
        if (at == std::string::npos) throw std::runtime_error("no ready line: " + line);
        port_ = static_cast<std::uint16_t>(std::stoi(line.substr(at + 10)));
    }
    ~Served()
    {
        if (child_ > 0) stop();
    }
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;
    std::uint16_t port() const { return port_; }
    /// Exit code after SIGTERM.
    int stop()
    {
        int status = 0;
        ::kill(child_, SIGTERM);
        ::waitpid(std::exchange(child_, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t child_ = -1;
    std::uint16_t port_ = 0;
};

std::string read(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A demo province in a folder whose name has a space.
struct Demo {
    Demo()
    {
        std::filesystem::create_directory(folder());
        const Ran made = run(folder(), "commune-province init --demo --data .demo");
        if (made.code != 0) throw std::runtime_error(made.text);
        if (!on_postgresql()) return;
        keep_registry(registry_in(folder()));
        auto registry = must(province::Registry::open(registry_in(folder())));
        let_in(registry, keys(), "20107");
        const Ran added =
            run(folder(),
                "commune-province user add tiepnhan --name 'Nguyễn Thị Hạnh' --as 20107.ubnd --role desk "
                "--data .demo/province");
        if (added.code != 0) throw std::runtime_error(added.text);
    }
    std::filesystem::path folder() const { return dir / "a folder"; }
    std::filesystem::path data() const { return folder() / ".demo/province"; }
    protocol::BoxPublicKey reader(const std::string& body) const
    {
        return must(protocol::BoxKey::parse(read(folder() / ".demo/offices" / body / "recipient")))
            .public_key();
    }
    /// The demo's kiosk.
    protocol::DeviceKeys keys() const
    {
        const std::string bytes = read(folder() / ".demo/kiosk/device.seed");
        protocol::SecretSeed seed;
        std::copy(bytes.begin(), bytes.end(), seed.data());
        return protocol::derive_device_keys("46-20107-k1", seed);
    }
    std::string sign(std::string_view method, std::string_view path, std::string_view body = {}) const
    {
        return signed_lines(method, path, body, keys().request);
    }
    void keep_registry(const std::string& address) const
    {
        std::ofstream(data() / "province.toml") << "demo = true\nregistry = \"" << address << "\"\n";
    }
    TempDir dir;
};

}  // namespace

TEST_CASE("a report travels through the real program, and the examples of --help run", "[province][commands]")
{
    const Demo demo;
    Served served(demo.data().string());
    const HandedIn report =
        hand_in({demo.reader("20107.ubnd"), demo.reader("20107.mttq")}, "Đèn đường hỏng.");
    {
        RawClient client(served.port());
        const auto receiver = must(protocol::SigningKey::parse(read(demo.data() / "keys/receiver")));
        const auto answer = client.ask(put("/v1/feedback/" + report.id, report.bytes,
                                           demo.sign("PUT", "/v1/feedback/" + report.id, report.bytes)));
        REQUIRE(answer);
        CHECK(answer->status == 201);
        CHECK(protocol::open_received(answer->body, receiver.vkey(), report.id));
    }
    std::ofstream(demo.folder() / "tra-loi.txt") << "Đã thay bóng đèn.\n";
    std::ofstream(demo.folder() / "answer.txt") << "The lamp was replaced.\n";

    const std::string unopened =
        run(demo.folder(), "commune-province feedback list --data .demo/province --as 20107.ubnd").text;
    CHECK(unopened.starts_with("1  "));
    CHECK(unopened.find(report.id.substr(0, 8)) == std::string::npos);
    CHECK(unopened.find("chưa mở") != std::string::npos);

    const std::string year =
        std::to_string(static_cast<int>(protocol::local_date(protocol::SystemClock{}.now()).year()));
    int answered = 0;
    for (const std::string language : {"vi", "en"})
        for (const std::string command : {"feedback", "feedback list", "feedback show", "feedback answer"}) {
            const Ran help =
                run(demo.folder(), "commune-province --lang " + language + " " + command + " --help");
            REQUIRE(help.code == 0);
            const auto lines = examples(help.text);
            CHECK(lines.size() >= 2);
            for (std::string line : lines) {
                if (const auto at = line.find("PA-2026"); at != std::string::npos)
                    line.replace(at, 7, "PA-" + year);
                // Opening the oldest unopened report succeeds once: there is one report.
                const bool nothing_left = line.find(" show --data") != std::string::npos && answered > 0;
                const Ran ran = run(demo.folder(), line);
                CAPTURE(line, ran.text);
                CHECK(ran.code == (nothing_left ? 1 : 0));
                answered += line.find(" answer ") != std::string::npos && ran.code == 0;
            }
        }
    CHECK(answered == 6);

    RawClient client(served.port());
    const auto list = must(protocol::parse_reply_list(
        client.ask(get("/v1/replies/20107/list", demo.sign("GET", "/v1/replies/20107/list")))->body));
    REQUIRE(list.size() == 6);
    const std::string third = "/v1/replies/20107/" + report.keys.lookup + ".3";
    const auto sealed = client.ask(get(third, demo.sign("GET", third)));
    const auto desk =
        must(protocol::SigningKey::parse(read(demo.folder() / ".demo/offices/20107.ubnd/desk")));
    const std::vector<protocol::Vkey> desks{desk.vkey()};
    const auto reply = protocol::open_reply(sealed->body, report.keys.reply, desks, report.keys.lookup);
    REQUIRE(reply);
    CHECK(reply->text == "Đã thay bóng đèn.\n");
    CHECK(reply->status == "in_progress");
    CHECK(served.stop() == 0);
}

TEST_CASE("serve says in one sentence why it cannot, with its own exit code", "[province][commands]")
{
    const Demo demo;
    const std::string serve = "commune-province serve --data .demo/province --listen ";
    CHECK(run(demo.folder(), serve + "0.0.0.0:0").code == 2);
    CHECK(run(demo.folder(), serve + "nowhere").code == 2);
    CHECK(run(demo.folder(), "commune-province serve --data missing").code == 2);
    Served served(demo.data().string());
    const Ran taken = run(demo.folder(), serve + "127.0.0.1:" + std::to_string(served.port()));
    CHECK(taken.code == 3);
    CHECK(taken.text.find(std::to_string(served.port())) != std::string::npos);
    const auto begin = std::chrono::steady_clock::now();
    RawClient idle(served.port());
    REQUIRE(idle.ask(get("/trust/1"))->status == 200);
    CHECK(served.stop() == 0);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{3});
}

TEST_CASE("a registry that is new takes its first people before a server has run on it",
          "[province][commands]")
{
    const Demo demo;
    const auto place = demo.data() / "elsewhere";
    std::filesystem::create_directory(place);
    demo.keep_registry(registry_in(place));
    const Ran added =
        run(demo.folder(),
            "commune-province user add mai --name 'Nguyễn Thị Mai' --as 20107.ubnd --role writer "
            "--data .demo/province");
    CAPTURE(added.text);
    CHECK(added.code == 0);
    CHECK(run(demo.folder(), "commune-province user list --data .demo/province").text ==
          "mai  Nguyễn Thị Mai  20107.ubnd:writer\n");
    CHECK(run(demo.folder(),
              "commune-province user add hai --name Hai --as 99999.ubnd --role writer --data "
              ".demo/province")
              .code == 1);
}

TEST_CASE("wrong use of feedback is told from what cannot be done", "[province][commands]")
{
    const Demo demo;
    const auto code = [&](const std::string& rest) {
        return run(demo.folder(), "commune-province feedback " + rest).code;
    };
    CHECK(code("list --data .demo/province --as '../x'") == 2);
    CHECK(code("list --data missing --as 20107.ubnd") == 2);
    CHECK(code("list --data .demo/province --as 99999.ubnd") == 1);
    const std::string mine = " --data .demo/province --as 20107.ubnd --by tiepnhan";
    CHECK(code("show nothing" + mine) == 1);
    CHECK(code("answer PA-2026-0001" + mine) == 2);
    CHECK(code("answer PA-2026-0001 --text x --status lost" + mine) == 2);
    CHECK(code("answer PA-2026-0001 --text x" + mine) == 1);
    // Each reading and answer has a person of this desk.
    CHECK(code("show --data .demo/province --as 20107.ubnd") == 2);
    for (const std::string by : {"lanhdao", "mattran", "khong"})
        CHECK(code("answer PA-2026-0001 --text x --data .demo/province --as 20107.ubnd --by " + by) == 2);
}

TEST_CASE("the keys of a desk come back from paper, and each use stands in the log first",
          "[province][commands]")
{
    const Demo demo;
    const auto recovery = [&](const std::string& rest, const std::string& typed = "") {
        return run(demo.folder(), "printf '" + typed + "' | commune-province recovery " + rest);
    };
    const std::string of = " --data .demo/province --as 20107.ubnd";
    CHECK(recovery("rehearse" + of).code == 1);
    CHECK(recovery("make" + of + " --with 20107.mttq").code == 2);
    CHECK(recovery("make" + of + " --with 20107.mttq,20107.ubnd").code == 2);
    const Ran made = recovery("make" + of + " --with 20107.mttq,46.thanhtra");
    CAPTURE(made.text);
    REQUIRE(made.code == 0);
    std::vector<std::string> halves;
    for (std::size_t at = 0; (at = made.text.find("\n  ", at)) != std::string::npos; at += 3)
        halves.push_back(made.text.substr(at + 3, made.text.find('\n', at + 3) - at - 3));
    REQUIRE(halves.size() == 2);
    const std::string both = halves[0] + "\\n" + halves[1] + "\\n";

    // Wrong halves open nothing and publish nothing.
    CHECK(recovery("rehearse" + of, halves[0] + "\\n" + halves[0] + "\\n").code == 1);
    CHECK(recovery("rehearse" + of, "abc\\n").code == 1);
    const auto entries = [&] {
        return run(demo.folder(), "tail -c 20000 .demo/province/tree/l/*/checkpoint | sed -n 2p").text;
    };
    const std::string before = entries();
    const Ran rehearsed = recovery("rehearse" + of, both);
    CAPTURE(rehearsed.text);
    CHECK(rehearsed.code == 0);
    CHECK(entries() != before);
    CHECK(rehearsed.text.find("46.registrar-") != std::string::npos);

    const Ran opened = recovery("open" + of + " --to back", both);
    CAPTURE(opened.text);
    CHECK(opened.code == 0);
    for (const std::string file : {"desk", "recipient"})
        CHECK(read(demo.folder() / "back/20107.ubnd" / file) ==
              read(demo.folder() / ".demo/offices/20107.ubnd" / file));
    CHECK((std::filesystem::status(demo.folder() / "back/20107.ubnd/desk").permissions() &
           (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
          std::filesystem::perms::none);
    CHECK(recovery("open" + of + " --to back", both).code == 2);
    // The desk works with what came back; the tree is whole.
    CHECK(run(demo.folder(), "commune-province feedback list --keys back" + of).code == 0);
    CHECK(run(demo.folder(), "commune-province fsck --data .demo/province").code == 0);
    CHECK(run(demo.folder(), "commune-province audit verify --data .demo/province").code == 0);
}

TEST_CASE("bodies and their keys are changed by commands, as their help says", "[province][commands]")
{
    const Demo demo;
    for (const std::string language : {"vi", "en"})
        for (const std::string command : {"key", "body"}) {
            const Ran help =
                run(demo.folder(), "commune-province --lang " + language + " " + command + " --help");
            REQUIRE(help.code == 0);
            const auto lines = examples(help.text);
            CHECK(lines.size() == 3);
            if (language == "en") continue;
            for (std::string line : lines) {
                // A body cannot end before it began, which is today.
                for (const std::string day : {"2026-12-31", "2027-01-01"})
                    if (const auto at = line.find(day); at != std::string::npos) line.replace(at, 2, "21");
                const Ran ran = run(demo.folder(), line);
                CAPTURE(line, ran.text);
                CHECK(ran.code == 0);
            }
        }
    const std::string data = " --data .demo/province";
    const auto listed = run(demo.folder(), "commune-province key list --as 20107.ubnd" + data).text;
    CHECK(listed.find("46-20107.ubnd-p1  ký văn bản  từ mục ") != std::string::npos);
    CHECK(listed.find("thu hồi ở mục") != std::string::npos);
    CHECK(listed.find("46-20107.ubnd-p2") != std::string::npos);
    const auto bodies = run(demo.folder(), "commune-province body list" + data).text;
    CHECK(bodies.find("19753.thanhtra  Thanh tra phường Phú Xuân  2127-01-01") != std::string::npos);
    CHECK(bodies.find("20107.hdnd") != std::string::npos);
    CHECK(bodies.find("→ 19753.hdnd") != std::string::npos);

    const auto code = [&](const std::string& rest) {
        return run(demo.folder(), "commune-province " + rest + data).code;
    };
    CHECK(code("key list --as 99999.ubnd") == 2);
    CHECK(code("key add --as 20107.ubnd --role king") == 2);
    CHECK(code("key revoke --as 20107.ubnd --name 46-20107.ubnd-p1") == 2);  // revoked before
    CHECK(code("key revoke --as 20107.ubnd --name 46-20107.ubnd-p2") == 1);  // the only one left
    CHECK(code("body add --as 20107.ubnd --name x --from 2127-01-01") == 1);
    CHECK(code("body add --as 99999.ubnd --name x --from 2127-01-01") == 1);
    CHECK(code("body add --as 20107.them --name x --from mai") == 2);
    CHECK(code("body add --as 20107.them --name x --from 2127-01-01 --replaces 20107.khong") == 1);
    CHECK(run(demo.folder(), "commune-province body list" + data).text.find("20107.them") ==
          std::string::npos);
    CHECK(code("body add --as 20107.them --name x --from 2127-01-01 --replaces 20107.mttq") == 0);
    CHECK(run(demo.folder(), "commune-province body list" + data).text.find("– 2126-12-31  → 20107.them") !=
          std::string::npos);
    // The desk goes on with both of its keys; the tree and the log of acts are whole.
    CHECK(code("key add --as 20107.ubnd --role recipient") == 0);
    CHECK(code("feedback list --as 20107.ubnd") == 0);
    CHECK(code("fsck") == 0);
    CHECK(code("audit verify") == 0);
}

#include <fstream>
#include <set>
#include <string>

#include <fcntl.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include "protocol/base/log.h"
#include "tests/province/operations/serving_fixture.h"
#include "tests/support/catch.h"

namespace {

/// What log lines say while it lives.
class CaughtLog {
public:
    CaughtLog() : kept_(::dup(STDERR_FILENO))
    {
        const int file = ::open((dir_ / "log").c_str(), O_CREAT | O_WRONLY, 0600);
        ::dup2(file, STDERR_FILENO);
        ::close(file);
    }
    ~CaughtLog() { restore(); }
    std::string text()
    {
        restore();
        std::ifstream file(dir_ / "log");
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    void restore()
    {
        if (kept_ < 0) return;
        ::dup2(kept_, STDERR_FILENO);
        ::close(std::exchange(kept_, -1));
    }
    TempDir dir_;
    int kept_;
};

}  // namespace

TEST_CASE("the description names each call of the server, and no other", "[province][operations]")
{
    const ServingFixture server;
    const auto document = nlohmann::json::parse(server.openapi);
    std::set<std::string> described;
    for (const auto& [path, methods] : document.at("paths").items())
        for (const auto& [method, operation] : methods.items()) {
            CHECK(operation.at("responses").size() > 0);
            if (operation.at("tags").at(0) == "tree") continue;  // files, no routes: the next test
            std::string upper = method;
            for (char& c : upper) c = static_cast<char>(c - 'a' + 'A');
            described.insert(upper + " " + path);
        }
    std::set<std::string> served;
    for (const auto& route : server.router.routes())
        if (!route.pattern.starts_with("/console")) served.insert(route.method + " " + route.pattern);
    CHECK(described == served);
}

TEST_CASE("each family of files that the description names is there", "[province][operations]")
{
    ServingFixture server;
    REQUIRE(server.publish({server.write("mot.md", notice("Mục một"))}).empty());
    std::string blob;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(server.data().tree() / "b"))
        if (entry.is_regular_file()) blob = entry.path().filename().string();
    std::string page;
    for (const auto& entry : std::filesystem::directory_iterator(server.data().tree() / "v"))
        page = entry.path().filename().string();
    const std::map<std::string, std::string> examples{
        {"/trust/{version}", "/trust/1"},
        {"/l/{log}/checkpoint", "/l/2026/checkpoint"},
        {"/l/{log}/tile/{level}/{n}", "/l/2026/tile/0/000.p/1"},
        {"/b/{prefix}/{hash}", "/b/" + blob.substr(0, 2) + "/" + blob},
        {"/v/{record}", "/v/" + page},
    };
    RunningServer running(server.handler());
    RawClient client(running.port());
    const auto document = nlohmann::json::parse(server.openapi);
    for (const auto& [path, methods] : document.at("paths").items()) {
        if (methods.begin()->at("tags").at(0) != "tree" || path.starts_with("/k/")) continue;  // 256 entries
        CAPTURE(path);
        std::string address = examples.at(path);
        if (path.find("{level}") != std::string::npos) {
            std::string first;
            for (const auto& entry :
                 std::filesystem::directory_iterator(server.data().tree() / "l/2026/tile/0/000.p"))
                first = entry.path().filename().string();
            address = "/l/2026/tile/0/000.p/" + first;
        }
        const auto answer = client.ask(get(address));
        REQUIRE(answer);
        CHECK(answer->status == 200);
        const std::string type = answer->header("content-type");
        CHECK(methods.at("get")
                  .at("responses")
                  .at("200")
                  .at("content")
                  .contains(type.substr(0, type.find(';'))));
    }
}

TEST_CASE("a server that cannot do its work says so, and what fails", "[province][operations]")
{
    ServingFixture server;
    RunningServer running(server.handler());
    RawClient client(running.port());
    auto answer = client.ask(get("/healthz"));
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(nlohmann::json::parse(answer->body).at("status") == "ok");

    std::ofstream(server.data().tree() / "l/2026/checkpoint") << "tlog.hue.example/2026\n0\nx\n";
    answer = client.ask(get("/healthz"));
    REQUIRE(answer);
    CHECK(answer->status == 503);
    CHECK(nlohmann::json::parse(answer->body).at("log") == false);
    CHECK(nlohmann::json::parse(answer->body).at("registry") == true);
}

TEST_CASE("figures and log lines hold routes, never what was asked for", "[province][operations]")
{
    ServingFixture server;
    RunningServer running(server.handler());
    // One connection each: a refusal that did not read the body ends its own.
    const auto ask = [&](const std::string& request) { return RawClient(running.port()).ask(request); };
    const std::string lookup(32, 'd');
    const std::string id(64, 'e');
    CaughtLog log;
    REQUIRE(ask(get("/v1/replies/20107/" + lookup + ".1")));
    REQUIRE(ask(put("/v1/feedback/" + id, "x")));
    REQUIRE(ask(get("/no/such/" + lookup)));
    const std::string lines = log.text();
    const auto figures = ask(get("/metrics"));
    REQUIRE(figures);
    CHECK(figures->status == 200);
    for (const std::string* text : {&lines, &figures->body}) {
        CHECK(text->find(lookup) == std::string::npos);
        CHECK(text->find(id) == std::string::npos);
        CHECK(text->find("127.0.0.1") == std::string::npos);
    }
    CHECK(figures->body.find("commune_http_requests_total{method=\"PUT\",route=\"/v1/feedback/{id}\"") !=
          std::string::npos);
    CHECK(figures->body.find("commune_log_size ") != std::string::npos);
    CHECK(lines.find("route=/v1/feedback/{id}") != std::string::npos);
}

TEST_CASE("a log line is one JSON object, whatever stands in it", "[protocol][log]")
{
    CaughtLog log;
    protocol::log::use_json(true);
    protocol::log::event(protocol::log::Level::Warning, "http", "a \"b\" \\ \n \xff Huế\xe1\xba",
                         {{"route", "/v1/\"x\""}, {"status", 201}});
    protocol::log::use_json(false);
    const std::string line = log.text();
    REQUIRE(line.starts_with("<4>{"));
    const auto parsed = nlohmann::json::parse(line.substr(3));
    CHECK(parsed.at("text") == "a \"b\" \\ ? ? Huế??");
    CHECK(parsed.at("status") == 201);
    CHECK(parsed.at("level") == "warning");
}

TEST_CASE("what takes another's place is dated a second later at least", "[province][files]")
{
    const TempDir dir;
    const auto file = dir / "checkpoint";
    std::int64_t last = 0;
    for (int i = 0; i < 4; ++i) {
        REQUIRE(province::replace_file(file, std::to_string(i)));
        const auto date = std::filesystem::last_write_time(file).time_since_epoch();
        const auto second = std::chrono::floor<std::chrono::seconds>(date).count();
        if (i > 0) CHECK(second > last);
        last = second;
    }
}

#include "province/http/static_files.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/province/http/raw_client.h"
#include "tests/province/http/running_server.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

using namespace province::http;

namespace {

const std::string kHash(64, 'a');
const std::string kBlob = "/b/aa/" + kHash;

void write(const std::filesystem::path& path, std::string_view bytes)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A small tree and a server for it.
struct Tree {
    Tree()
    {
        write(dir / "secret", "outside the tree");
        write(root() / "trust/1", "civic-trust/v1\n");
        write(root() / "l/2026/checkpoint", "tlog.hue.example/2026\n1\nAAAA\n");
        write(root() / "l/2026/checkpoint.tmp", "half-written");
        write(root() / "l/2026/tile/entries/000", std::string(1000, 'e'));
        write(root() / "l/2026/tile/entries/000.gz", "compressed");
        write(root() / "l/2026/tile/entries/001.p/7", "0123456789");
        write(root() / "l/2026/tile/0/000", std::string(8192, 't'));
        write(root() / ("." + kBlob), "blob");
        write(root() / "k/20107.ubnd/0", "\x1f\x8b pack");
    }
    std::filesystem::path root() const { return dir / "tree"; }

    TempDir dir;
    StaticFiles files{(dir / "tree").string()};
    RunningServer server{[this](const Request& request, Body&) { return files.answer(request); }};
    RawClient client{server.port()};
};

}  // namespace

TEST_CASE("each family of the tree has its cache rule", "[province][http]")
{
    Tree tree;
    const std::string immutable = "public, max-age=31536000, immutable";
    CHECK(tree.client.ask(get("/trust/1"))->header("cache-control") == immutable);
    CHECK(tree.client.ask(get("/l/2026/tile/entries/000"))->header("cache-control") == immutable);
    CHECK(tree.client.ask(get("/l/2026/tile/0/000"))->header("cache-control") == immutable);
    CHECK(tree.client.ask(get(kBlob))->header("cache-control") == immutable);
    CHECK(tree.client.ask(get("/l/2026/tile/entries/001.p/7"))->header("cache-control") ==
          "public, max-age=86400");
    CHECK(tree.client.ask(get("/l/2026/checkpoint"))->header("cache-control") == "no-cache");
    const auto pack = tree.client.ask(get("/k/20107.ubnd/0"));
    CHECK(pack->header("cache-control") == "public, max-age=600");
    CHECK(pack->header("content-type") == "application/gzip");
    CHECK(pack->header("content-encoding").empty());
    CHECK(pack->header("etag").size() == 18);
    const auto missing = tree.client.ask(get("/l/2026/tile/entries/002"));
    CHECK(missing->status == 404);
    CHECK(missing->header("cache-control") == "no-store");
}

TEST_CASE("a checkpoint is sent again only when it has changed", "[province][http]")
{
    Tree tree;
    const auto first = tree.client.ask(get("/l/2026/checkpoint"));
    const std::string tag = first->header("etag");
    const std::string ask_again = get("/l/2026/checkpoint", "If-None-Match: " + tag + "\r\n");
    CHECK(tree.client.ask(ask_again)->status == 304);

    // Same length, same second: only the content tells them apart (protocol.md §1.6).
    const auto path = tree.root() / "l/2026/checkpoint";
    const auto time = std::filesystem::last_write_time(path);
    write(tree.root() / "l/2026/next", "tlog.hue.example/2026\n2\nBBBB\n");
    std::filesystem::rename(tree.root() / "l/2026/next", path);
    std::filesystem::last_write_time(path, time);
    const auto second = tree.client.ask(ask_again);
    CHECK(second->status == 200);
    CHECK(second->header("etag") != tag);
}

TEST_CASE("a poll with nothing new costs at most 110 bytes up and 220 down", "[province][http]")
{
    Tree tree;
    const std::string tag = tree.client.ask(get("/l/2026/checkpoint"))->header("etag");
    // As libcurl sends it without User-Agent and Accept.
    const std::string request =
        "GET /l/2026/checkpoint HTTP/1.1\r\nHost: 127.0.0.1:8460\r\nIf-None-Match: " + tag + "\r\n\r\n";
    CHECK(request.size() <= 110);
    const auto answer = tree.client.ask(request);
    CHECK(answer->status == 304);
    CHECK(answer->body.empty());
    CHECK(answer->bytes <= 110);
}

TEST_CASE("a part of a file is the part that was asked for", "[province][http]")
{
    Tree tree;
    const auto part = tree.client.ask(get("/l/2026/tile/entries/001.p/7", "Range: bytes=4-\r\n"));
    CHECK(part->status == 206);
    CHECK(part->body == "456789");
    CHECK(part->header("content-range") == "bytes 4-9/10");
    const auto beyond = tree.client.ask(get("/l/2026/tile/entries/001.p/7", "Range: bytes=10-\r\n"));
    CHECK(beyond->status == 416);
    CHECK(beyond->header("content-range") == "bytes */10");
    CHECK(tree.client.ask(get("/l/2026/tile/entries/001.p/7", "Range: bytes=0-1,3-4\r\n"))->body ==
          "0123456789");
    const auto head = tree.client.ask(
        "HEAD /l/2026/tile/entries/001.p/7 HTTP/1.1\r\nHost: t\r\nRange: bytes=4-5\r\n\r\n", true);
    CHECK(head->status == 206);
    CHECK(head->header("content-length") == "2");
    CHECK(tree.client.ask(get(kBlob, "Range: bytes=1-2\r\n"))->body == "lo");
}

TEST_CASE("a full bundle travels compressed to whom can read it, but never a part of it", "[province][http]")
{
    Tree tree;
    const std::string path = "/l/2026/tile/entries/000";
    const auto packed = tree.client.ask(get(path, "Accept-Encoding: gzip\r\n"));
    CHECK(packed->header("content-encoding") == "gzip");
    CHECK(packed->body == "compressed");
    CHECK(packed->header("vary") == "Accept-Encoding");
    CHECK(tree.client.ask(get(path))->body.size() == 1000);
    CHECK(tree.client.ask(get(path, "Accept-Encoding: gzip;q=0\r\n"))->body.size() == 1000);
    const auto part = tree.client.ask(get(path, "Accept-Encoding: gzip\r\nRange: bytes=990-\r\n"));
    CHECK(part->status == 206);
    CHECK(part->body == std::string(10, 'e'));
    CHECK(part->header("content-encoding").empty());
}

TEST_CASE("an erased blob is gone for good, an unknown one only missing", "[province][http]")
{
    Tree tree;
    std::filesystem::rename(tree.root() / ("." + kBlob), tree.root() / ("." + kBlob + ".gone"));
    CHECK(tree.client.ask(get(kBlob))->status == 410);
    CHECK(tree.client.ask(get("/b/bb/" + std::string(64, 'b')))->status == 404);
    CHECK(tree.client.ask(get(kBlob + ".gone"))->status == 404);
}

TEST_CASE("nothing outside the tree's own addresses is given out", "[province][http]")
{
    Tree tree;
    std::filesystem::create_symlink(tree.dir / "secret", tree.root() / "trust/2");
    const std::string path =
        GENERATE(as<std::string>{}, "/", "/trust", "/trust/", "/trust/2", "/../secret", "/trust/../../secret",
                 "/trust/%2e%2e/%2e%2e/secret", "/l/2026/tile/../checkpoint", "//trust/1", "/trust//1",
                 "/trust/1/", "/l/2026/checkpoint.tmp", "/l/2026/tile/entries/000.gz", "/l", "/b/aa",
                 "/l/2026/tile/entries", "/.git/config", "/trust/.hidden", "/trust/1%00",
                 "/l/2026/tile/entries/001.p", "/state.db", "/l/2026/%63heckpoint");
    CAPTURE(path);
    const auto answer = tree.client.ask(get(path));
    REQUIRE(answer);
    CHECK(answer->status == 404);
    CHECK(answer->body.find("outside") == std::string::npos);
}

TEST_CASE("the tree can only be read", "[province][http]")
{
    Tree tree;
    const std::string method =
        GENERATE("PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW");
    const auto answer = tree.client.ask(method + " /trust/1 HTTP/1.1\r\nHost: t\r\n\r\n");
    REQUIRE(answer);
    CHECK(answer->status == 405);
    CHECK(answer->header("allow") == "GET, HEAD");
}

TEST_CASE("a large file arrives whole", "[province][http]")
{
    Tree tree;
    std::string large(20u << 20, '\0');
    for (std::size_t i = 0; i < large.size(); i += 997) large[i] = static_cast<char>(i / 997);
    write(tree.root() / ("." + kBlob), large);
    const auto answer = tree.client.ask(get(kBlob));
    REQUIRE(answer);
    CHECK(answer->body == large);
}

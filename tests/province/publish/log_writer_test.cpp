#include <fstream>

#include "protocol/packs/pack.h"
#include "protocol/routes.h"
#include "protocol/tlog/light_verifier.h"
#include "province/publish/gzip.h"
#include "province/publish/pack_writer.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"

using province::LogWriter;

namespace {

std::filesystem::path log_folder(const ProvinceFixture& fixture) { return fixture.data().tree() / "l/2026"; }

std::string checkpoint(const ProvinceFixture& fixture)
{
    return ProvinceFixture::need(province::read_file(log_folder(fixture) / "checkpoint", 16384));
}

/// Puts back what a crash between two steps would have left: `sql` undoes the steps in state.db.
void undo(const ProvinceFixture& fixture, const char* sql)
{
    auto state = ProvinceFixture::need(province::LogState::open(fixture.data().state()));
    ProvinceFixture::need(state.database().run(sql));
}

std::vector<std::filesystem::path> many(const ProvinceFixture& fixture, int count)
{
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < count; ++i) {
        const auto n = std::to_string(i);
        files.push_back(
            fixture.write("nhieu/" + n + ".md", notice("Thông báo số " + n, {}, "Nội dung " + n)));
    }
    return files;
}

}  // namespace

TEST_CASE("a light verifier finds every entry in the tiles", "[province][log]")
{
    const ProvinceFixture fixture;
    CHECK(fixture.publish(many(fixture, 300)).empty());
    auto writer = ProvinceFixture::need(LogWriter::open(fixture.data()));
    const auto& log = writer.trust().logs.front().key;
    const auto head = ProvinceFixture::need(protocol::open_checkpoint(checkpoint(fixture), log));
    const province::TileFiles files{log_folder(fixture)};
    auto verifier = ProvinceFixture::need(protocol::LightVerifier::open(
        head.size, head.root, [&](const protocol::TileId& id) { return files.read(id); }));
    for (const std::uint64_t index :
         {std::uint64_t{0}, std::uint64_t{255}, std::uint64_t{256}, head.size - 1})
        CHECK(ProvinceFixture::need(verifier.entry(index)) ==
              ProvinceFixture::need(writer.state().note(static_cast<std::int64_t>(index))));
}

TEST_CASE("small steps and one large step give the same tree", "[province][log]")
{
    const ProvinceFixture fixture;
    const auto files = many(fixture, 600);
    const std::vector<std::size_t> steps{1, 2, 240, 15, 342};
    std::size_t at = 0;
    for (const auto step : steps) {
        CHECK(fixture
                  .publish({files.begin() + static_cast<std::ptrdiff_t>(at),
                            files.begin() + static_cast<std::ptrdiff_t>(at + step)})
                  .empty());
        at += step;
    }
    REQUIRE(at == files.size());
    CHECK(fixture.fsck().empty());
}

TEST_CASE("a whole pack holds every card and text of its numbers", "[province][log]")
{
    const ProvinceFixture fixture;
    CHECK(fixture.publish(many(fixture, 256)).empty());
    const auto path = fixture.data().tree() / protocol::routes::pack("20107.ubnd", 0);
    const auto plain = ProvinceFixture::need(
        province::gunzip(ProvinceFixture::need(province::read_file(path, 1 << 24)), 1 << 24));
    int pieces = 0;
    protocol::PackReader reader;
    ProvinceFixture::need(reader.feed(plain, [&](std::string_view) { ++pieces; }));
    CHECK(pieces == 512);
}

TEST_CASE("one writer at a time", "[province][log]")
{
    const ProvinceFixture fixture;
    const auto first = ProvinceFixture::need(LogWriter::open(fixture.data()));
    const auto second = LogWriter::open(fixture.data());
    REQUIRE_FALSE(second);
    CHECK(second.error().fault == protocol::Fault::Busy);
}

TEST_CASE("a tree ahead of state.db is never signed over", "[province][log]")
{
    const ProvinceFixture fixture;
    const auto backup = ProvinceFixture::need(province::read_file(fixture.data().state(), 1 << 26));
    CHECK(fixture.publish(many(fixture, 3)).empty());
    const auto published = checkpoint(fixture);
    // The operator restores state.db from before the publication.
    for (const auto* ending : {"-wal", "-shm"}) {
        auto file = fixture.data().state();
        std::filesystem::remove(file += ending);
    }
    std::ofstream{fixture.data().state(), std::ios::binary | std::ios::trunc} << backup;
    const auto writer = LogWriter::open(fixture.data());
    REQUIRE_FALSE(writer);
    CHECK(writer.error().fault == protocol::Fault::Refused);
    CHECK(checkpoint(fixture) == published);
}

TEST_CASE("a size that was signed is never signed with another root", "[province][log]")
{
    const ProvinceFixture fixture;
    auto state = ProvinceFixture::need(province::LogState::open(fixture.data().state()));
    const auto head = ProvinceFixture::need(state.head());
    auto other = head->frontier;
    other.push(protocol::sha256("another history"));
    auto wrong = *head;
    wrong.root = protocol::sha256("not what was signed");
    const auto refused = state.about_to_sign(wrong, other);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == protocol::Fault::Refused);
    CHECK_FALSE(state.about_to_sign(std::nullopt, other));
}

TEST_CASE("a tile with other content is not overwritten", "[province][log]")
{
    const ProvinceFixture fixture;
    const auto files = many(fixture, 1);
    auto writer = ProvinceFixture::need(LogWriter::open(fixture.data()));
    const auto size = static_cast<std::uint64_t>(ProvinceFixture::need(writer.state().size()));
    const protocol::TileId next{0, (size + 1) / 256, static_cast<int>((size + 1) % 256)};
    const auto path = log_folder(fixture) / next.path();
    ProvinceFixture::need(province::make_folder(path.parent_path()));
    std::ofstream{path} << std::string(static_cast<std::size_t>(next.width) * 32, 'x');
    {
        auto closed = std::move(writer);
    }
    const auto before = checkpoint(fixture);
    CHECK_THROWS(fixture.publish(files));
    CHECK(checkpoint(fixture) == before);
}

TEST_CASE("a run that stopped behind its transaction is finished by the next", "[province][log]")
{
    const ProvinceFixture fixture;
    CHECK(fixture.publish(many(fixture, 2)).empty());
    const auto published = checkpoint(fixture);
    std::filesystem::remove(log_folder(fixture) / "checkpoint");
    undo(fixture, "UPDATE batch SET done = 0 WHERE number = (SELECT MAX(number) FROM batch)");
    {
        const auto writer = ProvinceFixture::need(LogWriter::open(fixture.data()));
        REQUIRE(writer.finished());
        CHECK(writer.finished()->size - writer.finished()->first == 2);
    }
    CHECK(checkpoint(fixture) == published);
    CHECK(fixture.fsck().empty());
}

TEST_CASE("blobs of a run that never reached the log are taken away again", "[province][log]")
{
    const ProvinceFixture fixture;
    const province::BlobStore blobs{fixture.data()};
    const std::vector<province::NewBlob> lost{province::blob_of("a text nobody published")};
    {
        auto state = ProvinceFixture::need(province::LogState::open(fixture.data().state()));
        ProvinceFixture::need(state.intend({lost[0].hash}));
        ProvinceFixture::need(blobs.store({&lost[0]}));
    }
    CHECK(fixture.fsck() ==
          std::vector<province::Defect>{{"stray", "tree/" + protocol::routes::blob(lost[0].hash), ""}});
    {
        const auto writer = ProvinceFixture::need(LogWriter::open(fixture.data()));
    }
    CHECK(fixture.fsck().empty());
}

#include <algorithm>
#include <fstream>

#include "protocol/routes.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"

namespace {

void flip(const std::filesystem::path& file, std::size_t at)
{
    auto bytes = ProvinceFixture::need(province::read_file(file, 1 << 26));
    REQUIRE(at < bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    std::ofstream{file, std::ios::binary | std::ios::trunc} << bytes;
}

bool has(const std::vector<province::Defect>& defects, std::string_view kind, std::string_view what)
{
    return std::any_of(defects.begin(), defects.end(), [&](const province::Defect& defect) {
        return defect.kind == kind && defect.what.find(what) != std::string::npos;
    });
}

std::vector<std::filesystem::path> many(const ProvinceFixture& fixture, int count)
{
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < count; ++i) {
        const auto n = std::to_string(i);
        files.push_back(fixture.write(n + ".md", notice("Số " + n, {}, "Nội dung " + n)));
    }
    return files;
}

/// A copy of one province with 260 records: making it takes longer than checking it.
class PublishedCopy {
public:
    PublishedCopy()
    {
        static const ProvinceFixture made;
        static const auto problems = made.publish(many(made, 260));
        if (!problems.empty()) throw std::runtime_error("not published");
        std::filesystem::copy(made.data().root, data().root, std::filesystem::copy_options::recursive);
    }

    province::DataFolder data() const { return {dir_ / "province"}; }
    std::vector<province::Defect> fsck() const
    {
        return ProvinceFixture::need(province::check_province(data())).defects;
    }

private:
    TempDir dir_;
};

}  // namespace

TEST_CASE("a flipped byte of any kind of file is found and named", "[province][fsck]")
{
    const PublishedCopy fixture;
    const auto tree = fixture.data().tree();
    const auto size = 18 + 260;  // six bodies with three keys each come first
    const auto edge = std::to_string(size - 256);

    SECTION("nothing: all of it holds") { CHECK(fixture.fsck().empty()); }
    SECTION("trust manifest")
    {
        flip(tree / "trust/1", 40);
        CHECK(has(fixture.fsck(), "trust", "tree/trust"));
    }
    SECTION("checkpoint")
    {
        flip(tree / "l/2026/checkpoint", 30);
        CHECK(has(fixture.fsck(), "checkpoint", "l/2026/checkpoint"));
    }
    SECTION("full tile")
    {
        flip(tree / "l/2026/tile/0/000", 5000);
        CHECK(has(fixture.fsck(), "tile", "tile/0/000"));
    }
    SECTION("upper tile")
    {
        flip(tree / "l/2026/tile/1/000.p/1", 3);
        CHECK(has(fixture.fsck(), "tile", "tile/1/000.p/1"));
    }
    SECTION("partial tile of an earlier size")
    {
        flip(tree / "l/2026/tile/0/000.p/18", 3);
        CHECK(has(fixture.fsck(), "tile", "tile/0/000.p/18"));
    }
    SECTION("full bundle")
    {
        flip(tree / "l/2026/tile/entries/000", 20000);
        const auto defects = fixture.fsck();
        CHECK(has(defects, "root", "checkpoint"));
        CHECK(has(defects, "entry", ""));
        CHECK(has(defects, "state_entry", ""));
    }
    SECTION("length in a bundle")
    {
        flip(tree / "l/2026/tile/entries/001.p" / edge, 0);
        CHECK(has(fixture.fsck(), "bundle", "tile/entries/001.p"));
    }
    SECTION("gzip form of a bundle")
    {
        flip(tree / "l/2026/tile/entries/000.gz", 600);
        CHECK(has(fixture.fsck(), "gzip", "tile/entries/000.gz"));
    }
    SECTION("blob")
    {
        const auto path = protocol::routes::blob(protocol::sha256("Nội dung 7"));
        flip(tree / path, 2);
        CHECK(has(fixture.fsck(), "blob", path));
    }
    SECTION("pack")
    {
        flip(tree / "k/20107.ubnd/0", 3000);
        CHECK(has(fixture.fsck(), "pack", "k/20107.ubnd/0"));
    }
    SECTION("a missing blob")
    {
        const auto path = protocol::routes::blob(protocol::sha256("Nội dung 7"));
        std::filesystem::remove(tree / path);
        CHECK(has(fixture.fsck(), "missing", path));
    }
    SECTION("a missing tile")
    {
        std::filesystem::remove(tree / "l/2026/tile/1/000.p/1");
        CHECK(has(fixture.fsck(), "missing", "tile/1/000.p/1"));
    }
    SECTION("a file that belongs to nothing")
    {
        std::ofstream{tree / "b/zz"} << "x";
        CHECK(has(fixture.fsck(), "stray", "b/zz"));
    }
    SECTION("state.db")
    {
        auto state = ProvinceFixture::need(province::LogState::open(fixture.data().state()));
        SECTION("an entry")
        {
            ProvinceFixture::need(state.database().run("UPDATE entry SET note = x'00' WHERE idx = 20"));
            CHECK(has(fixture.fsck(), "state_entry", "20"));
        }
        SECTION("the head")
        {
            ProvinceFixture::need(state.database().run("UPDATE head SET size = size - 1"));
            ProvinceFixture::need(state.database().run("UPDATE head SET root = zeroblob(32)"));
            CHECK(has(fixture.fsck(), "state", "state.db"));
        }
        SECTION("a forgotten piece")
        {
            ProvinceFixture::need(state.database().run("DELETE FROM piece WHERE idx = 20 AND role = 'body'"));
            CHECK(has(fixture.fsck(), "pieces", "20"));
        }
    }
}

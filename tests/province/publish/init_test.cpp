#include <sys/stat.h>

#include "protocol/feedback/container.h"
#include "protocol/routes.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace {

unsigned mode(const std::filesystem::path& path)
{
    struct stat about {};
    REQUIRE(::stat(path.c_str(), &about) == 0);
    return about.st_mode & 0777U;
}

}  // namespace

TEST_CASE("a new province proves itself and lists the keys of its bodies", "[province][init]")
{
    const ProvinceFixture fixture;
    CHECK(fixture.fsck().empty());
    const auto writer = ProvinceFixture::need(province::LogWriter::open(fixture.data()));
    for (const auto& body : province::bodies_of(fixture.law())) {
        CAPTURE(body);
        CHECK(writer.keys().publishers(body).size() == 1);
        CHECK(writer.keys().desks(body).size() == 1);
        CHECK(writer.keys().recipients(body).size() == 1);
        const province::OfficeFolder office{fixture.data().offices(), body};
        const auto text = ProvinceFixture::need(province::read_file(office.recipient(), 4096));
        CHECK(ProvinceFixture::need(protocol::BoxKey::parse(text)).public_key() ==
              writer.keys().recipients(body)[0]);
    }
    CHECK(writer.trust().roots.size() == 3);
    CHECK(writer.trust().root_threshold == 2);
}

TEST_CASE("nobody but the owner reads a key", "[province][init]")
{
    const ProvinceFixture fixture;
    for (const auto* file :
         {"roots/root-1", "roots/root-2", "roots/root-3", "province/keys/log", "province/keys/registrar",
          "province/keys/receiver", "offices/20107.ubnd/publisher", "offices/20107.ubnd/desk",
          "offices/46.thanhtra/recipient", "kiosk/device.seed"}) {
        CAPTURE(file);
        CHECK(mode(fixture.place() / file) == 0600);
    }
}

TEST_CASE("a province that is there is not touched by a second init", "[province][init]")
{
    const ProvinceFixture fixture;
    const auto before = ProvinceFixture::need(province::read_file(fixture.data().tree() / "trust/1", 65536));
    province::ProvinceOptions options;
    options.place = fixture.place();
    const auto again = province::create_province(options, fixture.law(), fixture.now());
    REQUIRE_FALSE(again);
    CHECK(again.error().fault == protocol::Fault::Refused);
    CHECK(ProvinceFixture::need(province::read_file(fixture.data().tree() / "trust/1", 65536)) == before);
    CHECK(fixture.fsck().empty());
}

TEST_CASE("the law's files give every commune and ward of the province", "[province][law]")
{
    const auto law = ProvinceFixture::need(province::load_rule_book(places::assets() + "/law"));
    CHECK(law.province_code == "46");
    CHECK(law.units.size() == 40);
    CHECK(law.has_item("D14"));
    CHECK(law.has_item("DQ"));
    CHECK(law.has_item("Q6"));
    CHECK_FALSE(law.has_item("D15"));
    for (const auto& item : law.items) {
        CAPTURE(item);
        CHECK(law.item_names.contains(item));  // a clerk chooses by the name, not by the code
    }
    CHECK(province::bodies_of(law).size() == 123);
}

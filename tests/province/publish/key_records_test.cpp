#include "province/people/key_records.h"

#include <filesystem>
#include <string>

#include "province/kiosk_api/key_files.h"
#include "province/publish/log_keys.h"
#include "tests/province/publish/province_fixture.h"
#include "tests/support/catch.h"

using namespace province;
using protocol::Fault;
using protocol::KeyRole;
using protocol::Result;

namespace {

constexpr const char* kBody = "20107.ubnd";
const protocol::Time kNow = protocol::from_unix(1'795'399'000);

template <class T>
T need(Result<T> result)
{
    return ProvinceFixture::need(std::move(result));
}

/// The registrar at work on the fixture's log.
struct AtWork {
    explicit AtWork(const ProvinceFixture& fixture)
        : data(fixture.data()),
          log(need(LogWriter::open(data))),
          key(need(read_signing_key((data.keys() / "registrar").string()))),
          registrar(log, "46", key)
    {
    }
    Result<LoggedKey> add(KeyRole role, const std::string& body = kBody, bool told = true)
    {
        return registrar.add(body, role, data.offices(), [told](const LoggedKey&) -> Result<void> {
            return told ? Result<void>{} : protocol::fail(Fault::Storage, "no registry");
        });
    }
    std::vector<LoggedKey> keys(const std::string& body = kBody)
    {
        return need(keys_of_body(log.state(), "46", body));
    }
    std::filesystem::path file(const std::string& name) const { return data.offices() / kBody / name; }

    DataFolder data;
    LogWriter log;
    protocol::SigningKey key;
    KeyRegistrar registrar;
};

}  // namespace

TEST_CASE("a new key takes the old one's place, and a revoked one signs nothing more", "[province][keys]")
{
    const ProvinceFixture fixture;
    CHECK(fixture.publish({fixture.write("a.md", notice("Một"))}).empty());
    const auto old_file = fixture.data().offices() / kBody / "publisher";
    const auto old = need(read_file(old_file, 4096));
    {
        AtWork at(fixture);
        REQUIRE(at.keys().size() == 3);
        const auto added = need(at.add(KeyRole::Publisher));
        CHECK(added.name == "46-20107.ubnd-p2");
        CHECK(at.keys().size() == 4);
        CHECK(need(read_signing_key(old_file.string())).vkey().text() == added.value);
        CHECK(need(read_file(at.file("publisher-1"), 4096)) == old);
        CHECK((std::filesystem::status(old_file).permissions() &
               (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
              std::filesystem::perms::none);
        CHECK(at.registrar.revoke(kBody, "46-20107.ubnd-p7", kNow).error().fault == Fault::NotFound);
        CHECK(need(at.registrar.revoke(kBody, "46-20107.ubnd-p1", kNow)).value.find("46-20107.ubnd-p1") == 0);
        CHECK(at.registrar.revoke(kBody, "46-20107.ubnd-p1", kNow).error().fault == Fault::NotFound);
    }
    CHECK(fixture.publish({fixture.write("b.md", notice("Hai"))}).empty());
    // Who stole the old key signs nothing that the log takes.
    std::filesystem::copy_file(fixture.data().offices() / kBody / "publisher-1", old_file,
                               std::filesystem::copy_options::overwrite_existing);
    CHECK_THROWS(fixture.publish({fixture.write("c.md", notice("Ba"))}));
    CHECK(fixture.fsck().empty());  // what was signed before stands
    CHECK(need(log_keys(fixture.data())).publishers(kBody).size() == 1);
}

TEST_CASE("the record that revokes a desk's key says when", "[province][keys]")
{
    const ProvinceFixture fixture;
    AtWork at(fixture);
    need(at.add(KeyRole::Desk));
    const auto index = need(at.log.state().size());
    const auto old = need(at.registrar.revoke(kBody, "46-20107.ubnd-d1", kNow));
    const auto revoked = need(log_keys(fixture.data())).revoked_desks();
    REQUIRE(revoked.size() == 1);
    CHECK(revoked[0].key.text() == old.value);
    CHECK(revoked[0].index == static_cast<std::uint64_t>(index));
    CHECK(revoked[0].at == kNow);
}

TEST_CASE("a call that was stopped is brought to its end by the next one", "[province][keys]")
{
    const ProvinceFixture fixture;
    AtWork at(fixture);
    const auto size = need(at.log.state().size());
    // Before the log: nothing of it is left.
    CHECK_FALSE(at.add(KeyRole::Recipient, kBody, false));
    CHECK(need(at.log.state().size()) == size);
    const auto added = need(at.add(KeyRole::Recipient));
    CHECK(need(at.log.state().size()) == size + 1);
    CHECK(added.name == "46-20107.ubnd-r2");
    // Behind the log and before the file: the same key, and no second record.
    std::filesystem::rename(at.file("recipient"), at.file("recipient.new"));
    std::filesystem::rename(at.file("recipient-1"), at.file("recipient"));
    const auto again = need(at.add(KeyRole::Recipient));
    CHECK(again.value == added.value);
    CHECK(need(at.log.state().size()) == size + 1);
    CHECK(std::filesystem::exists(at.file("recipient-1")));
    CHECK_FALSE(std::filesystem::exists(at.file("recipient.new")));
    const auto recipients = need(log_keys(fixture.data())).recipients(kBody);
    CHECK(recipients.back() == need(read_box_key(at.file("recipient").string())).public_key());
}

TEST_CASE("a body that arose later gets its keys", "[province][keys]")
{
    const ProvinceFixture fixture;
    {
        AtWork at(fixture);
        CHECK(at.keys("20107.thanhtra").empty());
        for (const KeyRole role : {KeyRole::Publisher, KeyRole::Desk, KeyRole::Recipient})
            CHECK(need(at.add(role, "20107.thanhtra")).name.starts_with("46-20107.thanhtra-"));
        CHECK(at.keys("20107.thanhtra").size() == 3);
    }
    CHECK(fixture.publish({fixture.write("a.md", notice("Một"))}, "20107.thanhtra").empty());
    CHECK(fixture.fsck().empty());
}

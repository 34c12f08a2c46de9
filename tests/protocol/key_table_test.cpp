#include "protocol/trust/key_table.h"

#include "protocol/base/encoding.h"
#include "protocol/trust/key_names.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {

const SigningKey kRegistrar = SigningKey::generate(registrar_key_name("46"));
const SigningKey kPublisher = SigningKey::generate(publisher_key_name("46", "20107.ubnd"));

std::string key_entry(bool revoke, KeyRole role, const std::string& vkey, const std::string& pk,
                      std::int64_t seq, const std::string& body = "20107.ubnd",
                      const SigningKey& signer = kRegistrar, const std::string& pub = "46.registrar",
                      std::optional<std::int64_t> at = {})
{
    Entry entry;
    entry.t = "key";
    entry.pub = pub;
    entry.seq = seq;
    entry.key = KeyRecord{revoke, role, vkey, pk, {body}, at};
    return make_entry(entry, signer).value();
}

std::string record(const SigningKey& signer, const std::string& body = "20107.ubnd")
{
    Entry entry;
    entry.t = "bulletin";
    entry.pub = body;
    entry.seq = 1;
    entry.id = body + "-1";
    entry.rev = 1;
    entry.from = parse_date("2026-11-22");
    entry.card = Blob{sha256("x"), 1, ""};
    return make_entry(entry, signer).value();
}

void apply(KeyTable& table, const std::string& bytes, std::uint64_t index)
{
    const auto entry = verify_entry(bytes, index, table);
    REQUIRE(entry);
    REQUIRE(table.apply(*entry, index));
}

}  // namespace

TEST_CASE("a publisher's key counts behind the index that added it and up to the one that revoked it",
          "[protocol][keys]")
{
    KeyTable table{kRegistrar.vkey()};
    const std::string bytes = record(kPublisher);
    CHECK_FALSE(verify_entry(bytes, 5, table));
    apply(table, key_entry(false, KeyRole::Publisher, kPublisher.vkey().text(), "", 1), 5);
    CHECK_FALSE(verify_entry(bytes, 5, table));
    CHECK(verify_entry(bytes, 6, table));
    apply(table, key_entry(true, KeyRole::Publisher, kPublisher.vkey().text(), "", 2), 9);
    CHECK(verify_entry(bytes, 9, table));
    CHECK_FALSE(verify_entry(bytes, 10, table));
    CHECK(table.publishers("20107.ubnd").empty());
    apply(table, key_entry(false, KeyRole::Publisher, kPublisher.vkey().text(), "", 3), 20);
    CHECK_FALSE(verify_entry(bytes, 15, table));
    CHECK(verify_entry(bytes, 21, table));
}

TEST_CASE("nobody signs for another body, and only the registrar adds keys", "[protocol][keys]")
{
    KeyTable table{kRegistrar.vkey()};
    apply(table, key_entry(false, KeyRole::Publisher, kPublisher.vkey().text(), "", 1), 0);
    CHECK_FALSE(verify_entry(record(kPublisher, "20107.mttq"), 7, table));
    CHECK_FALSE(verify_entry(record(kRegistrar), 7, table));
    const std::string own = kPublisher.vkey().text();
    const auto forged =
        verify_entry(key_entry(false, KeyRole::Publisher, own, "", 1, "20107.ubnd", kPublisher), 7, table);
    REQUIRE_FALSE(forged);
    CHECK(forged.error().fault == Fault::Refused);
    // Signed by its own publisher, as a key record of that publisher.
    CHECK_FALSE(verify_entry(
        key_entry(false, KeyRole::Publisher, own, "", 1, "20107.ubnd", kPublisher, "20107.ubnd"), 7, table));
    std::string altered = record(kPublisher);
    altered[altered.find("\"seq\":1") + 6] = '2';
    CHECK(verify_entry(altered, 7, table).error().fault == Fault::Refused);
}

TEST_CASE("desks and readers are looked up by body", "[protocol][keys]")
{
    KeyTable table{kRegistrar.vkey()};
    const auto desk = SigningKey::generate(desk_key_name("46", "20107.ubnd"));
    const std::string pk(32, 'p');
    apply(table, key_entry(false, KeyRole::Desk, desk.vkey().text(), "", 1), 0);
    apply(table, key_entry(false, KeyRole::Recipient, "", pk, 2), 1);
    apply(table, key_entry(false, KeyRole::Recipient, "", std::string(32, 'q'), 3, "46.thanhtra"), 2);
    CHECK(table.desks("20107.ubnd") == std::vector<Vkey>{desk.vkey()});
    CHECK(table.desks("20107.mttq").empty());
    REQUIRE(table.recipients("20107.ubnd").size() == 1);
    CHECK(table.recipients("20107.ubnd")[0][31] == 'p');
    CHECK(table.reading_bodies() == std::vector<std::string>{"20107.ubnd", "46.thanhtra"});
    apply(table, key_entry(true, KeyRole::Recipient, "", pk, 4), 8);
    CHECK(table.recipients("20107.ubnd").empty());
    CHECK(table.recipients("20107.ubnd", 8).size() == 1);
}

TEST_CASE("a desk's key that was revoked is known by when, until it is added again", "[protocol][keys]")
{
    KeyTable table{kRegistrar.vkey()};
    const auto desk = SigningKey::generate(desk_key_name("46", "20107.ubnd"));
    const std::string vkey = desk.vkey().text();
    apply(table, key_entry(false, KeyRole::Desk, vkey, "", 1), 0);
    CHECK(table.all_desks() == std::vector<Vkey>{desk.vkey()});
    CHECK(table.revoked_desks().empty());
    apply(
        table,
        key_entry(true, KeyRole::Desk, vkey, "", 2, "20107.ubnd", kRegistrar, "46.registrar", 1'795'000'000),
        4);
    CHECK(table.all_desks().empty());
    CHECK(table.revoked_desks() == std::vector<RevokedDesk>{{desk.vkey(), 4, from_unix(1'795'000'000)}});
    apply(table, key_entry(false, KeyRole::Desk, vkey, "", 3), 7);
    CHECK(table.all_desks() == std::vector<Vkey>{desk.vkey()});
    CHECK(table.revoked_desks().empty());
    // By an older program: without its moment. The last revocation counts.
    apply(table, key_entry(true, KeyRole::Desk, vkey, "", 4), 9);
    CHECK(table.revoked_desks() == std::vector<RevokedDesk>{{desk.vkey(), 9, std::nullopt}});
}

TEST_CASE("key records out of form are refused", "[protocol][keys]")
{
    Entry entry;
    entry.t = "key";
    entry.pub = "46.registrar";
    entry.seq = 1;
    const std::string vkey = kPublisher.vkey().text();
    const std::string pk(32, 'p');
    for (const KeyRecord& wrong : {KeyRecord{false, KeyRole::Publisher, vkey, "", {}, {}},
                                   KeyRecord{false, KeyRole::Publisher, vkey, "", {"x"}, {}},
                                   KeyRecord{false, KeyRole::Publisher, vkey, pk, {"20107.ubnd"}, {}},
                                   KeyRecord{false, KeyRole::Publisher, "x", "", {"20107.ubnd"}, {}},
                                   KeyRecord{false, KeyRole::Recipient, "", "short", {"20107.ubnd"}, {}},
                                   KeyRecord{false, KeyRole::Recipient, vkey, pk, {"20107.ubnd"}, {}},
                                   KeyRecord{false, KeyRole::Publisher, vkey, "", {"20107.ubnd"}, 1},
                                   KeyRecord{true, KeyRole::Publisher, vkey, "", {"20107.ubnd"}, -1}}) {
        entry.key = wrong;
        CHECK_FALSE(entry_json(entry));
    }
    CHECK_FALSE(entry_of_json(
        R"({"op":"take","pub":"46.registrar","role":"desk","scope":["20107.ubnd"],"seq":1,"t":"key","v":1,"vkey":"x"})"));
    CHECK_FALSE(KeyTable{kRegistrar.vkey()}.apply(
        entry_of_json(R"({"pub":"46.a","seq":1,"t":"open","v":1})").value(), 0));
    for (const char* body : {"", ".", "46.", ".x", "4.x", "123456.x", "46.X", "46.x/y", "46.1", "ab.x"})
        CHECK_FALSE(valid_body(body));
    CHECK(body_area("19753.ubnd") == "19753");
}

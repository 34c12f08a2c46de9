#include "protocol/records/entry.h"

#include "protocol/base/encoding.h"
#include "protocol/tlog/merkle.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {

Entry disclosure()
{
    Entry entry;
    entry.t = "disclosure";
    entry.pub = "19753.ubnd";
    entry.seq = 412;
    entry.id = "19753.ubnd-2026-0412";
    entry.rev = 1;
    entry.cat = "D03.tien-do";
    entry.law = "D03";
    entry.from = parse_date("2026-11-22");
    entry.until = parse_date("2026-12-22");
    entry.card = Blob{hash_from_hex(text(vectors("app-vectors")["record"]["card_sha256"])).value(), 442, ""};
    return entry;
}

std::string json_of(const std::string& note) { return note.substr(0, note.find('\n')); }

}  // namespace

TEST_CASE("the published entries are read whole", "[protocol][entry]")
{
    const auto& row = vectors("app-vectors")["record"];
    const std::string bytes = text(row["entry"]);
    CHECK(bytes.size() == row["entry_bytes"].get<std::size_t>());
    CHECK(parse_entry(bytes).value() == disclosure());
    CHECK(entry_json(disclosure()).value() == json_of(bytes));
    CHECK(to_hex(leaf_hash(bytes)) == text(row["leaf_hash_hex"]));
    const Vkey key = Vkey::parse(text(row["publisher_vkey"])).value();
    CHECK(open_note(bytes, {&key, 1}));

    const std::string withdrawal = text(vectors("app-vectors")["withdrawal"]["entry"]);
    CHECK(withdrawal.size() == vectors("app-vectors")["withdrawal"]["bytes"].get<std::size_t>());
    const auto taken_back = parse_entry(withdrawal);
    REQUIRE(taken_back);
    CHECK(taken_back->kind == EntryKind::Withdrawal);
    CHECK(taken_back->target == 18'234);
    CHECK(taken_back->erase == std::vector<std::string>{"card", "att:0"});
    CHECK(taken_back->authority == "46-inspectorate");
    CHECK(entry_json(*taken_back).value() == json_of(withdrawal));
    CHECK(open_note(withdrawal, {&key, 1}));
}

TEST_CASE("an entry of a type or version to come is kept and named so", "[protocol][entry]")
{
    for (const char* json : {R"({"pub":"19753.ubnd","seq":1,"t":"hologram","v":1})",
                             R"({"id":7,"pub":"19753.ubnd","seq":1,"t":"disclosure","v":2})",
                             R"({"pub":"46.registrar","seq":1,"t":"close","v":1})"}) {
        const auto entry = entry_of_json(json);
        REQUIRE(entry);
        CHECK(entry->kind == EntryKind::Unknown);
        CHECK_FALSE(entry_json(*entry));
    }
}

TEST_CASE("an entry with a missing or wrong field is refused by name", "[protocol][entry]")
{
    const auto broken = [](auto change) {
        Entry entry = disclosure();
        change(entry);
        const auto json = entry_json(entry);
        return json ? std::string{} : json.error().detail;
    };
    CHECK(broken([](Entry&) {}).empty());
    CHECK(broken([](Entry& e) { e.pub = "19753"; }) == "entry: bad field pub");
    CHECK(broken([](Entry& e) { e.pub = "x/../y.ubnd"; }) == "entry: bad field pub");
    CHECK(broken([](Entry& e) { e.seq = 0; }) == "entry: bad field seq");
    CHECK(broken([](Entry& e) { e.id = "../etc"; }) == "entry: bad field id");
    CHECK(broken([](Entry& e) { e.id = "Hoa"; }) == "entry: bad field id");
    CHECK(broken([](Entry& e) { e.rev = 0; }) == "entry: bad field rev");
    CHECK(broken([](Entry& e) { e.rev = 2; }) == "entry: bad field prev");
    CHECK(broken([](Entry& e) {
              e.rev = 2;
              e.prev = 5;
          }) == "entry: bad field chg");
    CHECK(broken([](Entry& e) { e.from.reset(); }) == "entry: bad field from");
    CHECK(broken([](Entry& e) { e.until = parse_date("2026-11-21"); }) == "entry: bad field until");
    CHECK(broken([](Entry& e) { e.card.reset(); }) == "entry: bad field card");
    CHECK(broken([](Entry& e) { e.card->n = 64 * 1024 + 1; }) == "entry: bad field card");
    CHECK_FALSE(entry_of_json(R"({"pub":"19753.ubnd","seq":"1","t":"hologram","v":1})"));
    CHECK_FALSE(entry_of_json(R"({"pub":"19753.ubnd","seq":1,"t":"hologram","v":0})"));
    CHECK_FALSE(entry_of_json(R"({"pub":"19753.ubnd","seq":1,"t":"hologram"})"));
    Entry long_one = disclosure();
    long_one.cat = std::string(17'000, 'x');
    CHECK_FALSE(make_entry(long_one, SigningKey::generate("k")));
}

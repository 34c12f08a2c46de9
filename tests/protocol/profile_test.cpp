// The choices written in protocol/README.md: every value of tests/vectors/profile.json, which
// tests/python/check_vectors.py yields on its own.
#include "protocol/base/encoding.h"
#include "protocol/base/text.h"
#include "protocol/feedback/message.h"
#include "protocol/feedback/receipt_code.h"
#include "protocol/feedback/received.h"
#include "protocol/feedback/reply.h"
#include "protocol/packs/pack.h"
#include "protocol/records/card.h"
#include "protocol/records/json.h"
#include "protocol/tlog/merkle.h"
#include "protocol/trust/key_names.h"
#include "protocol/trust/key_table.h"
#include "protocol/trust/manifest.h"
#include "tests/protocol/memory_log.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {
const nlohmann::json& profile(const char* name) { return vectors("profile")[name]; }
SigningKey key(const std::string& name, const std::string& label)
{
    return SigningKey::from_seed(name, seed_of("profile/" + label));
}
}  // namespace

TEST_CASE("profile: key names, vkeys and key files", "[protocol][profile]")
{
    for (const auto& row : profile("keys")) {
        const auto signing = key(text(row["name"]), text(row["label"]));
        CHECK(signing.vkey().text() == text(row["vkey"]));
        CHECK(signing.text().view() == text(row["file"]));
    }
    const auto& keys = profile("keys");
    CHECK(registrar_key_name("46") == text(keys[1]["name"]));
    CHECK(publisher_key_name("46", "20107.ubnd") == text(keys[2]["name"]));
    CHECK(desk_key_name("46", "20107.ubnd") == text(keys[3]["name"]));
    CHECK(root_key_name("46", 1) == text(keys[4]["name"]));
    CHECK(registrar_body("46") == "46.registrar");
    const auto& box = profile("box_key");
    CHECK(recipient_key_name("46", "20107.ubnd") == text(box["name"]));
    const auto read = BoxKey::parse(text(box["file"]));
    REQUIRE(read);
    CHECK(read->text(text(box["name"])).view() == text(box["file"]));
    CHECK(read->public_key() == BoxKey::from_seed(seed(box["seed"])).public_key());
    CHECK(read->public_key() == box_public_key(bytes(box["public"])).value());
}

TEST_CASE("profile: the trust manifest", "[protocol][profile]")
{
    const auto& row = profile("manifest");
    const auto opened = open_first_manifest(text(row["note"]), hash_from_hex(text(row["pin"])).value());
    REQUIRE(opened);
    CHECK(manifest_text(opened->manifest) == text(row["text"]));
    const std::vector<SigningKey> roots{key("46-root-1", "root1"), key("46-root-2", "root2")};
    CHECK(sign_manifest(opened->manifest, roots) == text(row["note"]));
}

TEST_CASE("profile: key records and a revision", "[protocol][profile]")
{
    const auto registrar = key("46-registrar", "registrar");
    KeyTable table{registrar.vkey()};
    std::uint64_t index = 0;
    for (const auto& row : profile("key_records")) {
        const std::string bytes = text(row["entry"]);
        const auto entry = verify_entry(bytes, index, table);
        REQUIRE(entry);
        CHECK(make_entry(*entry, registrar).value() == bytes);
        REQUIRE(table.apply(*entry, index++));
    }
    CHECK(table.desks("20107.ubnd").empty());
    CHECK(table.desks("20107.ubnd", 3).size() == 1);
    CHECK(table.recipients("20107.ubnd").at(0) ==
          box_public_key(bytes(profile("box_key")["public"])).value());
    const std::string revision = text(profile("revision"));
    const auto entry = verify_entry(revision, index, table);
    REQUIRE(entry);
    CHECK(entry->prev == 7);
    CHECK(make_entry(*entry, key("46-20107.ubnd-p1", "publisher")).value() == revision);
}

TEST_CASE("profile: cards", "[protocol][profile]")
{
    for (const auto& row : profile("cards")) {
        const auto card = parse_card(text(row["t"]), text(row["json"]));
        REQUIRE(card);
        CHECK(make_card(*card).value() == text(row["json"]));
        if (const auto* project = std::get_if<Project>(&card->details))
            CHECK(project->people_share->land_m2 == 120);
        if (const auto* stats = std::get_if<Stats>(&card->details)) CHECK(stats->rating->avg10 == 43);
        if (const auto* meeting = std::get_if<Meeting>(&card->details)) CHECK(meeting->votes.at(0).yes == 30);
    }
}

TEST_CASE("profile: message, reply, list and word of receipt", "[protocol][profile]")
{
    const auto message = parse_message(text(profile("message")));
    REQUIRE(message);
    CHECK(message->text.view() == "Đường hỏng\nđã lâu");
    CHECK(make_message(*message)->view() == text(profile("message")));

    CHECK(message->reopens == 0);

    const auto reopening = parse_message(text(profile("reopening")));
    REQUIRE(reopening);
    CHECK(reopening->reopens == 2);
    CHECK(reopening->text.empty());
    CHECK(reopening->look == message->look);
    CHECK(make_message(*reopening)->view() == text(profile("reopening")));
    const auto agreement = parse_message(text(profile("agreement")));
    REQUIRE(agreement);
    CHECK(agreement->agrees == 2);
    CHECK(agreement->mark == 4);
    CHECK(agreement->reply() == 2);
    CHECK(make_message(*agreement)->view() == text(profile("agreement")));
    const auto opinion = parse_message(text(profile("opinion")));
    REQUIRE(opinion);
    CHECK(opinion->option.view() == "Đồng ý nhưng giảm diện tích");
    CHECK(opinion->text.empty());
    CHECK(make_message(*opinion)->view() == text(profile("opinion")));

    const std::string look{message->look};
    const Reply reply{look, 2, "in_progress", from_unix(1'795'400'000), "Dòng một\n\nDòng hai", {}};
    CHECK(reply_note(reply, key("46-20107.ubnd-d1", "desk")).value() == text(profile("reply")));
    CHECK(reply_list(std::vector<ListedReply>{{look, 2, 1'072, sha256("sealed")}}) ==
          text(profile("reply_list")));
    const Received received{to_hex(sha256("container")), from_unix(1'795'399'000)};
    CHECK(sign_received(received, key("46-receiver", "receiver")) == text(profile("received")));
}

TEST_CASE("profile: packs, frontiers, lint, folding and check digits", "[protocol][profile]")
{
    std::string pack;
    for (const auto& piece : profile("pack")["pieces"]) append_to_pack(pack, text(piece));
    CHECK(to_hex(pack) == text(profile("pack")["hex"]));
    for (const auto& [size, hex] : profile("frontier").items()) {
        Frontier frontier;
        for (const Hash& leaf : leaves_of(numbered_entries(std::stoull(size)))) frontier.push(leaf);
        CHECK(to_hex(frontier.serialise()) == text(hex));
    }
    for (const auto& row : profile("lint")) {
        CAPTURE(text(row["text"]));
        CHECK(parse_canonical(text(row["text"])).has_value() == row["canonical"].get<bool>());
    }
    for (const auto& row : profile("fold")) CHECK(fold(text(row["text"])) == text(row["folded"]));
    for (const auto& [digits, check] : profile("check_digits").items())
        CHECK(check_digits(digits) == text(check));
}

#include <sodium.h>

#include <array>

#include "protocol/base/encoding.h"
#include "protocol/feedback/container.h"
#include "protocol/feedback/message.h"
#include "protocol/feedback/receipt_code.h"
#include "protocol/feedback/received.h"
#include "protocol/feedback/reply.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {

const nlohmann::json& table(const char* name) { return vectors("app-vectors")[name]; }

std::string pk_bytes(const BoxPublicKey& key)
{
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

/// The reply key of the published receipt code, from its master to spare the slow derivation.
BoxKey reply_key() { return keys_of_master(seed(table("receipt")["master_hex"])).reply; }

Message message()
{
    Message m;
    m.commune = "20107";
    m.pub = "20107.ubnd";
    m.topic = "duong_sa";
    m.text.assign("Đường hỏng\nđã lâu");
    m.look = std::string(32, 'a');
    return m;
}

}  // namespace

TEST_CASE("the published container opens with each of its readers' keys and no other",
          "[protocol][container]")
{
    const auto& row = table("feedback");
    const std::string container = bytes(row["container_hex"]);
    CHECK(container.size() == row["container_bytes"].get<std::size_t>());
    CHECK(container_id(container) == text(row["id_hex"]));
    for (std::size_t i = 0; i < row["recipient_seeds_hex"].size(); ++i) {
        const BoxKey key = BoxKey::from_seed(seed(row["recipient_seeds_hex"][i]));
        CHECK(to_hex(pk_bytes(key.public_key())) == text(row["recipient_pk_hex"][i]));
        const auto opened = open_container(container, key);
        REQUIRE(opened);
        CHECK(opened->view() == text(row["plaintext"]));
        const BoxKey again = BoxKey::parse(key.text("46-x-r1").view()).value();
        CHECK(again.public_key() == key.public_key());
    }
    CHECK(open_container(container, BoxKey::generate()).error().fault == Fault::Refused);

    const auto read = parse_message(text(row["plaintext"]));
    REQUIRE(read);
    CHECK(read->topic == "duong_sa");
    CHECK(read->kind == FeedbackKind::KienNghi);
    CHECK(read->about == "20107.ubnd-2026-0412");
    CHECK(read->look == text(table("receipt")["lookup_hex"]));
    CHECK(pk_bytes(read->rpk) == bytes(table("receipt")["reply_pk_hex"]));
    CHECK(make_message(*read)->view() == text(row["plaintext"]));
}

TEST_CASE("a container tells nothing but its size class and opens for one to three readers",
          "[protocol][container]")
{
    const std::vector<BoxKey> keys{BoxKey::generate(), BoxKey::generate(), BoxKey::generate()};
    std::vector<BoxPublicKey> readers;
    for (std::size_t n = 1; n <= 3; ++n) {
        readers.push_back(keys[n - 1].public_key());
        for (const std::size_t length : {1U, 2'047U}) {
            const auto container = seal_container(std::string(length, 'x'), readers);
            REQUIRE(container);
            CHECK(container->size() == 2'337);
            for (std::size_t i = 0; i < n; ++i) CHECK(open_container(*container, keys[i])->size() == length);
        }
        CHECK(seal_container(std::string(2'048, 'x'), readers)->size() == 2'337 + 2'048);
    }
    CHECK(*seal_container("x", readers) != *seal_container("x", readers));
    CHECK_FALSE(seal_container("x", {}));
    CHECK_FALSE(seal_container("", readers));
    CHECK_FALSE(seal_container(std::string(33 * 1024, 'x'), readers));
    readers.push_back(readers[0]);
    CHECK_FALSE(seal_container("x", readers));
}

TEST_CASE("the slots of a container are in no fixed order", "[protocol][container]")
{
    const BoxKey key = BoxKey::generate();
    const BoxPublicKey reader = key.public_key();
    std::array<int, 3> seen{};
    for (int round = 0; round < 60; ++round) {
        const std::string container = seal_container("x", {&reader, 1}).value();
        for (std::size_t slot = 0; slot < 3; ++slot)
            if (key.open(container.substr(4 + slot * 80, 80))) ++seen[slot];
    }
    for (const int times : seen) CHECK(times > 3);
}

TEST_CASE("no altered or cut container opens", "[protocol][container]")
{
    const BoxKey key = BoxKey::generate();
    const BoxPublicKey reader = key.public_key();
    const std::string container = seal_container("bí mật", {&reader, 1}).value();
    for (std::size_t i = 0; i < container.size(); i += i < 280 ? 1 : 13) {
        std::string wrong = container;
        wrong[i] = static_cast<char>(wrong[i] ^ 4);
        REQUIRE_FALSE(open_container(wrong, key));
        REQUIRE_FALSE(open_container(container.substr(0, i), key));
    }
    CHECK_FALSE(open_container(container + "x", key));
}

TEST_CASE("a message without a final tag or with bad padding is refused", "[protocol][container]")
{
    // Built by hand as a cheating sender could: everything right but the tag, or the padding.
    const BoxKey reader = BoxKey::generate();
    const auto cheat = [&reader](unsigned char tag, const std::string& padded) {
        unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
        crypto_secretstream_xchacha20poly1305_keygen(key);
        std::string container = "CVF1";
        for (int slot = 0; slot < 3; ++slot)
            container += seal_to(reader.public_key(), {reinterpret_cast<const char*>(key), sizeof key});
        const std::string extra = container;
        crypto_secretstream_xchacha20poly1305_state state;
        unsigned char header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
        crypto_secretstream_xchacha20poly1305_init_push(&state, header, key);
        container.append(reinterpret_cast<const char*>(header), sizeof header);
        std::string frame(padded.size() + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
        crypto_secretstream_xchacha20poly1305_push(
            &state, reinterpret_cast<unsigned char*>(frame.data()), nullptr,
            reinterpret_cast<const unsigned char*>(padded.data()), padded.size(),
            reinterpret_cast<const unsigned char*>(extra.data()), extra.size(), tag);
        append_u32be(container, static_cast<std::uint32_t>(frame.size()));
        return container + frame;
    };
    const std::string good = "x" + std::string("\x80", 1) + std::string(2'046, '\0');
    CHECK(open_container(cheat(crypto_secretstream_xchacha20poly1305_TAG_FINAL, good), reader)->view() ==
          "x");
    CHECK_FALSE(open_container(cheat(crypto_secretstream_xchacha20poly1305_TAG_MESSAGE, good), reader));
    CHECK_FALSE(open_container(
        cheat(crypto_secretstream_xchacha20poly1305_TAG_FINAL, std::string(2'048, 'x')), reader));
    CHECK_FALSE(open_container(cheat(crypto_secretstream_xchacha20poly1305_TAG_FINAL, ""), reader));
    CHECK_FALSE(open_container(
        cheat(crypto_secretstream_xchacha20poly1305_TAG_FINAL, std::string(100'000, '\0')), reader));
}

TEST_CASE("a message reads back whole, in NFC, with its line breaks", "[protocol][message]")
{
    Message m = message();
    m.lane = Lane::Official;
    m.is_public = true;
    m.place.assign("tho\xcc\x82n \xc4\x90o\xcc\x82ng");
    m.contact =
        FeedbackContact{SecretString{std::string_view{"Bà B"}}, SecretString{std::string_view{"0905"}}};
    const auto json = make_message(m);
    REQUIRE(json);
    const auto read = parse_message(json->view());
    REQUIRE(read);
    CHECK(read->text.view() == "Đường hỏng\nđã lâu");
    CHECK(read->place.view() == "thôn Đông");
    CHECK(read->lane == Lane::Official);
    CHECK(read->is_public);
    CHECK(read->contact->name.view() == "Bà B");
    CHECK(read->contact->phone.view() == "0905");
    CHECK(parse_lane("wrong_info") == Lane::WrongInfo);
    CHECK_FALSE(parse_lane("Normal"));
}

TEST_CASE("messages that break a rule are not made and not read", "[protocol][message]")
{
    const auto refused = [](auto change) {
        Message m = message();
        change(m);
        return !make_message(m);
    };
    CHECK_FALSE(refused([](Message&) {}));
    CHECK(refused([](Message& m) { m.text.clear(); }));
    CHECK(refused([](Message& m) { m.option.assign("Đồng ý"); }));  // only an opinion chooses
    const auto opinion = [](std::size_t bytes) {
        return [bytes](Message& m) {
            m.lane = Lane::Opinion;
            m.option.assign(std::string(bytes, 'x'));
            m.text.clear();
        };
    };
    CHECK_FALSE(refused(opinion(1000)));
    CHECK(refused(opinion(1001)));
    CHECK(refused(opinion(0)));
    CHECK(refused([](Message& m) { m.text.assign(std::string(8 * 1024 + 1, 'x')); }));
    CHECK(refused([](Message& m) { m.text.assign("\x01"); }));
    CHECK(refused([](Message& m) { m.text.assign("a\xe2\x80\xae"); }));
    CHECK(refused([](Message& m) { m.text.assign("\xff"); }));
    CHECK(refused([](Message& m) { m.commune = "x"; }));
    CHECK(refused([](Message& m) { m.pub = "20107"; }));
    CHECK(refused([](Message& m) { m.topic = "Đường"; }));
    CHECK(refused([](Message& m) { m.look = "abc"; }));
    CHECK(refused([](Message& m) { m.about = "../x"; }));
    const std::string good = text(table("feedback")["plaintext"]);
    for (const char* key :
         {"commune", "kind", "lane", "look", "pub", "public", "rpk", "text", "topic", "v"}) {
        auto json = nlohmann::json::parse(good);
        json.erase(key);
        CHECK_FALSE(parse_message(json.dump()));
        json[key] = nlohmann::json::array();
        CHECK_FALSE(parse_message(json.dump()));
    }
    auto later = nlohmann::json::parse(good);
    later["v"] = 2;
    CHECK_FALSE(parse_message(later.dump()));
}

TEST_CASE("the published reply opens for the holder of the code only", "[protocol][reply]")
{
    const auto& row = table("reply");
    const Vkey desk = Vkey::parse(text(row["desk_vkey"])).value();
    const std::string lookup = text(table("receipt")["lookup_hex"]);
    const std::string sealed = bytes(row["sealed_hex"]);
    CHECK(sealed.size() == row["sealed_bytes"].get<std::size_t>());
    const auto reply = open_reply(sealed, reply_key(), {&desk, 1}, lookup);
    REQUIRE(reply);
    CHECK(reply->status == "answered");
    CHECK(reply->n == 1);
    CHECK(unix_seconds(reply->at) == 1'795'400'000);
    CHECK(reply->signer == "46-19753-desk");
    CHECK(reply->text.find("UBND xã đã tiếp nhận.") == 0);
    CHECK_FALSE(open_reply(sealed, BoxKey::generate(), {&desk, 1}, lookup));
    CHECK_FALSE(open_reply(sealed, reply_key(), {&desk, 1}, std::string(32, 'a')));
    const Vkey stranger = SigningKey::generate("46-19753-desk").vkey();
    CHECK_FALSE(open_reply(sealed, reply_key(), {&stranger, 1}, lookup));
    std::string wrong = sealed;
    wrong[500] = static_cast<char>(wrong[500] ^ 1);
    CHECK_FALSE(open_reply(wrong, reply_key(), {&desk, 1}, lookup));
}

TEST_CASE("a reply is signed, padded and read back", "[protocol][reply]")
{
    const auto desk = SigningKey::generate("46-20107.ubnd-d1");
    Reply reply{std::string(32, 'b'), 2, "in_progress", from_unix(1'795'400'000), "Dòng một\n\nDòng hai", {}};
    const auto sealed = seal_reply(reply, desk, reply_key().public_key());
    REQUIRE(sealed);
    CHECK(sealed->size() == 1'072);
    const auto read = open_reply(*sealed, reply_key(), {&desk.vkey(), 1}, reply.to);
    REQUIRE(read);
    CHECK(read->text == "Dòng một\n\nDòng hai\n");
    CHECK(read->n == 2);
    for (const char* wrong_text : {"", "\n\n", "\x01", "a\xe2\x80\xae", "\xff"}) {
        reply.text = wrong_text;
        CHECK_FALSE(seal_reply(reply, desk, reply_key().public_key()));
    }
    reply.text = "x";
    reply.status = "Answered";
    CHECK_FALSE(reply_note(reply, desk));
    reply.status = "answered";
    reply.n = 0;
    CHECK_FALSE(reply_note(reply, desk));
}

TEST_CASE("a list of replies reads back and is refused in any other form", "[protocol][reply]")
{
    const std::vector<ListedReply> replies{{std::string(32, 'a'), 1, 1'072, sha256("x")},
                                           {std::string(32, 'a'), 2, 2'096, sha256("y")}};
    const std::string list = reply_list(replies);
    CHECK(parse_reply_list(list).value() == replies);
    CHECK(parse_reply_list("")->empty());
    for (const std::string& wrong :
         {list + list, list.substr(1), list.substr(0, list.size() - 1), list + "\n", list + "x 1 2\n",
          std::string(32, 'a') + ".0 1072 " + to_hex(sha256("x")) + "\n"})
        CHECK_FALSE(parse_reply_list(wrong));
}

TEST_CASE("the published word of receipt holds for its own report only", "[protocol][received]")
{
    const auto& row = table("received");
    const Vkey receiver = Vkey::parse(text(row["receiver_vkey"])).value();
    const std::string id = text(table("feedback")["id_hex"]);
    const auto received = open_received(text(row["note"]), receiver, id);
    REQUIRE(received);
    CHECK(unix_seconds(received->at) == 1'795'399'000);
    CHECK_FALSE(open_received(text(row["note"]), receiver, std::string(64, 'a')));
    const auto key = SigningKey::generate("46-receiver");
    const std::string own = sign_received({id, from_unix(1)}, key);
    CHECK(open_received(own, key.vkey(), id)->id == id);
    CHECK_FALSE(open_received(own, receiver, id));
    CHECK_FALSE(open_received(sign_note("civic-received/v2\nid " + id + "\nat 1\n", key), key.vkey(), id));
    CHECK_FALSE(open_received(sign_note("civic-received/v1\nid " + id + "\nat 01\n", key), key.vkey(), id));
    CHECK_FALSE(
        open_received(sign_note("civic-received/v1\nid " + id + "\nat 1\nmore 1\n", key), key.vkey(), id));
    CHECK_FALSE(open_received(sign_note("x\n", key), key.vkey(), id));
}

TEST_CASE("keys and statements of later stages verify with the same code", "[protocol][note]")
{
    const auto& device = table("device");
    const SecretSeed device_seed = seed(device["seed_hex"]);
    for (const auto& [context, expected] :
         {std::pair{"kioskreq", "req_pub_hex"}, std::pair{"kioskwit", "wit_pub_hex"}}) {
        SecretSeed derived;
        crypto_kdf_derive_from_key(derived.data(), 32, device["kdf"][context].get<std::uint64_t>(), context,
                                   device_seed.data());
        const auto key = SigningKey::from_seed(text(device["name"]), derived);
        CHECK(to_hex({reinterpret_cast<const char*>(key.vkey().key().data()), 32}) == text(device[expected]));
        if (std::string_view{context} != "kioskreq") continue;
        const std::string statement = text(table("posting")["statement"]);
        CHECK(statement.size() == table("posting")["bytes"].get<std::size_t>());
        CHECK(open_note(statement, {&key.vkey(), 1}));
        const std::string headers = text(table("request")["headers"]);
        CHECK(headers.size() == table("request")["header_bytes"].get<std::size_t>());
        const auto begin = headers.rfind("civic=:") + 7;
        const auto signature = from_base64(headers.substr(begin, headers.rfind(':') - begin));
        REQUIRE(signature);
        CHECK(key.vkey().verify(text(table("request")["signature_base"]), *signature));
        CHECK(headers.find("sha-256=:" + to_base64(sha256(bytes(table("feedback")["container_hex"])))) !=
              std::string::npos);
    }
}

// Signed requests, enrolment and beats (protocol.md §8.6–8.8). What the specification leaves open is in
// tests/vectors/profile.json, which tests/python/check_vectors.py yields on its own.
#include "protocol/base/encoding.h"
#include "protocol/requests/beat.h"
#include "protocol/requests/device_keys.h"
#include "protocol/requests/enrolment.h"
#include "protocol/requests/request_signature.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {

const nlohmann::json& enrolment() { return vectors("profile")["enrolment"]; }
EnrolmentCode vector_code() { return EnrolmentCode::from_bytes(bytes(enrolment()["code"])).value(); }
DeviceKeys vector_keys()
{
    return derive_device_keys(text(enrolment()["device"]), seed(enrolment()["seed"]));
}
SigningKey vector_receiver() { return SigningKey::from_seed("46-receiver", seed_of("profile/receiver")); }

RequestHeaders headers_of(const std::vector<std::string>& lines)
{
    const auto value = [&](std::size_t i) { return lines[i].substr(lines[i].find(": ") + 2); };
    return {value(0), value(1), value(2), value(3)};
}

/// The text with its n-th byte changed.
std::string flipped(std::string text, std::size_t n)
{
    text[n] = static_cast<char>(text[n] ^ 1);
    return text;
}

}  // namespace

TEST_CASE("a request is signed exactly as the specification's vector", "[protocol][requests]")
{
    const auto& device = vectors("app-vectors")["device"];
    const auto& row = vectors("app-vectors")["request"];
    const auto keys = derive_device_keys(text(device["name"]), seed(device["seed_hex"]));
    CHECK(keys.request.vkey().type() == KeyType::Note);
    CHECK(keys.witness.vkey().type() == KeyType::Cosignature);
    const std::string body = bytes(vectors("app-vectors")["feedback"]["container_hex"]);
    const std::string path = "/v1/feedback/" + to_hex(sha256(body));
    const std::string given = text(row["headers"]);
    const auto prev_at = given.find("prev=:") + 6;
    const Chain chain{57, hash_from_base64(given.substr(prev_at, 44)).value()};
    std::string made;
    for (const auto& line : sign_request("PUT", path, body, chain, keys.request).lines())
        made += line + "\r\n";
    CHECK(made == given);

    for (const auto& request : enrolment()["requests"]) {
        const auto signature = sign_request(text(request["method"]), text(request["path"]),
                                            text(request["body"]), {}, vector_keys().request);
        std::vector<std::string> lines;
        for (const auto& line : request["headers"]) lines.push_back(text(line));
        const auto ours = signature.lines();
        CHECK(std::vector<std::string>(ours.begin(), ours.end()) == lines);
        const auto claim = read_request(headers_of(lines));
        REQUIRE(claim);
        CHECK(verify_request(*claim, text(request["method"]), text(request["path"]), text(request["body"]),
                             vector_keys().request.vkey()));
    }
}

TEST_CASE("a request holds for its method, path, body, chain and key only", "[protocol][requests]")
{
    const auto key = vector_keys().request;
    const Chain chain{3, sha256("before")};
    const auto headers = sign_request("PUT", "/v1/feedback/x", "body", chain, key);
    const auto claim = read_request(headers);
    REQUIRE(claim);
    CHECK(claim->device == "46-20107-k2");
    CHECK(claim->chain == chain);
    CHECK(verify_request(*claim, "PUT", "/v1/feedback/x", "body", key.vkey()));
    CHECK_FALSE(verify_request(*claim, "POST", "/v1/feedback/x", "body", key.vkey()));
    CHECK_FALSE(verify_request(*claim, "PUT", "/v1/feedback/y", "body", key.vkey()));
    CHECK_FALSE(verify_request(*claim, "PUT", "/v1/feedback/x", "bodY", key.vkey()));
    CHECK_FALSE(
        verify_request(*claim, "PUT", "/v1/feedback/x", "body", SigningKey::generate("46-20107-k2").vkey()));
    auto other = *claim;
    other.chain.n = 4;
    CHECK_FALSE(verify_request(other, "PUT", "/v1/feedback/x", "body", key.vkey()));
    other = *claim;
    other.device = "46-20107-k1";
    CHECK_FALSE(verify_request(other, "PUT", "/v1/feedback/x", "body", key.vkey()));
}

TEST_CASE("headers outside the profile are refused, whatever they mean elsewhere", "[protocol][requests]")
{
    const auto good = sign_request("GET", "/x", "", {}, vector_keys().request);
    REQUIRE(read_request(good));
    const auto with = [&](auto member, const std::string& value) {
        auto headers = good;
        headers.*member = value;
        return read_request(headers).has_value();
    };
    const std::string input = good.signature_input;
    const auto replaced = [](std::string text, const std::string& what, const std::string& by) {
        return text.replace(text.find(what), what.size(), by);
    };
    CHECK_FALSE(with(&RequestHeaders::signature_input, ""));
    CHECK_FALSE(with(&RequestHeaders::signature_input, replaced(input, "civic=", "sig1=")));
    CHECK_FALSE(with(&RequestHeaders::signature_input, replaced(input, "\"@method\" ", "")));
    CHECK_FALSE(with(&RequestHeaders::signature_input, replaced(input, "ed25519", "hmac-sha256")));
    CHECK_FALSE(with(&RequestHeaders::signature_input, replaced(input, "civic1", "civic2")));
    CHECK_FALSE(with(&RequestHeaders::signature_input, input + ";created=1"));
    CHECK_FALSE(with(&RequestHeaders::signature_input, input + ", other=(\"@method\");keyid=\"x\""));
    CHECK_FALSE(
        with(&RequestHeaders::signature_input, replaced(input, "46-20107-k2", "46-20107-k2\";tag=\"x")));
    CHECK_FALSE(with(&RequestHeaders::content_digest, replaced(good.content_digest, "sha-256", "sha-512")));
    CHECK_FALSE(with(&RequestHeaders::content_digest, good.content_digest + ", sha-256=:x:"));
    CHECK_FALSE(with(&RequestHeaders::civic_chain, replaced(good.civic_chain, "n=0", "n=00")));
    CHECK_FALSE(with(&RequestHeaders::civic_chain, replaced(good.civic_chain, "n=0", "n=-1")));
    CHECK_FALSE(with(&RequestHeaders::civic_chain, replaced(good.civic_chain, ", ", ",")));
    CHECK_FALSE(with(&RequestHeaders::signature, "civic=:AAAA:"));
    CHECK_FALSE(with(&RequestHeaders::signature, good.signature + ", sig2=:AAAA:"));
}

TEST_CASE("profile: enrolment", "[protocol][profile]")
{
    const auto code = vector_code();
    const auto& row = enrolment();
    CHECK(code.groups().view() == text(row["groups"]));
    CHECK(code.id() == text(row["id"]));
    const auto link = parse_enrolment_link(text(row["link"]));
    REQUIRE(link);
    CHECK(link->text().view() == text(row["link"]));
    CHECK(link->code.bytes() == code.bytes());
    CHECK(link->root == sha256("trust"));

    const auto offer = open_offer(text(row["offer"]), code);
    REQUIRE(offer);
    CHECK(offer->device == text(row["device"]));
    CHECK(offer->root == sha256("trust"));
    CHECK(make_offer(*offer, code) == text(row["offer"]));

    CHECK(make_enrolment(code.id(), vector_keys(), "x86_64 1080x1920", code) == text(row["note"]));
    const auto note = read_enrolment(text(row["note"]));
    REQUIRE(note);
    CHECK(note->request == vector_keys().request.vkey());
    CHECK(note->witness == vector_keys().witness.vkey());
    CHECK(verify_enrolment(text(row["note"]), code));
    CHECK(enrolment_digits(text(row["note"])) == text(row["digits"]));
    const auto receiver = vector_receiver();
    CHECK(sign_enrolled(text(row["note"]), EnrolmentState::Waiting, receiver) == text(row["answer"]));
    CHECK(open_enrolled(text(row["answer"]), text(row["note"]), receiver.vkey()) == EnrolmentState::Waiting);

    const auto beat = parse_beat(text(row["beat"]));
    REQUIRE(beat);
    CHECK(beat->log_size == 18240);
    CHECK(beat->errors == std::vector<std::string>{"clock"});
    CHECK(make_beat(*beat) == text(row["beat"]));
    CHECK(sign_beaten(text(row["device"]), 7, receiver) == text(row["beaten"]));
    CHECK(open_beaten(text(row["beaten"]), text(row["device"]), 7, receiver.vkey()));
    CHECK_FALSE(open_beaten(text(row["beaten"]), text(row["device"]), 8, receiver.vkey()));
}

TEST_CASE("a code is read as people type it", "[protocol][requests]")
{
    const auto code = vector_code();
    std::string typed(code.groups().view());
    for (char& c : typed) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '-') c = ' ';
        if (c == 'o') c = '0';
        if (c == 'i') c = '1';
        if (c == 'b') c = '8';
    }
    const auto read = EnrolmentCode::parse(typed);
    REQUIRE(read);
    CHECK(read->bytes() == code.bytes());
    CHECK_FALSE(EnrolmentCode::parse(typed + "a"));
    CHECK_FALSE(EnrolmentCode::parse(typed.substr(1)));
    CHECK_FALSE(EnrolmentCode::parse(std::string(25, 'A').append("B")));  // the last two bits are zero
    CHECK_FALSE(EnrolmentCode::parse(std::string(25, 'A').append("9")));
    CHECK_FALSE(EnrolmentCode::parse(""));
    for (int i = 0; i < 50; ++i) {
        const auto fresh = EnrolmentCode::generate();
        CHECK(EnrolmentCode::parse(fresh.text().view())->bytes() == fresh.bytes());
    }
}

TEST_CASE("nothing of an enrolment can be changed on the way", "[protocol][requests]")
{
    const auto code = vector_code();
    const std::string offer = text(enrolment()["offer"]);
    for (std::size_t i = 0; i < offer.size(); ++i) CHECK_FALSE(open_offer(flipped(offer, i), code));
    const std::string note = text(enrolment()["note"]);
    for (std::size_t i = 0; i < note.size(); ++i)
        CHECK_FALSE((read_enrolment(flipped(note, i)) && verify_enrolment(flipped(note, i), code)));
    const auto stranger = EnrolmentCode::generate();
    CHECK_FALSE(open_offer(offer, stranger));
    CHECK_FALSE(verify_enrolment(note, stranger));
    // Somebody who does not have the code cannot put other keys under the same MAC.
    const auto forged =
        make_enrolment(code.id(), derive_device_keys("46-20107-k2", seed_of("thief")), "x", stranger);
    CHECK(read_enrolment(forged));
    CHECK_FALSE(verify_enrolment(forged, code));
    const auto receiver = vector_receiver();
    const auto live = sign_enrolled(note, EnrolmentState::Live, receiver);
    CHECK(open_enrolled(live, note, receiver.vkey()) == EnrolmentState::Live);
    CHECK_FALSE(open_enrolled(live, forged, receiver.vkey()));
    CHECK_FALSE(open_enrolled(sign_enrolled(note, EnrolmentState::Live, vector_keys().request), note,
                              receiver.vkey()));
}

TEST_CASE("a beat is small, whole and says nothing else", "[protocol][requests]")
{
    const std::string good = text(enrolment()["beat"]);
    CHECK(good.size() <= 1024);
    CHECK_FALSE(parse_beat(""));
    CHECK_FALSE(parse_beat("{}"));
    CHECK_FALSE(parse_beat(good + " "));
    CHECK_FALSE(parse_beat(good.substr(0, good.size() - 1)));
    for (const auto* member :
         {"\"log_root\"", "\"disk_free_mb\"", "\"errors\"", "\"sw\"", "\"history_alarm\"", "\"v\""}) {
        std::string renamed = good;
        renamed.replace(renamed.find(member) + 1, 1, "zz");
        CHECK_FALSE(parse_beat(renamed));
    }
    std::string wrong = good;
    CHECK_FALSE(parse_beat(wrong.replace(wrong.find("[\"clock\"]"), 9, "[\"a b\"]")));
    wrong = good;
    CHECK_FALSE(parse_beat(wrong.replace(wrong.find("8000"), 4, "-2")));
    // How often pages were opened, of ten and more only.
    Beat told = *parse_beat(good);
    told.views = DayViews{*parse_date("2026-11-26"), {{"document", 41}, {"home", 120}}};
    CHECK(parse_beat(make_beat(told))->views == told.views);
    std::string few = make_beat(told);
    CHECK_FALSE(parse_beat(few.replace(few.find(":41,"), 3, ":9")));
    few = make_beat(told);
    CHECK_FALSE(parse_beat(few.replace(few.find("2026-11-26"), 10, "2026-13-26")));
    for (int i = 0; i < 70; ++i)
        told.views->screens["s" + std::string(1 + i / 26, 'a') + static_cast<char>('a' + i % 26)] = 10;
    CHECK_FALSE(parse_beat(make_beat(told)));
    Beat large;
    large.sw = "1";
    large.screen = "1x1";
    for (int i = 0; i < 17; ++i) large.errors.emplace_back("x");
    CHECK_FALSE(parse_beat(make_beat(large)));
    CHECK_FALSE(parse_beat("{\"a\":\"" + std::string(5000, 'x') + "\"}"));
}

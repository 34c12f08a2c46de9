#include "protocol/tlog/note.h"

#include "protocol/base/encoding.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {
Vkey key_of(const nlohmann::json& line) { return Vkey::parse(text(line)).value(); }
const std::string kUnknownLine =
    "\xe2\x80\x94 other.example " + to_base64("abcd" + std::string(3'000, 'm')) + "\n";  // the size of ML-DSA
}  // namespace

TEST_CASE("notes of the specification and of another program verify", "[protocol][note]")
{
    for (const char* name : {"spec_note", "torchwood_note"}) {
        const auto& row = vectors("vectors")[name];
        const Vkey key = key_of(row["vkey"]);
        CHECK(key.text() == text(row["vkey"]));
        const std::string note = text(row["note"]);
        const auto opened = open_note(note, {&key, 1});
        REQUIRE(opened);
        CHECK(opened->signed_by == std::vector<const Vkey*>{&key});
        CHECK(std::string{opened->text} == note.substr(0, note.find("\n\n") + 1));
    }
}

TEST_CASE("a key is made from its seed, and its file reads back", "[protocol][note]")
{
    const auto& row = vectors("vectors")["checkpoint"];
    const auto key = SigningKey::from_seed(text(row["origin"]), seed(row["log_seed_hex"]));
    CHECK(key.vkey().text() == text(row["log_vkey"]));
    const auto again = SigningKey::parse(key.text().view());
    REQUIRE(again);
    CHECK(again->vkey() == key.vkey());
    CHECK(again->sign("x") == key.sign("x"));
    CHECK(SigningKey::generate("a").vkey().id() != SigningKey::generate("a").vkey().id());

    const std::string file{key.text().view()};
    for (const std::string& wrong : {file.substr(1), file + "\n", file.substr(0, file.size() - 4),
                                     std::string{}, std::string{"PRIVATE+KEY+a+00000000+AQ=="}})
        CHECK_FALSE(SigningKey::parse(wrong));
}

TEST_CASE("a vkey is read only in its one form", "[protocol][note]")
{
    const std::string good = text(vectors("vectors")["spec_note"]["vkey"]);
    REQUIRE(Vkey::parse(good));
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string wrong = good;
        wrong[i] = static_cast<char>(wrong[i] ^ 1);
        CHECK_FALSE(Vkey::parse(wrong));
        CHECK_FALSE(Vkey::parse(good.substr(0, i)));
    }
    CHECK_FALSE(valid_key_name(""));
    CHECK_FALSE(valid_key_name("a b"));
    CHECK_FALSE(valid_key_name("a+b"));
    CHECK_FALSE(
        valid_key_name("a\xc2\xa0"
                       "b"));
    CHECK(valid_key_name("46-19753.ubnd-p1"));
}

TEST_CASE("unknown signature lines are ignored", "[protocol][note]")
{
    const auto key = SigningKey::generate("known");
    const std::string note = sign_note("text\n\nwith an empty line\n", key);
    const std::string two = note + kUnknownLine + kUnknownLine;
    REQUIRE(open_note(two, {&key.vkey(), 1}));
    const auto stranger = SigningKey::generate("known");  // the same name with another id
    CHECK(open_note(add_signature(note, stranger).value(), {&key.vkey(), 1}));
    CHECK_FALSE(open_note(note, {&stranger.vkey(), 1}));
    CHECK(open_note(note, {&stranger.vkey(), 1}).error().fault == Fault::Refused);
}

TEST_CASE("a known key with a wrong signature refuses the whole note", "[protocol][note]")
{
    const auto good = SigningKey::generate("good");
    const auto bad = SigningKey::generate("bad");
    const std::vector<Vkey> known{good.vkey(), bad.vkey()};
    const std::string note = sign_note("text\n", good) + signature_line(bad.vkey(), bad.sign("other text\n"));
    const auto refused = open_note(note, known);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::Refused);
    CHECK(open_note(note, {known.data(), 1}));  // who does not know the second key cannot tell
    const std::string short_one = sign_note("text\n", good) + signature_line(bad.vkey(), "short");
    CHECK_FALSE(open_note(short_one, known));
}

TEST_CASE("notes out of form are refused", "[protocol][note]")
{
    const auto key = SigningKey::generate("k");
    const std::string note = sign_note("text\n", key);
    const std::string line = signature_line(key.vkey(), key.sign("text\n"));
    const std::vector<std::string> wrong{"",
                                         "\n",
                                         "\n\n",
                                         "text\n",
                                         "text\n\n",
                                         "text\n" + line,
                                         note.substr(0, note.size() - 1),
                                         note + "\n",
                                         note + "x\n",
                                         "a\rb" + note,
                                         "a\x01" + note,
                                         "\xff" + note,
                                         "text\n\n- k AAAA\n",
                                         "text\n\n\xe2\x80\x94 k\n",
                                         "text\n\n\xe2\x80\x94 k AAAA\n",
                                         "text\n\n\xe2\x80\x94  AAAAAAAA\n"};
    for (const std::string& bytes : wrong) CHECK_FALSE(open_note(bytes, {&key.vkey(), 1}));

    std::string many = note;
    for (int i = 0; i < 32; ++i)
        many += signature_line(SigningKey::generate("s").vkey(), std::string(64, 's'));
    CHECK_FALSE(open_note(many, {&key.vkey(), 1}));
    CHECK(open_note(many, {&key.vkey(), 1}, {64 * 1024, 33}));
    CHECK_FALSE(open_note(note, {&key.vkey(), 1}, {note.size() - 1, 32}));
}

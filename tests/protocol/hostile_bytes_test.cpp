// Parsers take bytes of any kind and length without a crash (run under ASan and UBSan). Seeded, so that a
// failure can be run again.
#include <functional>
#include <random>

#include "protocol/base/encoding.h"
#include "protocol/base/strings.h"
#include "protocol/base/text.h"
#include "protocol/feedback/message.h"
#include "protocol/feedback/receipt_code.h"
#include "protocol/feedback/received.h"
#include "protocol/feedback/reply.h"
#include "protocol/packs/pack.h"
#include "protocol/records/card.h"
#include "protocol/records/json.h"
#include "protocol/tlog/cosignature.h"
#include "protocol/tlog/merkle.h"
#include "protocol/tlog/proof.h"
#include "protocol/tlog/tile.h"
#include "protocol/trust/key_table.h"
#include "protocol/trust/manifest.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {

using Parser = std::function<void(std::string_view)>;

/// Every parser, given the same bytes. Results are looked at only for not crashing.
std::vector<Parser> parsers()
{
    static const SigningKey key = SigningKey::from_seed("46-registrar", seed_of("registrar"));
    static const KeyTable table{key.vkey()};
    static const BoxKey box =
        BoxKey::from_seed(seed(vectors("app-vectors")["feedback"]["recipient_seeds_hex"][0]));
    static const Vkey witness =
        Vkey::parse(text(vectors("vectors")["checkpoint"]["witnesses"][0]["VKey"])).value();
    static const Vkey log = Vkey::parse(text(vectors("vectors")["checkpoint"]["log_vkey"])).value();
    return {
        [](std::string_view b) { static_cast<void>(parse_canonical(b)); },
        [](std::string_view b) {
            for (const char* t : {"disclosure", "meeting", "project", "stats", "place", "unknown"})
                static_cast<void>(parse_card(t, b));
        },
        [](std::string_view b) { static_cast<void>(entry_of_json(b)); },
        [](std::string_view b) { static_cast<void>(verify_entry(b, 1, table)); },
        [](std::string_view b) { static_cast<void>(open_checkpoint(b, log)); },
        [](std::string_view b) { static_cast<void>(parse_checkpoint(b)); },
        [](std::string_view b) { static_cast<void>(cosigned_at(b, witness)); },
        [](std::string_view b) { static_cast<void>(parse_tlog_proof(b)); },
        [](std::string_view b) { static_cast<void>(Vkey::parse(b)); },
        [](std::string_view b) { static_cast<void>(SigningKey::parse(b)); },
        [](std::string_view b) { static_cast<void>(BoxKey::parse(b)); },
        [](std::string_view b) { static_cast<void>(parse_tile_path(b)); },
        [](std::string_view b) { static_cast<void>(decode_bundle(b, b.size() % 300)); },
        [](std::string_view b) { static_cast<void>(decode_tile(b, static_cast<int>(b.size() / 32))); },
        [](std::string_view b) { static_cast<void>(Frontier::parse(b)); },
        [](std::string_view b) { static_cast<void>(parse_manifest(b)); },
        [](std::string_view b) { static_cast<void>(open_first_manifest(b, {})); },
        [](std::string_view b) { static_cast<void>(open_container(b, box)); },
        [](std::string_view b) { static_cast<void>(parse_message(b)); },
        [](std::string_view b) {
            static_cast<void>(open_reply(b, box, {&log, 1}, "x"));
        },
        [](std::string_view b) { static_cast<void>(parse_reply_list(b)); },
        [](std::string_view b) { static_cast<void>(open_received(b, key.vkey(), "x")); },
        [](std::string_view b) { static_cast<void>(ReceiptCode::parse(b)); },
        [](std::string_view b) { static_cast<void>(Strings::parse(b)); },
        [](std::string_view b) {
            PackReader reader;
            if (reader.feed(b, [](std::string_view) {})) static_cast<void>(reader.finish());
        },
        [](std::string_view b) {
            std::vector<std::uint32_t> origin;
            const std::string folded = fold(b, &origin);
            REQUIRE(origin.size() == folded.size());
            REQUIRE(is_utf8(folded));
            static_cast<void>(find_forbidden(b, TextForm::Document));
            const auto composed = nfc(b);
            REQUIRE(composed.has_value() == is_utf8(b));
            if (composed) REQUIRE(is_nfc(*composed));
            static_cast<void>(from_base64(b));
            static_cast<void>(from_hex(b));
        },
    };
}

void feed(const std::vector<Parser>& all, const std::string& bytes)
{
    // A copy of exactly this length on the heap, so that one step too far is seen.
    const std::vector<char> exact{bytes.begin(), bytes.end()};
    for (const Parser& parse : all) parse({exact.data(), exact.size()});
}

/// Real messages of every kind to cut and to mutate.
std::vector<std::string> samples()
{
    const auto& app = vectors("app-vectors");
    return {text(app["record"]["card"]),
            text(app["record"]["entry"]),
            text(app["withdrawal"]["entry"]),
            text(vectors("vectors")["checkpoint"]["cosigned"]),
            text(vectors("vectors")["tlog_proof_12345"]),
            text(vectors("vectors")["spec_note"]["vkey"]),
            text(app["feedback"]["plaintext"]),
            bytes(app["feedback"]["container_hex"]),
            bytes(app["reply"]["sealed_hex"]),
            text(app["received"]["note"]),
            text(vectors("profile")["manifest"]["note"]),
            text(vectors("profile")["key_records"][0]["entry"]),
            "a = một\nb = {x} hai\n",
            "tile/0/x001/000.p/5"};
}

}  // namespace

TEST_CASE("random bytes of any length crash no parser", "[protocol][hostile]")
{
    const auto all = parsers();
    std::mt19937 random{1};
    const std::string alphabet = "{}[]\":,\\ \n\t019-+./abz_=\xe2\x80\x94\xc4\x91\xcc\x81\xff";
    for (int round = 0; round < 4'000; ++round) {
        std::string bytes(random() % (round % 40 == 0 ? 3'000 : 60), '\0');
        for (char& byte : bytes)
            byte = round % 2 == 0 ? static_cast<char>(random() & 0xff) : alphabet[random() % alphabet.size()];
        feed(all, bytes);
    }
}

TEST_CASE("real messages cut at every byte crash no parser", "[protocol][hostile]")
{
    const auto all = parsers();
    for (const std::string& sample : samples())
        for (std::size_t n = 0; n <= sample.size(); n += n < 600 ? 1 : 37) feed(all, sample.substr(0, n));
}

TEST_CASE("mutated real messages crash no parser", "[protocol][hostile]")
{
    const auto all = parsers();
    const auto real = samples();
    std::mt19937 random{2};
    for (int round = 0; round < 6'000; ++round) {
        std::string bytes = real[random() % real.size()];
        for (unsigned change = random() % 4 + 1; change > 0; --change) {
            const std::size_t at = random() % bytes.size();
            const std::size_t length = random() % 16 + 1;
            switch (random() % 4) {
                case 0:
                    bytes[at] = static_cast<char>(random() & 0xff);
                    break;
                case 1:
                    bytes.insert(at, bytes.substr(random() % bytes.size(), length));
                    break;
                case 2:
                    bytes.erase(at, std::min(length, bytes.size() - 1));
                    break;
                default:
                    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
                    break;
            }
        }
        feed(all, bytes);
    }
}

TEST_CASE("deep nesting is refused without recursion to match", "[protocol][hostile]")
{
    std::string deep = "{\"a\":";
    deep += std::string(50'000, '[');
    CHECK_FALSE(parse_canonical(deep));
}

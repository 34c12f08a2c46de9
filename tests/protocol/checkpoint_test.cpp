#include "protocol/tlog/checkpoint.h"

#include "protocol/base/encoding.h"
#include "protocol/tlog/cosignature.h"
#include "protocol/tlog/proof.h"
#include "tests/protocol/memory_log.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {
const nlohmann::json& table() { return vectors("vectors")["checkpoint"]; }
SigningKey log_key() { return SigningKey::from_seed(text(table()["origin"]), seed(table()["log_seed_hex"])); }
}  // namespace

TEST_CASE("a checkpoint is signed and cosigned as published", "[protocol][checkpoint]")
{
    const Checkpoint checkpoint{text(table()["origin"]), 70'000,
                                hash_from_hex(text(vectors("vectors")["tree_roots_hex"]["70000"])).value()};
    CHECK(checkpoint.text() == text(table()["body"]));
    std::string note = sign_checkpoint(checkpoint, log_key());
    CHECK(note == text(table()["signed_by_log"]));
    CHECK(note.size() == table()["bytes_signed_by_log"].get<std::size_t>());
    for (const auto& row : table()["witnesses"]) {
        const auto witness =
            SigningKey::from_seed(text(row["Name"]), seed(row["Seed"]), KeyType::Cosignature);
        CHECK(witness.vkey().text() == text(row["VKey"]));
        const Time time = from_unix(row["Time"].get<std::int64_t>());
        CHECK(cosignature_line(checkpoint.text(), time, witness) == text(row["Line"]));
        note += cosignature_line(checkpoint.text(), time, witness);
        CHECK(cosigned_at(note, witness.vkey()).value() == time);
        CHECK(cosigned_at(text(table()["signed_by_log"]), witness.vkey()).error().fault == Fault::NotFound);
    }
    CHECK(note == text(table()["cosigned"]));
    CHECK(open_checkpoint(note, log_key().vkey()).value() == checkpoint);
    CHECK(to_hex(sha256(checkpoint.origin)) == text(vectors("vectors")["origin_hash_hex"]));
}

TEST_CASE("a request to a witness has the published bytes", "[protocol][checkpoint]")
{
    std::string request = "old 69999\n";
    for (const Hash& hash : consistency_proof(leaves_of(numbered_entries(70'000)), 69'999))
        request += to_base64(hash) + "\n";
    request += "\n" + text(table()["signed_by_log"]);
    CHECK(request == text(vectors("vectors")["add_checkpoint_request"]));
}

TEST_CASE("the proof file of an entry is the published one and proves nothing else", "[protocol][checkpoint]")
{
    const TlogProof proof{12'345, inclusion_proof(leaves_of(numbered_entries(70'000)), 12'345),
                          text(table()["cosigned"])};
    const std::string published = text(vectors("vectors")["tlog_proof_12345"]);
    CHECK(proof.text() == published);
    CHECK(parse_tlog_proof(published).value() == proof);
    CHECK(verify_tlog_proof(proof, "entry 12345", log_key().vkey()));
    CHECK_FALSE(verify_tlog_proof(proof, "entry 12346", log_key().vkey()));
    const auto with_extra = parse_tlog_proof("c2sp.org/tlog-proof@v1\nextra AAAA\n" + published.substr(23));
    CHECK(with_extra.value() == proof);
}

TEST_CASE("checkpoints out of form or of another log are refused", "[protocol][checkpoint]")
{
    const std::string root = to_base64(empty_root());
    CHECK(parse_checkpoint("o\n0\n" + root + "\n"));
    for (const std::string& wrong :
         {std::string{}, "o\n0\n" + root, "\n0\n" + root + "\n", "o\n00\n" + root + "\n",
          "o\n-1\n" + root + "\n", "o\n1 \n" + root + "\n", "o\n1\n" + root + "\nextension\n",
          "o\n1\n" + root.substr(4) + "\n", std::string{"o\n1\n\n"},
          "o\n18446744073709551616\n" + root + "\n"})
        CHECK_FALSE(parse_checkpoint(wrong));

    const auto key = log_key();
    const Checkpoint foreign{"another.log/1", 1, empty_root()};
    CHECK(open_checkpoint(sign_checkpoint(foreign, key), key.vkey()).error().fault == Fault::Refused);
    std::string long_one = text(table()["signed_by_log"]);
    while (long_one.size() <= 16 * 1024)
        long_one += "\xe2\x80\x94 o " + to_base64(std::string(3'000, 'x')) + "\n";
    CHECK_FALSE(open_checkpoint(long_one, key.vkey()));
}

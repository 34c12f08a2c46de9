#include "protocol/tlog/merkle.h"

#include "protocol/base/encoding.h"
#include "tests/protocol/memory_log.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {

std::vector<Hash> proof_of(const nlohmann::json& lines)
{
    std::vector<Hash> proof;
    for (const auto& line : lines) proof.push_back(hash_from_base64(text(line)).value());
    return proof;
}

}  // namespace

TEST_CASE("roots are those of RFC 6962's test tree", "[protocol][merkle]")
{
    const auto& table = vectors("vectors")["rfc6962"];
    CHECK(to_hex(empty_root()) == text(table["empty_root_hex"]));
    CHECK(Frontier{}.root() == empty_root());
    std::vector<Hash> leaves;
    for (std::size_t i = 0; i < table["leaves_hex"].size(); ++i) {
        leaves.push_back(leaf_hash(bytes(table["leaves_hex"][i])));
        CHECK(to_hex(tree_root(leaves)) == text(table["roots_hex"][i]));
    }
}

TEST_CASE("a frontier has the published root at every size and survives being stored", "[protocol][merkle]")
{
    const auto& roots = vectors("vectors")["tree_roots_hex"];
    Frontier frontier;
    std::size_t met = 0;
    for (const std::string& entry : numbered_entries(70'000)) {
        frontier.push(leaf_hash(entry));
        const auto root = roots.find(std::to_string(frontier.size()));
        if (root == roots.end()) continue;
        ++met;
        CHECK(to_hex(frontier.root()) == text(*root));
        const auto restored = Frontier::parse(frontier.serialise());
        REQUIRE(restored);
        CHECK(*restored == frontier);
    }
    CHECK(met == roots.size());
    const std::string stored = frontier.serialise();
    CHECK_FALSE(Frontier::parse(stored.substr(1)));
    CHECK_FALSE(Frontier::parse(stored + "x"));
    CHECK_FALSE(Frontier::parse(""));
}

TEST_CASE("consistency proofs are the published ones, and no altered one holds", "[protocol][merkle]")
{
    const auto leaves = leaves_of(numbered_entries(70'000));
    const Hash root = tree_root(leaves);
    for (const auto& row : vectors("vectors")["consistency"]) {
        const auto old_size = row["old"].get<std::size_t>();
        const Hash old_root = tree_root(std::span{leaves}.first(old_size));
        auto proof = proof_of(row["proof"]);
        CHECK(consistency_proof(leaves, old_size) == proof);
        CHECK(verify_consistency(old_size, old_root, leaves.size(), root, proof));
        CHECK_FALSE(verify_consistency(old_size + 1, old_root, leaves.size(), root, proof));
        for (Hash& hash : proof) {
            hash[7] ^= 1;
            CHECK_FALSE(verify_consistency(old_size, old_root, leaves.size(), root, proof));
            hash[7] ^= 1;
        }
        proof.pop_back();
        CHECK_FALSE(verify_consistency(old_size, old_root, leaves.size(), root, proof));
    }
}

TEST_CASE("inclusion proofs are the published ones, and no altered one holds", "[protocol][merkle]")
{
    const auto leaves = leaves_of(numbered_entries(70'000));
    const Hash root = tree_root(leaves);
    for (const auto& row : vectors("vectors")["inclusion"]) {
        const auto index = row["index"].get<std::size_t>();
        auto proof = proof_of(row["proof"]);
        CHECK(to_base64(leaves[index]) == text(row["leaf_hash"]));
        CHECK(inclusion_proof(leaves, index) == proof);
        CHECK(verify_inclusion(leaves[index], index, leaves.size(), root, proof));
        CHECK_FALSE(verify_inclusion(leaves[index], index ^ 1, leaves.size(), root, proof));
        for (Hash& hash : proof) {
            hash[31] ^= 128;
            CHECK_FALSE(verify_inclusion(leaves[index], index, leaves.size(), root, proof));
            hash[31] ^= 128;
        }
        proof.push_back(root);
        CHECK_FALSE(verify_inclusion(leaves[index], index, leaves.size(), root, proof));
    }
}

TEST_CASE("every pair of small sizes and every index has proofs that hold", "[protocol][merkle]")
{
    const auto leaves = leaves_of(numbered_entries(40));
    for (std::size_t n = 1; n <= leaves.size(); ++n) {
        const auto tree = std::span{leaves}.first(n);
        const Hash root = tree_root(tree);
        for (std::size_t m = 1; m <= n; ++m) {
            const Hash old_root = tree_root(tree.first(m));
            REQUIRE(verify_consistency(m, old_root, n, root, consistency_proof(tree, m)));
            REQUIRE(verify_inclusion(tree[m - 1], m - 1, n, root, inclusion_proof(tree, m - 1)));
            if (m < n) REQUIRE_FALSE(verify_consistency(m, root, n, root, consistency_proof(tree, m)));
        }
        CHECK(verify_consistency(0, empty_root(), n, root, {}));
        CHECK_FALSE(verify_consistency(0, root, n, root, {}));
        CHECK_FALSE(verify_inclusion(tree[0], n, n, root, {}));
    }
}

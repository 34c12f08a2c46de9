#include "protocol/tlog/merkle.h"

#include <bit>

#include "protocol/base/encoding.h"

namespace protocol {

namespace {

constexpr std::string_view kLeafPrefix{"\x00", 1};
constexpr std::string_view kNodePrefix{"\x01", 1};

/// The largest power of two below n; n ≥ 2.
std::uint64_t split_point(std::uint64_t n) { return std::bit_floor(n - 1); }

}  // namespace

Hash leaf_hash(std::string_view entry) { return Sha256{}.update(kLeafPrefix).update(entry).finish(); }

Hash node_hash(const Hash& left, const Hash& right)
{
    return Sha256{}.update(kNodePrefix).update(view(left)).update(view(right)).finish();
}

Hash empty_root() { return sha256({}); }

Hash tree_root(std::span<const Hash> leaves)
{
    Frontier frontier;
    for (const Hash& leaf : leaves) frontier.push(leaf);
    return frontier.root();
}

void Frontier::push(const Hash& leaf)
{
    Hash node = leaf;
    // Every trailing one bit of the size is a full subtree that the new leaf completes a pair with.
    for (std::uint64_t bits = size_; bits & 1; bits >>= 1) {
        node = node_hash(peaks_.back(), node);
        peaks_.pop_back();
    }
    peaks_.push_back(node);
    ++size_;
}

Hash Frontier::root() const { return root_with(std::nullopt).value_or(empty_root()); }

std::optional<Hash> Frontier::root_with(std::optional<Hash> right) const
{
    for (auto peak = peaks_.rbegin(); peak != peaks_.rend(); ++peak)
        right = right ? node_hash(*peak, *right) : *peak;
    return right;
}

std::string Frontier::serialise() const
{
    std::string bytes;
    append_u64be(bytes, size_);
    for (const Hash& peak : peaks_) bytes += view(peak);
    return bytes;
}

Result<Frontier> Frontier::parse(std::string_view bytes)
{
    if (bytes.size() < 8) return fail(Fault::Malformed, "frontier: too short");
    Frontier frontier;
    frontier.size_ = read_u64be(bytes);
    bytes.remove_prefix(8);
    const auto peaks = static_cast<std::size_t>(std::popcount(frontier.size_));
    if (bytes.size() != peaks * sizeof(Hash))
        return fail(Fault::Malformed, "frontier: wrong number of hashes");
    for (; !bytes.empty(); bytes.remove_prefix(sizeof(Hash)))
        frontier.peaks_.push_back(*hash_from_bytes(bytes.substr(0, sizeof(Hash))));
    return frontier;
}

std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::size_t index)
{
    if (leaves.size() < 2) return {};
    const auto split = static_cast<std::size_t>(split_point(leaves.size()));
    const auto left = leaves.first(split);
    const auto right = leaves.subspan(split);
    std::vector<Hash> proof =
        index < split ? inclusion_proof(left, index) : inclusion_proof(right, index - split);
    proof.push_back(tree_root(index < split ? right : left));
    return proof;
}

bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Hash& root,
                      std::span<const Hash> proof)
{
    if (index >= size) return false;
    Hash node = leaf;
    std::uint64_t last = size - 1;  // the last node of the level `index` is on
    for (const Hash& sibling : proof) {
        if (last == 0) return false;
        if ((index & 1) != 0 || index == last) {
            node = node_hash(sibling, node);
            // A node without a right sibling goes up unchanged until it is one.
            while ((index & 1) == 0 && index != 0) {
                index >>= 1;
                last >>= 1;
            }
        } else {
            node = node_hash(node, sibling);
        }
        index >>= 1;
        last >>= 1;
    }
    return last == 0 && node == root;
}

namespace {

/// RFC 6962's SUBPROOF; `known`: the verifier has the root of these leaves' first `old_size` already.
std::vector<Hash> subproof(std::span<const Hash> leaves, std::size_t old_size, bool known)
{
    if (old_size == leaves.size()) return known ? std::vector<Hash>{} : std::vector<Hash>{tree_root(leaves)};
    const auto split = static_cast<std::size_t>(split_point(leaves.size()));
    const auto left = leaves.first(split);
    const auto right = leaves.subspan(split);
    std::vector<Hash> proof =
        old_size <= split ? subproof(left, old_size, known) : subproof(right, old_size - split, false);
    proof.push_back(tree_root(old_size <= split ? right : left));
    return proof;
}

}  // namespace

std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::size_t old_size)
{
    return subproof(leaves, old_size, true);
}

bool verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t new_size,
                        const Hash& new_root, std::span<const Hash> proof)
{
    if (old_size > new_size) return false;
    if (old_size == 0) return proof.empty() && old_root == empty_root();
    if (old_size == new_size) return proof.empty() && old_root == new_root;

    std::uint64_t node = old_size - 1;
    std::uint64_t last = new_size - 1;
    while ((node & 1) != 0) {
        node >>= 1;
        last >>= 1;
    }
    Hash old_node = old_root;
    if (node != 0) {  // otherwise the old tree is one full subtree of the new one, and its root is known
        if (proof.empty()) return false;
        old_node = proof.front();
        proof = proof.subspan(1);
    }
    Hash new_node = old_node;
    for (const Hash& sibling : proof) {
        if (last == 0) return false;
        if ((node & 1) != 0 || node == last) {
            old_node = node_hash(sibling, old_node);
            new_node = node_hash(sibling, new_node);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            new_node = node_hash(new_node, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && old_node == old_root && new_node == new_root;
}

}  // namespace protocol

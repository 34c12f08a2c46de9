#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"

namespace protocol {

/// RFC 6962 §2.1: SHA-256(0x00 || entry), SHA-256(0x01 || left || right), root of the empty tree.
[[nodiscard]] Hash leaf_hash(std::string_view entry);
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);
[[nodiscard]] Hash empty_root();

/// Root over leaf hashes (or over the hashes of one tile).
[[nodiscard]] Hash tree_root(std::span<const Hash> leaves);

/// The roots of the full subtrees of a growing tree, left to right: all a follower must remember to extend
/// the tree and to compute its root (protocol.md §1.7a). At most 64 hashes.
class Frontier {
public:
    void push(const Hash& leaf);
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] Hash root() const;
    /// Root of a tree that has `right`, when set, as the rest to the right of these subtrees.
    [[nodiscard]] std::optional<Hash> root_with(std::optional<Hash> right) const;

    /// 8 bytes size, big-endian, then the hashes from the largest subtree to the smallest.
    [[nodiscard]] std::string serialise() const;
    static Result<Frontier> parse(std::string_view bytes);

    friend bool operator==(const Frontier&, const Frontier&) = default;

private:
    std::uint64_t size_ = 0;
    std::vector<Hash> peaks_;
};

/// RFC 6962 §2.1.1. `index` < leaves.size(). Leaf's sibling first.
[[nodiscard]] std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::size_t index);
[[nodiscard]] bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                                    const Hash& root, std::span<const Hash> proof);

/// RFC 6962 §2.1.2 from the first `old_size` leaves to all of them; 0 < old_size ≤ leaves.size().
[[nodiscard]] std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::size_t old_size);
/// An old size of 0 is consistent with everything and needs an empty proof and the empty root.
[[nodiscard]] bool verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t new_size,
                                      const Hash& new_root, std::span<const Hash> proof);

}  // namespace protocol

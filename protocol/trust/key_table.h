#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/records/entry.h"
#include "protocol/tlog/note.h"

namespace protocol {

/// An X25519 public key: who can open a sealed report or reply.
using BoxPublicKey = std::array<std::uint8_t, 32>;

/// A desk key that the log has revoked. What it signed has no log index: whose answers of it still count,
/// protocol/README.md says ("Answers of a revoked key").
struct RevokedDesk {
    Vkey key;
    std::uint64_t index = 0;  ///< of the record that revoked it
    std::optional<Time> at;   ///< when, by the registrar; none in records of older programs

    friend bool operator==(const RevokedDesk&, const RevokedDesk&) = default;
};

/// Which key may do what at which log index, from the log's own key records (protocol.md §3.3, §8.14.1).
///
/// A key counts at index i when it was added at an index < i and not revoked at an index < i. No clock.
/// Only the registrar of the trust manifest adds or revokes; its key counts at every index.
class KeyTable {
public:
    static constexpr std::uint64_t kNow = std::numeric_limits<std::uint64_t>::max();

    explicit KeyTable(Vkey registrar);

    /// Takes over a key record that verify_entry() accepted. Indexes must rise. Malformed: not a key record,
    /// or a key that does not fit its role. Revoking a key that is not there changes nothing.
    Result<void> apply(const Entry& entry, std::uint64_t index);

    /// Keys that may sign entries of this body at this index. For "<province>.registrar" the registrar's.
    [[nodiscard]] std::vector<Vkey> publishers(std::string_view body, std::uint64_t index = kNow) const;
    /// Keys that may sign replies of this body.
    [[nodiscard]] std::vector<Vkey> desks(std::string_view body, std::uint64_t index = kNow) const;
    /// Those of every body that count now.
    [[nodiscard]] std::vector<Vkey> all_desks() const;
    /// Those of every body that count for none any more.
    [[nodiscard]] std::vector<RevokedDesk> revoked_desks() const;
    /// Keys that reports to this body are sealed to, oldest first. Usually one.
    [[nodiscard]] std::vector<BoxPublicKey> recipients(std::string_view body,
                                                       std::uint64_t index = kNow) const;
    /// Bodies that have a recipient key: the readers that a form may name.
    [[nodiscard]] std::vector<std::string> reading_bodies(std::uint64_t index = kNow) const;

    [[nodiscard]] const Vkey& registrar() const { return registrar_; }

private:
    struct Row {
        KeyRole role = KeyRole::Publisher;
        std::string scope;
        std::optional<Vkey> vkey;
        BoxPublicKey pk{};
        std::uint64_t added = 0;
        std::uint64_t revoked = kNow;
        std::optional<Time> revoked_at;
        [[nodiscard]] bool counts(std::uint64_t index) const { return added < index && revoked >= index; }
    };
    [[nodiscard]] std::vector<Vkey> vkeys(KeyRole role, std::string_view body, std::uint64_t index) const;

    Vkey registrar_;
    std::vector<Row> rows_;
};

/// Reads an entry of the log and checks it against the keys that count at its index: the signer is a
/// publisher key of its `pub`, and a key record is of the registrar. Unknown types and versions pass the
/// same check. Malformed or Refused entries stay in the log, are counted and are never shown.
/// The caller then gives key records to KeyTable::apply().
Result<Entry> verify_entry(std::string_view bytes, std::uint64_t index, const KeyTable& keys);

}  // namespace protocol

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/hash.h"
#include "protocol/base/result.h"
#include "protocol/base/secret.h"
#include "protocol/requests/device_keys.h"
#include "protocol/tlog/note.h"

namespace protocol {

// How a terminal and a province come to know one another (protocol.md §8.7): the console makes a one-time
// code, somebody carries it to the terminal, and both prove to one another that they have it without sending
// it.

/// 128 random bits. Written as 26 letters and digits of base32, in groups for people.
class EnrolmentCode {
public:
    static EnrolmentCode generate();
    /// 26 characters of base32, any case, with spaces and hyphens anywhere; 0, 1 and 8, which base32 has not,
    /// are read as O, I and B. nullopt for anything else.
    static std::optional<EnrolmentCode> parse(std::string_view text);
    static std::optional<EnrolmentCode> from_bytes(std::string_view bytes);

    [[nodiscard]] SecretString text() const;    ///< 26 characters
    [[nodiscard]] SecretString groups() const;  ///< "ABCDE-FGHIJ-KLMNO-PQRST-UVWXYZ"
    [[nodiscard]] std::string_view bytes() const { return bytes_.view(); }
    /// By what a server finds it: 32 hex digits, from which the code cannot be had.
    [[nodiscard]] std::string id() const;
    /// HMAC-SHA-256 under the code.
    [[nodiscard]] Hash mac(std::string_view text) const;

private:
    SecretArray<16> bytes_;
};

[[nodiscard]] bool is_enrolment_id(std::string_view text);

/// What stands in the QR and in the file on a USB stick: `civic-enrol:1?u=<address>&t=<code>&r=<hash>`.
struct EnrolmentLink {
    std::string address;  ///< of the host that takes enrolments; http or https, no final slash
    EnrolmentCode code;
    std::optional<Hash>
        root;  ///< SHA-256 of the text of trust manifest 1; without it the offer's MAC proves it
    [[nodiscard]] SecretString text() const;
};
/// One final line break is accepted.
Result<EnrolmentLink> parse_enrolment_link(std::string_view text);

/// What a province offers to whoever holds the code. The MAC proves that it comes from where the code was
/// made: the root of trust in it needs no trust at first use.
struct EnrolmentOffer {
    std::string id;  ///< EnrolmentCode::id()
    Hash root{};
    std::string device, commune, hall;  ///< who the terminal will be
    std::string read, write;            ///< addresses; no final slash
    friend bool operator==(const EnrolmentOffer&, const EnrolmentOffer&) = default;
};
[[nodiscard]] std::string make_offer(const EnrolmentOffer& offer, const EnrolmentCode& code);
/// Refused: made without the code, or for another one.
Result<EnrolmentOffer> open_offer(std::string_view text, const EnrolmentCode& code);

/// The same without its proof: for what a terminal has proved before and kept.
Result<EnrolmentOffer> read_offer(std::string_view text);

/// The terminal's answer: its public keys, with a MAC under the code and signed by the new key itself.
struct EnrolmentNote {
    std::string id;
    Vkey request;
    Vkey witness;
    std::string hardware;  ///< for the technician's eye: "x86_64 1920x1080"
};
[[nodiscard]] std::string make_enrolment(std::string_view id, const DeviceKeys& keys,
                                         std::string_view hardware, const EnrolmentCode& code);
/// What a note says before its MAC is checked: the code must be looked up by `id` first. The signature by its
/// own key is verified.
Result<EnrolmentNote> read_enrolment(std::string_view note);
/// Refused: made without the code.
Result<void> verify_enrolment(std::string_view note, const EnrolmentCode& code);
/// What both screens show: six digits of the note's hash.
[[nodiscard]] std::string enrolment_digits(std::string_view note);

enum class EnrolmentState { Waiting, Live, Refused };
/// The receiver's word on a note: `civic-enrolled/v1`.
[[nodiscard]] std::string sign_enrolled(std::string_view note, EnrolmentState state,
                                        const SigningKey& receiver);
/// Refused: not signed by the receiver, or about another note.
Result<EnrolmentState> open_enrolled(std::string_view answer, std::string_view note, const Vkey& receiver);

}  // namespace protocol

#include "protocol/requests/enrolment.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <sodium.h>

#include "protocol/base/encoding.h"
#include "protocol/base/random.h"
#include "protocol/base/secret_box.h"
#include "protocol/base/sodium.h"
#include "protocol/limits.h"
#include "protocol/requests/fields_of_lines.h"

namespace protocol {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kLetters = 26;
constexpr std::size_t kGroup = 5;
constexpr std::size_t kIdBytes = 16;
constexpr std::string_view kOfferHead = "civic-enrol-root/v1\n";
constexpr std::string_view kNoteHead = "civic-enrol/v1\n";
constexpr std::string_view kAnswerHead = "civic-enrolled/v1\n";
constexpr NoteLimits kNoteLimits{limits::kEnrolment, 4};

std::string_view word_of(EnrolmentState state)
{
    return state == EnrolmentState::Live ? "live" : state == EnrolmentState::Waiting ? "waiting" : "refused";
}

/// The lines that a MAC covers, and the MAC's own line at the end.
struct Sealed {
    std::string_view covered;
    Hash mac{};
};
std::optional<Sealed> split_mac(std::string_view text)
{
    const auto at = text.rfind("\nmac ");
    if (at == std::string_view::npos || !text.ends_with('\n')) return std::nullopt;
    const auto value = text.substr(at + 5, text.size() - at - 6);
    const auto mac = hash_from_base64(value);
    if (!mac) return std::nullopt;
    return Sealed{text.substr(0, at + 1), *mac};
}

std::string with_mac(std::string text, const EnrolmentCode& code)
{
    const Hash mac = code.mac(text);
    return text + "mac " + to_base64(mac) + "\n";
}

bool is_address(std::string_view text)
{
    const bool scheme = text.starts_with("http://") || text.starts_with("https://");
    return scheme && text.size() <= 300 && !text.ends_with('/') && std::ranges::all_of(text, [](char c) {
               return c > ' ' && c < 0x7f && c != '"' && c != '&' && c != '?' && c != '#';
           });
}

bool is_plain(std::string_view text, std::size_t longest)
{
    return !text.empty() && text.size() <= longest &&
           std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; });
}

bool is_commune(std::string_view text)
{
    return text.size() >= 2 && text.size() <= 5 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

EnrolmentCode EnrolmentCode::generate()
{
    std::string bytes = random_bytes(decltype(bytes_)::size());
    auto code = from_bytes(bytes);
    wipe(bytes);
    return *code;
}

std::optional<EnrolmentCode> EnrolmentCode::from_bytes(std::string_view bytes)
{
    EnrolmentCode code;
    if (bytes.size() != code.bytes_.size()) return std::nullopt;
    std::memcpy(code.bytes_.data(), bytes.data(), bytes.size());
    return code;
}

std::optional<EnrolmentCode> EnrolmentCode::parse(std::string_view text)
{
    EnrolmentCode code;
    std::uint32_t held = 0;
    int bits = 0;
    std::size_t letters = 0;
    std::size_t at = 0;
    for (char c : text) {
        if (c == ' ' || c == '-' || c == '\n') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == '0') c = 'O';
        if (c == '1') c = 'I';
        if (c == '8') c = 'B';
        const auto value = kAlphabet.find(c);
        if (value == std::string_view::npos || ++letters > kLetters) return std::nullopt;
        held = (held << 5U) | static_cast<std::uint32_t>(value);
        bits += 5;
        if (bits >= 8 && at < code.bytes_.size()) {
            bits -= 8;
            code.bytes_.data()[at++] = static_cast<std::uint8_t>(held >> static_cast<unsigned>(bits));
            held &= (1U << static_cast<unsigned>(bits)) - 1;
        }
    }
    // 130 bits: the last two are zero.
    if (letters != kLetters || held != 0) return std::nullopt;
    return code;
}

SecretString EnrolmentCode::text() const
{
    std::string out;
    out.reserve(kLetters);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (std::size_t i = 0; i < bytes_.size(); ++i) {
        held = (held << 8U) | bytes_.data()[i];
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out += kAlphabet[(held >> bits) & 31U];
        }
        held &= (1U << bits) - 1;
    }
    out += kAlphabet[(held << (5 - bits)) & 31U];
    return SecretString{std::move(out)};
}

SecretString EnrolmentCode::groups() const
{
    const SecretString plain = text();
    std::string out;
    out.reserve(kLetters + kLetters / kGroup);
    for (std::size_t i = 0; i < kLetters; ++i) {
        if (i % kGroup == 0 && i > 0 && i + 1 < kLetters) out += '-';
        out += plain.view()[i];
    }
    return SecretString{std::move(out)};
}

std::string EnrolmentCode::id() const
{
    Sha256 hash;
    hash.update("civic-enrol-id/v1\n").update(bytes_.view());
    return to_hex(view(hash.finish()).substr(0, kIdBytes));
}

Hash EnrolmentCode::mac(std::string_view text) const
{
    ready_sodium();
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_.data(), bytes_.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    Hash mac;
    crypto_auth_hmacsha256_final(&state, mac.data());
    wipe(&state, sizeof state);
    return mac;
}

bool is_enrolment_id(std::string_view text)
{
    return text.size() == 2 * kIdBytes && from_hex(text).has_value();
}

SecretString EnrolmentLink::text() const
{
    std::string out = "civic-enrol:1?u=" + address + "&t=";
    out += code.text().view();
    if (root) out += "&r=" + to_base64(*root);
    return SecretString{std::move(out)};
}

Result<EnrolmentLink> parse_enrolment_link(std::string_view text)
{
    const auto bad = [] { return fail(Fault::Malformed, "not an enrolment link"); };
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    constexpr std::string_view kBegin = "civic-enrol:1?u=";
    if (!text.starts_with(kBegin) || text.size() > limits::kEnrolment) return bad();
    text.remove_prefix(kBegin.size());
    const auto code_at = text.find("&t=");
    if (code_at == std::string_view::npos) return bad();
    const auto address = text.substr(0, code_at);
    text.remove_prefix(code_at + 3);
    const auto root_at = text.find("&r=");
    const auto code = EnrolmentCode::parse(text.substr(0, root_at));
    if (!code || !is_address(address)) return bad();
    EnrolmentLink link{std::string(address), *code, std::nullopt};
    if (root_at == std::string_view::npos) return link;
    link.root = hash_from_base64(text.substr(root_at + 3));
    if (!link.root) return bad();
    return link;
}

std::string make_offer(const EnrolmentOffer& offer, const EnrolmentCode& code)
{
    std::string text(kOfferHead);
    append_line(text, "id", offer.id);
    append_line(text, "root", to_base64(offer.root));
    append_line(text, "device", offer.device);
    append_line(text, "commune", offer.commune);
    append_line(text, "hall", offer.hall);
    append_line(text, "read", offer.read);
    append_line(text, "write", offer.write);
    return with_mac(std::move(text), code);
}

Result<EnrolmentOffer> read_offer(std::string_view text)
{
    const auto sealed = text.size() <= limits::kEnrolment ? split_mac(text) : std::nullopt;
    if (!sealed) return fail(Fault::Malformed, "offer: unknown form");
    LineReader lines(sealed->covered);
    EnrolmentOffer offer;
    if (!lines.head(kOfferHead)) return fail(Fault::Malformed, "offer: unknown form");
    offer.id = lines.value("id");
    const auto root = hash_from_base64(lines.value("root"));
    offer.device = lines.value("device");
    offer.commune = lines.value("commune");
    offer.hall = lines.value("hall");
    offer.read = lines.value("read");
    offer.write = lines.value("write");
    if (!lines.done() || !root || !is_device_name(offer.device) || !is_device_name(offer.hall) ||
        !is_commune(offer.commune) || !is_address(offer.read) || !is_address(offer.write))
        return fail(Fault::Malformed, "offer: unknown form");
    offer.root = *root;
    return offer;
}

Result<EnrolmentOffer> open_offer(std::string_view text, const EnrolmentCode& code)
{
    const auto sealed = text.size() <= limits::kEnrolment ? split_mac(text) : std::nullopt;
    if (!sealed) return fail(Fault::Malformed, "offer: unknown form");
    if (!equal_secrets(view(code.mac(sealed->covered)), view(sealed->mac)))
        return fail(Fault::Refused, "offer: not from where the code was made");
    auto offer = read_offer(text);
    if (offer && offer->id != code.id()) return fail(Fault::Refused, "offer: for another code");
    return offer;
}

std::string make_enrolment(std::string_view id, const DeviceKeys& keys, std::string_view hardware,
                           const EnrolmentCode& code)
{
    std::string text(kNoteHead);
    append_line(text, "slot", id);
    append_line(text, "req-key", keys.request.vkey().text());
    append_line(text, "wit-key", keys.witness.vkey().text());
    append_line(text, "hw", hardware);
    return sign_note(with_mac(std::move(text), code), keys.request);
}

Result<EnrolmentNote> read_enrolment(std::string_view note)
{
    const auto bad = [] { return fail(Fault::Malformed, "enrolment: unknown form"); };
    const auto parts = split_note(note, kNoteLimits);
    if (!parts) return tl::unexpected{parts.error()};
    const auto sealed = split_mac(parts->text);
    if (!sealed) return bad();
    LineReader lines(sealed->covered);
    if (!lines.head(kNoteHead)) return bad();
    const std::string id = lines.value("slot");
    const auto request = Vkey::parse(lines.value("req-key"));
    const auto witness = Vkey::parse(lines.value("wit-key"));
    const std::string hardware = lines.value("hw");
    if (!lines.done() || !is_enrolment_id(id) || !request || !witness || request->type() != KeyType::Note ||
        witness->type() != KeyType::Cosignature || request->name() != witness->name() ||
        request->key() == witness->key() || !is_device_name(request->name()) || !is_plain(hardware, 100))
        return bad();
    if (const auto opened = open_note(note, {&*request, 1}, kNoteLimits); !opened)
        return tl::unexpected{opened.error()};
    return EnrolmentNote{id, *request, *witness, hardware};
}

Result<void> verify_enrolment(std::string_view note, const EnrolmentCode& code)
{
    const auto parts = split_note(note, kNoteLimits);
    const auto sealed = parts ? split_mac(parts->text) : std::nullopt;
    if (!sealed || !equal_secrets(view(code.mac(sealed->covered)), view(sealed->mac)))
        return fail(Fault::Refused, "enrolment: made without the code");
    return {};
}

std::string enrolment_digits(std::string_view note)
{
    constexpr std::uint64_t kBelow = 1'000'000;
    const Hash hash = sha256("civic-enrol-digits/v1\n" + std::string(note));
    std::string digits = std::to_string(read_u64be(view(hash)) % kBelow);
    return std::string(6 - digits.size(), '0') + digits;
}

std::string sign_enrolled(std::string_view note, EnrolmentState state, const SigningKey& receiver)
{
    std::string text(kAnswerHead);
    append_line(text, "note", to_hex(sha256(note)));
    append_line(text, "state", word_of(state));
    return sign_note(text, receiver);
}

Result<EnrolmentState> open_enrolled(std::string_view answer, std::string_view note, const Vkey& receiver)
{
    const auto opened = open_note(answer, {&receiver, 1}, kNoteLimits);
    if (!opened) return tl::unexpected{opened.error()};
    LineReader lines(opened->text);
    if (!lines.head(kAnswerHead)) return fail(Fault::Malformed, "enrolled: unknown form");
    const std::string about = lines.value("note");
    const std::string word = lines.value("state");
    if (!lines.done()) return fail(Fault::Malformed, "enrolled: unknown form");
    if (about != to_hex(sha256(note))) return fail(Fault::Refused, "enrolled: about another note");
    for (const auto state : {EnrolmentState::Waiting, EnrolmentState::Live, EnrolmentState::Refused})
        if (word == word_of(state)) return state;
    return fail(Fault::Malformed, "enrolled: unknown state");
}

}  // namespace protocol
